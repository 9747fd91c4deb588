/* Claims about the table of keys. */
#include "tests/claims.h"

#include <stdlib.h>
#include <string.h>

#include "view/keys.h"

static struct command pressed(int press, unsigned parts)
{
    struct key_reader reader = { 0 };
    struct command command;
    keys_read(&reader, press, parts, &command);
    return command;
}

static void no_press_has_two_meanings_in_one_part(void **state)
{
    (void)state;
    size_t count;
    const struct key_row *rows = keys_rows(&count);
    for (size_t a = 0; a < count; a++)
        for (size_t b = a + 1; b < count; b++)
            for (int i = 0; i < 4; i++)
                for (int j = 0; j < 4; j++)
                    if ((rows[a].parts & rows[b].parts) && rows[a].presses[i])
                        assert_int_not_equal(rows[a].presses[i], rows[b].presses[j]);
}

static void every_row_has_a_sentence_and_a_key(void **state)
{
    (void)state;
    size_t count;
    const struct key_row *rows = keys_rows(&count);
    assert_true(count > 20);
    for (size_t k = 0; k < count; k++) {
        assert_true(strlen(rows[k].help) > 3);
        assert_true(rows[k].keys[0] != 0);
        assert_true(rows[k].parts != 0);
        for (const char *c = keys_shown(&rows[k], true); *c; c++)
            assert_true((unsigned char)*c < 128);
    }
}

static void every_press_of_the_table_finds_its_row(void **state)
{
    (void)state;
    size_t count;
    const struct key_row *rows = keys_rows(&count);
    for (size_t k = 0; k < count; k++)
        for (int i = 0; i < 4; i++)
            if (rows[k].presses[i])
                assert_int_equal(pressed(rows[k].presses[i], rows[k].parts).action, rows[k].action);
}

static void a_digit_steps_and_a_shifted_digit_leaps(void **state)
{
    (void)state;
    struct command command = pressed('2', KEYS_DEMO);
    assert_int_equal(command.action, ACTION_STEP);
    assert_int_equal(command.number, 2);
    command = pressed('@', KEYS_DEMO);
    assert_int_equal(command.action, ACTION_LEAP);
    assert_int_equal(command.number, 2);
    assert_int_equal(pressed('0', KEYS_DEMO).number, 0);
    assert_int_equal(pressed('1', KEYS_LIST).action, ACTION_NONE);
    assert_int_equal(pressed('3', KEYS_PREDICT).action, ACTION_CHOOSE);
}

static void a_dot_makes_the_next_digit_leap_and_only_the_next(void **state)
{
    (void)state;
    struct key_reader reader = { 0 };
    struct command command;
    assert_false(keys_read(&reader, '.', KEYS_DEMO, &command));
    assert_true(reader.leap);
    assert_true(keys_read(&reader, '1', KEYS_DEMO, &command));
    assert_int_equal(command.action, ACTION_LEAP);
    assert_true(keys_read(&reader, '1', KEYS_DEMO, &command));
    assert_int_equal(command.action, ACTION_STEP);
    keys_read(&reader, '.', KEYS_DEMO, &command);
    keys_read(&reader, 's', KEYS_DEMO, &command);
    keys_read(&reader, '1', KEYS_DEMO, &command);
    assert_int_equal(command.action, ACTION_STEP);
}

static void a_comma_makes_the_next_digit_a_step_into_the_kit(void **state)
{
    (void)state;
    struct key_reader reader = { 0 };
    struct command command;
    assert_false(keys_read(&reader, ',', KEYS_DEMO, &command));
    assert_true(keys_read(&reader, '2', KEYS_DEMO, &command));
    assert_int_equal(command.action, ACTION_STEP_INTO);
    assert_int_equal(command.number, 2);
    assert_true(keys_read(&reader, '2', KEYS_DEMO, &command));
    assert_int_equal(command.action, ACTION_STEP);
    keys_read(&reader, ',', KEYS_DEMO, &command);
    assert_true(keys_read(&reader, '@', KEYS_DEMO, &command));     /* a shifted digit leaps, whatever stood before */
    assert_int_equal(command.action, ACTION_LEAP);
}

static void vi_keys_and_arrows_mean_the_same(void **state)
{
    (void)state;
    for (unsigned part = KEYS_DEMO; part <= KEYS_CHART; part <<= 1) {
        assert_int_equal(pressed('j', part).action, pressed(PRESS_DOWN, part).action);
        assert_int_equal(pressed('k', part).action, pressed(PRESS_UP, part).action);
        assert_int_equal(pressed('g', part).action, pressed(PRESS_HOME, part).action);
        assert_int_equal(pressed('G', part).action, pressed(PRESS_END, part).action);
    }
    assert_int_equal(pressed(PRESS_DOWN, KEYS_LIST).action, ACTION_DOWN);
}

static void a_stranger_is_named(void **state)
{
    (void)state;
    char text[128];
    assert_non_null(strstr(keys_stranger('z', text, sizeof text), "`z`"));
}

static void the_man_page_holds_every_sentence(void **state)
{
    (void)state;
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    keys_print_man(out);
    fclose(out);
    size_t count;
    keys_rows(&count);
    size_t items = 0;
    for (const char *at = text; (at = strstr(at, ".It Ic ")); at++)
        items++;
    assert_true(items >= count);
    assert_non_null(strstr(text, "take the last step back"));
    free(text);
}

/* docs/threadlab.1 holds what keys_print_man prints; when it does not, what has to stand there is in the log. */
static void the_man_page_in_docs_is_the_table(void **state)
{
    (void)state;
    static char page[64 << 10];
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length), *in = fopen("docs/threadlab.1", "r");
    if (!in)
        skip();                     /* not started at the top of the project */
    page[fread(page, 1, sizeof page - 1, in)] = '\0';
    fclose(in);
    keys_print_man(out);
    fclose(out);
    if (!strstr(page, text)) {
        fputs(text, stderr);
        fail_msg("the keys in docs/threadlab.1 are not those of view/keys.c: they should be as above");
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_press_has_two_meanings_in_one_part),
        cmocka_unit_test(every_row_has_a_sentence_and_a_key),
        cmocka_unit_test(every_press_of_the_table_finds_its_row),
        cmocka_unit_test(a_digit_steps_and_a_shifted_digit_leaps),
        cmocka_unit_test(a_dot_makes_the_next_digit_leap_and_only_the_next),
        cmocka_unit_test(a_comma_makes_the_next_digit_a_step_into_the_kit),
        cmocka_unit_test(vi_keys_and_arrows_mean_the_same),
        cmocka_unit_test(a_stranger_is_named),
        cmocka_unit_test(the_man_page_holds_every_sentence),
        cmocka_unit_test(the_man_page_in_docs_is_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
