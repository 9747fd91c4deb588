/* test_schedule.c — claims about schedule texts. */
#include "tests/claims.h"

#include <stdlib.h>
#include <string.h>

#include "trace/schedule.h"
#include "trace/step.h"

static void reads_as(const char *text, size_t count, const char *written)
{
    struct schedule schedule = { 0 };
    struct err err;
    char out[256];
    assert_true(schedule_read(&schedule, text, &err));
    assert_int_equal(schedule.count, count);
    assert_int_equal(schedule_write(&schedule, out, sizeof out), strlen(written));
    assert_string_equal(out, written);
    schedule_free(&schedule);
}

static void a_number_is_a_thread_and_a_dot_says_how_often(void **state)
{
    (void)state;
    reads_as("1.3 2 1", 5, "1.3 2 1");
    reads_as("", 0, "");
}

static void neighbours_that_are_equal_are_written_as_one(void **state)
{
    (void)state;
    reads_as(" 1 1\t1 2\n2 ", 5, "1.3 2.2");
}

static void letters_are_ways(void **state)
{
    (void)state;
    reads_as("1t 2s.2 2w1.4 2w0", 8, "1t 2s.2 2w1.4 2w0");
}

static void what_repeats_stands_in_brackets(void **state)
{
    (void)state;
    reads_as("0 [1 2.3]*3 0", 14, "0 1 2.3 1 2.3 1 2.3 0");
    reads_as("0.2 [1 2.3 1t]*50 0", 253, "0.2 [1 2.3 1t]*50 0");
    reads_as("1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1", 17, "[1 2]*8 1");
    reads_as("[1 2]*4", 8, "1 2 1 2 1 2 1 2");
}

static void a_bracket_must_be_closed_and_does_not_nest(void **state)
{
    (void)state;
    static const char *const wrong[] = { "[1 2", "1 ]*2", "[1 [2]*2]*2", "[1 2]", "[1 2]*", "[1 2]*0", "[1.1000000 2]*9" };
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        struct schedule schedule = { 0 };
        struct err err;
        assert_false(schedule_read(&schedule, wrong[k], &err));
        assert_non_null(strstr(err.text, "the schedule is wrong"));
        schedule_free(&schedule);
    }
}

static void a_wrong_word_is_named_with_its_column(void **state)
{
    (void)state;
    static const char *const wrong[] = { "1 x 2", "1 2. 3", "1 2.0", "1 2t3", "1 70000", "1 2w99", "1 2.9999999999" };
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        struct schedule schedule = { 0 };
        struct err err;
        assert_false(schedule_read(&schedule, wrong[k], &err));
        assert_non_null(strstr(err.text, "column 3"));
        schedule_free(&schedule);
    }
}

static void what_is_written_reads_the_same(void **state)
{
    (void)state;
    srand(7);
    for (int round = 0; round < 300; round++) {
        struct schedule one = { 0 }, other = { 0 };
        struct err err;
        for (int k = rand() % 60; k > 0; k--)
            assert_true(schedule_add(&one, (struct choice){ (uint16_t)(rand() % 3), (uint8_t)(rand() % 5) }));
        size_t period = (size_t)(rand() % 9) + 1;
        for (size_t k = 0; one.count >= period && k < period * (size_t)(rand() % 12); k++)
            assert_true(schedule_add(&one, one.choices[one.count - period]));
        size_t length = schedule_write(&one, NULL, 0);
        char *text = malloc(length + 1);
        schedule_write(&one, text, length + 1);
        assert_true(schedule_read(&other, text, &err));
        assert_int_equal(one.count, other.count);
        for (size_t k = 0; k < one.count; k++)
            assert_true(one.choices[k].thread == other.choices[k].thread && one.choices[k].way == other.choices[k].way);
        free(text);
        schedule_free(&one);
        schedule_free(&other);
    }
}

static void a_cut_schedule_keeps_its_beginning(void **state)
{
    (void)state;
    struct schedule schedule = { 0 };
    char out[32];
    assert_true(schedule_read(&schedule, "0 1 2 1", NULL));
    schedule_cut(&schedule, 2);
    schedule_cut(&schedule, 3);
    schedule_write(&schedule, out, sizeof out);
    assert_string_equal(out, "0 1");
    schedule_free(&schedule);
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(a_number_is_a_thread_and_a_dot_says_how_often),
        cmocka_unit_test(neighbours_that_are_equal_are_written_as_one),
        cmocka_unit_test(letters_are_ways), cmocka_unit_test(what_repeats_stands_in_brackets),
        cmocka_unit_test(a_bracket_must_be_closed_and_does_not_nest),
        cmocka_unit_test(a_wrong_word_is_named_with_its_column),
        cmocka_unit_test(what_is_written_reads_the_same),
        cmocka_unit_test(a_cut_schedule_keeps_its_beginning),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
