/* Claims about the lab on a terminal: what it sends, to which terminal, and what is seen. See terminal_sight.h. */
#include "terminal_sight.h"


static void the_first_frame_appears(void **state)
{
    (void)state;
    struct sight sight;
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    assert_non_null(strstr(seen(&sight), " Thread Lab  › catalogue"));
    assert_non_null(strstr(seen(&sight), "╭ Lessons ────"));
    assert_non_null(strstr(seen(&sight), "Größe — 漢字"));
    assert_int_equal(sight.alternate, 1);
    assert_int_equal(sight.cursor, 0);
    close_sight(&sight);
}

static void a_key_sends_only_what_changes(void **state)
{
    (void)state;
    struct sight sight;
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    size_t before = sight.length;
    type(&sight, "j");
    until_seen(&sight, "╭ 07 Lesson of 2 ──");
    assert_true(sight.length - before < before / 2);
    close_sight(&sight);
}

static void leaving_gives_the_terminal_back(void **state)
{
    (void)state;
    struct sight sight;
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    type(&sight, "q");
    assert_int_equal(until_ended(&sight), 0);
    assert_int_equal(sight.alternate, 0);
    assert_int_equal(sight.cursor, 1);
    close_sight(&sight);
}

static void escape_leads_back_at_once(void **state)
{
    (void)state;
    struct sight sight;
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    type(&sight, "?");
    until_seen(&sight, "Keys here (catalogue)");
    type(&sight, "\033");
    until_seen(&sight, "› catalogue");
    type(&sight, "\033");
    until_seen(&sight, "This is the first screen");
    close_sight(&sight);
}

static void resizing_draws_anew(void **state)
{
    (void)state;
    struct sight sight;
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    static const struct winsize sizes[] = { { 40, 120, 0, 0 }, { 12, 40, 0, 0 }, { 60, 200, 0, 0 }, { 24, 80, 0, 0 } };
    static const char *const marks[] = { "╮╭ 07 Lesson of 1 ──", "needs a window of", "╮╭ 07 Lesson of 1 ──", "╭ Lessons ──" };
    for (size_t k = 0; k < 4; k++) {
        vterm_set_size(sight.vterm, sizes[k].ws_row, sizes[k].ws_col);
        assert_int_equal(ioctl(sight.master, TIOCSWINSZ, &sizes[k]), 0);
        until_seen(&sight, marks[k]);
        if (k != 1)
            until_seen(&sight, "? help  q quit");
    }
    close_sight(&sight);
}

static void a_storm_of_sizes_ends_with_the_right_one(void **state)
{
    (void)state;
    struct sight sight;
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    for (int k = 0; k < 300; k++) {
        struct winsize size = { (unsigned short)(1 + k * 7 % 50), (unsigned short)(1 + k * 13 % 150), 0, 0 };
        ioctl(sight.master, TIOCSWINSZ, &size);
        pump(&sight, 0);
    }
    struct winsize last = { 30, 110, 0, 0 };
    vterm_set_size(sight.vterm, 30, 110);
    ioctl(sight.master, TIOCSWINSZ, &last);
    type(&sight, "\f");
    until_seen(&sight, "╮╭ 07 Lesson of 1 ──");
    type(&sight, "\f");
    until_seen(&sight, "? help  q quit");
    close_sight(&sight);
}

static void no_color_sends_no_colour(void **state)
{
    (void)state;
    struct sight sight;
    struct setting setting = usual;
    setting.no_color = "1";
    open_sight(&sight, setting);
    until_seen(&sight, "? help  q quit");
    type(&sight, "j?");
    until_seen(&sight, "Keys here");
    assert_int_equal(colours_sent(&sight), 0);
    close_sight(&sight);
    open_sight(&sight, usual);
    until_seen(&sight, "? help  q quit");
    assert_true(colours_sent(&sight) > 0);
    close_sight(&sight);
}

static void a_plain_locale_gets_plain_characters(void **state)
{
    (void)state;
    struct sight sight;
    struct setting setting = usual;
    setting.locale = "C";
    open_sight(&sight, setting);
    until_seen(&sight, "? help  q quit");
    assert_non_null(strstr(seen(&sight), "+ Lessons ---"));
    for (size_t k = 0; k < sight.length; k++)
        assert_true((unsigned char)sight.raw[k] < 128);
    close_sight(&sight);
}

static void old_terminals_are_served(void **state)
{
    (void)state;
    static const char *const names_of[] = { "vt100", "linux", "screen", "xterm", "a-terminal-of-tomorrow" };
    for (size_t k = 0; k < sizeof names_of / sizeof names_of[0]; k++) {
        struct sight sight;
        struct setting setting = usual;
        setting.term = names_of[k];
        open_sight(&sight, setting);
        until_seen(&sight, "? help  q quit");
        type(&sight, "q");
        assert_int_equal(until_ended(&sight), 0);
        close_sight(&sight);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_frame_appears),
        cmocka_unit_test(a_key_sends_only_what_changes),
        cmocka_unit_test(leaving_gives_the_terminal_back),
        cmocka_unit_test(escape_leads_back_at_once),
        cmocka_unit_test(resizing_draws_anew),
        cmocka_unit_test(a_storm_of_sizes_ends_with_the_right_one),
        cmocka_unit_test(no_color_sends_no_colour),
        cmocka_unit_test(a_plain_locale_gets_plain_characters),
        cmocka_unit_test(old_terminals_are_served),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
