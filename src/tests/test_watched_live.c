/* Claims about event loops, tasks, generators and coroutines in live runs, each from a real run on real threads. */
#include "tests/watched_runs.h"

static struct session *live(const char *program)
{
    struct session *session = opened_on(program, CARRIER_KERNEL);
    session_step_over(session, true);
    return session;
}

static void run_to_end(struct session *session)
{
    const char *why;
    assert_true(session_run(session, &why));
    while (session_state(session) != SESSION_ENDED)
        poll_once(session);
    while (session_poll(session))
        ;
}

static void a_live_loop_shows_who_is_in_line(void **state)
{
    (void)state;
    struct session *session = live("src/tests/pictures/tasks.c");
    until_drawn(session, 78, "loop    at 0 ms      ▶ main  ready: slow quick bad");
    until_drawn(session, 78, "due: quick 10 ms, alarm 20 ms, slow 30 ms");
    session_close(session);
}

static void a_live_task_says_what_it_waits_for_and_where_it_goes_on(void **state)
{
    (void)state;
    struct session *session = live("src/tests/pictures/tasks.c");
    until_drawn(session, 78, "slow    sleeps until 30 ms  goes on at line 10");
    until_drawn(session, 78, "main    waits for task quick  goes on at line 37");
    until_drawn(session, 198, "bad     ■ done  EDOM");
    session_close(session);
}

static void what_is_over_is_gone_live(void **state)
{
    (void)state;
    struct session *session = live("src/tests/pictures/tasks.c");
    run_to_end(session);
    assert_null(strstr(draw(session, 6, 118, false), "loop"));
    assert_null(strstr(drawn, "quick   "));
    session_close(session);
}

static void live_coroutines_are_drawn_with_their_lines(void **state)
{
    (void)state;
    struct session *session = live("src/tests/pictures/stages.c");
    until_drawn(session, 118, "numbers    suspended  goes on at line 13  stack: ");
    until_drawn(session, 118, "echo       suspended  goes on at line 30  stack: ");
    session_close(session);
}

static void a_live_switch_is_a_step_that_says_whither(void **state)
{
    char text[256];
    (void)state;
    struct session *session = live("src/tests/pictures/stages.c");
    struct tell tell = { session, false };
    until_drawn(session, 118, "numbers    ▶ running");
    while (session_step(session, session_cursor(session))->act != ACT_SWITCH)
        session_goto(session, session_cursor(session) - 1, NULL);
    tell_step(&tell, session_step(session, session_cursor(session)), text, sizeof text);
    assert_string_equal(text, "main switches to `numbers` (stages.c:21)");
    session_close(session);
}

/* Neither the loop's memory nor what else the kit does there, unless its file is that of a structure with a lock. */
static void what_the_kit_does_in_memory_is_not_told_live(void **state)
{
    static const char *const programs[] = { "src/tests/pictures/tasks.c", "src/tests/pictures/stages.c", "src/tests/pictures/passed_on.c" };
    (void)state;
    for (int k = 0; k < 3; k++) {
        struct session *session = live(programs[k]);
        run_to_end(session);
        assert_true(session_length(session) > 12);
        for (uint32_t n = 1; n <= session_length(session); n++) {
            struct place where;
            const struct step *one = session_step(session, n);
            bool accesses = act_traits(one->act) & (ACT_READS | ACT_WRITES);
            if (accesses && structures_is_kit(session, one->place) && session_place(session, one->place, &where))
                assert_non_null(strstr(where.file, "queue.c"));
        }
        session_close(session);
    }
}

static void a_structure_with_a_lock_is_drawn_live_from_its_members(void **state)
{
    (void)state;
    struct session *session = live("src/tests/pictures/passed_on.c");
    run_to_end(session);
    assert_true(session_outcome(session, NULL) == OUTCOME_EXITED);
    while (session_cursor(session) > 1 && !shows(session, 118, "1 of 3"))
        session_goto(session, session_cursor(session) - 1, NULL);
    SHOWS(session, 118, "1 of 3 unfinished 1");
    session_close(session);
}

static void nobody_stops_live_before_what_is_passed_over(void **state)
{
    (void)state;
    struct session *session = live("src/tests/pictures/passed_on.c");
    run_to_end(session);
    uint32_t passed = 0;
    const char *why;
    for (uint32_t n = 1; n <= session_length(session); n++)
        passed += session_hides(session, session_step(session, n));
    assert_true(passed > 10);
    for (uint32_t stops = 0; session_cursor(session) > 0; stops++) {
        assert_true(stops <= session_length(session) - passed);
        assert_true(session_goto_stop(session, true, &why));
    }
    session_close(session);
}

static void with_the_kit_open_one_stops_live_at_every_step(void **state)
{
    (void)state;
    struct session *session = opened_on("src/tests/pictures/passed_on.c", CARRIER_KERNEL);
    bool stopped_in_kit = false;
    for (int k = 0; k < 30 && !stopped_in_kit && step(session); k++)
        stopped_in_kit = structures_is_kit(session, session_world(session)->thread[0].about.place)
                      && act_is_small(session_world(session)->thread[0].about.act);
    assert_true(stopped_in_kit);
    session_close(session);
}

static void one_small_step_can_be_made_in_the_kit_live(void **state)
{
    const char *why;
    (void)state;
    struct session *session = live("src/tests/pictures/passed_on.c");
    const struct world_thread *main = &session_world(session)->thread[0];
    bool stopped_in_kit = false;
    for (int k = 0; k < 40 && !stopped_in_kit && session_state(session) != SESSION_ENDED; k++) {
        uint32_t before = session_cursor(session);
        session_step_over(session, false);
        assert_true(session_step_thread(session, 0, WAY_GO, &why));
        session_step_over(session, true);
        while ((session_cursor(session) == before || main->phase != THREAD_AT_GATE) && session_state(session) != SESSION_ENDED)
            poll_once(session);
        stopped_in_kit = session_hides(session, &main->about);
    }
    assert_true(stopped_in_kit);
    session_close(session);
}

static void a_live_task_says_at_which_descriptor_it_waits(void **state)
{
    (void)state;
    struct session *session = live("src/tests/pictures/ear.c");
    until_drawn(session, 78, "main    waits for something to read at descriptor 3  goes on at line 20");
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_live_loop_shows_who_is_in_line),
        cmocka_unit_test(a_live_task_says_what_it_waits_for_and_where_it_goes_on),
        cmocka_unit_test(what_is_over_is_gone_live),
        cmocka_unit_test(live_coroutines_are_drawn_with_their_lines),
        cmocka_unit_test(a_live_switch_is_a_step_that_says_whither),
        cmocka_unit_test(what_the_kit_does_in_memory_is_not_told_live),
        cmocka_unit_test(a_structure_with_a_lock_is_drawn_live_from_its_members),
        cmocka_unit_test(nobody_stops_live_before_what_is_passed_over),
        cmocka_unit_test(with_the_kit_open_one_stops_live_at_every_step),
        cmocka_unit_test(one_small_step_can_be_made_in_the_kit_live),
        cmocka_unit_test(a_live_task_says_at_which_descriptor_it_waits),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
