/* Claims about the catalogue, the tour and the help screen, as a learner sees them: whole screens as text. */
#include "tests/claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/frame.h"
#include "view/rooms/rooms.h"

/* Two lessons that open and one that does not. */
static const struct span span_text[] = { { SPAN_PLAIN, "Two threads add to " }, { SPAN_STRONG, "one" }, { SPAN_PLAIN, " counter." } };
static const struct text_line text[] = { { .kind = TEXT_PARAGRAPH, .mark = "", .spans = span_text, .span_count = 3 } };
static const struct block blocks[] = { { .kind = BLOCK_TEXT, .lines = text, .line_count = 1 } };
static const struct page pages[] = {
    { "A counter and two threads", blocks, 1 }, { "What went wrong", blocks, 1 }, { "A lock", blocks, 1 },
};
static const struct demo race = { .name = "race", .title = "two threads, one counter", .watch = "", .broken = true };
static const struct demo lock = { .name = "lock", .title = "the same with a lock", .watch = "" };
static const struct demo *const demos[] = { &race, &lock };
static const struct lesson threads = {
    .id = "01-threads", .number = "01", .name = "threads", .title = "Threads",
    .summary = "Create, join, and what threads share.", .pages = pages, .page_count = 1,
};
static const struct lesson locks = {
    .id = "02-locks", .number = "02", .name = "locks", .title = "Locks", .summary = "The lost update, and what a lock costs.",
    .pages = pages, .page_count = 3, .demos = demos, .demo_count = 2,
};
static const struct lesson broken = {
    .id = "03-broken", .number = "03", .name = "broken", .title = "03-broken", .summary = "",
    .complaint = "03-broken/lesson.md:12: `demo` has no file",
};
static const struct lesson *const all[] = { &threads, &locks, &broken };

static size_t how_many = 3;
static const char *last = "";

/* The catalogue and the progress of these tests stand in for the real ones. */
size_t catalogue_lessons(const struct catalogue *catalogue, const struct lesson *const **lessons)
{
    (void)catalogue;
    *lessons = all;
    return how_many;
}

bool progress_has(const struct progress *progress, const char *verb, const char *subject)
{
    (void)progress;
    return (strcmp(verb, "read") == 0 && (strcmp(subject, "01-threads 1") == 0 || strcmp(subject, "02-locks 1") == 0)) ||
           (strcmp(verb, "ran") == 0 && strcmp(subject, "02-locks/race") == 0);
}

const char *progress_last(const struct progress *progress)
{
    (void)progress;
    return last;
}

static struct demo_plan opened;

struct room *demo_room_make(const struct demo_plan *plan, struct err *err)
{
    opened = *plan;
    err_set(err, "opened %s at page %zu", plan->lesson->id, plan->page);
    return NULL;
}

static struct room *catalogue_room(void)
{
    struct catalogue_plan plan = { .catalogue = (const struct catalogue *)all, .progress = (struct progress *)&how_many };
    struct err err;
    struct room *room = catalogue_room_make(&plan, &err);
    assert_non_null(room);
    if (room->ops->shown)
        room->ops->shown(room);
    return room;
}

static char *screen(struct room *room, int rows, int columns, bool ascii)
{
    struct pane *pane = pane_make(rows, columns);
    assert_non_null(pane);
    pane->ascii = ascii;
    frame_draw(pane, room, NULL, true);
    char *drawn = pane_text(pane);
    pane_free(pane);
    if (getenv("SHOW"))
        puts(drawn);
    return drawn;
}

static void expect_shown(struct room *room, int rows, int columns, const char *what)
{
    char *drawn = screen(room, rows, columns, false);
    if (!strstr(drawn, what))
        fail_msg("`%s` is not on the screen:\n%s", what, drawn);
    free(drawn);
}

static struct move press(struct room *room, int key)
{
    struct key_reader reader = { 0 };
    struct command command;
    assert_true(keys_read(&reader, key, room->ops->keys, &command));
    const char *why = frame_why(room, &command);
    if (why) {
        room_say(room, LOOK_WARNING, "%s", why);
        return move_stay();
    }
    return room->ops->act(room, &command);
}

static void at_80_columns_the_whole_catalogue_is_seen(void **state)
{
    (void)state;
    last = "02-locks 2";
    struct room *room = catalogue_room();
    char *drawn = screen(room, 24, 80, false);
    assert_string_equal(drawn,
        " Thread Lab  › catalogue                                    3 lessons  50% done\n"
        "╭ Lessons ─────────────────────────────────────────────────────────────────────╮\n"
        "│   01  Threads                                            ██████████ ✓ done   │\n"
        "│ ▸ 02  Locks  ◂ here                                      ████░░░░░░  2/5     │\n"
        "│   03  03-broken                                           ✗ cannot be read   │\n"
        "╰──────────────────────────────────────────────────────────────────────────────╯\n"
        "╭ 02 Locks ────────────────────────────────────────────────────────────────────╮\n"
        "│ The lost update, and what a lock costs.                                      │\n"
        "│                                                                              │\n"
        "│ Pages                                                                        │\n"
        "│  ✓ 1 A counter and two threads                                               │\n"
        "│  · 2 What went wrong ◂ enter                                                 │\n"
        "│  · 3 A lock                                                                  │\n"
        "│                                                                              │\n"
        "│ Programs                                                                     │\n"
        "│  ✓ race         two threads, one counter  ⚠ broken on purpose                │\n"
        "│  · lock         the same with a lock                                         │\n"
        "│                                                                              │\n"
        "│                                                                              │\n"
        "│                                                                              │\n"
        "│                                                                              │\n"
        "╰──────────────────────────────────────────────────────────────────────────────╯\n"
        "\n"
        " enter open  T tour                                              ? help  q quit\n");
    free(drawn);
    room_destroy(room);
}

static void every_size_is_framed_to_its_edges(void **state)
{
    (void)state;
    last = "";
    static const struct { int rows, columns; } sizes[] = { { 18, 60 }, { 24, 80 }, { 40, 120 }, { 60, 200 }, { 120, 400 } };
    struct room *room = catalogue_room();
    for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
        struct pane *pane = pane_make(sizes[k].rows, sizes[k].columns);
        frame_draw(pane, room, NULL, true);
        for (int row = 1; row < pane->rows - 2; row++) {
            const struct cell *cells = pane->cells + row * pane->stride;
            assert_true(strstr("╭│╰", cells[0].text) != NULL && cells[0].text[0] != ' ');
            assert_true(strstr("╮│╯", cells[pane->columns - 1].text) != NULL && cells[pane->columns - 1].text[0] != ' ');
        }
        pane_free(pane);
    }
    room_destroy(room);
}

static void a_wide_screen_shows_the_page_before_it_is_opened(void **state)
{
    (void)state;
    last = "02-locks 2";
    struct room *room = catalogue_room();
    expect_shown(room, 40, 120, "Two threads add to one counter.");
    expect_shown(room, 60, 200, "Two threads add to one counter.");
    room_destroy(room);
}

static void ascii_screens_hold_no_other_character(void **state)
{
    (void)state;
    struct room *room = catalogue_room();
    struct err err;
    struct room *rooms[] = { room, help_room_make(room, &err), tour_room_make(&err) };
    for (size_t k = 0; k < 3; k++)
        for (int columns = 60; columns <= 200; columns += 70) {
            char *drawn = screen(rooms[k], 40, columns, true);
            for (const char *c = drawn; *c; c++)
                assert_true((unsigned char)*c < 128);
            free(drawn);
        }
    for (size_t k = 0; k < 3; k++)
        room_destroy(rooms[k]);
}

static void too_small_a_window_asks_for_more_and_recovers(void **state)
{
    (void)state;
    struct room *room = catalogue_room();
    for (int rows = 1; rows < FRAME_ROWS_LEAST; rows += 4)
        for (int columns = 1; columns < 90; columns += 8)
            free(screen(room, rows, columns, false));
    expect_shown(room, 17, 60, "needs a window of at least 60 columns");
    expect_shown(room, 18, 60, "Lessons");
    room_destroy(room);
}

static void a_lesson_opens_where_it_was_left(void **state)
{
    (void)state;
    last = "02-locks 2";
    struct room *room = catalogue_room();
    press(room, PRESS_ENTER);
    assert_ptr_equal(opened.lesson, &locks);
    assert_int_equal(opened.page, 1);
    last = "";
    press(room, PRESS_ENTER);
    assert_int_equal(opened.page, 1);       /* the first page not yet read */
    room_destroy(room);
}

static void a_broken_lesson_says_what_is_wrong_and_does_not_open(void **state)
{
    (void)state;
    last = "";
    struct room *room = catalogue_room();
    opened = (struct demo_plan){ 0 };
    press(room, PRESS_END);
    press(room, PRESS_ENTER);
    assert_null(opened.lesson);
    assert_non_null(strstr(room->message, "cannot be read"));
    expect_shown(room, 24, 80, "03-broken/lesson.md:12: `demo` has no file");
    room_destroy(room);
}

static void the_cursor_stays_on_the_list(void **state)
{
    (void)state;
    last = "";
    struct room *room = catalogue_room();
    for (int k = 0; k < 9; k++)
        press(room, 'j');
    expect_shown(room, 24, 80, "╭ 03 03-broken");
    for (int k = 0; k < 9; k++)
        press(room, PRESS_UP);
    expect_shown(room, 24, 80, "╭ 01 Threads");
    struct command click = { .action = ACTION_CLICK, .row = 2, .column = 9 };
    room->ops->act(room, &click);
    expect_shown(room, 24, 80, "╭ 02 Locks");
    room_destroy(room);
}

static void with_no_lessons_the_catalogue_says_so(void **state)
{
    (void)state;
    how_many = 0;
    struct room *room = catalogue_room();
    expect_shown(room, 24, 80, "There is no lesson");
    press(room, PRESS_ENTER);
    assert_non_null(strstr(room->message, "no lesson"));
    for (const char *key = "jkgG"; *key; key++)
        press(room, *key);
    room_destroy(room);
    how_many = 3;
}

static void the_key_line_offers_only_what_works(void **state)
{
    (void)state;
    last = "";
    struct room *room = catalogue_room();
    expect_shown(room, 24, 80, "enter open");
    press(room, PRESS_END);
    char *drawn = screen(room, 24, 80, false);
    assert_null(strstr(drawn, "enter open"));
    free(drawn);
    room_destroy(room);
}

static void a_click_in_the_key_line_is_the_key(void **state)
{
    (void)state;
    last = "";
    struct room *room = catalogue_room();
    struct pane *pane = pane_make(24, 80);
    assert_int_equal(frame_key_at(pane, room, true, 2), ACTION_OPEN);
    assert_int_equal(frame_key_at(pane, room, true, 14), ACTION_TOUR);
    assert_int_equal(frame_key_at(pane, room, true, 68), ACTION_HELP);
    assert_int_equal(frame_key_at(pane, room, true, 40), ACTION_NONE);
    pane_free(pane);
    room_destroy(room);
}

static void help_scrolls_to_its_end_and_names_every_kind(void **state)
{
    (void)state;
    struct room *about = catalogue_room();
    struct err err;
    struct room *room = help_room_make(about, &err);
    expect_shown(room, 24, 80, "Keys here (catalogue)");
    press(room, 'G');
    expect_shown(room, 24, 80, "used more threads or objects than the lab follows");
    press(room, 'j');
    expect_shown(room, 24, 80, "used more threads or objects than the lab follows");
    press(room, 'g');
    expect_shown(room, 24, 80, "Keys here (catalogue)");
    expect_shown(room, 60, 200, "semaphore");
    room_destroy(room);
    room_destroy(about);
}

static void the_tour_goes_on_back_and_ends(void **state)
{
    (void)state;
    struct err err;
    struct room *room = tour_room_make(&err);
    expect_shown(room, 18, 60, "1 of 4");
    press(room, PRESS_LEFT);
    assert_non_null(strstr(room->message, "first step"));
    for (int k = 0; k < 3; k++)
        assert_int_equal(press(room, PRESS_RIGHT).kind, MOVE_STAY);
    expect_shown(room, 24, 80, "4 of 4");
    assert_int_equal(press(room, PRESS_RIGHT).kind, MOVE_BACK);
    room_destroy(room);
}

static void a_line_can_be_typed_and_given_up(void **state)
{
    (void)state;
    struct prompt prompt;
    prompt_ask(&prompt, "Which schedule?");
    for (const char *c = "1.2 x"; *c; c++)
        assert_int_equal(prompt_press(&prompt, *c), PROMPT_GOES_ON);
    prompt_press(&prompt, PRESS_BACKSPACE);
    prompt_press(&prompt, PRESS_UP);
    assert_string_equal(prompt.text, "1.2 ");
    struct room *room = catalogue_room();
    struct pane *pane = pane_make(24, 80);
    assert_true(frame_draw(pane, room, &prompt, true) > 16);
    pane_free(pane);
    room_destroy(room);
    assert_int_equal(prompt_press(&prompt, PRESS_ENTER), PROMPT_DONE);
    prompt_ask(&prompt, "again?");
    assert_int_equal(prompt_press(&prompt, PRESS_ESCAPE), PROMPT_GIVEN_UP);
    assert_null(prompt.question);
    prompt_ask(&prompt, "long");
    for (int k = 0; k < 2 * PROMPT_TEXT; k++)
        prompt_press(&prompt, 'x');
    assert_int_equal(strlen(prompt.text), PROMPT_TEXT - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_80_columns_the_whole_catalogue_is_seen),
        cmocka_unit_test(every_size_is_framed_to_its_edges),
        cmocka_unit_test(a_wide_screen_shows_the_page_before_it_is_opened),
        cmocka_unit_test(ascii_screens_hold_no_other_character),
        cmocka_unit_test(too_small_a_window_asks_for_more_and_recovers),
        cmocka_unit_test(a_lesson_opens_where_it_was_left),
        cmocka_unit_test(a_broken_lesson_says_what_is_wrong_and_does_not_open),
        cmocka_unit_test(the_cursor_stays_on_the_list),
        cmocka_unit_test(with_no_lessons_the_catalogue_says_so),
        cmocka_unit_test(the_key_line_offers_only_what_works),
        cmocka_unit_test(a_click_in_the_key_line_is_the_key),
        cmocka_unit_test(help_scrolls_to_its_end_and_names_every_kind),
        cmocka_unit_test(the_tour_goes_on_back_and_ends),
        cmocka_unit_test(a_line_can_be_typed_and_given_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
