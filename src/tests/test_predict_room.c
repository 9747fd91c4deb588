/* Claims about the question before a run: what is asked, what is revealed when, and that it says no more than it knows. */
#include "tests/claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session/trials.h"
#include "view/frame.h"
#include "view/rooms/rooms.h"

/* Stand-ins for the runs: what they shall find is set by each test. */
struct trials { unsigned runs; };

static struct trial_result found[4];
static size_t found_count;
static unsigned with_race, started, stopped, given_up;
static const char *trouble = "";

static bool complete;
bool trials_complete(const struct trials *trials) { (void)trials; return complete; }

struct trials *trials_start_all(const struct session_plan *plan, unsigned runs, struct err *err)
{
    (void)err;
    assert_string_equal(plan->sources[0], "/lessons/race.c");
    struct trials *trials = calloc(1, sizeof *trials);
    assert_true(runs > 10);
    started++;
    return trials;
}

void trials_stop(struct trials *trials)
{
    stopped += trials != NULL;
    free(trials);
}

int trials_fd(const struct trials *trials) { (void)trials; return 0; }
int trials_wait(const struct trials *trials) { (void)trials; return 100; }
bool trials_done(const struct trials *trials) { return trials->runs == 10; }
const char *trials_error(const struct trials *trials) { (void)trials; return trouble; }
unsigned trials_given_up(const struct trials *trials) { (void)trials; return given_up; }
unsigned trials_with_race(const struct trials *trials) { (void)trials; return with_race; }

bool trials_poll(struct trials *trials)
{
    trials->runs += 5;
    return true;
}

unsigned trials_runs(const struct trials *trials, unsigned *of)
{
    *of = 10;
    return trials->runs;
}

size_t trials_results(const struct trials *trials, const struct trial_result **results)
{
    *results = found;
    return trials->runs ? found_count : 0;
}

static char noted[80];

void progress_note(struct progress *progress, const char *verb, const char *subject)
{
    (void)progress;
    snprintf(noted, sizeof noted, "%s %s", verb, subject);
}

static const char *const files[] = { "/lessons/race.c", NULL };
static const struct demo race = { .name = "race", .title = "", .files = files, .watch = "" };
static const struct demo *const demos[] = { &race };
static const struct lesson lesson = { .id = "02-locks", .number = "02", .name = "locks", .title = "Locks", .demos = demos, .demo_count = 1 };
static const char *const numbers[] = { "4", "3", "2", "1", NULL };
static const char *const yes_no[] = { "yes", "no", NULL };
static const struct predict outputs = {
    .question = "Which numbers can it print?", .demo = "race", .choices = numbers, .kind = "outputs",
    .because = "Each turn is a read and a write.",
};
static const struct predict deadlock = {
    .question = "Can it stop for ever?", .demo = "race", .choices = yes_no, .kind = "deadlock", .because = "",
};
static const struct predict races = {
    .question = "Is there a race?", .demo = "race", .choices = yes_no, .kind = "race", .because = "",
};

static struct room *asked(const struct predict *predict)
{
    struct predict_plan plan = { .lesson = &lesson, .predict = predict, .progress = (struct progress *)noted };
    struct err err = { "" };
    struct room *room = predict_room_make(&plan, &err);
    assert_non_null(room);
    found_count = 2;
    found[0] = (struct trial_result){ .outcome = OUTCOME_EXITED, .printed = "4", .times = 7 };
    found[1] = (struct trial_result){ .outcome = OUTCOME_EXITED, .printed = "3", .times = 3 };
    with_race = started = stopped = given_up = 0;
    trouble = "";
    return room;
}

static char *screen(struct room *room, bool ascii)
{
    struct pane *pane = pane_make(24, 80);
    pane->ascii = ascii;
    frame_draw(pane, room, NULL, false);
    char *drawn = pane_text(pane);
    pane_free(pane);
    if (getenv("SHOW"))
        puts(drawn);
    return drawn;
}

static void expect(struct room *room, const char *what, bool there)
{
    char *drawn = screen(room, false);
    if ((strstr(drawn, what) != NULL) != there)
        fail_msg("`%s` %s on the screen:\n%s", what, there ? "is not" : "is", drawn);
    free(drawn);
}

static void press(struct room *room, int key)
{
    struct key_reader reader = { 0 };
    struct command command;
    assert_true(keys_read(&reader, key, room->ops->keys, &command));
    const char *why = frame_why(room, &command);
    room_say(room, LOOK_WARNING, "%s", why ? why : "");
    if (!why)
        room->ops->act(room, &command);
}

static void run_to_the_end(struct room *room)
{
    for (int k = 0; k < 5; k++)
        room->ops->tick(room);
}

static void nothing_is_revealed_before_the_answer(void **state)
{
    (void)state;
    struct room *room = asked(&outputs);
    expect(room, "Which numbers can it print?", true);
    expect(room, "a read and a write", false);
    assert_false(room->ops->tick(room));
    assert_int_equal(room->ops->wait_ms(room), -1);
    assert_int_equal(started, 0);
    room_destroy(room);
}

static void without_a_mark_there_is_no_answer(void **state)
{
    (void)state;
    struct room *room = asked(&outputs);
    press(room, PRESS_ENTER);
    assert_non_null(strstr(room->message, "at least one"));
    press(room, '9');
    assert_non_null(strstr(room->message, "not that many"));
    press(room, '1');
    press(room, '1');
    press(room, PRESS_ENTER);
    assert_int_equal(started, 0);
    room_destroy(room);
}

static void each_choice_is_judged_by_what_came_up(void **state)
{
    (void)state;
    struct room *room = asked(&outputs);
    press(room, '1');
    press(room, '3');
    press(room, PRESS_ENTER);
    assert_int_equal(started, 1);
    room->ops->tick(room);
    expect(room, "run 5 of 10", true);
    expect(room, "you said so", false);
    run_to_the_end(room);
    expect(room, "7  ✓ you said so", true);
    expect(room, "3  ✗ you did not expect it", true);
    expect(room, "0  ✗ it did not come up", true);
    expect(room, "0  ✓ nor did you expect it", true);
    expect(room, "not quite", true);
    expect(room, "Each turn is a read and a write.", true);
    expect(room, "What did not come up", true);
    press(room, '2');
    assert_non_null(strstr(room->message, "answer is given"));
    room_destroy(room);
    assert_int_equal(stopped, 1);
}

static void a_right_answer_is_called_so(void **state)
{
    (void)state;
    struct room *room = asked(&outputs);
    press(room, '1');
    press(room, '2');
    press(room, PRESS_ENTER);
    run_to_the_end(room);
    expect(room, "You foresaw exactly what came up.", true);
    assert_string_equal(noted, "predicted 02-locks/race");
    room_destroy(room);
}

static void what_nobody_thought_of_is_shown_as_well(void **state)
{
    (void)state;
    struct room *room = asked(&outputs);
    found[1].outcome = OUTCOME_DEADLOCK;
    strcpy(found[1].printed, "");
    press(room, '1');
    press(room, PRESS_ENTER);
    run_to_the_end(room);
    expect(room, "Came up as well:", true);
    expect(room, "3 times: no thread can move", true);
    room_destroy(room);
}

static void several_lines_are_compared_as_one(void **state)
{
    (void)state;
    static const char *const words[] = { "tick tock", "tock", "tick", NULL };
    static const struct predict order = { .question = "Which?", .demo = "race", .choices = words, .kind = "outputs", .because = "" };
    struct room *room = asked(&order);
    strcpy(found[0].printed, "tick\ntock");
    found_count = 1;
    press(room, '1');
    press(room, PRESS_ENTER);
    run_to_the_end(room);
    expect(room, "7  ✓ you said so", true);
    expect(room, "0  ✓ nor did you expect it", true);
    room_destroy(room);
}

static void yes_and_no_answer_for_all_runs(void **state)
{
    (void)state;
    struct room *room = asked(&deadlock);
    found[1].outcome = OUTCOME_DEADLOCK;
    press(room, '2');
    press(room, '1');           /* the other mark is taken away */
    press(room, PRESS_ENTER);
    run_to_the_end(room);
    expect(room, "✓ you said so: in 3 of 10 runs", true);
    expect(room, "You foresaw", true);
    room_destroy(room);
    room = asked(&races);
    press(room, '1');
    press(room, PRESS_ENTER);
    run_to_the_end(room);
    expect(room, "✗ it is not so", true);
    expect(room, "✓ that is the answer: in 0 of 10 runs", true);
    room_destroy(room);
}

static void a_program_that_does_not_build_says_so(void **state)
{
    (void)state;
    struct room *room = asked(&outputs);
    trouble = "race.c:3: no such thing";
    press(room, '1');
    press(room, PRESS_ENTER);
    run_to_the_end(room);
    expect(room, "race.c:3: no such thing", true);
    expect(room, "not quite", false);
    room_destroy(room);
}

static void the_runs_can_be_stopped(void **state)
{
    (void)state;
    struct room *room = asked(&outputs);
    press(room, PRESS_CTRL_C);
    assert_string_equal(room->message, "Nothing runs.");
    press(room, '1');
    press(room, PRESS_ENTER);
    room->ops->tick(room);
    press(room, PRESS_CTRL_C);
    assert_int_equal(room->ops->wait_ms(room), -1);
    expect(room, "5 runs, each with other dice", true);
    room_destroy(room);
}

static void its_screens_are_ascii_where_they_must(void **state)
{
    (void)state;
    struct room *room = asked(&outputs);
    press(room, '1');
    press(room, PRESS_ENTER);
    run_to_the_end(room);
    char *drawn = screen(room, true);
    for (const char *c = drawn; *c; c++)
        assert_true((unsigned char)*c < 128);
    free(drawn);
    room_destroy(room);
}

static void a_question_about_nothing_is_refused(void **state)
{
    (void)state;
    static const struct predict stray = { .question = "?", .demo = "elsewhere", .choices = numbers, .kind = "outputs", .because = "" };
    struct predict_plan plan = { .lesson = &lesson, .predict = &stray };
    struct err err = { "" };
    assert_null(predict_room_make(&plan, &err));
    assert_non_null(strstr(err.text, "no program"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_revealed_before_the_answer),
        cmocka_unit_test(without_a_mark_there_is_no_answer),
        cmocka_unit_test(each_choice_is_judged_by_what_came_up),
        cmocka_unit_test(a_right_answer_is_called_so),
        cmocka_unit_test(what_nobody_thought_of_is_shown_as_well),
        cmocka_unit_test(several_lines_are_compared_as_one),
        cmocka_unit_test(yes_and_no_answer_for_all_runs),
        cmocka_unit_test(a_program_that_does_not_build_says_so),
        cmocka_unit_test(the_runs_can_be_stopped),
        cmocka_unit_test(its_screens_are_ascii_where_they_must),
        cmocka_unit_test(a_question_about_nothing_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
