/* The chart of a run as text, at several sizes, of sessions made by hand. */
#include "tests/fake_session.h"

#include "view/rooms/chart.h"

static char screen[20000];
static struct room *room;
static struct chart_plan plan;
static long chosen;

static void choose(void *data, uint32_t step)
{
    *(long *)data = step;
}

static int leave(void **state)
{
    (void)state;
    room_destroy(room);
    room = NULL;
    return 0;
}

static void open_chart(void)
{
    struct err err;
    chosen = -1;
    plan = (struct chart_plan){ .session = &fake, .name = "race", .chosen = choose, .data = &chosen };
    room = chart_room_make(&plan, &err);
    assert_non_null(room);
}

static const char *draw(int rows, int columns, bool ascii)
{
    struct pane *pane = pane_make(rows, columns);
    pane->ascii = ascii;
    room->ops->draw(room, pane);
    char *text = pane_text(pane);
    snprintf(screen, sizeof screen, "%s", text);
    if (getenv("SHOW"))
        fputs(screen, stderr);
    free(text);
    pane_free(pane);
    return screen;
}

static const char *line(int number)
{
    static char one[1200];
    const char *at = screen;
    for (int k = 0; k < number; k++)
        at = strchr(at, '\n') + 1;
    snprintf(one, sizeof one, "%.*s", (int)strcspn(at, "\n"), at);
    return one;
}

static bool says(const char *text)
{
    return strstr(screen, text) != NULL;
}

static struct move press(enum action action)
{
    struct command command = { .action = action };
    const char *why = room->ops->why(room, &command);
    assert_null(why);
    return room->ops->act(room, &command);
}

static const char *why_not(enum action action)
{
    struct command command = { .action = action };
    return room->ops->why(room, &command);
}

/* ---- what one sees ---- */

static void each_thread_has_a_row_and_time_an_axis(void **state)
{
    (void)state;
    fake_race();
    open_chart();
    draw(21, 80, false);
    assert_non_null(strstr(line(0), "Who does what, when: a step is 8 columns"));
    assert_non_null(strstr(line(1), "0 main    ████████████████┅┅┅┅┅┅┅┅┅┅┅┅ join ① ┅┅┅┅┅┅┅┅┅┅┅┅"));
    assert_non_null(strstr(line(3), "① add             ────────████████────────────────"));
    assert_non_null(strstr(line(5), "② add                     ────────████████████████"));
    assert_non_null(strstr(line(7), "┬───────┬───────┬"));
    assert_non_null(strstr(line(8), "step      1       2       3       4       5"));
    assert_non_null(strstr(line(19), "█ runs  ▃ part of it  ─ ready  ┅ waits  z sleeps  ┤ ended  ● here"));
}

static void there_is_more_room_on_a_projector(void **state)
{
    (void)state;
    fake_race();
    open_chart();
    draw(37, 120, false);
    assert_non_null(strstr(line(3), "① add             ────────████████────────────────"));
    assert_true(says("② runs for 2 steps (steps 4 to 5). Step 5: ② writes share = 1 (race.c:11)."));
    assert_non_null(strstr(line(13), "in all         runs           ready           waits          sleeps       longest for"));
    assert_non_null(strstr(line(14), "threads to end"));
    assert_non_null(strstr(line(16), "② add       2 steps  67 %    1 step  33 %         —               —"));
    assert_non_null(strstr(line(35), "█ runs"));
}

static void ascii_tells_the_states_apart(void **state)
{
    (void)state;
    fake_race();
    open_chart();
    draw(21, 80, true);
    assert_non_null(strstr(line(1), "0 main    ################........... join T1 ......"));
    assert_non_null(strstr(line(3), "T1 add            --------########----------------"));
    assert_non_null(strstr(line(7), "+-------+-------+-------+-------^"));
    assert_true(says("# runs  + part of it  - ready  . waits  z sleeps  | ended  @ here"));
    for (const char *at = screen; *at; at++)
        assert_true((unsigned char)*at < 128);
}

static void who_is_stuck_for_ever_is_marked(void **state)
{
    (void)state;
    fake_deadlock();
    open_chart();
    draw(21, 80, false);
    assert_non_null(strstr(line(1), "✗"));
    assert_non_null(strstr(line(3), " b ┅"));
    assert_non_null(strstr(line(3), "✗"));
    assert_non_null(strstr(line(5), "✗"));
    press(ACTION_LAST);
    draw(21, 80, false);
    assert_true(says("② waits for a, held by ① (line 22). Nothing ended that."));
}

static void a_thread_ends_with_a_bar(void **state)
{
    (void)state;
    fake_begin();
    fake_create("add", 1);
    fake_join(1, 20);
    fake_do(1, ACT_START, 0, 8, 0);
    fake_do(1, ACT_END, 0, 9, 0);
    fake_pass(0, 0);
    open_chart();
    draw(21, 80, false);
    assert_non_null(strstr(line(3), "① add             ████████████████┤"));
    assert_null(strstr(line(3), "┤┤"));
}

/* ---- the cursor ---- */

static void the_sentence_follows_the_cursor(void **state)
{
    (void)state;
    fake_race();
    open_chart();
    draw(21, 80, false);
    assert_true(says("② runs for 2 steps"));       /* where the program stands, whoever went last */
    press(ACTION_UP);
    draw(21, 80, false);
    assert_true(says("① is ready while others go, for 2 steps (steps 4 to 5), about to write share"));
    press(ACTION_BACK_SWITCH);
    press(ACTION_BACK_SWITCH);
    draw(21, 80, false);
    assert_true(says("① runs for 1 step (step 3). Step 3: ① reads share: 0 (race.c:11)."));
    press(ACTION_UP);
    press(ACTION_FIRST);
    press(ACTION_FORWARD_SWITCH);
    draw(21, 80, false);
    assert_true(says("main waits 3 steps (steps 3 to 5) for ① to end (line 20). Nothing"));
}

static void enter_goes_to_the_step_under_the_cursor(void **state)
{
    (void)state;
    fake_race();
    open_chart();
    draw(21, 80, false);
    press(ACTION_EARLIER);
    press(ACTION_EARLIER);
    struct move move = press(ACTION_OPEN);
    assert_int_equal(chosen, 3);
    assert_int_equal(move.kind, MOVE_BACK);
}

static void a_click_chooses_thread_and_step(void **state)
{
    (void)state;
    fake_race();
    open_chart();
    draw(21, 80, false);
    struct command click = { .action = ACTION_CLICK, .row = 3, .column = 12 + 17 };
    room->ops->act(room, &click);
    draw(21, 80, false);
    assert_true(says("① runs for 1 step (step 3)"));
    press(ACTION_OPEN);
    assert_int_equal(chosen, 3);
}

static void behind_the_end_stands_what_comes_next(void **state)
{
    (void)state;
    fake_race();
    open_chart();
    draw(21, 80, false);
    press(ACTION_LAST);
    draw(21, 80, false);
    assert_true(says("② can go now, about to read share (line 11)."));
    press(ACTION_OPEN);
    assert_int_equal(chosen, 5);
}

static void a_run_can_be_paused_and_goes_on(void **state)
{
    (void)state;
    fake_race();
    open_chart();
    draw(21, 80, false);
    assert_non_null(why_not(ACTION_RUN));       /* whether it may run at all is not said here */
    fake.state = SESSION_RUNS;
    assert_string_equal(room->ops->brief(room, ACTION_RUN), "pause");
    press(ACTION_RUN);
    assert_string_equal(fake.asked, "pause 0");
    press(ACTION_RUN);
    assert_string_equal(fake.asked, "run 0");
    press(ACTION_STOP);
    assert_string_equal(fake.asked, "pause 0");
}

static void keys_that_lead_nowhere_say_so(void **state)
{
    (void)state;
    fake_race();
    open_chart();
    draw(21, 80, false);
    assert_non_null(why_not(ACTION_CLOSER));
    assert_non_null(why_not(ACTION_FARTHER));
    press(ACTION_LAST);
    assert_non_null(why_not(ACTION_LATER));
    press(ACTION_FIRST);
    assert_non_null(why_not(ACTION_EARLIER));
    assert_non_null(why_not(ACTION_STOP));
}

/* ---- how close ---- */

/* Two threads that take turns, `turns` times. */
static void take_turns(int turns)
{
    fake_begin();
    fake_create("even", 1);
    fake_about(1, ACT_YIELD, 0, 4);
    fake_about(0, ACT_YIELD, 0, 5);
    for (int k = 0; k < 2 * turns; k++) {
        uint16_t thread = k % 2 == 0;
        fake_pass(thread, 0);
        fake_about(thread, ACT_YIELD, 0, thread ? 4 : 5);
    }
}

static void a_long_run_is_seen_whole_and_close(void **state)
{
    (void)state;
    take_turns(140);
    open_chart();
    draw(21, 80, false);
    assert_non_null(strstr(line(0), "a column is 5 steps"));
    assert_non_null(strstr(line(3), "▃"));            /* two or three of five */
    press(ACTION_FIRST);
    for (int k = 0; k < 4; k++) {
        press(ACTION_CLOSER);
        draw(21, 80, false);
    }
    assert_non_null(strstr(line(0), "a step is 2 columns"));
    assert_non_null(strstr(line(3), "① even      ██──██──██──"));
    press(ACTION_SCREEN_DOWN);
    draw(21, 80, false);
    assert_true(says("(step 34)"));
    press(ACTION_WHOLE);
    draw(21, 80, false);
    assert_non_null(strstr(line(0), "a column is 5 steps"));
}

static void coming_closer_keeps_the_cursor_where_it_is(void **state)
{
    (void)state;
    take_turns(140);
    open_chart();
    draw(21, 80, false);
    press(ACTION_FIRST);
    for (int k = 0; k < 20; k++)
        press(ACTION_LATER);
    draw(21, 80, false);
    int before = (int)(strstr(line(5), "▲") - line(5));
    press(ACTION_CLOSER);
    draw(21, 80, false);
    assert_int_equal(before, strstr(line(5), "▲") - line(5));
    assert_true(says("Step 101:"));
}

static void what_is_new_is_taken_in(void **state)
{
    (void)state;
    take_turns(3);
    fake.state = SESSION_RUNS;
    open_chart();
    draw(21, 80, false);
    assert_false(says("4 steps  50 %"));
    fake_pass(1, 0);
    assert_true(room->ops->tick(room));
    assert_false(room->ops->tick(room));
    draw(21, 80, false);
    assert_true(says("4 steps  50 %"));         /* of main's eight */
    assert_true(says("main is ready while others go, for 1 step (step 8)"));       /* the cursor stays at the end */
}

static void many_threads_scroll_to_the_chosen_one(void **state)
{
    (void)state;
    fake_begin();
    for (int k = 0; k < 15; k++)
        fake_create("add", 1);
    open_chart();
    draw(15, 80, false);
    assert_true(says("▾"));
    assert_false(says("⑮ add"));
    for (int k = 0; k < 15; k++)
        press(ACTION_DOWN);
    draw(15, 80, false);
    assert_true(says("⑮ add"));
    assert_false(says("0 main"));
    assert_true(says("▴"));
}

/* ---- live ---- */

static void live_time_has_a_unit(void **state)
{
    (void)state;
    fake_begin();
    fake.carrier = CARRIER_KERNEL;
    fake.outcome = OUTCOME_EXITED;
    for (unsigned k = 0; k < 3; k++) {
        struct step step = fake_step(0, ACT_YIELD, 0, 4);
        step.phase = PHASE_DONE;
        step.result = 0;
        step.time = 5000000 + k * 1000000;
        fake_record(step);
        fake.steps[fake.count++] = step;
    }
    fake.cursor = fake.length = fake.count;
    open_chart();
    draw(21, 80, false);
    assert_non_null(strstr(line(0), "a column is 31 µs"));
    assert_true(says("real time"));
    assert_non_null(strstr(line(1), "████████"));
    assert_non_null(strstr(line(4), "µs        0"));
    assert_non_null(strstr(line(4), "1000"));
    assert_true(says("main runs for 2.00 ms."));
}

/* ---- columns and positions ---- */

static void all_of_a_run_has_room(void **state)
{
    (void)state;
    for (uint64_t end = 1; end < (uint64_t)1 << 60; end = end * 3 + 1)
        for (int live = 0; live < 2; live++)
            for (int columns = 1; columns < 200; columns += 33) {
                struct scale scale = scale_whole(live, end, columns);
                bool fits = scale_column(&scale, 0, end) <= columns;
                assert_true(fits);
                struct scale wider = scale_wider(&scale);
                assert_true(scale_column(&wider, 0, end) <= scale_column(&scale, 0, end));
            }
}

static void a_column_and_its_position_agree(void **state)
{
    (void)state;
    for (int level = 0; level < 20; level++)
        for (int live = 0; live < 2; live++) {
            struct scale scale = scale_at(live, level);
            uint64_t left = scale_align(&scale, 123456789);
            for (int column = 0; column < 100; column++) {
                uint64_t position = scale_position(&scale, left, column);
                int64_t back = scale_column(&scale, left, position);
                assert_true(back <= column && back > column - (int64_t)scale.columns);
            }
        }
}

static void ticks_are_round_and_far_enough_apart(void **state)
{
    (void)state;
    for (int level = 0; level < 25; level++) {
        struct scale scale = scale_at(level % 2, level);
        uint64_t tick = scale_tick(&scale, 8);
        assert_true(scale_column(&scale, 0, tick) >= 8);
        while (tick % 10 == 0)
            tick /= 10;
        assert_true(tick == 1 || tick == 2 || tick == 5);
    }
}

static void any_size_is_survived(void **state)
{
    (void)state;
    fake_deadlock();
    open_chart();
    for (int rows = 1; rows < 30; rows++)
        for (int columns = 1; columns < 220; columns += 7)
            draw(rows, columns, columns % 2);
}

/* A demo can scribble over its records. */
static void nonsense_is_drawn(void **state)
{
    (void)state;
    for (int live = 0; live < 2; live++) {
        fake_begin();
        fake.carrier = live ? CARRIER_KERNEL : CARRIER_FIBER;
        for (uint32_t k = 1; k < FAKE_STEPS; k++) {
            uint64_t dice = k * 0x9e3779b97f4a7c15u;
            struct step step = fake_step((uint16_t)(dice >> 60), (enum act)(dice >> 40 & 63), dice >> 32 & 7, (int)(dice & 31));
            step.phase = k % 2 ? PHASE_ABOUT : PHASE_DONE;
            step.time = k < 100 ? dice >> 30 : dice;
            step.other = dice >> 56 & 15;
            fake_record(step);
            if (k % 2 == 0)
                fake.steps[fake.count++] = step;
        }
        fake.cursor = fake.length = fake.count;
        open_chart();
        draw(21, 80, false);
        for (int k = 0; k < 60; k++) {
            struct command command = { .action = k % 3 ? ACTION_CLOSER : k % 2 ? ACTION_DOWN : ACTION_EARLIER };
            if (!room->ops->why(room, &command))
                room->ops->act(room, &command);
            draw(10 + k, 60 + 2 * k, k % 2);
        }
        leave(NULL);
    }
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test_teardown(each_thread_has_a_row_and_time_an_axis, leave),
        cmocka_unit_test_teardown(there_is_more_room_on_a_projector, leave),
        cmocka_unit_test_teardown(ascii_tells_the_states_apart, leave),
        cmocka_unit_test_teardown(who_is_stuck_for_ever_is_marked, leave),
        cmocka_unit_test_teardown(a_thread_ends_with_a_bar, leave),
        cmocka_unit_test_teardown(the_sentence_follows_the_cursor, leave),
        cmocka_unit_test_teardown(enter_goes_to_the_step_under_the_cursor, leave),
        cmocka_unit_test_teardown(a_click_chooses_thread_and_step, leave),
        cmocka_unit_test_teardown(behind_the_end_stands_what_comes_next, leave),
        cmocka_unit_test_teardown(a_run_can_be_paused_and_goes_on, leave),
        cmocka_unit_test_teardown(keys_that_lead_nowhere_say_so, leave),
        cmocka_unit_test_teardown(a_long_run_is_seen_whole_and_close, leave),
        cmocka_unit_test_teardown(coming_closer_keeps_the_cursor_where_it_is, leave),
        cmocka_unit_test_teardown(what_is_new_is_taken_in, leave),
        cmocka_unit_test_teardown(many_threads_scroll_to_the_chosen_one, leave),
        cmocka_unit_test_teardown(live_time_has_a_unit, leave),
        cmocka_unit_test_teardown(all_of_a_run_has_room, leave),
        cmocka_unit_test_teardown(a_column_and_its_position_agree, leave),
        cmocka_unit_test_teardown(ticks_are_round_and_far_enough_apart, leave),
        cmocka_unit_test_teardown(any_size_is_survived, leave),
        cmocka_unit_test_teardown(nonsense_is_drawn, leave),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
