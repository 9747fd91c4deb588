/* The demo room as text, at several sizes, on sessions made by hand. What its keys do: test_demo_room_keys.c. */
#include "tests/demo_room_by_hand.h"

static void a_small_screen_shows_the_page_alone_at_first(void **state)
{
    (void)state;
    open_lesson(0);
    shows(21, 80, false, "Story 1/3");
    lacks(21, 80, "Threads");
}

static void whoever_steps_sees_the_program_on_a_small_screen(void **state)
{
    (void)state;
    open_lesson(0);
    see_race();
    shows(21, 80, false, "share += 1;");
    shows(21, 80, false, "▶ W share (read 0)");
    shows(21, 80, false, "waits for ① to end (line 20)");
    shows(21, 80, false, "⚠ race: ① line 11 ∥ ② line 11");
    lacks(21, 80, "Story");
}

static void a_wide_screen_shows_all_at_once(void **state)
{
    (void)state;
    open_lesson(2);
    see_race();
    shows(37, 120, false, "Story 3/3");
    shows(37, 120, false, "share += 1;");
    shows(37, 120, false, "①② ");
    shows(37, 120, false, "Threads");
    shows(37, 120, false, "Objects");
    shows(37, 120, false, "Timing: what a lock costs");
    shows(57, 200, false, "① about to write share");
}

static void every_size_can_be_drawn(void **state)
{
    (void)state;
    open_lesson(0);
    see_race();
    for (int rows = 15; rows <= 60; rows += 3)
        for (int columns = 60; columns <= 210; columns += 7)
            free(drawn(rows, columns, columns % 2));
}

static void ascii_draws_with_ascii_only(void **state)
{
    (void)state;
    open_lesson(0);
    see_race();
    char *text = drawn(37, 120, true);
    for (const char *at = text; *at; at++)
        assert_true((unsigned char)*at < 128);
    assert_non_null(strstr(text, "T1"));
    free(text);
}

static void a_deadlock_is_told_prominently(void **state)
{
    (void)state;
    open_lesson(0);
    see_race();
    fake_deadlock();
    fake.source = path;
    shows(21, 80, false, "Outcome");
    shows(21, 80, false, "① holds a (line 12) and waits for b (line 13)");
    shows(21, 80, false, "No thread can move.");
    shows(21, 80, false, "deadlock");
}

static void a_wrong_result_is_told_and_what_would_be_right(void **state)
{
    (void)state;
    open_lesson(0);
    see_race();
    fake.state = SESSION_ENDED;
    fake.outcome = OUTCOME_EXITED;
    strcpy(fake.output, "share = 2\n");
    shows(21, 80, false, "But it printed \"share = 2\";");
    strcpy(fake.output, "");
    shows(21, 80, false, "But it printed nothing; it should have printed");
    strcpy(fake.output, "share = 4\n");
    fake.race_count = 0;
    shows(21, 80, false, "did not show. n tries again.");
}

static void a_right_result_with_a_data_race_is_called_luck(void **state)
{
    (void)state;
    open_lesson(0);
    see_race();
    fake.state = SESSION_ENDED;
    fake.outcome = OUTCOME_EXITED;
    strcpy(fake.output, "share = 4\n");
    shows(21, 80, false, "as it should, but by");
    shows(21, 80, false, "it has a data race.");
    lacks(21, 80, "did not show");
}

static void while_it_compiles_the_source_is_there(void **state)
{
    (void)state;
    open_lesson(0);
    fake.state = SESSION_BUILDS;
    press(ACTION_FOCUS, 0);
    shows(21, 80, false, "Compiling threadlab-room-");
    shows(21, 80, false, "static int share;");
    press(ACTION_STEP, 1);
    assert_string_equal(room->message, "The program is still being compiled.");
    struct command explore = { .action = ACTION_EXPLORE };
    assert_null(room->ops->why(room, &explore));            /* its own screen waits for the compiler */
}

static void compile_errors_are_shown_with_file_and_line(void **state)
{
    (void)state;
    open_lesson(0);
    fake.state = SESSION_FAILED;
    fake.error = "race.c does not compile";
    fake.messages[0] = (struct build_message){ .file = "/x/race.c", .line = 11, .error = true, .text = "expected ';'" };
    fake.message_count = 1;
    press(ACTION_FOCUS, 0);
    shows(21, 80, false, "It does not compile:");
    shows(21, 80, false, "race.c:11: expected ';'");
    press(ACTION_PAGE_ON, 0);
    shows(21, 80, false, "Story 2/3");
}

static void a_long_message_leaves_the_frame_whole(void **state)
{
    (void)state;
    open_lesson(0);
    see_race();
    room_say(room, LOOK_WARNING, "%s", "A sentence that has to be told although it is by far too long for one row of a "
                                       "terminal with eighty columns.");
    struct pane *pane = pane_make(24, 80);
    frame_draw(pane, room, NULL, false);
    assert_string_equal(pane->cells[20 * pane->stride].text, "╰");
    pane_free(pane);
}

static void another_size_brings_the_line_back_into_view(void **state)
{
    (void)state;
    struct demo_room *demo = open_lesson(0);
    see_race();
    shows(21, 80, false, "share += 1;");
    demo->source_top = 16;                  /* scrolled away by hand */
    shows(24, 80, false, "share += 1;");
    demo->source_top = 16;
    room->ops->shown(room);
    shows(24, 80, false, "share += 1;");
}

static void a_large_screen_hides_nothing_that_fits(void **state)
{
    (void)state;
    struct demo_room *demo = open_lesson(2);
    see_race();
    demo->source_top = 16;
    for (uint32_t k = 2; k <= 20; k++)              /* more objects than a quarter of the screen has rows */
        fake_meet(k, OBJECT_MUTEX, k == 20 ? "twentieth" : "lock", 0);
    shows(57, 200, false, "#include <pthread.h>");
    shows(57, 200, false, "printf(");
    shows(57, 200, false, "twentieth");
}

static void an_update_is_called_lost_when_it_is(void **state)
{
    (void)state;
    open_lesson(0);
    see_race();
    fake_pass(1, 1);                        /* both had read 0, the other has written 1 */
    press(ACTION_NEXT, 0);
    assert_non_null(strstr(room->message, "Lost update: ① writes 1 over ②'s 1"));
}

static void nothing_ticks_when_nothing_moves(void **state)
{
    (void)state;
    open_lesson(0);
    see_race();
    free(drawn(24, 80, false));
    assert_int_equal(room->ops->wait_ms(room), -1);
    assert_false(room->ops->tick(room));
}

static void the_title_line_says_state_step_and_seed(void **state)
{
    (void)state;
    open_lesson(0);
    see_race();
    struct pane *pane = pane_make(1, 110);
    room->ops->title(room, pane);
    char *text = pane_text(pane);
    assert_non_null(strstr(text, "02 locks › threadlab-room-"));
    assert_non_null(strstr(text, "⏸ paused   step 5/5   ● watch ○ live   seed 41   4/s"));
    free(text);
    pane_free(pane);
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test_teardown(a_small_screen_shows_the_page_alone_at_first, leave),
        cmocka_unit_test_teardown(whoever_steps_sees_the_program_on_a_small_screen, leave),
        cmocka_unit_test_teardown(a_wide_screen_shows_all_at_once, leave),
        cmocka_unit_test_teardown(every_size_can_be_drawn, leave),
        cmocka_unit_test_teardown(ascii_draws_with_ascii_only, leave),
        cmocka_unit_test_teardown(a_deadlock_is_told_prominently, leave),
        cmocka_unit_test_teardown(a_wrong_result_is_told_and_what_would_be_right, leave),
        cmocka_unit_test_teardown(a_right_result_with_a_data_race_is_called_luck, leave),
        cmocka_unit_test_teardown(while_it_compiles_the_source_is_there, leave),
        cmocka_unit_test_teardown(compile_errors_are_shown_with_file_and_line, leave),
        cmocka_unit_test_teardown(a_long_message_leaves_the_frame_whole, leave),
        cmocka_unit_test_teardown(another_size_brings_the_line_back_into_view, leave),
        cmocka_unit_test_teardown(a_large_screen_hides_nothing_that_fits, leave),
        cmocka_unit_test_teardown(an_update_is_called_lost_when_it_is, leave),
        cmocka_unit_test_teardown(nothing_ticks_when_nothing_moves, leave),
        cmocka_unit_test_teardown(the_title_line_says_state_step_and_seed, leave),
    };
    return cmocka_run_group_tests(claims, make_program, remove_program);
}
