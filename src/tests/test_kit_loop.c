/* test_kit_loop.c — what the kit's event loop and its tasks promise. All of it in virtual time, or with a clock that only moves
 * when somebody sleeps: nothing here takes time. */
#include <limits.h>

#include "kit_loop.h"

/* ---- turns and time ---- */

static int say_thrice(void *name, void **value)
{
    (void)value;
    for (int k = 0; k < 3; k++) {
        note("%s%d ", (const char *)name, k);
        loop_sleep(0);
    }
    return 0;
}

static int three_talk(void *argument, void **value)
{
    (void)argument;
    (void)value;
    struct task *a = start("a", say_thrice, "a"), *b = start("b", say_thrice, "b");
    note("m ");
    assert_int_equal(task_await(a, NULL), 0);
    assert_int_equal(task_await(b, NULL), 0);
    task_release(a);
    task_release(b);
    return 0;
}

static void tasks_take_turns(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(three_talk, NULL), 0);
    assert_string_equal(log_text, "m a0 b0 a1 b1 a2 b2 ");
}

static int three_sleep(void *argument, void **value)
{
    (void)argument;
    (void)value;
    struct task *tasks[] = { start("long", take_nap, &long_nap), start("bad", take_nap, &bad_nap),
                             start("short", take_nap, &short_nap) };
    for (int k = 0; k < 3; k++)
        task_await(tasks[k], NULL);
    for (int k = 0; k < 3; k++)
        task_release(tasks[k]);
    return 0;
}

static void who_sleeps_least_wakes_first(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(three_sleep, NULL), 0);
    assert_string_equal(log_text, "short@10 bad@20 long@50 ");
}

static void in_real_time_the_thread_sleeps_until_the_first_timer(void **state)
{
    (void)state;
    int64_t before = fake_now;
    assert_int_equal(run_in(&(struct loop_options){ 0 }, three_sleep, NULL), 0);
    assert_string_equal(log_text, "short@10 bad@20 long@50 ");
    assert_int_equal(fake_now - before, 50000000);
}

static int forty_days(void *argument, void **value)
{
    (void)argument;
    (void)value;
    return loop_sleep(40L * 24 * 3600 * 1000);
}

static void virtual_time_costs_none(void **state)
{
    (void)state;
    int64_t before = fake_now;
    assert_int_equal(run_virtually(forty_days, NULL), 0);
    assert_int_equal(fake_now, before);
}

static int till_the_end_of_time(void *argument, void **value)
{
    (void)argument;
    (void)value;
    assert_int_equal(loop_sleep(LONG_MAX), 0);
    assert_in_range(loop_time(), 100L * 365 * 24 * 3600 * 1000, LONG_MAX);
    return loop_sleep(LONG_MAX);
}

static void no_time_is_too_long(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(till_the_end_of_time, NULL), 0);
}

/* ---- calls ---- */

static void say(void *text)
{
    note("%s@%ld ", (const char *)text, loop_time());
}

static struct loop_call call_of(const char *text)
{
    return (struct loop_call){ .run = say, .argument = (void *)text };
}

static int call_around(void *argument, void **value)
{
    (void)argument;
    (void)value;
    struct loop_call late = call_of("late"), soon = call_of("soon"), never = call_of("never"), moved = call_of("moved"),
                     unready = call_of("unready"), after = call_of("after");
    static struct loop_call dropped;
    dropped = call_of("dropped");
    loop_call_later(&late, 20);
    loop_call_later(&never, 5);
    loop_call_later(&moved, 5);
    loop_call_later(&moved, 30);
    loop_call_soon(&unready);
    loop_call_soon(&soon);
    loop_call_later(&after, 0);
    loop_call_cancel(&unready);
    loop_call_cancel(&never);
    loop_call_cancel(&never);
    loop_sleep(40);
    assert_int_equal(late.state, CALL_IDLE);
    loop_call_later(&dropped, 10);      /* main is over before that */
    return 0;
}

static void a_call_comes_soon_or_later_or_not_at_all(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(call_around, NULL), 0);
    assert_string_equal(log_text, "soon@0 after@0 late@20 moved@30 ");
}

enum { TIMERS = 2000 };

struct timer {
    struct loop_call call;
    long due;
    bool rung;
};

static long last_due;

static void ring_timer(void *argument)
{
    struct timer *timer = argument;
    timer->rung = true;
    assert_true(timer->due >= last_due);
    assert_int_equal(timer->due, loop_time());
    last_due = timer->due;
}

/* A third is taken out again, from wherever it is. */
static int many_timers(void *argument, void **value)
{
    static struct timer timers[TIMERS];
    uint32_t random = 1;
    (void)argument;
    (void)value;
    last_due = 0;
    for (int k = 0; k < TIMERS; k++) {
        random = random * 1664525 + 1013904223;
        timers[k] = (struct timer){ .call = { .run = ring_timer, .argument = &timers[k] }, .due = (long)(random >> 22) };
        loop_call_later(&timers[k].call, timers[k].due);
    }
    loop_sleep(300);
    for (int k = 0; k < TIMERS; k += 3)
        loop_call_cancel(&timers[k].call);
    loop_sleep(1000);
    for (int k = 0; k < TIMERS; k++)
        assert_int_equal(timers[k].rung, k % 3 != 0 || timers[k].due < 300 || (timers[k].due == 300 && timers[k].rung));
    return 0;
}

static void timers_ring_in_order_whatever_is_taken_out(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(many_timers, NULL), 0);
}

/* ---- results ---- */

static int ask_for_results(void *argument, void **value)
{
    (void)argument;
    void *got = NULL;
    struct task *good = start("good", return_value, "forty-two"), *bad = start("bad", take_nap, &bad_nap);
    assert_int_equal(task_result(good, &got), EAGAIN);
    assert_int_equal(task_await(good, &got), 0);
    assert_string_equal(got, "forty-two");
    assert_int_equal(task_await(bad, NULL), EDOM);
    assert_int_equal(task_await(bad, NULL), EDOM);
    assert_int_equal(task_state(bad), TASK_DONE);
    assert_int_equal(task_shield(good, &got), 0);
    assert_int_equal(task_await(task_current(), NULL), EDEADLK);
    assert_int_equal(task_shield(task_current(), NULL), EDEADLK);
    assert_string_equal(task_name(task_current()), "main");
    task_release(good);
    task_release(bad);
    *value = "the end";
    return ERANGE;
}

static void a_task_has_a_result_or_an_error(void **state)
{
    void *value = NULL;
    (void)state;
    assert_int_equal(loop_run_with(&(struct loop_options){ .virtual_time = true }, ask_for_results, NULL, &value), ERANGE);
    assert_string_equal(value, "the end");
}

static int await_the_other(void *argument, void **value)
{
    struct task **other = argument;
    int error = task_await(*other, value);
    note("%s ", error == EDEADLK ? "circle" : "waited");
    return 0;
}

static int two_in_a_circle(void *argument, void **value)
{
    (void)argument;
    (void)value;
    struct task *a, *b;
    a = start("a", await_the_other, &b);
    b = start("b", await_the_other, &a);
    assert_int_equal(task_await(a, NULL), 0);
    task_release(a);
    task_release(b);
    return 0;
}

static void who_would_wait_for_himself_in_the_end_is_told(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(two_in_a_circle, NULL), 0);
    assert_string_equal(log_text, "circle waited ");
}

static void *sleep_in_a_coroutine(void *unused)
{
    (void)unused;
    assert_null(task_current());
    return (void *)(intptr_t)loop_sleep(1);
}

static void sleep_in_a_call(void *unused)
{
    (void)unused;
    note("%s ", loop_sleep(1) == EPERM ? "refused" : "slept");
}

static int wait_in_wrong_places(void *argument, void **value)
{
    (void)argument;
    (void)value;
    struct coroutine coroutine;
    struct loop_call call = { .run = sleep_in_a_call };
    void *answer;
    assert_int_equal(coroutine_init(&coroutine, sleep_in_a_coroutine, 0), 0);
    assert_int_equal(coroutine_resume(&coroutine, NULL, &answer), 0);
    assert_int_equal((int)(intptr_t)answer, EPERM);
    coroutine_destroy(&coroutine);
    loop_call_soon(&call);
    return loop_sleep(1);
}

static void only_tasks_wait(void **state)
{
    struct task *task;
    (void)state;
    assert_int_equal(run_virtually(wait_in_wrong_places, NULL), 0);
    assert_string_equal(log_text, "refused ");
    assert_int_equal(loop_sleep(1), EPERM);
    assert_int_equal(task_create(&task, "x", return_value, NULL), EPERM);
    assert_null(loop_current());
}

static int run_another(void *argument, void **value)
{
    (void)argument;
    return loop_run(return_value, NULL, value);
}

static void a_thread_has_one_loop(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(run_another, NULL), EBUSY);
}

static void call_back(struct task *task, void *text)
{
    note("%s:%s ", (const char *)text, task_name(task));
}

static int leave_callbacks(void *argument, void **value)
{
    struct task_callback one = { .call = call_back, .argument = "one" }, two = { .call = call_back, .argument = "two" },
                         out = { .call = call_back, .argument = "out" }, late = { .call = call_back, .argument = "late" };
    (void)argument;
    (void)value;
    struct task *task = start("nap", take_nap, &short_nap);
    task_add_callback(task, &one);
    task_add_callback(task, &out);
    task_add_callback(task, &two);
    task_remove_callback(task, &out);
    task_await(task, NULL);
    task_add_callback(task, &late);
    task_release(task);
    return 0;
}

static void callbacks_are_called_in_order_and_once(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(leave_callbacks, NULL), 0);
    assert_string_equal(log_text, "short@10 one:nap two:nap late:nap ");
}

/* ---- slow tasks ---- */

static void note_slow(const char *name, long ms)
{
    note("%s:%ld ", name, ms);
}

static int compute(void *argument, void **value)
{
    const long *ms = argument;
    (void)value;
    fake_now += *ms * 1000000;
    return 0;
}

static int have_it_computed(void *argument, void **value)
{
    static const long little = 99, much = 100;
    (void)argument;
    (void)value;
    task_create(NULL, "quick", compute, (void *)&little);
    task_create(NULL, "hog", compute, (void *)&much);
    return loop_sleep(1);
}

static void who_holds_the_loop_too_long_is_named(void **state)
{
    const struct loop_options options = { .virtual_time = true, .slow_ms = 100, .slow = note_slow };
    (void)state;
    assert_int_equal(run_in(&options, have_it_computed, NULL), 0);
    assert_string_equal(log_text, "hog:100 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tasks_take_turns),
        cmocka_unit_test(who_sleeps_least_wakes_first),
        cmocka_unit_test(in_real_time_the_thread_sleeps_until_the_first_timer),
        cmocka_unit_test(virtual_time_costs_none),
        cmocka_unit_test(no_time_is_too_long),
        cmocka_unit_test(a_call_comes_soon_or_later_or_not_at_all),
        cmocka_unit_test(timers_ring_in_order_whatever_is_taken_out),
        cmocka_unit_test(a_task_has_a_result_or_an_error),
        cmocka_unit_test(who_would_wait_for_himself_in_the_end_is_told),
        cmocka_unit_test(only_tasks_wait),
        cmocka_unit_test(a_thread_has_one_loop),
        cmocka_unit_test(callbacks_are_called_in_order_and_once),
        cmocka_unit_test(who_holds_the_loop_too_long_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
