/* Claims about the pictures of event loops, tasks, generators and coroutines, each from a real run of a real program, and about
 * stepping over the kit's code. */
#include "tests/watched_runs.h"

enum { STEPS = 4000 };

/* ---- the loop and its tasks ---- */

static void a_loop_shows_who_is_in_line_in_their_order(void **state)
{
    static const int columns[] = { 78, 118, 198 };
    (void)state;
    struct session *session = opened("src/tests/pictures/tasks.c");
    for (int k = 0; k < 3; k++) {
        until_drawn(session, columns[k], "ready: slow quick bad");
        SHOWS(session, columns[k], "loop    at 0 ms      ▶ main  ready: slow quick bad");
    }
    session_close(session);
}

static void timers_stand_in_the_order_in_which_they_are_due(void **state)
{
    (void)state;
    struct session *session = opened("src/tests/pictures/tasks.c");
    until_drawn(session, 78, "due: quick 10 ms, alarm 20 ms, slow 30 ms");
    SHOWS(session, 78, "waiting: main");
    SHOWS(session, 118, "due: quick 10 ms, alarm 20 ms, slow 30 ms   waiting: main");
    session_close(session);
}

static void a_task_says_what_it_waits_for_and_where_it_goes_on(void **state)
{
    (void)state;
    struct session *session = opened("src/tests/pictures/tasks.c");
    until_drawn(session, 78, "slow    sleeps until 30 ms  goes on at line 10");
    until_drawn(session, 78, "main    waits for task quick  goes on at line 37");
    session_close(session);
}

static void how_a_task_ended_is_said(void **state)
{
    (void)state;
    struct session *session = opened("src/tests/pictures/tasks.c");
    until_drawn(session, 198, "bad     ■ done  EDOM");
    until_drawn(session, 198, "quick   ■ done");
    until_drawn(session, 198, "slow    ready  asked to cancel");
    until_drawn(session, 198, "slow    ✗ cancelled");
    session_close(session);
}

static void the_clock_is_the_loops_own(void **state)
{
    (void)state;
    struct session *session = opened("src/tests/pictures/tasks.c");
    until_drawn(session, 78, "at 10 ms     ▶ quick");
    until_drawn(session, 78, "at 20 ms");
    until_drawn(session, 78, "at 25 ms     ▶ main");
    session_close(session);
}

static void what_is_over_is_gone(void **state)
{
    (void)state;
    struct session *session = opened("src/tests/pictures/tasks.c");
    while (step(session))
        ;
    assert_null(strstr(draw(session, 6, 118, false), "loop"));
    assert_null(strstr(drawn, "quick   "));
    session_close(session);
}

static void what_tasks_wait_for_shows_their_line(void **state)
{
    (void)state;
    struct session *session = opened("src/tests/pictures/lines.c");
    session_step_over(session, true);
    until_drawn(session, 198, "green   ⚐ not set  waits: ann bob");
    until_drawn(session, 198, "green   ⚑ set");
    until_drawn(session, 198, "door    ◆ held by ann  waiting: bob");
    until_drawn(session, 198, "door    ◆ held by bob");
    until_drawn(session, 198, "door    ◇ free");
    until_drawn(session, 198, "seats   ● 1 free place");
    until_drawn(session, 198, "jobs    ●● 2 of 2  unfinished 2  put waits: filler");
    session_close(session);
}

static void a_lock_of_a_function_that_has_returned_is_gone(void **state)
{
    (void)state;
    struct session *session = opened("src/tests/pictures/lines.c");
    session_step_over(session, true);
    until_drawn(session, 198, "brief   ◆ held by main");
    until_drawn(session, 198, "jobs    ●● 2 of 2");
    assert_null(strstr(drawn, "brief"));
    session_close(session);
}

/* ---- coroutines ---- */

static void a_stack_that_was_left_goes_on_in_the_learners_own_line(void **state)
{
    (void)state;
    struct session *session = opened("src/tests/pictures/stages.c");
    until_drawn(session, 118, "numbers  suspended  goes on at line 13  stack: ");
    until_drawn(session, 118, "doubles  suspended  goes on at line 22  stack: ");
    until_drawn(session, 118, "echo     suspended  goes on at line 30  stack: ");
    assert_null(strstr(drawn, ".c:"));
    assert_non_null(strstr(drawn, "B of 64 KB"));
    session_close(session);
}

static void who_has_resumed_another_waits_for_it(void **state)
{
    (void)state;
    struct session *session = opened("src/tests/pictures/stages.c");
    until_drawn(session, 118, "numbers  ▶ running");
    SHOWS(session, 78, "doubles  waits for numbers  goes on at line 21");
    SHOWS(session, 78, "main     waits for doubles  goes on at line 41");
    session_close(session);
}

static void who_has_not_run_yet_has_not_begun(void **state)
{
    (void)state;
    struct session *session = opened("src/tests/pictures/stages.c");
    until_drawn(session, 118, "doubles  not begun");
    session_close(session);
}

static void a_switch_says_from_where_and_whither(void **state)
{
    char text[256];
    (void)state;
    struct session *session = opened("src/tests/pictures/stages.c");
    struct tell tell = { session, false };
    until_drawn(session, 118, "numbers  ▶ running");
    while (session_step(session, session_cursor(session))->act != ACT_SWITCH)
        session_goto(session, session_cursor(session) - 1, NULL);
    tell_step(&tell, session_step(session, session_cursor(session)), text, sizeof text);
    assert_string_equal(text, "main switches to `numbers` (stages.c:21)");
    session_close(session);
}

static void a_race_on_what_the_kit_keeps_is_shown(void **state)
{
    (void)state;
    const struct session_race *races;
    const char *why;
    struct session *session = opened("src/tests/pictures/asked.c");
    session_set_speed(session, 0);
    assert_true(session_run(session, &why));
    while (session_state(session) != SESSION_ENDED)
        poll_once(session);
    assert_true(session_races(session, &races) > 0);
    assert_non_null(strstr(draw(session, 8, 118, false), "⚠ race"));
    session_close(session);
}

static void a_coroutine_that_was_destroyed_is_gone(void **state)
{
    (void)state;
    struct session *session = opened("src/tests/pictures/stages.c");
    session_step_over(session, true);
    while (step(session))
        ;
    assert_null(strstr(draw(session, 6, 118, false), "suspended"));
    assert_null(strstr(drawn, "echo"));
    assert_null(strstr(drawn, "running"));             /* nobody does, when all is over */
    const char *why;
    assert_true(session_goto_stop(session, true, &why));
    assert_non_null(strstr(draw(session, 6, 118, false), "main    ▶ running"));
    session_close(session);
}

/* ---- any step, any size ---- */

static size_t all_pictures(struct session *session, char *pictures[STEPS])
{
    size_t count = 0;
    do {
        assert_true(count < STEPS);
        pictures[count++] = strdup(draw(session, 12, 118, false));
    } while (step(session));
    return count;
}

static void check_way_back(const char *program)
{
    char *pictures[STEPS];
    const char *why;
    struct session *session = opened(program);
    size_t count = all_pictures(session, pictures);
    for (size_t k = count; k-- > 0; ) {
        assert_true(session_goto(session, (uint32_t)k, &why));
        assert_string_equal(draw(session, 12, 118, false), pictures[k]);
    }
    for (size_t k = 0; k < count; k++)
        free(pictures[k]);
    session_close(session);
}

static void going_back_shows_what_was(void **state)
{
    (void)state;
    check_way_back("src/tests/pictures/tasks.c");
    check_way_back("src/tests/pictures/stages.c");
    check_way_back("src/tests/pictures/lines.c");
}

static void going_on_from_the_past_shows_the_same_again(void **state)
{
    char *pictures[STEPS];
    const char *why;
    (void)state;
    struct session *session = opened("src/tests/pictures/tasks.c");
    size_t count = all_pictures(session, pictures);
    assert_true(session_goto(session, 3, &why));
    assert_true(session_follow(session, "0.5", &(struct err){ "" }));       /* the host begins anew */
    while (session_cursor(session) < 5 || session_world(session)->thread[0].phase != THREAD_AT_GATE)
        poll_once(session);
    for (size_t k = 5; k < count; k++, step(session))
        assert_string_equal(draw(session, 12, 118, false), pictures[k]);
    for (size_t k = 0; k < count; k++)
        free(pictures[k]);
    session_close(session);
}

static void any_size_is_survived_in_plain_characters_too(void **state)
{
    (void)state;
    struct session *session = opened("src/tests/pictures/tasks.c");
    until_drawn(session, 78, "due: quick 10 ms, alarm 20 ms, slow 30 ms");
    for (int columns = 1; columns < 210; columns += 7)
        for (const char *at = draw(session, 1 + columns % 9, columns, true); *at; at++)
            assert_true((unsigned char)*at < 128);
    assert_non_null(strstr(draw(session, 6, 78, true), "loop    at 0 ms"));
    session_close(session);
}

/* ---- stepping over the kit ---- */

static void the_kit_is_passed_over_and_the_run_is_the_same(void **state)
{
    char whole[4000], over[4000];
    size_t length, stops = 0;
    (void)state;
    struct session *session = opened("src/tests/pictures/stages.c");
    while (step(session))
        ;
    uint32_t steps = session_length(session);
    session_schedule(session, whole, sizeof whole);
    session_close(session);
    session = opened("src/tests/pictures/stages.c");
    session_step_over(session, true);
    for (; step(session); stops++)
        assert_false(session_state(session) != SESSION_ENDED
                     && session_hides(session, &session_world(session)->thread[0].about));
    session_schedule(session, over, sizeof over);
    assert_string_equal(over, whole);
    assert_int_equal(session_length(session), steps);
    assert_true(stops < steps / 2);
    assert_string_equal(session_output(session, &length), "2\n4\n");
    session_close(session);
}

static void the_way_back_has_the_same_stops(void **state)
{
    uint32_t stop[STEPS];
    const char *why;
    size_t count = 0;
    (void)state;
    struct session *session = opened("src/tests/pictures/stages.c");
    session_step_over(session, true);
    do
        stop[count++] = session_cursor(session);
    while (step(session) && count < STEPS);
    while (--count > 0) {
        assert_int_equal(session_cursor(session), stop[count]);
        assert_true(session_goto_stop(session, true, &why));
    }
    for (count = 0; stop[count] < session_length(session); ) {
        assert_true(session_goto_stop(session, false, &why));
        assert_int_equal(session_cursor(session), stop[++count]);
    }
    session_close(session);
}

static void a_thread_in_the_kit_stands_at_the_line_that_called_it(void **state)
{
    int line;
    (void)state;
    struct err err = { "" };
    struct session *session = opened("src/tests/pictures/stages.c");
    struct source *source = source_open("src/tests/pictures/stages.c", &err);
    struct scene scene = { .tell = { session, false }, .world = session_world(session) };
    session_step_over(session, true);
    until_drawn(session, 118, "numbers  ▶ running");
    while (session_world(session)->thread[0].about.act != ACT_SWITCH)
        step(session);
    assert_true(source_line_of(source, &scene, 0, &line));
    assert_int_equal(line, 13);
    session_step_over(session, false);
    step(session);
    assert_false(source_line_of(source, &scene, 0, &line));        /* in generator.c, or coroutine.c */
    source_close(source);
    session_close(session);
}

static void a_program_in_the_kits_own_folder_has_no_machinery(void **state)
{
    (void)state;
    struct session *session = opened("src/tests/kit/generator.c");
    session_step_over(session, true);
    for (int k = 0; k < 8 && step(session); k++)
        assert_false(structures_is_kit(session, session_step(session, session_cursor(session))->place));
    session_close(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_loop_shows_who_is_in_line_in_their_order),
        cmocka_unit_test(timers_stand_in_the_order_in_which_they_are_due),
        cmocka_unit_test(a_task_says_what_it_waits_for_and_where_it_goes_on),
        cmocka_unit_test(how_a_task_ended_is_said),
        cmocka_unit_test(the_clock_is_the_loops_own),
        cmocka_unit_test(what_is_over_is_gone),
        cmocka_unit_test(what_tasks_wait_for_shows_their_line),
        cmocka_unit_test(a_lock_of_a_function_that_has_returned_is_gone),
        cmocka_unit_test(a_stack_that_was_left_goes_on_in_the_learners_own_line),
        cmocka_unit_test(who_has_resumed_another_waits_for_it),
        cmocka_unit_test(who_has_not_run_yet_has_not_begun),
        cmocka_unit_test(a_switch_says_from_where_and_whither),
        cmocka_unit_test(a_race_on_what_the_kit_keeps_is_shown),
        cmocka_unit_test(a_coroutine_that_was_destroyed_is_gone),
        cmocka_unit_test(going_back_shows_what_was),
        cmocka_unit_test(going_on_from_the_past_shows_the_same_again),
        cmocka_unit_test(any_size_is_survived_in_plain_characters_too),
        cmocka_unit_test(the_kit_is_passed_over_and_the_run_is_the_same),
        cmocka_unit_test(the_way_back_has_the_same_stops),
        cmocka_unit_test(a_thread_in_the_kit_stands_at_the_line_that_called_it),
        cmocka_unit_test(a_program_in_the_kits_own_folder_has_no_machinery),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
