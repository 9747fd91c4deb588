/* Claims about many runs of one demo: each with its own seed, alike ones counted together, none lost and none invented. */
#include "tests/claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session/trials.h"

/* A session that ends at once in a way that follows from its seed. */
struct session { uint64_t seed; enum session_state state; };

static struct session only;
static unsigned closed, restarts;
static const char *breaks_with = "";
static bool never_ends, refuses;

struct session *session_open(const struct session_plan *plan, struct err *err)
{
    if (refuses) {
        err_set(err, "no session today");
        return NULL;
    }
    assert_true(plan->speed == 0);
    only = (struct session){ .seed = plan->seed, .state = SESSION_BUILDS };
    closed = restarts = 0;
    return &only;
}

void session_close(struct session *session)
{
    closed += session != NULL;
}

bool session_poll(struct session *session)
{
    if (session->state == SESSION_BUILDS)
        session->state = *breaks_with ? SESSION_FAILED : SESSION_PAUSED;
    else if (session->state == SESSION_RUNS && !never_ends)
        session->state = SESSION_ENDED;
    return true;
}

bool session_run(struct session *session, const char **why)
{
    (void)why;
    session->state = SESSION_RUNS;
    return true;
}

bool session_restart(struct session *session, uint64_t seed, const char **why)
{
    (void)why;
    restarts++;
    session->seed = seed;
    session->state = SESSION_PAUSED;
    return true;
}

int session_fd(const struct session *session) { (void)session; return 0; }
int session_wait(const struct session *session) { (void)session; return -1; }
enum session_state session_state(const struct session *session) { return session->state; }
const char *session_error(const struct session *session) { (void)session; return breaks_with; }
uint32_t session_length(const struct session *session) { (void)session; return never_ends ? 1000000 : 20; }

enum outcome session_outcome(const struct session *session, const char **sentence)
{
    (void)sentence;
    return session->seed % 10 == 0 ? OUTCOME_DEADLOCK : OUTCOME_EXITED;
}

const char *session_output(const struct session *session, size_t *length)
{
    const char *text = session->seed % 10 == 0 ? "" : session->seed % 2 ? "3\n" : "4\n\n";
    *length = strlen(text);
    return text;
}

size_t session_races(const struct session *session, const struct session_race **races)
{
    static const struct session_race race;
    *races = &race;
    return session->seed % 4 == 0;
}

static struct trials *started(unsigned runs)
{
    struct session_plan plan = { .seed = 1 };
    struct err err = { "" };
    struct trials *trials = trials_start(&plan, runs, &err);
    assert_non_null(trials);
    return trials;
}

static void poll_to_the_end(struct trials *trials)
{
    for (int k = 0; !trials_done(trials); k++) {
        trials_poll(trials);
        assert_true(k < 10000);
    }
}

static void every_run_is_counted_once(void **state)
{
    (void)state;
    unsigned of;
    const struct trial_result *results;
    struct trials *trials = started(40);
    poll_to_the_end(trials);
    assert_int_equal(trials_runs(trials, &of), 40);
    assert_int_equal(of, 40);
    assert_int_equal(restarts, 39);
    assert_int_equal(trials_results(trials, &results), 3);
    assert_string_equal(results[0].printed, "3");
    assert_int_equal(results[0].times, 20);
    assert_int_equal(results[0].seed, 1);
    assert_string_equal(results[1].printed, "4");
    assert_int_equal(results[1].times, 16);
    assert_int_equal(results[2].outcome, OUTCOME_DEADLOCK);
    assert_int_equal(results[2].times, 4);
    assert_int_equal(results[2].seed, 10);
    assert_int_equal(trials_with_race(trials), 10);
    trials_stop(trials);
    assert_int_equal(closed, 1);
}

static void when_done_nothing_moves_any_more(void **state)
{
    (void)state;
    struct trials *trials = started(3);
    assert_true(trials_wait(trials) >= 0);
    poll_to_the_end(trials);
    assert_false(trials_poll(trials));
    assert_int_equal(trials_wait(trials), -1);
    trials_stop(trials);
}

static void a_demo_that_does_not_build_ends_the_trials(void **state)
{
    (void)state;
    unsigned of;
    const struct trial_result *results;
    breaks_with = "race.c:3: no";
    struct trials *trials = started(40);
    poll_to_the_end(trials);
    assert_string_equal(trials_error(trials), "race.c:3: no");
    assert_int_equal(trials_runs(trials, &of), 0);
    assert_int_equal(trials_results(trials, &results), 0);
    trials_stop(trials);
    breaks_with = "";
}

static void a_run_without_end_is_given_up_and_not_counted_as_a_result(void **state)
{
    (void)state;
    unsigned of;
    const struct trial_result *results;
    never_ends = true;
    struct trials *trials = started(5);
    poll_to_the_end(trials);
    assert_int_equal(trials_runs(trials, &of), 5);
    assert_int_equal(trials_given_up(trials), 5);
    assert_int_equal(trials_results(trials, &results), 0);
    trials_stop(trials);
    never_ends = false;
}

static void without_a_session_there_are_no_trials(void **state)
{
    (void)state;
    struct session_plan plan = { .seed = 1 };
    struct err err = { "" };
    refuses = true;
    assert_null(trials_start(&plan, 5, &err));
    assert_string_equal(err.text, "no session today");
    refuses = false;
    trials_stop(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_run_is_counted_once),
        cmocka_unit_test(when_done_nothing_moves_any_more),
        cmocka_unit_test(a_demo_that_does_not_build_ends_the_trials),
        cmocka_unit_test(a_run_without_end_is_given_up_and_not_counted_as_a_result),
        cmocka_unit_test(without_a_session_there_are_no_trials),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
