/* The demo room as text, at several sizes, on sessions made by hand. */
#include "tests/fake_session.h"

#include <fcntl.h>
#include <unistd.h>

#include "view/frame.h"
#include "view/rooms/demo.h"

static char path[] = "/tmp/threadlab-room-XXXXXX.c";
static const char *files[] = { path, NULL };
static const char *none[] = { NULL };
static struct room *room;

static const char program[] =
    "#include <pthread.h>\n#include <stdio.h>\n\nstatic int share;\nstatic int turns = 2;\n\n"
    "/* Adds, as one does. */\nstatic void *add(void *arg)\n{\n    for (int i = 0; i < turns; i++)\n        share += 1;\n"
    "    return arg;\n}\n\nint main(void)\n{\n    pthread_t a, b;\n    pthread_create(&a, NULL, add, NULL);\n"
    "    pthread_create(&b, NULL, add, NULL);\n    pthread_join(a, NULL);\n    pthread_join(b, NULL);\n"
    "    printf(\"share = %d\\n\", share);\n}\n";

static struct demo race = { .name = "race", .title = "two threads, one counter", .files = files, .flags = none, .anchor = "",
                            .expect = "share = 4", .broken = true, .seed = 41, .watch = "when is share read?" };
static struct demo other = { .name = "other", .title = "with a lock", .files = files, .flags = none, .anchor = "", .expect = "",
                             .watch = "" };
static struct variant variants[] = { { .name = "no lock", .file = path, .flags = none, .args = none, .expect = "4" } };
static struct measure_block measure = { .title = "what a lock costs", .conclude = "Locks cost.", .variants = variants,
                                        .variant_count = 1 };
static struct predict question = { .question = "Which?" };
static struct span words[] = { { SPAN_PLAIN, "Two threads add to one counter. Each reads it, adds, writes it back. What if both read first?" } };
static struct text_line line = { .kind = TEXT_PARAGRAPH, .mark = "", .spans = words, .span_count = 1 };
static struct block first_page[] = { { .kind = BLOCK_TEXT, .lines = &line, .line_count = 1 }, { .kind = BLOCK_DEMO, .demo = &race },
                                     { .kind = BLOCK_PREDICT, .predict = &question } };
static struct block second_page[] = { { .kind = BLOCK_TEXT, .lines = &line, .line_count = 1 } };
static struct block third_page[] = { { .kind = BLOCK_DEMO, .demo = &other }, { .kind = BLOCK_MEASURE, .measure = &measure } };
static struct page pages[] = { { "A race", first_page, 3 }, { "Why", second_page, 1 }, { "A lock", third_page, 2 } };
static struct lesson lesson = { .id = "02-locks", .number = "02", .name = "locks", .pages = pages, .page_count = 3 };

static int make_program(void **state)
{
    (void)state;
    int fd = mkstemps(path, 2);
    bool good = fd >= 0 && write(fd, program, sizeof program - 1) == (ssize_t)sizeof program - 1;
    close(fd);
    return good ? 0 : -1;
}

static int remove_program(void **state)
{
    (void)state;
    return unlink(path);
}

static int leave(void **state)
{
    (void)state;
    room_destroy(room);
    room = NULL;
    return 0;
}

/* Opens the lesson; what the session shows is put there afterwards. */
static struct demo_room *open_lesson(size_t page)
{
    struct err err;
    struct demo_plan plan = { .lesson = &lesson, .page = page };
    fake_begin();
    room = demo_room_make(&plan, &err);
    assert_non_null(room);
    return demo_of(room);
}

static void see_race(void)
{
    fake_race();
    fake.source = path;
    struct command next = { .action = ACTION_NEXT };
    room->ops->act(room, &next);
}

static char *drawn(int rows, int columns, bool ascii)
{
    struct pane *pane = pane_make(rows, columns);
    pane->ascii = ascii;
    room->ops->draw(room, pane);
    room->ops->draw(room, pane);        /* once more: a second drawing shows the same */
    char *text = pane_text(pane);
    pane_free(pane);
    if (getenv("SHOW"))
        fputs(text, stderr);
    return text;
}

static void press(enum action action, int number)
{
    struct command command = { .action = action, .number = number };
    const char *why = room->ops->why(room, &command);
    if (why)
        room_say(room, LOOK_WARNING, "%s", why);
    else
        room->ops->act(room, &command);
}

static void shows(int rows, int columns, bool ascii, const char *what)
{
    char *text = drawn(rows, columns, ascii);
    if (!strstr(text, what)) {
        fprintf(stderr, "no \"%s\" in\n%s", what, text);
        fail();
    }
    free(text);
}

static void lacks(int rows, int columns, const char *what)
{
    char *text = drawn(rows, columns, false);
    if (strstr(text, what)) {
        fprintf(stderr, "\"%s\" in\n%s", what, text);
        fail();
    }
    free(text);
}

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

/* The whole screen, with what the frame puts around the room. */
static void frame_shows(int rows, int columns, const char *what, bool shown)
{
    struct pane *pane = pane_make(rows, columns);
    frame_draw(pane, room, NULL, false);
    char *text = pane_text(pane);
    if (!strstr(text, what) == shown) {
        fprintf(stderr, "%s \"%s\" in\n%s", shown ? "no" : "a", what, text);
        fail();
    }
    free(text);
    pane_free(pane);
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
        cmocka_unit_test_teardown(digits_step_and_a_dead_key_says_why, leave),
        cmocka_unit_test_teardown(who_does_not_go_when_told_to_is_explained, leave),
        cmocka_unit_test_teardown(who_is_not_there_yet_has_to_be_created_first, leave),
        cmocka_unit_test_teardown(the_keys_a_page_asks_for_are_in_the_key_line, leave),
        cmocka_unit_test_teardown(one_key_brings_the_story_back, leave),
        cmocka_unit_test_teardown(a_long_message_leaves_the_frame_whole, leave),
        cmocka_unit_test_teardown(another_size_brings_the_line_back_into_view, leave),
        cmocka_unit_test_teardown(a_large_screen_hides_nothing_that_fits, leave),
        cmocka_unit_test_teardown(an_update_is_called_lost_when_it_is, leave),
        cmocka_unit_test_teardown(the_chosen_lane_steps_with_enter, leave),
        cmocka_unit_test_teardown(turning_the_page_switches_the_program_only_where_there_is_another, leave),
        cmocka_unit_test_teardown(the_schedule_is_shown_and_copied, leave),
        cmocka_unit_test_teardown(a_schedule_that_is_typed_shows_its_run, leave),
        cmocka_unit_test_teardown(a_click_on_the_time_line_travels_there, leave),
        cmocka_unit_test_teardown(nothing_ticks_when_nothing_moves, leave),
        cmocka_unit_test_teardown(the_title_line_says_state_step_and_seed, leave),
    };
    return cmocka_run_group_tests(claims, make_program, remove_program);
}
