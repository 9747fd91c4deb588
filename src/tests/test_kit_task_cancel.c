/* test_kit_task_cancel.c — how tasks of the kit's loop end before they are through: asked to, with their main, or because all
 * wait for nothing. In virtual time. */
#include "kit_loop.h"

static int cancel_in_time(void *argument, void **value)
{
    (void)argument;
    (void)value;
    struct task *unborn = start("unborn", take_nap, &short_nap), *sleeper = start("sleeper", take_nap, &long_nap);
    assert_true(task_cancel(unborn));
    loop_sleep(5);
    assert_string_equal(task_waits_for(sleeper), "sleep");
    assert_true(task_cancel(sleeper));
    assert_int_equal(task_await(sleeper, NULL), ECANCELED);
    assert_int_equal(task_await(unborn, NULL), ECANCELED);
    assert_int_equal(task_state(sleeper), TASK_CANCELLED);
    assert_false(task_cancel(sleeper));
    assert_int_equal(loop_time(), 5);
    task_release(unborn);
    task_release(sleeper);
    return 0;
}

static void who_is_cancelled_is_told_where_he_waits(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(cancel_in_time, NULL), 0);
    assert_string_equal(log_text, "long!@5 ");
}

static int be_stubborn(void *argument, void **value)
{
    (void)argument;
    (void)value;
    assert_int_equal(loop_sleep(50), ECANCELED);
    assert_int_equal(task_cancelling(task_current()), 1);
    assert_int_equal(task_uncancel(task_current()), 0);
    assert_int_equal(task_uncancel(task_current()), 0);
    return loop_sleep(50);
}

static int cancel_the_stubborn(void *argument, void **value)
{
    (void)argument;
    (void)value;
    struct task *task = start("stubborn", be_stubborn, NULL);
    loop_sleep(10);
    task_cancel(task);
    assert_int_equal(task_await(task, NULL), 0);
    assert_int_equal(loop_time(), 60);
    task_release(task);
    return 0;
}

static void who_is_cancelled_may_go_on(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(cancel_the_stubborn, NULL), 0);
}

static int await_given(void *task, void **value)
{
    return task_await(task, value);
}

static int shield_given(void *task, void **value)
{
    return task_shield(task, value);
}

static int cancel_who_awaits(void *argument, void **value)
{
    (void)argument;
    (void)value;
    struct task *inner = start("inner", take_nap, &long_nap), *outer = start("outer", await_given, inner);
    loop_sleep(10);
    assert_string_equal(task_waits_for(outer), "inner");
    task_cancel(outer);
    assert_int_equal(task_await(outer, NULL), ECANCELED);
    assert_true(task_is_over(inner));
    task_release(inner);
    task_release(outer);
    return 0;
}

static int cancel_who_shields(void *argument, void **value)
{
    (void)argument;
    (void)value;
    struct task *inner = start("inner", take_nap, &long_nap), *outer = start("outer", shield_given, inner);
    loop_sleep(10);
    task_cancel(outer);
    assert_int_equal(task_await(outer, NULL), ECANCELED);
    assert_false(task_is_over(inner));
    assert_int_equal(task_await(inner, NULL), 0);
    task_release(inner);
    task_release(outer);
    return 0;
}

static void cancelling_is_passed_on_but_for_a_shield(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(cancel_who_awaits, NULL), 0);
    assert_string_equal(log_text, "long!@10 ");
    assert_int_equal(run_virtually(cancel_who_shields, NULL), 0);
    assert_string_equal(log_text, "long@50 ");
}

static int leave_others_behind(void *argument, void **value)
{
    (void)argument;
    (void)value;
    assert_int_equal(task_create(NULL, "left", wait_for_ever, NULL), 0);
    assert_int_equal(task_create(NULL, "behind", take_nap, (void *)&long_nap), 0);
    return loop_sleep(10);
}

static void when_main_is_over_the_others_are_cancelled(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(leave_others_behind, NULL), 0);
    assert_non_null(strstr(log_text, "told "));
    assert_non_null(strstr(log_text, "long!@10 "));
}

static void when_all_wait_for_nothing_that_is_told(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(wait_for_ever, NULL), EDEADLK);
    assert_string_equal(log_text, "told ");
    assert_int_equal(run_in(&(struct loop_options){ 0 }, wait_for_ever, NULL), EDEADLK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_cancelled_is_told_where_he_waits),
        cmocka_unit_test(who_is_cancelled_may_go_on),
        cmocka_unit_test(cancelling_is_passed_on_but_for_a_shield),
        cmocka_unit_test(when_main_is_over_the_others_are_cancelled),
        cmocka_unit_test(when_all_wait_for_nothing_that_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
