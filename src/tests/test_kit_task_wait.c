/* test_kit_task_wait.c — waiting for many tasks of the kit's event loop, and not for ever. In virtual time. */
#include "kit_loop.h"

/* ---- gather ---- */

IN_LOOP(gather_keeps_the_order, NULL)
{
    struct task *tasks[THREE];
    void *values[THREE];
    start_naps(tasks, &long_nap, &short_nap, &middle_nap);
    assert_int_equal(task_gather(tasks, THREE, values), 0);
    assert_string_equal(values[0], "long");
    assert_string_equal(values[1], "short");
    assert_string_equal(values[2], "middle");
    assert_int_equal(loop_time(), 50);
    assert_int_equal(task_gather(tasks, THREE, values), 0);
    assert_int_equal(task_gather(tasks, 0, NULL), 0);
    release_all(tasks);
}

IN_LOOP(gather_returns_at_the_first_error_and_the_others_go_on, NULL)
{
    struct task *tasks[THREE];
    void *values[THREE];
    start_naps(tasks, &long_nap, &bad_nap, &short_nap);
    assert_int_equal(task_gather(tasks, THREE, values), EDOM);
    assert_int_equal(loop_time(), 20);
    assert_null(values[0]);
    assert_int_equal(task_await(tasks[0], NULL), 0);
    assert_int_equal(loop_time(), 50);
    release_all(tasks);
}

static int gather_given(void *tasks, void **value)
{
    (void)value;
    return task_gather(tasks, THREE, NULL);
}

IN_LOOP(who_is_cancelled_in_gather_cancels_all, "long!@5 long!@5 long!@5 ")
{
    struct task *tasks[THREE];
    start_naps(tasks, &long_nap, &long_nap, &long_nap);
    struct task *gatherer = start("gatherer", gather_given, tasks);
    loop_sleep(5);
    task_cancel(gatherer);
    assert_int_equal(task_await(gatherer, NULL), ECANCELED);
    for (int k = 0; k < THREE; k++)
        assert_int_equal(task_result(tasks[k], NULL), ECANCELED);
    task_release(gatherer);
    release_all(tasks);
}

/* ---- wait ---- */

IN_LOOP(one_may_wait_for_the_first_the_first_error_or_all, NULL)
{
    struct task *tasks[THREE];
    start_naps(tasks, &long_nap, &bad_nap, &short_nap);
    assert_int_equal(task_wait(tasks, THREE, TASK_FIRST, 5), ETIMEDOUT);
    assert_int_equal(loop_time(), 5);
    assert_int_equal(task_wait(tasks, THREE, TASK_FIRST, WAIT_FOREVER), 0);
    assert_int_equal(loop_time(), 10);
    assert_true(task_is_over(tasks[2]));
    assert_int_equal(task_wait(tasks, THREE, TASK_FIRST_ERROR, 1000), 0);
    assert_int_equal(loop_time(), 20);
    assert_int_equal(task_wait(tasks, THREE, TASK_ALL, 1000), 0);
    assert_int_equal(loop_time(), 50);
    assert_int_equal(task_wait(tasks, THREE, TASK_ALL, 0), 0);
    loop_sleep(2000);
    release_all(tasks);
}

IN_LOOP(tasks_are_given_as_they_are_done, "short@10 b middle@30 c long@50 a ")
{
    struct task_finished finished;
    struct task *tasks[THREE], *task;
    start_naps(tasks, &long_nap, &short_nap, &middle_nap);
    assert_int_equal(task_finished_init(&finished, tasks, THREE), 0);
    while (task_finished_next(&finished, &task) == 0)
        note("%s ", task_name(task));
    assert_int_equal(task_finished_next(&finished, &task), ENOENT);
    task_finished_destroy(&finished);
    release_all(tasks);
}

IN_LOOP(one_need_not_take_all_of_them, NULL)
{
    struct task_finished finished;
    struct task *tasks[THREE], *task;
    start_naps(tasks, &long_nap, &short_nap, &middle_nap);
    assert_int_equal(task_finished_init(&finished, tasks, THREE), 0);
    assert_int_equal(task_finished_next(&finished, &task), 0);
    task_finished_destroy(&finished);
    loop_sleep(100);
    release_all(tasks);
}

/* ---- not for ever ---- */

IN_LOOP(after_a_limit_the_task_is_cancelled, "short@10 long!@25 ")
{
    void *got = NULL;
    struct task *slow = start("slow", take_nap, &long_nap), *quick = start("quick", take_nap, &short_nap);
    assert_int_equal(task_wait_for(quick, 30, &got), 0);
    assert_string_equal(got, "short");
    assert_int_equal(task_wait_for(slow, 15, NULL), ETIMEDOUT);
    assert_int_equal(loop_time(), 25);
    assert_int_equal(task_state(slow), TASK_CANCELLED);
    assert_int_equal(task_cancelling(task_current()), 0);
    assert_int_equal(loop_sleep(1), 0);
    task_release(slow);
    task_release(quick);
}

IN_LOOP(the_limit_that_was_reached_says_so, NULL)
{
    struct task_timeout outer, inner;
    assert_int_equal(task_timeout_begin(&outer, 20), 0);
    assert_int_equal(task_timeout_begin(&inner, 50), 0);
    int error = task_timeout_end(&inner, loop_sleep(100));
    assert_int_equal(error, ECANCELED);             /* it was not the inner one */
    assert_int_equal(task_timeout_end(&outer, error), ETIMEDOUT);
    assert_int_equal(loop_time(), 20);
    task_timeout_begin(&outer, 50);
    task_timeout_begin(&inner, 20);
    error = task_timeout_end(&inner, loop_sleep(100));
    assert_int_equal(error, ETIMEDOUT);
    assert_int_equal(task_timeout_end(&outer, loop_sleep(10)), 0);
    assert_int_equal(loop_sleep(100), 0);
}

IN_LOOP(a_limit_can_be_moved, NULL)
{
    struct task_timeout limit;
    task_timeout_begin(&limit, 20);
    loop_sleep(10);
    task_timeout_move(&limit, 100);
    assert_int_equal(task_timeout_end(&limit, loop_sleep(50)), 0);
    task_timeout_begin(&limit, -1);
    assert_int_equal(task_timeout_end(&limit, loop_sleep(5000)), 0);
}

static int sleep_with_a_limit(void *argument, void **value)
{
    struct task_timeout limit;
    (void)argument;
    (void)value;
    task_timeout_begin(&limit, 20);
    return task_timeout_end(&limit, loop_sleep(100));
}

IN_LOOP(to_be_cancelled_counts_for_more_than_a_limit, NULL)
{
    struct task *task = start("limited", sleep_with_a_limit, NULL);
    loop_sleep(20);
    task_cancel(task);
    assert_int_equal(task_await(task, NULL), ECANCELED);
    task_release(task);
}

/* ---- no memory ---- */

IN_LOOP(without_memory_there_is_an_error_and_nothing_else, NULL)
{
    struct task_finished finished;
    struct task *tasks[] = { start("nap", take_nap, &short_nap) };
    allocations = 1;
    assert_int_equal(task_gather(tasks, 1, NULL), ENOMEM);
    allocations = 1;
    assert_int_equal(task_wait(tasks, 1, TASK_ALL, -1), ENOMEM);
    for (int k = 1; k <= 2; k++) {
        allocations = k;
        assert_int_equal(task_finished_init(&finished, tasks, 1), ENOMEM);
    }
    task_release(tasks[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gather_keeps_the_order),
        cmocka_unit_test(gather_returns_at_the_first_error_and_the_others_go_on),
        cmocka_unit_test(who_is_cancelled_in_gather_cancels_all),
        cmocka_unit_test(one_may_wait_for_the_first_the_first_error_or_all),
        cmocka_unit_test(tasks_are_given_as_they_are_done),
        cmocka_unit_test(one_need_not_take_all_of_them),
        cmocka_unit_test(after_a_limit_the_task_is_cancelled),
        cmocka_unit_test(the_limit_that_was_reached_says_so),
        cmocka_unit_test(a_limit_can_be_moved),
        cmocka_unit_test(to_be_cancelled_counts_for_more_than_a_limit),
        cmocka_unit_test(without_memory_there_is_an_error_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
