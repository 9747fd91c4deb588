/* Downloads and progress, as a program tells of them: what the rules make of it, the pictures, the rows of the chart, the words. */
#include "tests/fake_session.h"

#include "session/tell.h"
#include "view/picture.h"
#include "view/rooms/chart.h"

enum { PAGE = 1, OTHER = 2, BAR = 3, MS = 1000000 };

static char screen[20000];

static const char *keep(struct pane *pane)
{
    char *text = pane_text(pane);
    snprintf(screen, sizeof screen, "%s", text);
    if (getenv("SHOW"))
        fputs(screen, stderr);
    free(text);
    pane_free(pane);
    return screen;
}

static bool says(const char *text)
{
    return strstr(screen, text) != NULL;
}

/* ---- a live run made by hand ---- */

static void at(uint64_t ms, enum act act, uint32_t object, uint64_t value, uint32_t other, int32_t result)
{
    struct step step = { .phase = PHASE_DONE, .act = (uint8_t)act, .object = object, .value = value, .other = other,
                         .result = result, .time = 5 * MS + ms * MS };
    world_follow(&fake.world, &step);
    fake_record(step);
    step.serial = fake.count;
    fake.steps[fake.count++] = step;
    fake.cursor = fake.length = fake.count;
}

static void begin(void)
{
    fake_begin();
    fake.carrier = CARRIER_KERNEL;
    fake_meet(PAGE, OBJECT_TRANSFER, ":80/a", 0);
    fake_meet(OTHER, OBJECT_TRANSFER, ":80/b", 0);
    fake_meet(BAR, OBJECT_PROGRESS, "in turn", 0);
}

/* A page of 4 KB: it looks up for 1 ms, connects for 1, waits for 16, receives for 2. */
static void download(uint32_t object, uint64_t from, int32_t status)
{
    static const long ended[] = { 1000, 2000, 18000, 20000 };
    at(from, ACT_TRANSFER_LOOKUP, object, 0, 0, 0);
    at(from + 1, ACT_TRANSFER_CONNECT, object, 0, 0, 0);
    at(from + 2, ACT_TRANSFER_WAIT, object, 0, 0, 0);
    at(from + 18, ACT_TRANSFER_RECEIVE, object, 0, 0, 0);
    at(from + 20, ACT_TRANSFER_RECEIVE, object, 4096, 0, 0);
    at(from + 20, ACT_TRANSFER_END, object, transfer_shares(ended), 20000, status);
}

/* ---- the record ---- */

static void the_times_of_phases_travel_as_shares(void **state)
{
    static const long ended[] = { 250, 500, 750, 1000 }, odd[] = { 0, 7, 3000000, 4000000 }, none[] = { 0, 0, 0, 0 };
    (void)state;
    uint64_t shares = transfer_shares(ended);
    for (int k = 0; k < TRANSFER_PARTS; k++)
        assert_in_range(transfer_ended(shares, (enum transfer_phase)(TRANSFER_LOOKS_UP + k), 1000), ended[k] - 1, ended[k]);
    shares = transfer_shares(odd);
    assert_int_equal(transfer_ended(shares, TRANSFER_LOOKS_UP, 4000000), 0);
    assert_in_range(transfer_ended(shares, TRANSFER_WAITS, 4000000), 2999990, 3000000);
    assert_int_equal(transfer_ended(shares, TRANSFER_OVER, 4000000), 4000000);
    assert_int_equal(transfer_ended(transfer_shares(none), TRANSFER_WAITS, 0), 0);
}

/* ---- the pictures ---- */

static const char *objects(bool ascii)
{
    struct scene scene = { .tell = { &fake, ascii }, .world = &fake.world };
    struct pane *pane = pane_make(3, 78);
    pane->ascii = ascii;
    pictures_draw(&scene, pane);
    return keep(pane);
}

static void a_download_shows_its_phase(void **state)
{
    (void)state;
    begin();
    at(0, ACT_TRANSFER_QUEUE, PAGE, 0, 0, 0);
    objects(false);
    assert_true(says("› :80/a    · stands in line"));
    at(1, ACT_TRANSFER_CONNECT, PAGE, 0, 0, 0);
    objects(false);
    assert_true(says("▒ connects"));
    at(2, ACT_TRANSFER_RECEIVE, PAGE, 2048, 0, 0);
    objects(false);
    assert_true(says("█ receives 2.0 KB"));
}

static void and_when_it_is_over_its_end_and_where_its_time_has_gone(void **state)
{
    (void)state;
    begin();
    download(PAGE, 0, 200);
    download(OTHER, 30, 404);
    objects(false);
    assert_true(says(":80/a    ✓ 200    4.0 KB  ░▒───────────────────██ 20.0 ms"));
    assert_true(says("✗ 404"));
    objects(true);
    assert_true(says("v 200    4.0 KB  :%-------------------## 20.0 ms"));
    at(60, ACT_TRANSFER_LOOKUP, PAGE, 0, 0, 0);
    at(61, ACT_TRANSFER_END, PAGE, 0, 900, -111);
    objects(false);
    assert_true(says("✗ Connection refused"));
}

static void progress_is_a_bar_that_fills_and_a_clock(void **state)
{
    (void)state;
    begin();
    at(100, ACT_PROGRESS, BAR, 0, 160, 0);
    at(350, ACT_PROGRESS, BAR, 40, 160, 0);
    at(351, ACT_PROGRESS, BAR, 39, 160, 0);         /* out of order: another thread was faster */
    objects(false);
    assert_true(says("›  in turn") || says("› in turn"));
    assert_true(says("  40/160   0.251 s ████"));
    assert_true(says("░░░"));
    at(600, ACT_PROGRESS, BAR, 160, 160, 0);
    objects(false);
    assert_true(says(" 160/160✓  0.500 s ████"));
    assert_false(says("░"));
    at(700, ACT_PROGRESS, BAR, 0, 160, 0);
    objects(false);
    assert_true(says("   0/160   0.000 s ░"));
}

static void progress_keeps_its_place_among_many(void **state)
{
    (void)state;
    begin();
    at(0, ACT_PROGRESS, BAR, 1, 2, 0);
    for (uint32_t id = 4; id < 60; id++) {
        fake_meet(id, OBJECT_VARIABLE, "item", 0);
        at(id, ACT_WRITE, id, id, 0, 0);
    }
    objects(false);
    assert_true(says("in turn"));
    assert_true(says(" more"));
}

static void fake_downloads(uint32_t count)
{
    for (uint32_t id = 4; id < 4 + count; id++) {
        fake_meet(id, OBJECT_TRANSFER, "", 0);
        snprintf(fake.names[id], sizeof fake.names[id], "page %u", (unsigned)id);
        at(id, ACT_TRANSFER_LOOKUP, id, 0, 0, 0);
        at(id, ACT_TRANSFER_WAIT, id, 0, 0, 0);
    }
}

static void where_there_is_no_room_for_all_each_has_a_sign(void **state)
{
    (void)state;
    fake_begin();
    fake_downloads(50);
    at(60, ACT_TRANSFER_END, 4, 0, 1000, 200);
    at(61, ACT_TRANSFER_END, 5, 0, 1000, 404);
    at(62, ACT_TRANSFER_CONNECT, 6, 0, 0, 0);
    objects(false);
    assert_true(says("› 50 downloads  ✓✗▒────"));
    assert_true(says("2 over, 48 under way"));
    objects(true);
    assert_true(says("> 50 downloads  vx%----"));
    for (uint32_t id = 4; id < 54; id++)
        at(70, ACT_TRANSFER_END, id, 0, 1000, id == 9 ? -110 : 200);
    objects(false);
    assert_true(says("all over, 1 not well"));
    at(80, ACT_TRANSFER_END, 9, 0, 1000, 200);
    objects(false);
    assert_true(says("all answered"));
}

static void a_few_are_shown_one_by_one(void **state)
{
    (void)state;
    fake_begin();
    fake_downloads(3);
    objects(false);
    assert_true(says("page 6"));
    assert_false(says("downloads"));
}

/* ---- the chart ---- */

static struct room *room;
static struct chart_plan plan;

static void choose(void *data, uint32_t step)
{
    (void)data;
    (void)step;
}

static void open_chart(void)
{
    struct err err;
    plan = (struct chart_plan){ .session = &fake, .name = "pages", .chosen = choose };
    room = chart_room_make(&plan, &err);
    assert_non_null(room);
}

static int leave(void **state)
{
    (void)state;
    room_destroy(room);
    room = NULL;
    return 0;
}

static const char *chart(int rows, int columns, bool ascii)
{
    struct pane *pane = pane_make(rows, columns);
    pane->ascii = ascii;
    room->ops->draw(room, pane);
    return keep(pane);
}

static void press(enum action action, int times)
{
    for (int k = 0; k < times; k++)
        room->ops->act(room, &(struct command){ .action = action });
}

static void each_download_has_a_bar_of_its_phases(void **state)
{
    (void)state;
    begin();
    download(PAGE, 0, 200);
    download(OTHER, 20, 503);
    at(60, ACT_PRINT, 0, 0, 0, 0);
    open_chart();
    chart(21, 80, false);
    assert_true(says(":80/a     ░▒────"));
    assert_true(says("✓ 200, 4.0 KB"));
    assert_true(says("✗ 503, 4.0 KB"));
    assert_true(says("· in line  ░ looks up  ▒ connects  ─ waits  █ receives"));
    chart(21, 80, true);
    assert_true(says(":80/a     :%----"));
    assert_true(says("v 200"));
    for (const char *one = screen; *one; one++)
        assert_true((unsigned char)*one < 128);
}

static void how_many_are_under_way_at_once_is_a_row(void **state)
{
    (void)state;
    begin();
    download(PAGE, 0, 200);
    open_chart();
    assert_false((chart(21, 80, false), says("at once")));      /* of one there is nothing to say */
    leave(NULL);
    begin();
    at(0, ACT_TRANSFER_LOOKUP, PAGE, 0, 0, 0);
    at(10, ACT_TRANSFER_LOOKUP, OTHER, 0, 0, 0);
    at(20, ACT_TRANSFER_END, PAGE, 0, 20000, 200);
    at(30, ACT_TRANSFER_END, OTHER, 0, 20000, 200);
    open_chart();
    chart(21, 80, false);
    assert_true(says("at once   ▄▄"));
    assert_true(says("▄██"));
    assert_true(says("█▄▄"));
}

static void the_row_under_the_cursor_is_told_in_words(void **state)
{
    (void)state;
    begin();
    at(0, ACT_TRANSFER_QUEUE, PAGE, 0, 0, 0);
    download(PAGE, 10, 200);
    at(40, ACT_TRANSFER_LOOKUP, OTHER, 0, 0, 0);
    at(41, ACT_TRANSFER_WAIT, OTHER, 0, 0, 0);
    at(50, ACT_PRINT, 0, 0, 0, 0);
    open_chart();
    chart(21, 80, false);
    press(ACTION_DOWN, 1);
    press(ACTION_LAST, 1);
    chart(21, 80, false);
    assert_true(says("Here 2 of 2 downloads have begun: 0 in line, 1 under way, 1 over, all of"));
    press(ACTION_DOWN, 1);
    chart(21, 80, false);
    assert_true(says("in line 10.0 ms, looking up 1.00 ms, connecting 1.00 ms,"));
    assert_true(says("Status 200, 4.0 KB, after 30.0 ms in all."));
    press(ACTION_DOWN, 1);
    chart(21, 80, false);
    assert_true(says("looking up 1.00 ms, waiting 9.00 ms; under way, 0 bytes so far."));
    press(ACTION_FIRST, 1);
    chart(21, 80, false);
    assert_true(says("has not begun yet."));
}

/* The column of a track over the ▲. */
static int mark_column(void)
{
    const char *mark = strstr(screen, "▲"), *line = mark;
    char text[400];
    assert_non_null(mark);
    while (line > screen && line[-1] != '\n')
        line--;
    snprintf(text, sizeof text, "%.*s", (int)(mark - line), line);
    return text_columns(text) - 12;
}

static void the_cursor_goes_from_phase_to_phase(void **state)
{
    (void)state;
    begin();
    download(PAGE, 0, 200);
    at(40, ACT_PRINT, 0, 0, 0, 0);
    open_chart();
    chart(21, 120, false);
    press(ACTION_FIRST, 1);
    press(ACTION_DOWN, 1);
    static const int columns[] = { 2, 5, 46, 51, 51 };          /* of 390 µs: where each phase ends */
    for (int phase = 0; phase < 4; phase++) {
        press(ACTION_FORWARD_SWITCH, 1);
        chart(21, 120, false);
        assert_int_equal(mark_column(), columns[phase]);
    }
    press(ACTION_BACK_SWITCH, 2);
    chart(21, 120, false);
    assert_int_equal(mark_column(), columns[1]);
}

static void a_row_of_progress_rises(void **state)
{
    (void)state;
    begin();
    for (unsigned k = 0; k <= 8; k++)
        at(10 * k, ACT_PROGRESS, BAR, k, 8, 0);
    open_chart();
    chart(21, 80, false);
    assert_true(says("in turn"));
    assert_true(says("▁▁"));
    assert_true(says("▇█ 8"));
    press(ACTION_DOWN, 1);
    press(ACTION_LAST, 1);
    chart(21, 80, false);
    assert_true(says("8 of 8 done, 80.0 ms after its beginning."));
}

static void more_rows_than_there_is_room_for_are_scrolled(void **state)
{
    (void)state;
    begin();
    fake_downloads(40);
    open_chart();
    chart(21, 80, false);
    assert_true(says("page 4"));
    assert_false(says("page 43 "));
    assert_true(says("▾"));
    press(ACTION_DOWN, 60);
    chart(21, 80, false);
    assert_true(says("page 43 "));
    assert_false(says("page 4 "));
    chart(60, 200, false);
    assert_true(says("page 4 "));
    assert_true(says("page 43 "));
}

static void any_size_is_survived(void **state)
{
    (void)state;
    begin();
    download(PAGE, 0, 200);
    download(OTHER, 3, -110);
    at(30, ACT_PROGRESS, BAR, 3, 8, 0);
    open_chart();
    for (int rows = 1; rows < 30; rows += 3)
        for (int columns = 1; columns < 90; columns += 7) {
            chart(rows, columns, rows % 2);
            press(ACTION_DOWN, 1);
            press(ACTION_CLOSER, 1);
        }
}

/* ---- words ---- */

static const char *told(void)
{
    static char out[300];
    struct tell tell = { &fake, false };
    return tell_step(&tell, &fake.steps[fake.count - 1], out, sizeof out);
}

static void steps_are_sentences(void **state)
{
    (void)state;
    begin();
    at(0, ACT_TRANSFER_LOOKUP, PAGE, 0, 0, 0);
    assert_string_equal(told(), "main looks up the host of `:80/a`");
    at(1, ACT_TRANSFER_WAIT, PAGE, 0, 0, 0);
    assert_string_equal(told(), "main asks for `:80/a`");
    at(1, ACT_TRANSFER_RECEIVE, PAGE, 1, 0, 0);
    assert_string_equal(told(), "main receives `:80/a`: 1 byte so far");
    at(2, ACT_TRANSFER_END, PAGE, 0, 52400, 200);
    assert_string_equal(told(), "main ends `:80/a`: status 200, after 52.4 ms");
    at(3, ACT_TRANSFER_END, PAGE, 0, 52400, -111);
    assert_string_equal(told(), "main ends `:80/a`: Connection refused, after 52.4 ms");
    at(4, ACT_PROGRESS, BAR, 3, 160, 0);
    assert_string_equal(told(), "main gets on with `in turn`: 3 of 160");
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(the_times_of_phases_travel_as_shares),
        cmocka_unit_test(a_download_shows_its_phase),
        cmocka_unit_test(and_when_it_is_over_its_end_and_where_its_time_has_gone),
        cmocka_unit_test(progress_is_a_bar_that_fills_and_a_clock),
        cmocka_unit_test(progress_keeps_its_place_among_many),
        cmocka_unit_test(where_there_is_no_room_for_all_each_has_a_sign),
        cmocka_unit_test(a_few_are_shown_one_by_one),
        cmocka_unit_test_teardown(each_download_has_a_bar_of_its_phases, leave),
        cmocka_unit_test_teardown(how_many_are_under_way_at_once_is_a_row, leave),
        cmocka_unit_test_teardown(the_row_under_the_cursor_is_told_in_words, leave),
        cmocka_unit_test_teardown(the_cursor_goes_from_phase_to_phase, leave),
        cmocka_unit_test_teardown(a_row_of_progress_rises, leave),
        cmocka_unit_test_teardown(more_rows_than_there_is_room_for_are_scrolled, leave),
        cmocka_unit_test_teardown(any_size_is_survived, leave),
        cmocka_unit_test(steps_are_sentences),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
