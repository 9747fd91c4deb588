/* Claims about looking ahead: whom it asks for, what it makes of what a search finds, and that it forgets in time. */
#include "tests/claims.h"

#include <stdlib.h>
#include <string.h>

#include "session/judge.h"
#include "session/prospects.h"

/* ---- a session that stands somewhere, and searches that find what a test says ---- */

struct session { struct world world; uint32_t cursor; const char *schedule; };
static struct session session;

const struct world *session_world(const struct session *self) { return &self->world; }
uint32_t session_cursor(const struct session *self) { return self->cursor; }

size_t session_schedule(const struct session *self, char *out, size_t room)
{
    if (out && room)
        strcpy(out, self->schedule);
    return strlen(self->schedule);
}

unsigned world_ways(const struct world *world, uint16_t thread)
{
    return world->thread[thread].about.object;        /* what the test has put there */
}

struct search { char prefix[64]; };

static unsigned started, closed;
static enum search_state state;
static struct report result, progress;
static const struct report *results[] = { &result };
static size_t found_count, race_count;
static char asked[8][64];

struct search *search_start(const struct search_plan *plan, struct err *err)
{
    (void)err;
    strcpy(asked[started++], plan->prefix);
    return calloc(1, sizeof(struct search));
}

void search_close(struct search *search)
{
    closed += search != NULL;
    free(search);
}

bool search_poll(struct search *search) { (void)search; return false; }
int search_fd(const struct search *search) { (void)search; return 7; }
int search_wait(const struct search *search) { (void)search; return 50; }
enum search_state search_state(const struct search *search) { (void)search; return state; }
size_t search_uses(const struct search *search, const struct search_use **uses) { (void)search; *uses = NULL; return 0; }
const char *search_stranger(const struct search *search) { (void)search; return NULL; }
const char *search_error(const struct search *search) { (void)search; return ""; }
const struct report *search_progress(const struct search *search) { (void)search; return &progress; }
bool search_place(const struct search *search, uint64_t place, struct place *out) { (void)search; (void)place; (void)out; return false; }

size_t search_found(const struct search *search, const struct report *const **found)
{
    (void)search;
    *found = results;
    return found_count;
}

size_t search_races(const struct search *search, const struct report *const **races)
{
    (void)search;
    *races = results;
    return race_count;
}

static struct prospects *prospects;

static int begin(void **unused)
{
    (void)unused;
    struct err err;
    static const struct prospects_plan plan = { .expect = "4" };
    started = closed = 0;
    found_count = race_count = 0;
    state = SEARCH_RUNS;
    result = (struct report){ .kind = REPORT_FOUND, .outcome = OUTCOME_EXITED, .output = "4\n", .text = "", .schedule = "" };
    progress = (struct report){ .text = "" };
    session = (struct session){ .cursor = 4, .schedule = "0.2 1.2" };
    session.world.threads = 3;
    session.world.thread[1].about.object = 1u << WAY_GO;
    session.world.thread[2].about.object = 1u << WAY_GO;
    prospects = prospects_open(&plan, &err);
    return prospects ? 0 : -1;
}

static int end(void **unused)
{
    (void)unused;
    prospects_close(prospects);
    return started == closed ? 0 : -1;      /* no search is left behind */
}

static void only_threads_that_can_go_are_asked_for(void **unused)
{
    (void)unused;
    prospects_look(prospects, &session);
    assert_int_equal(started, 1);
    assert_string_equal(asked[0], "0.2 1.2 1");
    assert_int_equal(prospects_of(prospects, 4, 1), PROSPECT_UNKNOWN);
    assert_int_equal(prospects_fd(prospects), 7);
}

static void a_wrong_result_is_an_answer_before_the_search_ends(void **unused)
{
    (void)unused;
    prospects_look(prospects, &session);
    found_count = 1;
    result.output = "3\n";
    assert_true(prospects_poll(prospects));
    assert_int_equal(prospects_of(prospects, 4, 1), PROSPECT_FAILS);
    assert_int_equal(prospects_of(prospects, 4, 2), PROSPECT_FAILS);
    assert_int_equal(prospects_of(prospects, 4, 0), PROSPECT_UNKNOWN);
    assert_string_equal(asked[1], "0.2 1.2 2");
    assert_int_equal(prospects_fd(prospects), -1);
}

static void safe_needs_every_way(void **unused)
{
    (void)unused;
    prospects_look(prospects, &session);
    found_count = 1;
    assert_false(prospects_poll(prospects));
    state = SEARCH_ENDED;
    progress.complete = 1;
    assert_true(prospects_poll(prospects));
    assert_int_equal(prospects_of(prospects, 4, 1), PROSPECT_SAFE);
}

static void what_was_cut_off_stays_unknown(void **unused)
{
    (void)unused;
    prospects_look(prospects, &session);
    state = SEARCH_ENDED;
    assert_false(prospects_poll(prospects));
    assert_int_equal(started, 2);
    assert_int_equal(prospects_of(prospects, 4, 1), PROSPECT_UNKNOWN);
}

static void races_count_only_when_asked_for(void **unused)
{
    (void)unused;
    prospects_look(prospects, &session);
    race_count = 1;
    assert_false(prospects_poll(prospects));
}

static void standing_still_asks_nothing_again(void **unused)
{
    (void)unused;
    prospects_look(prospects, &session);
    prospects_look(prospects, &session);
    assert_int_equal(started, 1);
}

static void another_place_forgets_the_answers(void **unused)
{
    (void)unused;
    prospects_look(prospects, &session);
    found_count = 1;
    result.failed = 1;
    prospects_poll(prospects);
    session.schedule = "0.2 1.2 2";
    session.cursor = 5;
    assert_int_equal(prospects_of(prospects, 5, 1), PROSPECT_UNKNOWN);
    prospects_look(prospects, &session);
    assert_int_equal(prospects_of(prospects, 4, 1), PROSPECT_UNKNOWN);
    assert_string_equal(asked[2], "0.2 1.2 2 1");
}

#define CLAIM(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest claims[] = {
        CLAIM(only_threads_that_can_go_are_asked_for), CLAIM(a_wrong_result_is_an_answer_before_the_search_ends),
        CLAIM(safe_needs_every_way), CLAIM(what_was_cut_off_stays_unknown), CLAIM(races_count_only_when_asked_for),
        CLAIM(standing_still_asks_nothing_again), CLAIM(another_place_forgets_the_answers),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
