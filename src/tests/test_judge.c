/* Claims about judging exercises and hunts: what a search has found is set by each test. */
#include "tests/claims.h"

#include <string.h>

#include "session/judge.h"

/* ---- a search that has found what a test says ---- */

struct search { int unused; };

static struct search search;
static struct report found[4], races[2], progress;
static const struct report *found_list[4] = { &found[0], &found[1], &found[2], &found[3] };
static const struct report *race_list[2] = { &races[0], &races[1] };
static size_t found_count, race_count;
static enum search_state state;
static const char *trouble;

enum search_state search_state(const struct search *self) { (void)self; return state; }
static const char *stranger, *program;
static struct search_use used[8];
static size_t use_count;

size_t search_uses(const struct search *self, const struct search_use **uses)
{
    (void)self;
    *uses = used;
    return use_count;
}

const char *search_stranger(const struct search *self) { (void)self; return stranger; }
const char *search_error(const struct search *self) { (void)self; return trouble; }
const struct report *search_progress(const struct search *self) { (void)self; return &progress; }

size_t search_found(const struct search *self, const struct report *const **list)
{
    (void)self;
    *list = found_list;
    return found_count;
}

size_t search_races(const struct search *self, const struct report *const **list)
{
    (void)self;
    *list = race_list;
    return race_count;
}

/* Places below 1000 are the learner's, in `work`; the others the kit's, in `event_wait`. */
bool search_place(const struct search *self, uint64_t place, struct place *out)
{
    (void)self;
    *out = (struct place){ .line = (int)place };
    strcpy(out->file, place < 1000 ? "/home/me/mine.c" : "/kit/event.c");
    strcpy(out->function, place < 1000 ? "work" : "event_wait");
    return place != 0;
}

static void does(unsigned thread, enum act act, uint64_t place, uint64_t address)
{
    used[use_count++] = (struct search_use){ .thread = (uint16_t)thread, .act = (uint8_t)act, .place = place, .address = address };
}

static int begin(void **unused)
{
    (void)unused;
    found_count = race_count = 0;
    state = SEARCH_ENDED;
    trouble = "";
    stranger = NULL;
    program = NULL;
    use_count = 0;
    does(1, ACT_LOCK, 1, 8);
    does(2, ACT_LOCK, 1, 8);
    progress = (struct report){ .kind = REPORT_END, .complete = 1, .traces = 6, .together = 3, .stopped = STOP_DONE, .text = "" };
    return 0;
}

static void finds(enum outcome outcome, const char *output, uint64_t preemptions, uint64_t steps)
{
    found[found_count++] = (struct report){
        .kind = REPORT_FOUND, .outcome = outcome, .failed = outcome != OUTCOME_EXITED, .preemptions = preemptions, .steps = steps,
        .schedule = "0.2", .text = "", .output = output,
    };
}

static const char *const nothing[] = { NULL };
static const char *const four[] = { "4", NULL };
static const struct exercise counter = {
    .name = "counter", .prints = four, .hints = nothing, .flags = nothing, .uses = nothing, .keeps = nothing,
    .sound = true, .finishes = true, .threads = 3, .bound = -1,
};

static struct judgement judged(const struct exercise *exercise)
{
    struct judgement out;
    judge(exercise, &search, program, &out);
    return out;
}

/* ---- exercises ---- */

static void all_ways_tried_and_all_right_is_passed(void **unused)
{
    (void)unused;
    finds(OUTCOME_EXITED, "4\n", 0, 20);
    struct judgement out = judged(&counter);
    assert_int_equal(out.judged, JUDGED_PASSED);
    assert_non_null(strstr(out.sentence, "All 6 ways"));
    assert_non_null(strstr(out.sentence, "sequential consistency"));
    for (size_t k = 0; k < out.count; k++)
        assert_int_equal(out.demands[k].state, DEMAND_HOLDS);
}

static void one_wrong_line_fails_and_the_simplest_run_is_shown(void **unused)
{
    (void)unused;
    finds(OUTCOME_EXITED, "4\n", 0, 20);
    finds(OUTCOME_EXITED, "2\n", 2, 18);
    finds(OUTCOME_EXITED, "3\n", 1, 19);
    struct judgement out = judged(&counter);
    assert_int_equal(out.judged, JUDGED_FAILED);
    assert_ptr_equal(out.shown, &found[2]);
    assert_non_null(strstr(out.sentence, "\"3\""));
}

static void a_data_race_alone_fails(void **unused)
{
    (void)unused;
    finds(OUTCOME_EXITED, "4\n", 0, 20);
    races[race_count++] = (struct report){ .kind = REPORT_RACE, .act = ACT_WRITE, .other_act = ACT_READ, .place = 12,
                                           .other_place = 14, .schedule = "0.2", .text = "", .output = "" };
    struct judgement out = judged(&counter);
    assert_int_equal(out.judged, JUDGED_FAILED);
    assert_non_null(strstr(out.sentence, "line 12"));
    assert_non_null(strstr(out.sentence, "line 14"));
}

static void a_deadlock_prints_nothing_and_does_not_end(void **unused)
{
    (void)unused;
    finds(OUTCOME_DEADLOCK, "", 1, 9);
    struct judgement out = judged(&counter);
    assert_int_equal(out.judged, JUDGED_FAILED);
    assert_int_equal(out.demands[0].state, DEMAND_FAILS);           /* it did not print it */
    assert_int_equal(out.demands[1].state, DEMAND_HOLDS);
    assert_int_equal(out.demands[2].state, DEMAND_FAILS);
    assert_non_null(strstr(out.sentence, "it can happen that no thread can move"));
}

static void what_is_not_asked_is_not_judged(void **unused)
{
    (void)unused;
    struct exercise lenient = counter;
    lenient.finishes = false;
    lenient.prints = nothing;
    finds(OUTCOME_DEADLOCK, "", 1, 9);
    assert_int_equal(judged(&lenient).judged, JUDGED_PASSED);
}

static void fewer_threads_than_asked_do_not_pass(void **unused)
{
    (void)unused;
    progress.together = 2;
    finds(OUTCOME_EXITED, "4\n", 0, 20);
    struct judgement out = judged(&counter);
    assert_int_equal(out.judged, JUDGED_FAILED);
    assert_null(out.shown);
}

static void threads_that_do_nothing_do_not_count(void **unused)
{
    (void)unused;
    finds(OUTCOME_EXITED, "4\n", 0, 20);
    use_count = 1;
    struct judgement out = judged(&counter);
    assert_int_equal(out.judged, JUDGED_FAILED);
    assert_non_null(strstr(out.sentence, "do something"));
}

/* An exercise that wants this to be done. */
static struct judgement judged_for(const char *use)
{
    const char *uses[] = { use, NULL };
    struct exercise asking = counter;
    asking.uses = uses;
    finds(OUTCOME_EXITED, "4\n", 0, 20);
    struct judgement out = judged(&asking);
    found_count = 0;
    return out;
}

static void what_must_be_done_must_be_seen_in_some_run(void **unused)
{
    (void)unused;
    assert_int_equal(judged_for("mutex").judged, JUDGED_PASSED);
    struct judgement out = judged_for("condition by 2 threads");
    assert_int_equal(out.judged, JUDGED_FAILED);
    assert_non_null(strstr(out.sentence, "At least 2 threads beside main must wait on a condition."));
    does(1, ACT_COND_WAIT, 3, 16);
    does(0, ACT_COND_WAIT, 3, 16);
    assert_int_equal(judged_for("condition by 2 threads").judged, JUDGED_FAILED);
    does(2, ACT_COND_WAIT, 3, 16);
    assert_int_equal(judged_for("condition by 2 threads").judged, JUDGED_PASSED);
}

static void objects_are_told_apart(void **unused)
{
    (void)unused;
    assert_int_equal(judged_for("2 mutexes").judged, JUDGED_FAILED);
    does(2, ACT_TRYLOCK, 5, 24);
    assert_int_equal(judged_for("2 mutexes").judged, JUDGED_PASSED);
}

static void giving_back_and_signalling_is_no_use(void **unused)
{
    (void)unused;
    does(2, ACT_UNLOCK, 5, 24);
    does(1, ACT_SIGNAL, 6, 16);
    assert_int_equal(judged_for("2 mutexes").judged, JUDGED_FAILED);
    assert_int_equal(judged_for("condition").judged, JUDGED_FAILED);
}

static void the_kits_own_locks_do_not_count(void **unused)
{
    (void)unused;
    static const char *const flags[] = { "/kit/event.c", NULL };
    struct exercise with_kit = counter;
    const char *uses[] = { "2 mutexes", NULL };
    with_kit.flags = flags;
    with_kit.uses = uses;
    does(2, ACT_LOCK, 2000, 24);
    finds(OUTCOME_EXITED, "4\n", 0, 20);
    assert_int_equal(judged(&with_kit).judged, JUDGED_FAILED);
}

static void a_function_is_called_by_who_does_something_in_it(void **unused)
{
    (void)unused;
    does(1, ACT_LOCK, 2000, 32);
    assert_int_equal(judged_for("event_wait").judged, JUDGED_FAILED);
    does(1, ACT_NONE, 2000, 0);
    assert_int_equal(judged_for("event_wait").judged, JUDGED_PASSED);
    assert_int_equal(judged_for("event_wait by 2 threads").judged, JUDGED_FAILED);
}

static void what_is_forbidden_must_be_seen_in_no_run(void **unused)
{
    (void)unused;
    assert_int_equal(judged_for("no semaphore").judged, JUDGED_PASSED);
    struct judgement out = judged_for("no mutex");
    assert_int_equal(out.judged, JUDGED_FAILED);
    assert_non_null(strstr(out.sentence, "No thread may lock a mutex."));
}

static void what_is_to_stay_must_stand_in_the_program(void **unused)
{
    (void)unused;
    static const char *const pieces[] = { "assert(a == 1);", NULL };
    struct exercise keeping = counter;
    keeping.keeps = pieces;
    finds(OUTCOME_EXITED, "4\n", 0, 20);
    program = "int main(void) { assert(a  ==\n1 /* as before */); }";
    assert_int_equal(judged(&keeping).judged, JUDGED_PASSED);
    program = "int main(void) { /* assert(a == 1); */ puts(\"assert(a == 1);\"); }";
    struct judgement out = judged(&keeping);
    assert_int_equal(out.judged, JUDGED_FAILED);
    assert_non_null(strstr(out.sentence, "This stays as it is: `assert(a == 1);`"));
}

static void a_part_that_was_tried_is_no_pass(void **unused)
{
    (void)unused;
    progress.complete = 0;
    progress.bounded = 3;
    finds(OUTCOME_EXITED, "4\n", 0, 20);
    struct judgement out = judged(&counter);
    assert_int_equal(out.judged, JUDGED_UNFINISHED);
    assert_int_equal(out.demands[0].state, DEMAND_UNKNOWN);
}

static void a_bound_the_exercise_names_is_enough(void **unused)
{
    (void)unused;
    struct exercise large = counter;
    large.bound = 2;
    progress.complete = 0;
    progress.bounded = 3;
    finds(OUTCOME_EXITED, "4\n", 0, 20);
    assert_int_equal(judged(&large).judged, JUDGED_PASSED);
    progress.bounded = 2;
    assert_int_equal(judged(&large).judged, JUDGED_UNFINISHED);
}

static void what_only_runs_live_gets_no_verdict(void **unused)
{
    (void)unused;
    progress.stopped = STOP_ONLY_LIVE;
    progress.text = "open runs only live";
    struct judgement out = judged(&counter);
    assert_int_equal(out.judged, JUDGED_REFUSED);
    assert_non_null(strstr(out.sentence, "open runs only live"));
}

static void memory_that_could_not_be_followed_is_no_pass(void **unused)
{
    (void)unused;
    progress.hidden = 1;
    finds(OUTCOME_EXITED, "4\n", 0, 20);
    assert_int_equal(judged(&counter).judged, JUDGED_UNFINISHED);
}

static void what_is_not_watched_is_no_pass(void **unused)
{
    (void)unused;
    stranger = "regcomp";
    finds(OUTCOME_EXITED, "4\n", 0, 20);
    assert_int_equal(judged(&counter).judged, JUDGED_UNFINISHED);
}

static void what_does_not_compile_is_told_apart(void **unused)
{
    (void)unused;
    state = SEARCH_FAILED;
    trouble = "it does not compile";
    assert_int_equal(judged(&counter).judged, JUDGED_NO_PROGRAM);
}

static void before_the_end_nothing_is_passed(void **unused)
{
    (void)unused;
    state = SEARCH_RUNS;
    progress.complete = 0;
    finds(OUTCOME_EXITED, "4\n", 0, 20);
    assert_int_equal(judged(&counter).judged, JUDGED_OPEN);
}

static void line_ends_count_as_blanks(void **unused)
{
    (void)unused;
    assert_true(judge_prints("tick\ntock\n", "tick tock"));
    assert_true(judge_prints("4", "4"));
    assert_false(judge_prints("4\n2\n", "4"));
    assert_false(judge_prints("42\n", "4"));
    assert_false(judge_prints("", "4"));
}

/* ---- hunts ---- */

static void the_nearest_run_has_the_fewest_preemptions(void **unused)
{
    (void)unused;
    const struct hunt hunt = { .goal = GOAL_PRINTS, .line = "2" };
    finds(OUTCOME_EXITED, "3\n", 0, 18);
    finds(OUTCOME_EXITED, "2\n", 2, 12);
    finds(OUTCOME_EXITED, "2\n", 1, 19);
    assert_ptr_equal(judge_nearest(&hunt, &search), &found[2]);
    found_count = 1;
    assert_null(judge_nearest(&hunt, &search));
}

static void each_goal_is_reached_by_its_own_end(void **unused)
{
    (void)unused;
    static const struct { enum goal_kind goal; enum outcome outcome; } pairs[] = {
        { GOAL_DEADLOCK, OUTCOME_DEADLOCK }, { GOAL_ASSERTION, OUTCOME_ASSERT }, { GOAL_CRASH, OUTCOME_CRASHED },
    };
    for (size_t k = 0; k < 3; k++)
        for (size_t j = 0; j < 3; j++) {
            const struct hunt hunt = { .goal = pairs[k].goal, .line = "" };
            assert_int_equal(judge_goal(&hunt, pairs[j].outcome, ""), k == j);
        }
}

#define CLAIM(name) cmocka_unit_test_setup(name, begin)

int main(void)
{
    const struct CMUnitTest claims[] = {
        CLAIM(all_ways_tried_and_all_right_is_passed), CLAIM(one_wrong_line_fails_and_the_simplest_run_is_shown),
        CLAIM(a_data_race_alone_fails), CLAIM(a_deadlock_prints_nothing_and_does_not_end), CLAIM(what_is_not_asked_is_not_judged),
        CLAIM(fewer_threads_than_asked_do_not_pass), CLAIM(threads_that_do_nothing_do_not_count),
        CLAIM(what_must_be_done_must_be_seen_in_some_run), CLAIM(objects_are_told_apart), CLAIM(giving_back_and_signalling_is_no_use),
        CLAIM(the_kits_own_locks_do_not_count), CLAIM(a_function_is_called_by_who_does_something_in_it),
        CLAIM(what_is_forbidden_must_be_seen_in_no_run), CLAIM(what_is_to_stay_must_stand_in_the_program),
        CLAIM(a_part_that_was_tried_is_no_pass),
        CLAIM(a_bound_the_exercise_names_is_enough), CLAIM(what_only_runs_live_gets_no_verdict),
        CLAIM(memory_that_could_not_be_followed_is_no_pass), CLAIM(what_is_not_watched_is_no_pass), CLAIM(what_does_not_compile_is_told_apart),
        CLAIM(before_the_end_nothing_is_passed), CLAIM(line_ends_count_as_blanks), CLAIM(the_nearest_run_has_the_fewest_preemptions),
        CLAIM(each_goal_is_reached_by_its_own_end),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
