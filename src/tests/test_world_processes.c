/* What processes and pipes do, in claims. */
#include "tests/claims.h"

#include <errno.h>
#include <sys/wait.h>

#include "world/world.h"

enum { FIRST = 1, CHILD, GRANDCHILD, PIPE, OTHER, LOCK, COPY };

static struct world world;

static void meet(uint32_t object, enum object_kind kind, unsigned size, uint16_t process, int32_t type)
{
    struct step step = { .phase = PHASE_MEET, .object = object, .act = (uint8_t)kind, .size = (uint8_t)size, .process = process,
                         .result = type, .other = REGION_OTHER };
    assert_true(world_apply(&world, &step));
}

static bool about(uint16_t thread, enum act act, uint32_t object, uint32_t other, uint64_t value)
{
    return world_apply(&world, &(struct step){ .phase = PHASE_ABOUT, .thread = thread, .act = (uint8_t)act, .object = object,
                                               .other = other, .value = value });
}

/* What has happened, as a live run records it. */
static void done(uint16_t thread, enum act act, uint32_t object, uint32_t other, uint64_t value, int32_t result)
{
    world_follow(&world, &(struct step){ .phase = PHASE_DONE, .thread = thread, .act = (uint8_t)act, .object = object, .other = other,
                                         .value = value, .result = result });
}

static void fork_child(uint16_t parent, uint16_t number, uint32_t object)
{
    meet(object, OBJECT_PROCESS, number, world.thread[parent].process, 0);
    done(parent, ACT_FORK, object, number, number, 0);
}

static void a_child(void)
{
    world_begin(&world);
    meet(FIRST, OBJECT_PROCESS, 0, 0, 0);
    fork_child(0, 1, CHILD);
}

static bool can_go(uint16_t thread)
{
    return world_ways(&world, thread) & 1u << WAY_GO;
}

static void a_child_is_the_next_thread_of_another_process(void **state)
{
    (void)state;
    a_child();
    assert_int_equal(world.threads, 2);
    assert_int_equal(world.thread[1].phase, THREAD_RUNNING);
    assert_int_equal(world.thread[1].process, 1);
    assert_int_equal(world.thread[1].parent, 0);
    done(1, ACT_CREATE, 0, 2, 0, 0);
    assert_int_equal(world.thread[2].process, 1);
    done(1, ACT_START, 0, 0, 4711, 0);
    assert_int_equal(world.object[CHILD].value, 4711);
}

static void a_parent_waits_until_the_child_has_ended(void **state)
{
    (void)state;
    struct wait wait;
    a_child();
    assert_true(about(0, ACT_WAIT_CHILD, CHILD, ALL_PROCESSES, 0));
    assert_false(can_go(0));
    assert_true(world_waits(&world, 0, &wait));
    assert_int_equal(wait.thread, 1);
    assert_false(world_stalled(&world));        /* the child runs */
    done(1, ACT_QUIT, CHILD, 0, W_EXITCODE(3, 0), 0);
    assert_true(can_go(0));
}

static void who_has_ended_is_a_zombie_until_its_parent_asks(void **state)
{
    (void)state;
    a_child();
    done(1, ACT_CREATE, 0, 2, 0, 0);
    done(1, ACT_QUIT, CHILD, 0, W_EXITCODE(3, 0), 0);
    assert_int_equal(world.object[CHILD].depth, LIFE_ZOMBIE);
    assert_int_equal(world.thread[1].phase, THREAD_ENDED);
    assert_int_equal(world.thread[2].phase, THREAD_ENDED);      /* its other threads end with it */
    assert_int_equal(world.thread[0].phase, THREAD_RUNNING);
    done(0, ACT_WAIT_CHILD, CHILD, 1, W_EXITCODE(3, 0), 0);
    assert_int_equal(world.object[CHILD].depth, LIFE_GONE);
    assert_int_equal(WEXITSTATUS(world.object[CHILD].type), 3);
}

static void looking_for_a_child_that_still_runs_buries_nobody(void **state)
{
    (void)state;
    a_child();
    done(0, ACT_TRYWAIT, FIRST, ALL_PROCESSES, 0, 0);
    assert_int_equal(world.object[CHILD].depth, LIFE_RUNS);
}

static void any_child_will_do(void **state)
{
    (void)state;
    a_child();
    fork_child(0, 2, GRANDCHILD);
    assert_true(about(0, ACT_WAIT_ANY, FIRST, ALL_PROCESSES, 0));
    assert_false(can_go(0));
    done(2, ACT_DIE, GRANDCHILD, 0, W_EXITCODE(0, 9), 0);
    assert_true(can_go(0));
    done(0, ACT_WAIT_ANY, FIRST, 2, W_EXITCODE(0, 9), 0);
    assert_int_equal(world.object[GRANDCHILD].depth, LIFE_GONE);
    assert_true(about(0, ACT_WAIT_ANY, FIRST, ALL_PROCESSES, 0));
    assert_false(can_go(0));                    /* the other one runs */
}

static void with_no_child_left_waiting_ends_at_once(void **state)
{
    (void)state;
    world_begin(&world);
    meet(FIRST, OBJECT_PROCESS, 0, 0, 0);
    assert_true(about(0, ACT_WAIT_ANY, FIRST, ALL_PROCESSES, 0));
    assert_true(can_go(0));
}

static void a_child_whose_parent_has_ended_is_an_orphan_and_never_a_zombie(void **state)
{
    (void)state;
    a_child();
    fork_child(1, 2, GRANDCHILD);
    assert_false(world_is_orphan(&world, 2));
    done(1, ACT_QUIT, CHILD, 0, 0, 0);
    assert_true(world_is_orphan(&world, 2));
    assert_false(world_is_orphan(&world, 1));
    done(2, ACT_QUIT, GRANDCHILD, 0, 0, 0);
    assert_false(world_is_orphan(&world, 2));
    assert_int_equal(world.object[GRANDCHILD].depth, LIFE_GONE);
    assert_int_equal(world.object[CHILD].depth, LIFE_ZOMBIE);
}

static void a_zombie_is_buried_when_its_parent_ends(void **state)
{
    (void)state;
    a_child();
    fork_child(1, 2, GRANDCHILD);
    done(2, ACT_QUIT, GRANDCHILD, 0, 0, 0);
    assert_int_equal(world.object[GRANDCHILD].depth, LIFE_ZOMBIE);
    done(1, ACT_QUIT, CHILD, 0, 0, 0);
    assert_int_equal(world.object[GRANDCHILD].depth, LIFE_GONE);
}

static void waiting_for_each_other_across_processes_is_a_circle(void **state)
{
    (void)state;
    uint16_t cycle[WORLD_THREADS];
    a_child();
    meet(OTHER, OBJECT_MUTEX, 0, ALL_PROCESSES, MUTEX_NORMAL);
    assert_true(about(0, ACT_LOCK, OTHER, 0, 0));
    done(0, ACT_LOCK, OTHER, 0, 0, 0);
    assert_true(about(1, ACT_LOCK, OTHER, 0, 0));
    assert_true(about(0, ACT_WAIT_CHILD, CHILD, ALL_PROCESSES, 0));
    assert_int_equal(world_cycle(&world, cycle), 2);
    assert_true(world_stalled(&world));
}

static void what_lies_in_a_childs_memory_begins_as_a_copy(void **state)
{
    (void)state;
    a_child();
    meet(OTHER, OBJECT_SEMAPHORE, 0, 0, 0);
    done(0, ACT_SEM_INIT, OTHER, 0, 3, 0);
    meet(OTHER + 1, OBJECT_SEMAPHORE, 0, 1, 0);
    assert_int_equal(world.object[OTHER + 1].value, 3);
    done(1, ACT_SEM_WAIT, OTHER + 1, 0, 0, 0);
    assert_int_equal(world.object[OTHER + 1].value, 2);
    assert_int_equal(world.object[OTHER].value, 3);
}

/* ---- pipes ---- */

static void a_pipe(enum pipe_type type)
{
    a_child();
    meet(PIPE, OBJECT_PIPE, 8, ALL_PROCESSES, (int32_t)type);
    done(0, ACT_PIPE_MAKE, PIPE, 0, 3 | (uint64_t)4 << 32, 0);
}

static void bytes_are_in_flight_between_write_and_read(void **state)
{
    (void)state;
    a_pipe(PIPE_PLAIN);
    assert_true(about(0, ACT_PIPE_READ, PIPE, 3, 10));
    assert_false(can_go(0));
    done(1, ACT_PIPE_WRITE, PIPE, 4, 6, 6);
    assert_int_equal(world.object[PIPE].value, 6);
    assert_true(can_go(0));
    done(0, ACT_PIPE_READ, PIPE, 3, 10, 4);
    assert_int_equal(world.object[PIPE].value, 2);
}

static void bytes_come_out_right_when_records_come_in_the_wrong_order(void **state)
{
    (void)state;
    a_pipe(PIPE_PLAIN);
    done(0, ACT_PIPE_READ, PIPE, 3, 4, 4);
    done(1, ACT_PIPE_WRITE, PIPE, 4, 6, 6);
    assert_int_equal(world.object[PIPE].value, 2);
}

static void a_child_has_open_what_its_parent_has(void **state)
{
    (void)state;
    a_pipe(PIPE_PLAIN);
    fork_child(0, 2, GRANDCHILD);
    assert_int_equal(world_open(&world, PIPE, PIPE_WRITES, ALL_PROCESSES), 2);
    assert_int_equal(world_open(&world, PIPE, PIPE_READS, 2), 1);
    assert_int_equal(world_open(&world, PIPE, PIPE_READS, 1), 0);       /* it was born before */
    done(2, ACT_PIPE_CLOSE, PIPE, 3, 0, 0);
    assert_int_equal(world_open(&world, PIPE, PIPE_READS, 2), 0);
    assert_int_equal(world_open(&world, PIPE, PIPE_READS, 0), 1);
}

static void the_end_of_file_comes_when_the_last_writing_end_is_closed(void **state)
{
    (void)state;
    a_pipe(PIPE_PLAIN);
    fork_child(0, 2, GRANDCHILD);
    assert_true(about(0, ACT_PIPE_READ, PIPE, 3, 10));
    done(2, ACT_QUIT, GRANDCHILD, 0, 0, 0);     /* with a process go its ends */
    assert_false(can_go(0));                    /* its own is open still */
    a_pipe(PIPE_PLAIN);
    fork_child(0, 2, GRANDCHILD);
    done(0, ACT_PIPE_CLOSE, PIPE, 4, 0, 0);
    assert_true(about(0, ACT_PIPE_READ, PIPE, 3, 10));
    assert_false(can_go(0));
    done(2, ACT_QUIT, GRANDCHILD, 0, 0, 0);
    assert_true(can_go(0));
}

static void a_copy_of_an_end_keeps_it_open(void **state)
{
    (void)state;
    a_pipe(PIPE_PLAIN);
    done(0, ACT_PIPE_DUP, PIPE, 4, 0, 1);
    done(0, ACT_PIPE_CLOSE, PIPE, 4, 0, 0);
    assert_int_equal(world_open(&world, PIPE, PIPE_WRITES, 0), 1);
    done(0, ACT_PIPE_CLOSE, PIPE, 1, 0, 0);
    assert_int_equal(world_open(&world, PIPE, PIPE_WRITES, 0), 0);
}

static void a_full_pipe_makes_its_writer_wait(void **state)
{
    (void)state;
    a_pipe(PIPE_PLAIN);
    done(0, ACT_PIPE_WRITE, PIPE, 4, 65536, 65536);
    assert_true(about(0, ACT_PIPE_WRITE, PIPE, 4, 1));
    assert_false(can_go(0));
    done(1, ACT_PIPE_READ, PIPE, 3, 4096, 4096);
    assert_true(can_go(0));
}

static void without_a_reader_writing_does_not_wait(void **state)
{
    (void)state;
    a_pipe(PIPE_PLAIN);
    done(0, ACT_PIPE_WRITE, PIPE, 4, 65536, 65536);
    done(0, ACT_PIPE_CLOSE, PIPE, 3, 0, 0);
    assert_true(about(0, ACT_PIPE_WRITE, PIPE, 4, 1));
    assert_true(can_go(0));
}

static void a_pair_has_bytes_in_both_directions(void **state)
{
    (void)state;
    a_pipe(PIPE_PAIR);
    done(0, ACT_PIPE_WRITE, PIPE, 3, 5, 5);
    assert_int_equal(world.object[PIPE].reading, 5);
    assert_true(about(0, ACT_PIPE_READ, PIPE, 3, 5));
    assert_false(can_go(0));                    /* not its own bytes */
    done(0, ACT_PIPE_WRITE, PIPE, 4, 2, 2);
    assert_int_equal(world.object[PIPE].value, 2);
    done(0, ACT_PIPE_READ, PIPE, 4, 9, 5);
    assert_int_equal(world.object[PIPE].reading, 0);
    assert_int_equal(world.object[PIPE].value, 2);
}

static void opening_a_named_pipe_waits_for_the_other_end(void **state)
{
    (void)state;
    a_child();
    meet(PIPE, OBJECT_PIPE, 8, ALL_PROCESSES, PIPE_NAMED);
    done(0, ACT_PIPE_MAKE, PIPE, 0, 0, 0);
    assert_int_equal(world_open(&world, PIPE, PIPE_READS, 0), 0);       /* making is not opening */
    assert_true(about(0, ACT_PIPE_OPEN, PIPE, PIPE_READS, 0));
    assert_false(can_go(0));
    assert_true(about(1, ACT_PIPE_OPEN, PIPE, PIPE_WRITES, 0));
    assert_true(can_go(0));
    assert_true(can_go(1));
    done(0, ACT_PIPE_OPEN, PIPE, PIPE_READS, 0, 5);
    assert_int_equal(world_open(&world, PIPE, PIPE_READS, 0), 1);
    assert_true(can_go(1));
}

static void meet_lock(uint32_t object, unsigned process)
{
    struct step meet = { .phase = PHASE_MEET, .act = OBJECT_MUTEX, .object = object, .size = 40, .value = 0x4010,
                         .process = (uint16_t)process };
    assert_true(world_apply(&world, &meet));
}

static void a_lock_that_is_held_at_a_fork_is_held_in_the_copy(void **state)
{
    (void)state;
    world_begin(&world);
    meet(FIRST, OBJECT_PROCESS, 0, 0, 0);
    meet_lock(LOCK, 0);
    done(0, ACT_CREATE, 0, 1, 0, 0);
    done(1, ACT_START, 0, 0, 0, 0);
    done(1, ACT_LOCK, LOCK, 0, 0, 0);
    fork_child(0, 2, CHILD);
    done(1, ACT_UNLOCK, LOCK, 0, 0, 0);
    meet_lock(COPY, 2);
    assert_true(about(2, ACT_LOCK, COPY, 0, 0));
    assert_false(can_go(2));                            /* whoever could unlock it is not in this process */
    assert_int_equal(world.object[COPY].owner, 1);
    assert_int_equal(world.object[LOCK].owner, NOBODY);
}

static void who_forks_with_a_lock_has_it_in_both(void **state)
{
    (void)state;
    world_begin(&world);
    meet(FIRST, OBJECT_PROCESS, 0, 0, 0);
    meet_lock(LOCK, 0);
    done(0, ACT_LOCK, LOCK, 0, 0, 0);
    fork_child(0, 1, CHILD);
    meet_lock(COPY, 1);
    assert_int_equal(world.object[COPY].owner, 1);
    done(1, ACT_UNLOCK, COPY, 0, 0, 0);
    assert_int_equal(world.object[COPY].owner, NOBODY);
    assert_int_equal(world.object[LOCK].owner, 0);
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(a_child_is_the_next_thread_of_another_process),
        cmocka_unit_test(a_parent_waits_until_the_child_has_ended),
        cmocka_unit_test(who_has_ended_is_a_zombie_until_its_parent_asks),
        cmocka_unit_test(looking_for_a_child_that_still_runs_buries_nobody),
        cmocka_unit_test(any_child_will_do),
        cmocka_unit_test(with_no_child_left_waiting_ends_at_once),
        cmocka_unit_test(a_child_whose_parent_has_ended_is_an_orphan_and_never_a_zombie),
        cmocka_unit_test(a_zombie_is_buried_when_its_parent_ends),
        cmocka_unit_test(waiting_for_each_other_across_processes_is_a_circle),
        cmocka_unit_test(what_lies_in_a_childs_memory_begins_as_a_copy),
        cmocka_unit_test(bytes_are_in_flight_between_write_and_read),
        cmocka_unit_test(bytes_come_out_right_when_records_come_in_the_wrong_order),
        cmocka_unit_test(a_child_has_open_what_its_parent_has),
        cmocka_unit_test(the_end_of_file_comes_when_the_last_writing_end_is_closed),
        cmocka_unit_test(a_copy_of_an_end_keeps_it_open),
        cmocka_unit_test(a_full_pipe_makes_its_writer_wait),
        cmocka_unit_test(without_a_reader_writing_does_not_wait),
        cmocka_unit_test(a_pair_has_bytes_in_both_directions),
        cmocka_unit_test(opening_a_named_pipe_waits_for_the_other_end),
        cmocka_unit_test(a_lock_that_is_held_at_a_fork_is_held_in_the_copy),
        cmocka_unit_test(who_forks_with_a_lock_has_it_in_both),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
