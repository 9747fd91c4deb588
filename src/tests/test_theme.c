/* Claims about themes: nothing is told by colour alone, and no colour hides on a dark or a light screen. */
#include "tests/claims.h"

#include <string.h>

#include "view/theme.h"

static const char *const names[] = { "default", "light", "contrast", "mono" };

static void every_named_theme_is_there_and_no_other(void **state)
{
    (void)state;
    for (size_t k = 0; k < 4; k++) {
        assert_non_null(theme_find(names[k]));
        assert_string_equal(theme_find(names[k])->name, names[k]);
        assert_non_null(strstr(theme_names(), names[k]));
    }
    assert_string_equal(theme_find(NULL)->name, "default");
    assert_null(theme_find("pink"));
}

/* What must be told apart at one glance, with no colours at all. Glyphs and words tell the rest. */
static void states_differ_without_colour(void **state)
{
    (void)state;
    static const enum look states[] = { LOOK_RUNNING, LOOK_READY, LOOK_BLOCKED, LOOK_ENDED, LOOK_CHANGED };
    for (size_t a = 0; a < 5; a++)
        for (size_t b = a + 1; b < 5; b++) {
            struct paint one = theme_paint(theme_find("mono"), states[a], 0);
            struct paint two = theme_paint(theme_find("mono"), states[b], 0);
            assert_int_not_equal(one.attributes, two.attributes);
        }
    static const enum look loud[] = { LOOK_FAILURE, LOOK_WARNING, LOOK_GOOD, LOOK_CHANGED, LOOK_TITLE, LOOK_KEY, LOOK_STRONG };
    for (size_t k = 0; k < sizeof loud / sizeof loud[0]; k++)
        assert_int_not_equal(theme_paint(theme_find("mono"), loud[k], 0).attributes, 0);
}

static void states_differ_in_colour(void **state)
{
    (void)state;
    static const enum look states[] = { LOOK_RUNNING, LOOK_READY, LOOK_BLOCKED, LOOK_ENDED, LOOK_FAILURE, LOOK_CHANGED };
    for (size_t k = 0; k < 3; k++)
        for (size_t a = 0; a < 6; a++)
            for (size_t b = a + 1; b < 6; b++)
                for (int colours = 8; colours <= 256; colours += 248) {
                    struct paint one = theme_paint(theme_find(names[k]), states[a], colours);
                    struct paint two = theme_paint(theme_find(names[k]), states[b], colours);
                    assert_true(one.colour != two.colour || one.attributes != two.attributes);
                }
}

static void without_colours_no_colour_is_asked_for(void **state)
{
    (void)state;
    for (size_t k = 0; k < 4; k++)
        for (int look = 0; look < LOOKS; look++) {
            assert_int_equal(theme_paint(theme_find(names[k]), (enum look)look, 0).colour, -1);
            assert_int_equal(theme_paint(theme_find("mono"), (enum look)look, 256).colour, -1);
        }
}

static void eight_colours_are_never_black_or_white(void **state)
{
    (void)state;
    for (size_t k = 0; k < 4; k++)
        for (int look = 0; look < LOOKS; look++) {
            short colour = theme_paint(theme_find(names[k]), (enum look)look, 8).colour;
            assert_true(colour == -1 || (colour > 0 && colour < 7));
        }
}

/* The brightness of one of the 256, 0 … 100; the first sixteen belong to the terminal. */
static int brightness(int colour)
{
    if (colour >= 232)
        return (8 + 10 * (colour - 232)) * 100 / 255;
    int cube = colour - 16, level[3] = { cube / 36, cube / 6 % 6, cube % 6 };
    int weight[3] = { 30, 59, 11 }, sum = 0;
    for (int k = 0; k < 3; k++)
        sum += weight[k] * (level[k] ? 55 + 40 * level[k] : 0) / 255;
    return sum;
}

static void text_stands_out_from_its_background(void **state)
{
    (void)state;
    for (int look = 0; look < LOOKS; look++) {
        if (look == LOOK_BORDER)
            continue;               /* lines may be faint: nothing is written in them */
        short dark = theme_paint(theme_find("default"), (enum look)look, 256).colour;
        short light = theme_paint(theme_find("light"), (enum look)look, 256).colour;
        if (dark >= 16 && brightness(dark) < 38)
            fail_msg("look %d has colour %d on dark", look, dark);
        if (light >= 16 && brightness(light) > 62)
            fail_msg("look %d has colour %d on light", look, light);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_named_theme_is_there_and_no_other),
        cmocka_unit_test(states_differ_without_colour),
        cmocka_unit_test(states_differ_in_colour),
        cmocka_unit_test(without_colours_no_colour_is_asked_for),
        cmocka_unit_test(eight_colours_are_never_black_or_white),
        cmocka_unit_test(text_stands_out_from_its_background),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
