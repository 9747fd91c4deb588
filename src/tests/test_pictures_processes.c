/* Processes and pipes have pictures, and say with them what matters: several processes, as a live run records them. */
#include "tests/fake_pictures.h"
#include "tests/fake_processes.h"

static void a_process_shows_its_life(void **state)
{
    (void)state;
    fake_begin();
    fake_process(1, "main", 0, 100);
    fake_process(2, "child 1", 1, 101);
    SHOWS("main     pid 100  ▶ alive");
    SHOWS("child 1  pid 101  ▶ alive  child of main");
    happens(1, ACT_QUIT, 2, 0, 3 << 8, 0);
    SHOWS("child 1  pid 101  ◌ zombie, exit status 3: not waited for");
    happens(0, ACT_WAIT_CHILD, 2, 1, 3 << 8, 0);
    SHOWS("child 1  pid 101  ✗ gone, exit status 3");
    fake_process(3, "child 2", 2, 102);
    happens(2, ACT_DIE, 3, 0, 15, 0);
    SHOWS("zombie, killed by SIGTERM");
}

static void an_orphan_is_called_one(void **state)
{
    (void)state;
    fake_begin();
    fake_process(1, "main", 0, 100);
    fake_process(2, "child 1", 1, 101);
    struct step meet = { .phase = PHASE_MEET, .act = OBJECT_PROCESS, .object = 3, .size = 2, .process = 1 };
    assert_true(world_apply(&fake.world, &meet));
    SHOWS("not forked yet");
    happens(1, ACT_FORK, 3, 2, 2, 0);
    SHOWS("▶ alive  child of ①");
    happens(1, ACT_QUIT, 2, 0, 0, 0);
    SHOWS("▶ alive  orphan: its parent has ended");
}

static void a_pipe_shows_its_bytes_and_who_has_its_ends(void **state)
{
    (void)state;
    fake_begin();
    fake_process(1, "main", 0, 100);
    fake_meet(4, OBJECT_PIPE, "ends", PIPE_PLAIN);
    SHOWS("not open yet");
    happens(0, ACT_PIPE_MAKE, 4, 0, 3 | (uint64_t)4 << 32, 0);
    SHOWS("main ▶ 0 bytes ▶ main");
    fake_process(2, "child 1", 1, 101);
    SHOWS("main ① ▶ 0 bytes ▶ main ①");
    happens(0, ACT_PIPE_CLOSE, 4, 4, 0, 0);
    happens(1, ACT_PIPE_CLOSE, 4, 3, 0, 0);
    happens(1, ACT_PIPE_WRITE, 4, 4, 12, 12);
    SHOWS("① ▶ 12 bytes ▶ main");
    happens(0, ACT_PIPE_READ, 4, 3, 20, 11);
    SHOWS("① ▶ 1 byte ▶ main");
    happens(1, ACT_QUIT, 2, 0, 0, 0);
    SHOWS("✗ closed ▶ 1 byte ▶ main");
}

static void a_pair_has_a_row_for_each_direction(void **state)
{
    (void)state;
    fake_begin();
    fake_process(1, "main", 0, 100);
    fake_meet(4, OBJECT_PIPE, "pair", PIPE_PAIR);
    happens(0, ACT_PIPE_MAKE, 4, 0, 3 | (uint64_t)4 << 32, 0);
    happens(0, ACT_PIPE_CLOSE, 4, 4, 0, 0);
    happens(0, ACT_PIPE_WRITE, 4, 3, 5, 5);
    SHOWS("✗ closed ▶ 0 bytes ▶ main");
    SHOWS("main ▶ 5 bytes ▶ ✗ closed");
    fake_about_step((struct step){ .thread = 0, .act = ACT_PIPE_READ, .object = 4, .other = 3, .result = STEP_UNDECIDED });
    LACKS("waiting");                                   /* for nobody can write there any more */
}

static void who_waits_stands_at_the_direction_waited_for(void **state)
{
    (void)state;
    fake_begin();
    fake_process(1, "main", 0, 100);
    fake_meet(4, OBJECT_PIPE, "pair", PIPE_PAIR);
    happens(0, ACT_PIPE_MAKE, 4, 0, 3 | (uint64_t)4 << 32, 0);
    happens(0, ACT_PIPE_WRITE, 4, 3, 5, 5);
    fake_about_step((struct step){ .thread = 0, .act = ACT_PIPE_READ, .object = 4, .other = 3, .result = STEP_UNDECIDED });
    SHOWS("main ▶ 0 bytes ▶ main  waiting: main");
    LACKS("5 bytes ▶ main  waiting");
}

static void meet_number(uint32_t object, const char *name, uint16_t process)
{
    struct step meet = { .phase = PHASE_MEET, .act = OBJECT_VARIABLE, .object = object, .size = 4, .value = 0x4010,
                         .process = process };
    assert_true(world_apply(&fake.world, &meet));
    snprintf(fake.names[object], sizeof fake.names[object], "%s", name);
}

static void the_same_address_in_two_processes_stands_side_by_side(void **state)
{
    (void)state;
    fake_begin();
    fake_process(1, "main", 0, 100);
    fake_process(2, "child 1", 1, 101);
    meet_number(4, "number of child 1", 1);
    happens(1, ACT_WRITE, 4, 0, 8, 0);
    SHOWS("number of child 1  8 ◂ written by ①");
    meet_number(5, "number", 0);
    SHOWS("main ? │ child 1 8   one address, two memories");
    happens(0, ACT_READ, 5, 0, 7, 0);
    SHOWS("› number   main 7 │ child 1 8   one address, two memories");
    LACKS("number of child");
    assert_non_null(strstr(draw_all(11, 118, true), "main 7 | child 1 8"));
}

static void what_lies_in_shared_memory_has_no_copies(void **state)
{
    (void)state;
    fake_begin();
    fake_process(1, "main", 0, 100);
    fake_process(2, "child 1", 1, 101);
    meet_number(4, "number", ALL_PROCESSES);
    happens(1, ACT_WRITE, 4, 0, 8, 0);
    happens(0, ACT_WRITE, 4, 0, 9, 0);
    SHOWS("number   9 ◂ written by main");
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(a_process_shows_its_life),
        cmocka_unit_test(an_orphan_is_called_one),
        cmocka_unit_test(a_pipe_shows_its_bytes_and_who_has_its_ends),
        cmocka_unit_test(a_pair_has_a_row_for_each_direction),
        cmocka_unit_test(who_waits_stands_at_the_direction_waited_for),
        cmocka_unit_test(the_same_address_in_two_processes_stands_side_by_side),
        cmocka_unit_test(what_lies_in_shared_memory_has_no_copies),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
