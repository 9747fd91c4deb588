/* Thread lanes as text. */
#include "tests/fake_session.h"

#include "view/lanes.h"

static char drawn[8000];
static struct lanes lanes = { .selected = NOBODY };

static const char *draw(int rows, int columns, bool ascii)
{
    struct spans *spans = spans_open(false);
    spans_follow(spans, &fake, SIZE_MAX);
    struct scene scene = { .tell = { &fake, ascii }, .world = &fake.world, .spans = spans };
    struct pane *pane = pane_make(rows, columns);
    pane->ascii = ascii;
    lanes_draw(&scene, &lanes, pane);
    char *text = pane_text(pane);
    snprintf(drawn, sizeof drawn, "%s", text);
    if (getenv("SHOW"))
        fputs(drawn, stderr);
    free(text);
    pane_free(pane);
    spans_close(spans);
    return drawn;
}

static const char *line(int number)
{
    static char one[800];
    const char *at = drawn;
    for (int k = 0; k < number; k++)
        at = strchr(at, '\n') + 1;
    snprintf(one, sizeof one, "%.*s", (int)strcspn(at, "\n"), at);
    return one;
}

static void a_lane_shows_past_next_and_state(void **state)
{
    (void)state;
    fake_race();
    draw(4, 100, false);
    assert_non_null(strstr(line(0), "0 main    ━create①━create②━┅┅┅ waits for ① to end (line 20) ┅"));
    assert_non_null(strstr(line(0), "blocked"));
    assert_non_null(strstr(line(1), "① add"));
    assert_non_null(strstr(line(1), "━R share 0━"));
    assert_non_null(strstr(line(1), "▶ W share (read 0)"));
    assert_non_null(strstr(line(1), "ready"));
    assert_non_null(strstr(line(2), "━R share 0●W share 1━"));
    assert_non_null(strstr(line(3), "step 5/5"));
}

static void steps_stand_in_the_order_in_which_they_happened(void **state)
{
    (void)state;
    fake_race();
    draw(4, 100, false);
    const char *first = strdup(line(1)), *second = line(2);
    long one = strstr(first, "R share 0") - first, two = strstr(second, "R share 0") - second;
    assert_true(one < two);
    free((char *)first);
}

static void a_lane_that_is_cut_on_the_left_says_so(void **state)
{
    (void)state;
    fake_race();
    draw(4, 100, false);
    assert_null(strstr(drawn, "‹"));
    draw(4, 56, false);                     /* room for two steps or so */
    assert_non_null(strstr(line(0), "‹"));
    draw(4, 56, true);
    assert_non_null(strstr(line(0), "<"));
}

static void only_the_latest_step_is_marked(void **state)
{
    (void)state;
    fake_race();
    draw(4, 100, false);
    assert_null(strstr(line(0), "●"));
    assert_null(strstr(line(1), "●"));
    assert_non_null(strstr(line(2), "●W share 1"));
    assert_null(strstr(strstr(line(2), "●") + 1, "●"));
}

static void a_narrow_lane_keeps_the_latest_steps(void **state)
{
    (void)state;
    fake_race();
    draw(4, 60, false);
    assert_null(strstr(drawn, "create①"));
    assert_non_null(strstr(drawn, "W share 1━"));
    assert_non_null(strstr(drawn, "▶ R share"));
}

static void past_waiting_is_drawn_from_the_taking_to_the_freeing(void **state)
{
    (void)state;
    fake_begin();
    fake_create("add", 1);
    fake_meet(1, OBJECT_MUTEX, "lock", 0);
    fake_do(0, ACT_LOCK, 1, 3, 0);
    fake_about(1, ACT_LOCK, 1, 3);
    fake_do(0, ACT_YIELD, 0, 4, 0);
    fake_do(0, ACT_YIELD, 0, 4, 0);
    fake_do(0, ACT_UNLOCK, 1, 5, 0);
    fake_pass(1, 0);
    draw(3, 120, false);
    assert_non_null(strstr(line(1), "┅ waited for lock ┅"));
    assert_non_null(strstr(line(1), "●lock lock━"));
}

static void a_deadlock_is_called_so_in_every_lane_of_its_cycle(void **state)
{
    (void)state;
    fake_deadlock();
    draw(4, 110, false);
    assert_non_null(strstr(line(1), "deadlock"));
    assert_non_null(strstr(line(2), "deadlock"));
    assert_null(strstr(line(0), "deadlock"));
    assert_non_null(strstr(line(1), "waits for ② to unlock b"));
}

static void a_reason_that_does_not_fit_says_at_least_for_what(void **state)
{
    (void)state;
    fake_begin();
    fake_create("first", 1);
    fake_create("second", 2);
    fake_meet(1, OBJECT_MUTEX, "a", 0);
    fake_about(1, ACT_LOCK, 1, 13);
    fake_do(2, ACT_LOCK, 1, 21, 0);     /* the other was quicker, just now */
    fake_about(2, ACT_UNLOCK, 1, 22);
    draw(4, 60, false);
    assert_non_null(strstr(line(1), "┅ waits for a ┅"));
}

static void many_threads_scroll_to_the_one_that_moved(void **state)
{
    (void)state;
    fake_begin();
    for (int k = 0; k < 15; k++)
        fake_create("add", 1);
    fake_do(12, ACT_YIELD, 0, 2, 0);
    draw(6, 100, false);
    assert_non_null(strstr(drawn, "⑫"));
    assert_non_null(strstr(drawn, "+11 threads"));
}

static void ascii_lanes_have_names_for_every_glyph(void **state)
{
    (void)state;
    fake_race();
    draw(4, 100, true);
    assert_non_null(strstr(drawn, "T1 add"));
    assert_non_null(strstr(drawn, "@W share 1-"));
    assert_non_null(strstr(drawn, "> W share (read 0)"));
    for (const char *at = drawn; *at; at++)
        assert_true((unsigned char)*at < 128);
}

static void the_time_line_gives_the_step_under_the_mouse(void **state)
{
    (void)state;
    fake_race();
    struct scene scene = { .tell = { &fake, false }, .world = &fake.world };
    struct pane pane = { .rows = 4, .columns = 100 };
    uint32_t step = 99;
    assert_true(lanes_step_at(&scene, &pane, 3, 10, &step));
    assert_int_equal(step, 0);
    assert_true(lanes_step_at(&scene, &pane, 3, 10 + 75, &step));
    assert_int_equal(step, 5);
    assert_false(lanes_step_at(&scene, &pane, 2, 10, &step));
    assert_int_equal(lanes_thread_at(&scene, &lanes, &pane, 2), 2);
    assert_int_equal(lanes_thread_at(&scene, &lanes, &pane, 3), NOBODY);
}

static void any_size_is_survived(void **state)
{
    (void)state;
    fake_deadlock();
    for (int rows = 1; rows < 7; rows++)
        for (int columns = 1; columns < 220; columns += 3)
            draw(rows, columns, columns % 2);
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(a_lane_shows_past_next_and_state),
        cmocka_unit_test(steps_stand_in_the_order_in_which_they_happened),
        cmocka_unit_test(a_lane_that_is_cut_on_the_left_says_so),
        cmocka_unit_test(only_the_latest_step_is_marked),
        cmocka_unit_test(a_narrow_lane_keeps_the_latest_steps),
        cmocka_unit_test(past_waiting_is_drawn_from_the_taking_to_the_freeing),
        cmocka_unit_test(a_deadlock_is_called_so_in_every_lane_of_its_cycle),
        cmocka_unit_test(a_reason_that_does_not_fit_says_at_least_for_what),
        cmocka_unit_test(many_threads_scroll_to_the_one_that_moved),
        cmocka_unit_test(ascii_lanes_have_names_for_every_glyph),
        cmocka_unit_test(the_time_line_gives_the_step_under_the_mouse),
        cmocka_unit_test(any_size_is_survived),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
