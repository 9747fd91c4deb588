/* test_kit_task_group.c — tasks of the kit's event loop that begin and end together. In virtual time. */
#include "kit_loop.h"

static int fail_later(void *argument, void **value)
{
    (void)argument;
    (void)value;
    loop_sleep(30);
    return ENOENT;
}

IN_LOOP(nobody_leaves_a_group_before_all_are_done, "short@10 long@50 ")
{
    struct task_group group;
    struct task *kept;
    assert_int_equal(task_group_begin(&group), 0);
    assert_int_equal(task_group_start(&group, "a", take_nap, (void *)&short_nap, &kept), 0);
    assert_int_equal(task_group_start(&group, "b", take_nap, (void *)&long_nap, NULL), 0);
    assert_int_equal(task_group_end(&group, 0), 0);
    assert_int_equal(loop_time(), 50);
    assert_int_equal(task_result(kept, NULL), 0);
    assert_int_equal(group.failures, 0);
    task_release(kept);
}

static int group_with_bad(void *argument, void **value)
{
    const bool *busy = argument;
    struct task_group group;
    (void)value;
    task_group_begin(&group);
    task_group_start(&group, "good", take_nap, (void *)&long_nap, NULL);
    task_group_start(&group, "bad", take_nap, (void *)&bad_nap, NULL);
    task_group_start(&group, "later", fail_later, NULL, NULL);
    int error = *busy ? loop_sleep(1000) : 0;
    assert_int_equal(error, *busy ? ECANCELED : 0);
    assert_int_equal(task_group_end(&group, error), EDOM);
    assert_int_equal(loop_time(), 20);
    assert_string_equal(group.failed, "bad");
    assert_int_equal(group.failures, 2);
    assert_int_equal(task_group_start(&group, "x", fail_later, NULL, NULL), ECANCELED);
    assert_int_equal(task_cancelling(task_current()), 0);
    return loop_sleep(1);
}

static void the_first_failure_in_a_group_cancels_the_rest(void **state)
{
    bool busy = false;
    (void)state;
    assert_int_equal(run_virtually(group_with_bad, &busy), 0);
    assert_string_equal(log_text, "bad@20 long!@20 ");
    busy = true;
    assert_int_equal(run_virtually(group_with_bad, &busy), 0);
    assert_string_equal(log_text, "bad@20 long!@20 ");
}

static int fail_in_the_body(void *argument, void **value)
{
    struct task_group group;
    (void)argument;
    (void)value;
    task_group_begin(&group);
    task_group_start(&group, "a", take_nap, (void *)&long_nap, NULL);
    loop_sleep(5);
    return task_group_end(&group, ERANGE);
}


static int end_cancelled(void *argument, void **value)
{
    struct task_group group;
    (void)argument;
    (void)value;
    task_group_begin(&group);
    task_group_start(&group, "a", take_nap, (void *)&long_nap, NULL);
    loop_sleep(5);
    task_cancel(task_current());
    int error = task_group_end(&group, 0);
    assert_int_equal(loop_time(), 5);
    return error;
}

static void a_failing_or_cancelled_owner_cancels_the_group(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(fail_in_the_body, NULL), ERANGE);
    assert_string_equal(log_text, "long!@5 ");
    assert_int_equal(run_virtually(end_cancelled, NULL), ECANCELED);
    assert_string_equal(log_text, "long!@5 ");
}

IN_LOOP(without_memory_nobody_starts, NULL)
{
    struct task_group group;
    struct task *task;
    allocations = 1;
    assert_int_equal(task_create(&task, "none", return_value, NULL), ENOMEM);
    task_group_begin(&group);
    for (int k = 1; k <= 2; k++) {
        allocations = k;
        assert_int_equal(task_group_start(&group, "none", return_value, NULL, NULL), ENOMEM);
    }
    assert_int_equal(task_group_end(&group, 0), 0);
}

static void without_memory_no_loop_runs(void **state)
{
    (void)state;
    allocations = 1;
    assert_int_equal(run_virtually(return_value, NULL), ENOMEM);
    allocations = 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_leaves_a_group_before_all_are_done),
        cmocka_unit_test(the_first_failure_in_a_group_cancels_the_rest),
        cmocka_unit_test(a_failing_or_cancelled_owner_cancels_the_group),
        cmocka_unit_test(without_memory_nobody_starts),
        cmocka_unit_test(without_memory_no_loop_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
