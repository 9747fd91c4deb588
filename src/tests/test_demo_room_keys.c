/* What keys and clicks do in the demo room, and what a key that cannot do anything says. */
#include "tests/demo_room_by_hand.h"

static void digits_step_and_a_dead_key_says_why(void **state)
{
    (void)state;
    open_lesson(0);
    see_race();
    press(ACTION_STEP, 2);
    assert_string_equal(fake.asked, "step 2");
    press(ACTION_LEAP, 1);
    assert_string_equal(fake.asked, "leap 1");
    press(ACTION_STEP, 7);
    assert_string_equal(room->message, "There is no thread 7: so far main and 2 others have been created.");
    press(ACTION_BACK, 0);
    assert_string_equal(fake.asked, "goto 4");
    press(ACTION_PAGE_BACK, 0);
    assert_string_equal(room->message, "This is the first page.");
}

static void who_does_not_go_when_told_to_is_explained(void **state)
{
    (void)state;
    struct demo_room *demo = open_lesson(0);
    see_race();
    fake.refused = true;
    demo_note_refusal(demo);
    assert_non_null(strstr(room->message, "main cannot go now: it waits for ① to end"));
    fake.refused = true;
    fake.refused_thread = NOBODY;
    demo_note_refusal(demo);
    assert_string_equal(room->message, "No thread can be let go now: all of them wait in a call, or compute.");
}

static void who_is_not_there_yet_has_to_be_created_first(void **state)
{
    (void)state;
    open_lesson(0);
    press(ACTION_STEP, 1);
    assert_string_equal(room->message, "Thread 1 does not exist yet: main (`0`) has to create it first.");
}

static void the_keys_a_page_asks_for_are_in_the_key_line(void **state)
{
    (void)state;
    struct demo_room *demo = open_lesson(2);
    frame_shows(24, 80, "m measure", true);
    demo_turn_to(demo, 1);                  /* no measure block of its own, and the words do not name the key */
    frame_shows(24, 76, "y copy", false);
    words[0] = (struct span){ SPAN_CODE, "y" };
    frame_shows(24, 76, "y copy schedule", true);
    words[0] = (struct span){ SPAN_PLAIN, "Two threads add to one counter." };
}

static void one_key_brings_the_story_back(void **state)
{
    (void)state;
    struct demo_room *demo = open_lesson(0);
    see_race();
    frame_shows(24, 80, "Story 1/3", false);
    frame_shows(24, 80, "v story", true);
    press(ACTION_STORY, 0);
    frame_shows(24, 80, "Story 1/3", true);
    frame_shows(24, 80, "v program", true);
    press(ACTION_STORY, 0);
    assert_int_equal(demo->focus, PART_SOURCE);
    frame_shows(40, 120, "v story", false);         /* it is there all the time */
}

static void the_chosen_lane_steps_with_enter(void **state)
{
    (void)state;
    struct demo_room *demo = open_lesson(0);
    see_race();
    press(ACTION_OPEN, 0);              /* none is chosen: it turns the page */
    assert_int_equal(demo->page, 1);
    demo->focus = PART_LANES;
    press(ACTION_DOWN, 0);
    press(ACTION_DOWN, 0);
    press(ACTION_OPEN, 0);
    assert_string_equal(fake.asked, "step 1");
}

static void turning_the_page_switches_the_program_only_where_there_is_another(void **state)
{
    (void)state;
    struct demo_room *demo = open_lesson(0);
    unsigned opened = fake.opened;
    press(ACTION_PAGE_ON, 0);
    assert_ptr_equal(demo->demo, &race);
    assert_int_equal(fake.opened, opened);
    press(ACTION_PAGE_ON, 0);
    assert_ptr_equal(demo->demo, &other);
    assert_int_equal(fake.opened, opened + 1);
    press(ACTION_PAGE_BACK, 0);
    assert_ptr_equal(demo->demo, &race);
}

static void the_schedule_is_shown_and_copied(void **state)
{
    (void)state;
    open_lesson(0);
    see_race();
    struct command copy = { .action = ACTION_COPY };
    struct move move = room->ops->act(room, &copy);
    assert_int_equal(move.kind, MOVE_COPY);
    assert_string_equal(move.text, "0.2 1 2.2");
    assert_non_null(strstr(room->message, "0.2 1 2.2"));
    room->ops->answer(room, "0.2 2");
    assert_string_equal(fake.asked, "follow 0.2 2");
}

static void a_schedule_that_is_typed_shows_its_run(void **state)
{
    (void)state;
    open_lesson(0);
    fake_race();
    fake.source = path;
    shows(21, 80, false, "Story");
    room->ops->answer(room, "0.2 2");
    lacks(21, 80, "Story");
    shows(21, 80, false, "share += 1;");
}

static void a_click_on_the_time_line_travels_there(void **state)
{
    (void)state;
    struct demo_room *demo = open_lesson(0);
    see_race();
    free(drawn(37, 120, false));
    const struct area *lanes = &demo->areas[PART_LANES];
    struct command click = { .action = ACTION_CLICK, .row = lanes->row + lanes->rows - 1, .column = lanes->column + 10 };
    room->ops->act(room, &click);
    assert_string_equal(fake.asked, "goto 0");
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test_teardown(digits_step_and_a_dead_key_says_why, leave),
        cmocka_unit_test_teardown(who_does_not_go_when_told_to_is_explained, leave),
        cmocka_unit_test_teardown(who_is_not_there_yet_has_to_be_created_first, leave),
        cmocka_unit_test_teardown(the_keys_a_page_asks_for_are_in_the_key_line, leave),
        cmocka_unit_test_teardown(one_key_brings_the_story_back, leave),
        cmocka_unit_test_teardown(the_chosen_lane_steps_with_enter, leave),
        cmocka_unit_test_teardown(turning_the_page_switches_the_program_only_where_there_is_another, leave),
        cmocka_unit_test_teardown(the_schedule_is_shown_and_copied, leave),
        cmocka_unit_test_teardown(a_schedule_that_is_typed_shows_its_run, leave),
        cmocka_unit_test_teardown(a_click_on_the_time_line_travels_there, leave),
    };
    return cmocka_run_group_tests(claims, make_program, remove_program);
}
