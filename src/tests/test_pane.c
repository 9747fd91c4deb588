/* Claims about panes: what is drawn is what stands there, and nothing a program prints can leave its cells. */
#include "tests/claims.h"

#include <stdlib.h>
#include <string.h>

#include "view/pane.h"

static void expect_text(const struct pane *pane, const char *want)
{
    char *text = pane_text(pane);
    assert_string_equal(text, want);
    free(text);
}

static void a_box_has_its_title_in_the_border(void **state)
{
    (void)state;
    struct pane *pane = pane_make(3, 14);
    pane_box(pane, LOOK_BORDER, "Story");
    expect_text(pane, "╭ Story ─────╮\n│            │\n╰────────────╯\n");
    pane->ascii = true;
    pane_clear(pane);
    pane_box(pane, LOOK_BORDER, "A title too long");
    expect_text(pane, "+ A title . -+\n|            |\n+------------+\n");
    pane_free(pane);
}

static void writing_outside_is_cut_off(void **state)
{
    (void)state;
    struct pane *pane = pane_make(2, 4);
    assert_int_equal(pane_put(pane, 0, 2, LOOK_PLAIN, "abcd"), 6);
    pane_put(pane, 1, -2, LOOK_PLAIN, "abcd");
    pane_put(pane, 7, 0, LOOK_PLAIN, "never");
    pane_put(pane, -1, 0, LOOK_PLAIN, "never");
    expect_text(pane, "  ab\ncd\n");
    pane_free(pane);
}

static void a_part_is_clipped_to_its_parent(void **state)
{
    (void)state;
    struct pane *pane = pane_make(3, 6);
    struct pane part = pane_part(pane, 1, 4, 9, 9);
    assert_int_equal(part.rows, 2);
    assert_int_equal(part.columns, 2);
    pane_put(&part, 0, 0, LOOK_PLAIN, "xyz");
    struct pane nothing = pane_part(pane, 8, 8, 2, 2);
    assert_int_equal(nothing.rows, 0);
    pane_put(&nothing, 0, 0, LOOK_PLAIN, "never");
    expect_text(pane, "\n    xy\n\n");
    pane_free(pane);
}

static void a_wide_character_takes_two_cells_and_never_half(void **state)
{
    (void)state;
    struct pane *pane = pane_make(1, 5);
    assert_int_equal(pane_put(pane, 0, 0, LOOK_PLAIN, "漢字漢"), 6);
    expect_text(pane, "漢字\n");
    pane_put(pane, 0, 1, LOOK_PLAIN, "x");
    expect_text(pane, " x字\n");
    pane_put(pane, 0, 2, LOOK_PLAIN, "y");
    expect_text(pane, " xy\n");
    pane_free(pane);
}

static void combining_marks_stay_with_their_character(void **state)
{
    (void)state;
    struct pane *pane = pane_make(1, 6);
    assert_int_equal(pane_put(pane, 0, 0, LOOK_PLAIN, "e\u0301a"), 2);
    assert_string_equal(pane->cells[0].text, "e\u0301");
    for (int k = 0; k < 20; k++)
        pane_put(pane, 0, 2, LOOK_PLAIN, "n\u0303\u0303\u0303\u0303\u0303\u0303\u0303\u0303");
    assert_true(strlen(pane->cells[2].text) < sizeof pane->cells[2].text);
    pane_free(pane);
}

static void nothing_a_program_prints_can_steer_the_terminal(void **state)
{
    (void)state;
    struct pane *pane = pane_make(1, 40);
    pane_put(pane, 0, 0, LOOK_PLAIN, "a\x1b[2J\rb\x07\xff\xc0\x80 \u202e \xc2\x9b \u200b\xc2\x85.");
    for (int k = 0; k < pane->columns; k++)
        for (const char *c = pane->cells[k].text; *c; c++)
            assert_true((unsigned char)*c >= ' ' && *c != 0x7f);
    char *text = pane_text(pane);
    assert_non_null(strstr(text, "a␛[2J␍b␇"));
    assert_null(strstr(text, "\u202e"));
    assert_null(strstr(text, "\xc2\x9b"));
    free(text);
    pane_free(pane);
}

static void ascii_panes_hold_ascii_only(void **state)
{
    (void)state;
    struct pane *pane = pane_make(2, 30);
    pane->ascii = true;
    pane_put(pane, 0, 0, LOOK_PLAIN, "① waits — “x” → 漢é\u0301");
    pane_box(pane, LOOK_BORDER, "x");
    for (int k = 0; k < pane->rows * pane->columns; k++)
        for (const char *c = pane->cells[k].text; *c; c++)
            assert_true((unsigned char)*c < 128);
    pane_free(pane);
}

static void words_wrap_at_the_edge(void **state)
{
    (void)state;
    struct pane *pane = pane_make(6, 10);
    assert_int_equal(pane_wrap(pane, 0, 2, LOOK_PLAIN, "two words and\nunbreakably"), 5);
    expect_text(pane, "  two\n  words\n  and\n  unbreaka\n  bly\n\n");
    pane_free(pane);
}

static void a_tab_goes_to_the_next_stop(void **state)
{
    (void)state;
    struct pane *pane = pane_make(1, 12);
    assert_int_equal(pane_put(pane, 0, 1, LOOK_PLAIN, "a\tb"), 6);
    assert_int_equal(text_columns("a\tb"), 5);
    expect_text(pane, " a   b\n");
    pane_free(pane);
}

static void looks_change_without_the_text(void **state)
{
    (void)state;
    struct pane *pane = pane_make(1, 6);
    pane_put(pane, 0, 0, LOOK_PLAIN, "abc");
    pane_look(pane, 0, 1, 9, LOOK_CHANGED);
    pane_reverse(pane, 0, 0, 2);
    assert_int_equal(pane->cells[0].look, LOOK_PLAIN);
    assert_int_equal(pane->cells[1].look, LOOK_CHANGED);
    assert_int_equal(pane->cells[1].reverse, 1);
    assert_int_equal(pane->cells[2].reverse, 0);
    expect_text(pane, "abc\n");
    pane_free(pane);
}

static void random_bytes_are_always_drawn_inside(void **state)
{
    (void)state;
    unsigned dice = 12345;
    struct pane *pane = pane_make(3, 11);
    for (int round = 0; round < 5000; round++) {
        char bytes[24];
        for (size_t k = 0; k < sizeof bytes; k++) {
            dice = dice * 1103515245 + 12345;
            bytes[k] = (char)(dice >> 16);
        }
        bytes[sizeof bytes - 1] = 0;
        int columns = text_columns(bytes);
        assert_true(columns >= 0);
        pane_put(pane, 0, round % 13 - 3, LOOK_PLAIN, bytes);
        pane_wrap(pane, 1, round % 11, LOOK_PLAIN, bytes);
        for (int k = 0; k < 33; k++) {
            const struct cell *cell = &pane->cells[k];
            assert_true(cell->width <= 2);
            if (cell->width == 2)
                assert_int_equal(cell[1].width, 0);
            assert_int_equal(cell->width == 0, cell->text[0] == 0);
        }
    }
    pane_free(pane);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_box_has_its_title_in_the_border),
        cmocka_unit_test(writing_outside_is_cut_off),
        cmocka_unit_test(a_part_is_clipped_to_its_parent),
        cmocka_unit_test(a_wide_character_takes_two_cells_and_never_half),
        cmocka_unit_test(combining_marks_stay_with_their_character),
        cmocka_unit_test(nothing_a_program_prints_can_steer_the_terminal),
        cmocka_unit_test(ascii_panes_hold_ascii_only),
        cmocka_unit_test(words_wrap_at_the_edge),
        cmocka_unit_test(a_tab_goes_to_the_next_stop),
        cmocka_unit_test(looks_change_without_the_text),
        cmocka_unit_test(random_bytes_are_always_drawn_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
