/* Claims about pages of a lesson: how their text is laid out, and that measuring and drawing agree. */
#include "tests/claims.h"

#include <stdlib.h>
#include <string.h>

#include "view/story.h"

#define SPANS(...) .spans = (const struct span[]){ __VA_ARGS__ }, \
                   .span_count = sizeof (const struct span[]){ __VA_ARGS__ } / sizeof(struct span), .mark = ""

static char *drawn(const struct text_line *lines, size_t count, int rows, int columns, int top, bool ascii)
{
    struct pane *pane = pane_make(rows, columns);
    pane->ascii = ascii;
    story_lines_draw(pane, lines, count, top);
    char *text = pane_text(pane);
    pane_free(pane);
    return text;
}

static void expect(const struct text_line *lines, size_t count, int rows, int columns, const char *want)
{
    char *text = drawn(lines, count, rows, columns, 0, false);
    assert_string_equal(text, want);
    free(text);
}

static void a_paragraph_wraps_across_its_spans(void **state)
{
    (void)state;
    const struct text_line lines[] = {
        { .kind = TEXT_PARAGRAPH, SPANS({ SPAN_PLAIN, "add to " }, { SPAN_STRONG, "one co" }, { SPAN_PLAIN, "unter now" }) },
    };
    expect(lines, 1, 3, 15, "add to one\ncounter now\n\n");
}

static void looks_follow_the_spans(void **state)
{
    (void)state;
    const struct text_line lines[] = {
        { .kind = TEXT_PARAGRAPH, SPANS({ SPAN_PLAIN, "a" }, { SPAN_STRONG, "b" }, { SPAN_CODE, "c" }, { SPAN_EMPHASIS, "d" }) },
    };
    struct pane *pane = pane_make(2, 20);
    story_lines_draw(pane, lines, 1, 0);
    assert_int_equal(pane->cells[0].look, LOOK_PLAIN);
    assert_int_equal(pane->cells[1].look, LOOK_STRONG);
    assert_int_equal(pane->cells[2].look, LOOK_CODE);
    assert_int_equal(pane->cells[3].look, LOOK_EMPHASIS);
    pane_free(pane);
}

static void items_hang_and_stand_together(void **state)
{
    (void)state;
    struct text_line lines[] = {
        { .kind = TEXT_PARAGRAPH, SPANS({ SPAN_PLAIN, "Then:" }) },
        { .kind = TEXT_ITEM, .level = 1, SPANS({ SPAN_PLAIN, "one thing more" }) },
        { .kind = TEXT_ITEM, .level = 2, SPANS({ SPAN_PLAIN, "deep" }) },
        { .kind = TEXT_ITEM, .level = 1, SPANS({ SPAN_PLAIN, "last" }) },
    };
    lines[1].mark = lines[2].mark = "•";
    lines[3].mark = "2.";
    expect(lines, 4, 7, 14, "Then:\n\n• one thing\n  more\n  • deep\n2. last\n\n");
}

static void code_keeps_its_rows_and_its_blanks(void **state)
{
    (void)state;
    const struct text_line lines[] = {
        { .kind = TEXT_CODE, SPANS({ SPAN_CODE, "if (x)" }) },
        { .kind = TEXT_CODE, SPANS({ SPAN_CODE, "    " }, { SPAN_CODE, "y = a_long_name;" }) },
        { .kind = TEXT_CODE, .mark = "" },
        { .kind = TEXT_CODE, SPANS({ SPAN_CODE, "z" }) },
    };
    expect(lines, 4, 5, 16, "  if (x)\n      y = a_long\n\n  z\n\n");
}

static void tables_stand_in_columns(void **state)
{
    (void)state;
    const struct text_line lines[] = {
        { .kind = TEXT_TABLE_ROW, SPANS({ SPAN_PLAIN, "here" }, { SPAN_PLAIN, "\t" }, { SPAN_PLAIN, "there" }, { SPAN_PLAIN, "\t" }) },
        { .kind = TEXT_TABLE_ROW, SPANS({ SPAN_CODE, "mutex" }, { SPAN_PLAIN, "\t" }, { SPAN_PLAIN, "a " }, { SPAN_CODE, "Lock" }, { SPAN_PLAIN, "\t" }) },
        { .kind = TEXT_TABLE_ROW, SPANS({ SPAN_PLAIN, "\t" }, { SPAN_PLAIN, "x" }, { SPAN_PLAIN, "\t" }) },
    };
    expect(lines, 3, 5, 20, "here   there\n─────  ──────\nmutex  a Lock\n       x\n\n");
    expect(lines, 3, 6, 13, "here   there\n─────  ─────\nmutex  a\n       Lock\n       x\n\n");
}

static void a_quote_has_a_bar_at_every_row(void **state)
{
    (void)state;
    const struct text_line lines[] = { { .kind = TEXT_QUOTE, SPANS({ SPAN_PLAIN, "said and said again" }) } };
    expect(lines, 1, 3, 12, "┃ said and\n┃ said\n┃ again\n");
}

static void scrolling_shows_the_rest_and_says_that_there_is_more(void **state)
{
    (void)state;
    const struct text_line lines[] = {
        { .kind = TEXT_HEADING, SPANS({ SPAN_PLAIN, "Head" }) }, { .kind = TEXT_PARAGRAPH, SPANS({ SPAN_PLAIN, "one" }) },
        { .kind = TEXT_PARAGRAPH, SPANS({ SPAN_PLAIN, "two" }) },
    };
    expect(lines, 3, 3, 12, "Head\n\none        ▾\n");
    char *text = drawn(lines, 3, 3, 12, 2, false);
    assert_string_equal(text, "one        ▴\n\ntwo\n");
    free(text);
    text = drawn(lines, 3, 3, 12, 0, true);
    assert_string_equal(text, "Head\n\none        v\n");
    free(text);
}

static void measuring_agrees_with_drawing(void **state)
{
    (void)state;
    struct text_line lines[] = {
        { .kind = TEXT_PARAGRAPH, SPANS({ SPAN_PLAIN, "Two threads add to one counter, " }, { SPAN_STRONG, "both" }, { SPAN_PLAIN, " of them at once." }) },
        { .kind = TEXT_ITEM, .level = 1, SPANS({ SPAN_PLAIN, "an item that is rather long and wraps" }) },
        { .kind = TEXT_QUOTE, SPANS({ SPAN_PLAIN, "somebody said something 漢字漢字漢字漢字" }) },
        { .kind = TEXT_TABLE_ROW, SPANS({ SPAN_PLAIN, "a wide heading" }, { SPAN_PLAIN, "\t" }, { SPAN_PLAIN, "another" }, { SPAN_PLAIN, "\t" }) },
    };
    const struct demo demo = { .watch = "Look at the counter while it runs." };
    const struct block blocks[] = {
        { .kind = BLOCK_TEXT, .lines = lines, .line_count = 4 }, { .kind = BLOCK_DEMO, .demo = &demo },
        { .kind = BLOCK_DEMO }, { .kind = BLOCK_MEASURE }, { .kind = BLOCK_PREDICT },
    };
    const struct page page = { .title = "p", .blocks = blocks, .block_count = 5 };
    for (int columns = 1; columns < 90; columns++) {
        struct pane *pane = pane_make(5, columns);
        int rows = story_draw(pane, &page, 0);
        assert_int_equal(story_rows(&page, columns), rows);
        story_draw(pane, &page, rows);
        story_draw(pane, &page, 1000);
        pane_free(pane);
    }
}

static void what_can_be_done_names_its_key(void **state)
{
    (void)state;
    const struct demo demo = { .watch = "Look." };
    const struct predict predict = { .question = "Which?" };
    const struct block blocks[] = { { .kind = BLOCK_DEMO, .demo = &demo }, { .kind = BLOCK_PREDICT, .predict = &predict } };
    const struct page page = { .title = "p", .blocks = blocks, .block_count = 2 };
    struct pane *pane = pane_make(6, 20);
    story_draw(pane, &page, 0);
    char *text = pane_text(pane);
    assert_string_equal(text, "p\n\nspace — Look.\n\na — Which?\n\n");
    free(text);
    pane_free(pane);
}

static void keys_in_a_sentence_look_like_keys(void **state)
{
    (void)state;
    struct pane *pane = pane_make(3, 12);
    assert_int_equal(story_tell(pane, 0, LOOK_PLAIN, "so `q` leads\n\nout"), 3);
    char *text = pane_text(pane);
    assert_string_equal(text, "so q leads\n\nout\n");
    assert_int_equal(pane->cells[3].look, LOOK_KEY);
    assert_int_equal(pane->cells[5].look, LOOK_PLAIN);
    free(text);
    for (int length = 0; length < 2000; length += 77) {
        char many[2001];
        memset(many, '`', sizeof many);
        many[length] = 0;
        story_tell(pane, 0, LOOK_PLAIN, many);
    }
    pane_free(pane);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_paragraph_wraps_across_its_spans),
        cmocka_unit_test(looks_follow_the_spans),
        cmocka_unit_test(items_hang_and_stand_together),
        cmocka_unit_test(code_keeps_its_rows_and_its_blanks),
        cmocka_unit_test(tables_stand_in_columns),
        cmocka_unit_test(a_quote_has_a_bar_at_every_row),
        cmocka_unit_test(scrolling_shows_the_rest_and_says_that_there_is_more),
        cmocka_unit_test(measuring_agrees_with_drawing),
        cmocka_unit_test(what_can_be_done_names_its_key),
        cmocka_unit_test(keys_in_a_sentence_look_like_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
