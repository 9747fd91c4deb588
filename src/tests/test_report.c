/* test_report.c — what a search tells and is told survives the journey, and garbage does no harm. */
#include "tests/claims.h"

#include <stdlib.h>
#include <string.h>

#include "base/dice.h"
#include "trace/orders.h"
#include "trace/report.h"

static void what_was_found_arrives(void **state)
{
    (void)state;
    struct report sent = {
        .kind = REPORT_FOUND, .number = 3, .outcome = OUTCOME_DEADLOCK, .code = 7, .traces = 12, .preemptions = 1,
        .steps = 19, .failed = 1, .schedule = "0.2 1.4 2", .text = "a text", .output = "two\nlines\n",
    };
    struct report came;
    char payload[512];
    size_t length = report_write(&sent, payload, sizeof payload);
    assert_true(length < sizeof payload);
    assert_true(report_read(REPORT_FOUND, payload, length, &came));
    assert_int_equal(came.number, 3);
    assert_int_equal(came.outcome, OUTCOME_DEADLOCK);
    assert_int_equal(came.code, 7);
    assert_int_equal(came.traces, 12);
    assert_int_equal(came.executions, 0);
    assert_string_equal(came.schedule, "0.2 1.4 2");
    assert_string_equal(came.text, "a text");
    assert_string_equal(came.output, "two\nlines\n");
}

static void a_report_says_how_much_room_it_needs(void **state)
{
    (void)state;
    struct report report = { .kind = REPORT_END, .executions = 1234567, .schedule = "1", .text = "", .output = "out" };
    char small[4], large[256];
    size_t length = report_write(&report, small, sizeof small);
    assert_int_equal(length, report_write(&report, large, sizeof large));
    assert_memory_equal(small, large, sizeof small);
}

static void a_text_that_is_missing_is_empty(void **state)
{
    (void)state;
    struct report report;
    char payload[] = "traces=2\n\nonly a schedule";
    assert_true(report_read(REPORT_FOUND, payload, sizeof payload, &report));
    assert_string_equal(report.schedule, "only a schedule");
    assert_string_equal(report.text, "");
    assert_string_equal(report.output, "");
}

static void words_that_nobody_knows_are_passed_over(void **state)
{
    (void)state;
    struct report report;
    char payload[] = "weight=9\ntraces=2\n\n";
    assert_true(report_read(REPORT_FOUND, payload, sizeof payload, &report));
    assert_int_equal(report.traces, 2);
}

static void what_is_no_report_is_refused(void **state)
{
    (void)state;
    struct report report;
    char no_number[] = "traces=many\n\n", no_line[] = "traces=2", no_equals[] = "traces\n\n", open_end[] = "\nabc";
    assert_false(report_read(REPORT_FOUND, no_number, sizeof no_number, &report));
    assert_false(report_read(REPORT_FOUND, no_line, sizeof no_line, &report));
    assert_false(report_read(REPORT_FOUND, no_equals, sizeof no_equals, &report));
    assert_false(report_read(REPORT_FOUND, open_end, sizeof open_end - 1, &report));
    assert_false(report_read(REPORT_KINDS, open_end, sizeof open_end, &report));
}

/* Whatever comes, texts lie within the payload and end there. */
static void garbage_does_no_harm(void **state)
{
    (void)state;
    static const char letters[] = "traces=0\n\0x";
    struct dice dice = { 7 };
    for (int round = 0; round < 20000; round++) {
        size_t length = 1 + dice_below(&dice, 60);
        char *payload = malloc(length);
        for (size_t k = 0; k < length; k++)
            payload[k] = letters[dice_below(&dice, sizeof letters)];
        struct report report;
        if (report_read(REPORT_FOUND, payload, length, &report)) {
            assert_true(strlen(report.schedule) + strlen(report.text) + strlen(report.output) < length);
        }
        free(payload);
    }
}

static void orders_arrive(void **state)
{
    (void)state;
    struct orders sent = {
        .how = SEARCH_BOUNDED, .bound = 3, .seed = UINT64_MAX, .nanoseconds = 5, .executions = 6, .steps = 7, .spurious = true,
        .first = false, .uses = true, .prefix = "0.2 1t 2w1",
    };
    struct orders came;
    char text[200];
    assert_true(orders_write(&sent, text, sizeof text) < sizeof text);
    assert_true(orders_read(&came, text));
    assert_int_equal(came.how, SEARCH_BOUNDED);
    assert_int_equal(came.bound, 3);
    assert_true(came.seed == UINT64_MAX);
    assert_int_equal(came.nanoseconds, 5);
    assert_int_equal(came.executions, 6);
    assert_int_equal(came.steps, 7);
    assert_true(came.spurious);
    assert_false(came.first);
    assert_true(came.uses);
    assert_string_equal(came.prefix, "0.2 1t 2w1");
}

static void orders_that_are_none_are_refused(void **state)
{
    (void)state;
    struct orders orders;
    assert_false(orders_read(&orders, ""));
    assert_false(orders_read(&orders, "9 0 1 1 1 1 0 0 0:"));
    assert_false(orders_read(&orders, "0 0 1 1 1 1 0 0 0"));
    assert_true(orders_read(&orders, "0 0 1 1 1 1 0 0 0:"));
    assert_string_equal(orders.prefix, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_found_arrives),
        cmocka_unit_test(a_report_says_how_much_room_it_needs),
        cmocka_unit_test(a_text_that_is_missing_is_empty),
        cmocka_unit_test(words_that_nobody_knows_are_passed_over),
        cmocka_unit_test(what_is_no_report_is_refused),
        cmocka_unit_test(garbage_does_no_harm),
        cmocka_unit_test(orders_arrive),
        cmocka_unit_test(orders_that_are_none_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
