/* What a mutex does, in claims. */
#include "tests/claims.h"

#include <errno.h>

#include "world/world.h"

static struct world world;

enum { LOCK_ID = 1, CONDITION_ID };

static bool about(uint16_t thread, enum act act)
{
    return world_apply(&world, &(struct step){ .phase = PHASE_ABOUT, .thread = thread, .act = act, .object = LOCK_ID });
}

static int32_t pass(uint16_t thread, enum act act)
{
    struct step step = { .phase = PHASE_DONE, .thread = thread, .act = act, .object = LOCK_ID,
                         .result = STEP_UNDECIDED };
    assert_true(world_apply(&world, &step));
    return step.result;
}

static int32_t run(uint16_t thread, enum act act)
{
    assert_true(about(thread, act));
    return pass(thread, act);
}

static void create(uint16_t child)
{
    struct step step = { .phase = PHASE_ABOUT, .act = ACT_CREATE };
    assert_true(world_apply(&world, &step));
    step = (struct step){ .phase = PHASE_DONE, .act = ACT_CREATE, .result = STEP_UNDECIDED };
    assert_true(world_apply(&world, &step));
    assert_int_equal(step.other, child);
}

static void two_threads_and_a_mutex(enum mutex_type type)
{
    world_begin(&world);
    struct step meet = { .phase = PHASE_MEET, .act = OBJECT_MUTEX, .object = LOCK_ID, .result = type };
    assert_true(world_apply(&world, &meet));
    create(1);
    create(2);
}

static void a_free_lock_is_taken(void **state)
{
    (void)state;
    two_threads_and_a_mutex(MUTEX_NORMAL);
    assert_int_equal(run(1, ACT_LOCK), 0);
    assert_int_equal(world.object[LOCK_ID].owner, 1);
}

static void the_second_thread_waits_for_the_first(void **state)
{
    (void)state;
    two_threads_and_a_mutex(MUTEX_NORMAL);
    run(1, ACT_LOCK);
    about(2, ACT_LOCK);
    assert_int_equal(world_ways(&world, 2), 0);
    struct wait wait;
    assert_true(world_waits(&world, 2, &wait));
    assert_int_equal(wait.object, LOCK_ID);
    assert_int_equal(wait.thread, 1);
    run(1, ACT_UNLOCK);
    assert_int_equal(world_ways(&world, 2), 1u << WAY_GO);
}

static void a_closed_gate_lets_nobody_through(void **state)
{
    (void)state;
    two_threads_and_a_mutex(MUTEX_NORMAL);
    run(1, ACT_LOCK);
    about(2, ACT_LOCK);
    struct step step = { .phase = PHASE_DONE, .thread = 2, .act = ACT_LOCK, .object = LOCK_ID, .result = STEP_UNDECIDED };
    assert_false(world_apply(&world, &step));
    assert_int_equal(world.object[LOCK_ID].owner, 1);
}

static void trylock_says_busy(void **state)
{
    (void)state;
    two_threads_and_a_mutex(MUTEX_NORMAL);
    run(1, ACT_LOCK);
    assert_int_equal(run(2, ACT_TRYLOCK), EBUSY);
}

static void a_timed_lock_can_be_ended_by_the_clock(void **state)
{
    (void)state;
    two_threads_and_a_mutex(MUTEX_NORMAL);
    run(1, ACT_LOCK);
    about(2, ACT_TIMEDLOCK);
    assert_int_equal(world_ways(&world, 2), 1u << WAY_TIMEOUT);
}

static void a_normal_mutex_taken_twice_by_its_owner_stops_it(void **state)
{
    (void)state;
    two_threads_and_a_mutex(MUTEX_NORMAL);
    run(1, ACT_LOCK);
    about(1, ACT_LOCK);
    assert_int_equal(world_ways(&world, 1), 0);
    uint16_t cycle[WORLD_THREADS];
    assert_int_equal(world_cycle(&world, cycle), 1);
}

static void a_recursive_mutex_counts(void **state)
{
    (void)state;
    two_threads_and_a_mutex(MUTEX_RECURSIVE);
    run(1, ACT_LOCK);
    run(1, ACT_LOCK);
    assert_int_equal(world.object[LOCK_ID].depth, 2);
    run(1, ACT_UNLOCK);
    about(2, ACT_LOCK);
    assert_int_equal(world_ways(&world, 2), 0);
    run(1, ACT_UNLOCK);
    assert_int_equal(world_ways(&world, 2), 1u << WAY_GO);
}

static void a_wait_on_a_condition_gives_back_one_level_of_it(void **state)
{
    (void)state;
    two_threads_and_a_mutex(MUTEX_RECURSIVE);
    struct step wait = { .phase = PHASE_MEET, .act = OBJECT_CONDITION, .object = CONDITION_ID };
    assert_true(world_apply(&world, &wait));
    run(1, ACT_LOCK);
    run(1, ACT_LOCK);
    wait = (struct step){ .phase = PHASE_ABOUT, .thread = 1, .act = ACT_COND_WAIT, .object = CONDITION_ID, .other = LOCK_ID };
    assert_true(world_apply(&world, &wait));
    wait.phase = PHASE_DONE;
    wait.result = STEP_UNDECIDED;
    assert_true(world_apply(&world, &wait));
    assert_int_equal(world.object[LOCK_ID].depth, 1);
    about(2, ACT_LOCK);
    assert_int_equal(world_ways(&world, 2), 0);
}

static void an_error_checking_mutex_answers(void **state)
{
    (void)state;
    two_threads_and_a_mutex(MUTEX_ERRORCHECK);
    assert_int_equal(run(1, ACT_UNLOCK), EPERM);
    assert_null(world.misuse);
    run(1, ACT_LOCK);
    assert_int_equal(run(1, ACT_LOCK), EDEADLK);
}

static void unlocking_what_another_holds_is_misuse(void **state)
{
    (void)state;
    two_threads_and_a_mutex(MUTEX_NORMAL);
    run(1, ACT_LOCK);
    run(2, ACT_UNLOCK);
    assert_non_null(world.misuse);
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(a_free_lock_is_taken),
        cmocka_unit_test(the_second_thread_waits_for_the_first),
        cmocka_unit_test(a_closed_gate_lets_nobody_through),
        cmocka_unit_test(trylock_says_busy),
        cmocka_unit_test(a_timed_lock_can_be_ended_by_the_clock),
        cmocka_unit_test(a_normal_mutex_taken_twice_by_its_owner_stops_it),
        cmocka_unit_test(a_recursive_mutex_counts),
        cmocka_unit_test(a_wait_on_a_condition_gives_back_one_level_of_it),
        cmocka_unit_test(an_error_checking_mutex_answers),
        cmocka_unit_test(unlocking_what_another_holds_is_misuse),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
