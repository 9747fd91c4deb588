/* Claims about a search as the lab sees it, on a host that lies: this program starts itself as the host, and what that one
 * tells is chosen by the seed in its orders. Whatever comes, no failure is forgotten and nothing is called sound in vain. */
#include "tests/claims.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "base/process.h"
#include "session/search.h"
#include "trace/channel.h"

static char folder[] = "/tmp/threadlab-search-XXXXXX";

enum tells {
    TELLS_NOTHING = 1, TELLS_SOUND, TELLS_FAILURES, TELLS_TOO_MUCH, TELLS_GARBAGE, TELLS_HALF, TELLS_WRONG_NUMBERS, TELLS_TOO_OFTEN,
    TELLS_ONLY_LIVE, TELLS_BOUNDED, TELLS_WHEN_STOPPED, TELLS_NO_ACT, FAILS_AND_DIES, DIES, REFUSES, HANGS,
};

/* ---- the host ---- */

static struct channel *road;

static void send_bytes(enum report_kind kind, const char *payload, size_t length, size_t claimed)
{
    struct step step = { .phase = PHASE_REPORT, .act = (uint8_t)kind, .value = claimed };
    channel_put(road, 0, &step);
    while (length > 0) {
        size_t taken = step_put_text(&step, payload, length);
        channel_put(road, 0, &step);
        payload += taken;
        length -= taken;
    }
}

static void send_report(const struct report *report)
{
    size_t length = report_write(report, NULL, 0);
    char *payload = malloc(length);
    if (!payload)
        _exit(9);
    report_write(report, payload, length);
    send_bytes(report->kind, payload, length, length);
    free(payload);
}

static void send_end(struct report report)
{
    report.kind = REPORT_END;
    send_report(&report);
}

static const struct report all = { .complete = 1, .traces = 34, .executions = 40, .stopped = STOP_DONE };

static struct report a_failure(uint64_t number, uint64_t preemptions, uint64_t steps)
{
    return (struct report){
        .kind = REPORT_FOUND, .number = number, .outcome = OUTCOME_EXITED, .code = 1, .failed = 1,
        .preemptions = preemptions, .steps = steps, .schedule = "0.2 1", .output = "3\n",
    };
}

static void tell_failures(void)
{
    struct report good = { .kind = REPORT_FOUND, .outcome = OUTCOME_EXITED, .output = "4\n", .schedule = "0", .sampled = 750 };
    struct report bad = a_failure(1, 2, 20), simpler = a_failure(1, 1, 25);
    struct report race = { .kind = REPORT_RACE, .schedule = "0", .act = ACT_WRITE, .other_act = ACT_READ };
    struct report end = all;
    simpler.sampled = 250;
    end.sampled = 1000;
    send_report(&good);
    send_report(&bad);
    send_report(&race);
    send_report(&simpler);
    send_end(end);
}

/* A failure with a schedule that no one would read. */
static void tell_too_much(void)
{
    enum { MUCH = 400000 };
    char *schedule = malloc(MUCH + 1);
    if (!schedule)
        _exit(9);
    memset(schedule, '1', MUCH);
    schedule[MUCH] = '\0';
    struct report failure = a_failure(0, 0, 7);
    failure.schedule = schedule;
    send_report(&failure);
    send_end(all);
    free(schedule);
}

static void tell_wrong_numbers(void)
{
    struct report far = a_failure(99999, 0, 1), strange = a_failure(0, 0, 1);
    strange.outcome = OUTCOMES + 5;
    send_report(&far);
    send_report(&strange);
    send_end(all);
}

static void tell_too_often(void)
{
    struct report found = { .kind = REPORT_FOUND, .outcome = OUTCOME_EXITED, .schedule = "0" };
    for (found.number = 0; found.number < 400; found.number++)
        send_report(&found);
    send_end(all);
}

static void tell_no_act(void)
{
    struct report race = { .kind = REPORT_RACE, .schedule = "0", .act = ACTS, .other_act = 4000000000u };
    send_report(&race);
    send_end(all);
}

static void tell(enum tells what)
{
    struct report end = { .executions = 9 };
    static struct command command;
    switch (what) {
    case TELLS_FAILURES:
        tell_failures();
        break;
    case TELLS_TOO_MUCH:
        tell_too_much();
        break;
    case TELLS_GARBAGE:
        send_bytes(REPORT_FOUND, "failed=what?\n\n", 15, 15);
        send_end(all);
        break;
    case TELLS_HALF:
        send_bytes(REPORT_FOUND, "failed=1\n\n", 10, 4000);
        send_end(all);
        break;
    case TELLS_WRONG_NUMBERS:
        tell_wrong_numbers();
        break;
    case TELLS_TOO_OFTEN:
        tell_too_often();
        break;
    case TELLS_NO_ACT:
        tell_no_act();
        break;
    case TELLS_ONLY_LIVE:
        end.stopped = STOP_ONLY_LIVE;
        end.text = "it forks";
        send_end(end);
        break;
    case TELLS_BOUNDED:
        end.bounded = 3;
        send_end(end);
        break;
    case TELLS_WHEN_STOPPED:
        end.kind = REPORT_PROGRESS;
        send_report(&end);
        if (channel_receive(road, &command))
            end.stopped = STOP_ASKED;
        send_end(end);
        break;
    case FAILS_AND_DIES:
        end = a_failure(0, 0, 3);
        send_report(&end);
        abort();
    case DIES:
        abort();
    case HANGS:
        for (;;)
            pause();
    default:
        send_end(what == TELLS_NOTHING ? end : all);
    }
}

/* As the real host: descriptors 3, 4, 5 and one command after the other. */
static int be_the_host(void)
{
    struct err err;
    static struct command command;
    struct orders orders;
    road = channel_open(3, 4, 5, &err);
    while (road && channel_receive(road, &command)) {
        struct step mark = { .phase = PHASE_MARK, .value = command.number };
        if (command.kind != COMMAND_SEARCH)
            continue;
        if (!orders_read(&orders, command.text))
            return 9;
        if (orders.seed == REFUSES)
            mark.result = 22;
        else
            tell((enum tells)orders.seed);
        channel_put(road, 0, &mark);
    }
    return 0;
}

/* ---- the lab ---- */

static int make_folder(void **state)
{
    (void)state;
    char self[PATH_ROOM] = "", path[PATH_ROOM];
    static const char text[] = "int main(void) { return 0; }\n";
    struct err err;
    if (readlink("/proc/self/exe", self, sizeof self - 1) <= 0 || setenv("THREADLAB_HOST", self, 1) != 0)
        return -1;
    if (!mkdtemp(folder) || setenv("XDG_CACHE_HOME", folder, 1) != 0 || !path_join(path, sizeof path, folder, "demo.c"))
        return -1;
    return path_write(path, text, strlen(text), &err) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    struct process_report report;
    char output[256];
    const char *argv[] = { "rm", "-rf", folder, NULL };
    return !process_run(&(struct process_plan){ .argv = argv }, 10, &report, output, sizeof output, NULL);
}

static struct search *started(enum tells what)
{
    char path[PATH_ROOM];
    struct err err = { "" };
    assert_true(path_join(path, sizeof path, folder, "demo.c"));
    const char *const sources[] = { path, NULL }, *const flags[] = { NULL };
    struct search_plan plan = { .sources = sources, .flags = flags, .seed = what, .seconds = what == HANGS ? 0.01 : 60 };
    struct search *search = search_start(&plan, &err);
    if (!search)
        fail_msg("%s", err.text);
    return search;
}

static void poll_once(struct search *search)
{
    struct pollfd ready = { .fd = search_fd(search), .events = POLLIN };
    poll(&ready, 1, search_wait(search));
    while (search_poll(search))
        ;
}

static struct search *finished(enum tells what)
{
    struct search *search = started(what);
    while (search_state(search) == SEARCH_BUILDS || search_state(search) == SEARCH_RUNS)
        poll_once(search);
    return search;
}

static void expect_verdict(enum tells what, enum search_verdict verdict, bool has_error)
{
    struct search *search = finished(what);
    assert_int_equal(search_state(search), SEARCH_ENDED);
    assert_int_equal(search_verdict(search), verdict);
    assert_int_equal(search_error(search)[0] != '\0', has_error);
    search_close(search);
}

static void all_traces_without_a_failure_are_sound(void **state)
{
    (void)state;
    struct search *search = finished(TELLS_SOUND);
    assert_int_equal(search_verdict(search), VERDICT_SOUND);
    assert_int_equal(search_progress(search)->traces, 34);
    assert_null(search_worst(search));
    search_close(search);
}

static void a_later_report_replaces_the_earlier(void **state)
{
    (void)state;
    const struct report *const *found;
    struct search *search = finished(TELLS_FAILURES);
    assert_int_equal(search_found(search, &found), 2);
    assert_int_equal(found[1]->preemptions, 1);
    assert_string_equal(found[1]->output, "3\n");
    assert_string_equal(found[1]->schedule, "0.2 1");
    search_close(search);
}

static void a_failing_result_is_worse_than_a_race(void **state)
{
    (void)state;
    const struct report *const *found;
    struct search *search = finished(TELLS_FAILURES);
    assert_int_equal(search_races(search, &found), 1);
    search_found(search, &found);
    assert_int_equal(search_verdict(search), VERDICT_FAILS);
    assert_ptr_equal(search_worst(search), found[1]);
    search_close(search);
}

static void a_chance_comes_with_its_error(void **state)
{
    (void)state;
    double chance, error;
    const struct report *const *found;
    struct search *search = finished(TELLS_FAILURES);
    search_found(search, &found);
    assert_true(search_chance(search, found[1], &chance, &error));
    assert_true(chance > 0.2499 && chance < 0.2501);
    assert_true(error > 0.0267 && error < 0.0269);
    search_close(search);
    search = finished(TELLS_NOTHING);
    assert_false(search_chance(search, &all, &chance, &error));
    search_close(search);
}

static void a_failure_with_an_endless_schedule_is_a_failure_without_one(void **state)
{
    (void)state;
    struct search *search = finished(TELLS_TOO_MUCH);
    assert_int_equal(search_verdict(search), VERDICT_FAILS);
    assert_string_equal(search_worst(search)->schedule, "");
    assert_int_equal(search_worst(search)->steps, 7);
    search_close(search);
}

static void what_cannot_be_read_denies_a_sound_verdict(void **state)
{
    (void)state;
    expect_verdict(TELLS_GARBAGE, VERDICT_UNKNOWN, true);
    expect_verdict(TELLS_HALF, VERDICT_UNKNOWN, true);
    expect_verdict(TELLS_WRONG_NUMBERS, VERDICT_UNKNOWN, true);
    expect_verdict(TELLS_NO_ACT, VERDICT_UNKNOWN, true);
}

static void only_so_many_results_are_kept_and_then_nothing_is_sound(void **state)
{
    (void)state;
    const struct report *const *found;
    struct search *search = finished(TELLS_TOO_OFTEN);
    assert_int_equal(search_found(search, &found), 256);
    assert_int_equal(search_verdict(search), VERDICT_UNKNOWN);
    search_close(search);
}

static void what_only_runs_live_is_refused(void **state)
{
    (void)state;
    expect_verdict(TELLS_ONLY_LIVE, VERDICT_REFUSED, false);
}

static void a_bounded_search_is_called_bounded(void **state)
{
    (void)state;
    expect_verdict(TELLS_BOUNDED, VERDICT_BOUNDED, false);
    expect_verdict(TELLS_NOTHING, VERDICT_UNKNOWN, false);
}

static void a_search_can_be_stopped(void **state)
{
    (void)state;
    struct search *search = started(TELLS_WHEN_STOPPED);
    while (search_state(search) != SEARCH_ENDED && search_progress(search)->executions != 9)
        poll_once(search);
    search_stop(search);
    while (search_state(search) == SEARCH_RUNS)
        poll_once(search);
    assert_int_equal(search_progress(search)->stopped, STOP_ASKED);
    assert_int_equal(search_verdict(search), VERDICT_UNKNOWN);
    search_close(search);
}

static void a_host_that_dies_is_an_end_with_a_sentence(void **state)
{
    (void)state;
    expect_verdict(DIES, VERDICT_UNKNOWN, true);
    expect_verdict(FAILS_AND_DIES, VERDICT_FAILS, true);
}

static void a_host_that_hangs_is_given_up(void **state)
{
    (void)state;
    expect_verdict(HANGS, VERDICT_UNKNOWN, true);
}

static void a_refused_command_is_a_failed_search(void **state)
{
    (void)state;
    struct search *search = finished(REFUSES);
    assert_int_equal(search_state(search), SEARCH_FAILED);
    assert_string_not_equal(search_error(search), "");
    search_close(search);
}

static void closing_needs_no_end(void **state)
{
    (void)state;
    search_close(NULL);
    search_close(started(TELLS_SOUND));
    struct search *search = started(HANGS);
    while (search_state(search) == SEARCH_BUILDS)
        poll_once(search);
    search_close(search);
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--carrier") == 0)
        return be_the_host();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_traces_without_a_failure_are_sound),
        cmocka_unit_test(a_later_report_replaces_the_earlier),
        cmocka_unit_test(a_failing_result_is_worse_than_a_race),
        cmocka_unit_test(a_chance_comes_with_its_error),
        cmocka_unit_test(a_failure_with_an_endless_schedule_is_a_failure_without_one),
        cmocka_unit_test(what_cannot_be_read_denies_a_sound_verdict),
        cmocka_unit_test(only_so_many_results_are_kept_and_then_nothing_is_sound),
        cmocka_unit_test(what_only_runs_live_is_refused),
        cmocka_unit_test(a_bounded_search_is_called_bounded),
        cmocka_unit_test(a_search_can_be_stopped),
        cmocka_unit_test(a_host_that_dies_is_an_end_with_a_sentence),
        cmocka_unit_test(a_host_that_hangs_is_given_up),
        cmocka_unit_test(a_refused_command_is_a_failed_search),
        cmocka_unit_test(closing_needs_no_end),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
