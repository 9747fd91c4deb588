/* test_kit_loop_waits.c — waiting for many tasks of the kit's event loop, not for ever, and for each other. In virtual time. */
#include "kit_loop.h"

enum { THREE = 3 };

static int fail_later(void *argument, void **value)
{
    (void)argument;
    (void)value;
    loop_sleep(30);
    return ENOENT;
}

static void start_naps(struct task **tasks, const struct nap *a, const struct nap *b, const struct nap *c)
{
    tasks[0] = start("a", take_nap, a);
    tasks[1] = start("b", take_nap, b);
    tasks[2] = start("c", take_nap, c);
}

static void release_all(struct task **tasks)
{
    for (int k = 0; k < THREE; k++)
        task_release(tasks[k]);
}

static const struct nap middle_nap = { "middle", 30, 0 };

/* ---- gather ---- */

static int gather_all(void *argument, void **value)
{
    struct task *tasks[THREE];
    void *values[THREE];
    (void)argument;
    (void)value;
    start_naps(tasks, &long_nap, &short_nap, &middle_nap);
    assert_int_equal(task_gather(tasks, THREE, values), 0);
    assert_string_equal(values[0], "long");
    assert_string_equal(values[1], "short");
    assert_string_equal(values[2], "middle");
    assert_int_equal(loop_time(), 50);
    assert_int_equal(task_gather(tasks, THREE, values), 0);
    assert_int_equal(task_gather(tasks, 0, NULL), 0);
    release_all(tasks);
    return 0;
}

static void gather_keeps_the_order(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(gather_all, NULL), 0);
}

static int gather_bad(void *argument, void **value)
{
    struct task *tasks[THREE];
    void *values[THREE];
    (void)argument;
    (void)value;
    start_naps(tasks, &long_nap, &bad_nap, &short_nap);
    assert_int_equal(task_gather(tasks, THREE, values), EDOM);
    assert_int_equal(loop_time(), 20);
    assert_null(values[0]);
    assert_int_equal(task_await(tasks[0], NULL), 0);
    assert_int_equal(loop_time(), 50);
    release_all(tasks);
    return 0;
}

static void gather_returns_at_the_first_error_and_the_others_go_on(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(gather_bad, NULL), 0);
}

static int gather_given(void *tasks, void **value)
{
    (void)value;
    return task_gather(tasks, THREE, NULL);
}

static int cancel_gather(void *argument, void **value)
{
    struct task *tasks[THREE];
    (void)argument;
    (void)value;
    start_naps(tasks, &long_nap, &long_nap, &long_nap);
    struct task *gatherer = start("gatherer", gather_given, tasks);
    loop_sleep(5);
    task_cancel(gatherer);
    assert_int_equal(task_await(gatherer, NULL), ECANCELED);
    for (int k = 0; k < THREE; k++)
        assert_int_equal(task_result(tasks[k], NULL), ECANCELED);
    task_release(gatherer);
    release_all(tasks);
    return 0;
}

static void who_is_cancelled_in_gather_cancels_all(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(cancel_gather, NULL), 0);
    assert_string_equal(log_text, "long!@5 long!@5 long!@5 ");
}

/* ---- wait ---- */

static int wait_in_all_ways(void *argument, void **value)
{
    struct task *tasks[THREE];
    (void)argument;
    (void)value;
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
    return 0;
}

static void one_may_wait_for_the_first_the_first_error_or_all(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(wait_in_all_ways, NULL), 0);
}

static int take_as_they_come(void *argument, void **value)
{
    struct task_finished finished;
    struct task *tasks[THREE], *task;
    (void)argument;
    (void)value;
    start_naps(tasks, &long_nap, &short_nap, &middle_nap);
    assert_int_equal(task_finished_init(&finished, tasks, THREE), 0);
    while (task_finished_next(&finished, &task) == 0)
        note("%s ", task_name(task));
    assert_int_equal(task_finished_next(&finished, &task), ENOENT);
    task_finished_destroy(&finished);
    release_all(tasks);
    return 0;
}

static void tasks_are_given_as_they_are_done(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(take_as_they_come, NULL), 0);
    assert_string_equal(log_text, "short@10 b middle@30 c long@50 a ");
}

static int give_up_early(void *argument, void **value)
{
    struct task_finished finished;
    struct task *tasks[THREE], *task;
    (void)argument;
    (void)value;
    start_naps(tasks, &long_nap, &short_nap, &middle_nap);
    assert_int_equal(task_finished_init(&finished, tasks, THREE), 0);
    assert_int_equal(task_finished_next(&finished, &task), 0);
    task_finished_destroy(&finished);
    loop_sleep(100);
    release_all(tasks);
    return 0;
}

static void one_need_not_take_all_of_them(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(give_up_early, NULL), 0);
}

/* ---- not for ever ---- */

static int wait_for_some_time(void *argument, void **value)
{
    void *got = NULL;
    struct task *slow = start("slow", take_nap, &long_nap), *quick = start("quick", take_nap, &short_nap);
    (void)argument;
    (void)value;
    assert_int_equal(task_wait_for(quick, 30, &got), 0);
    assert_string_equal(got, "short");
    assert_int_equal(task_wait_for(slow, 15, NULL), ETIMEDOUT);
    assert_int_equal(loop_time(), 25);
    assert_int_equal(task_state(slow), TASK_CANCELLED);
    assert_int_equal(task_cancelling(task_current()), 0);
    assert_int_equal(loop_sleep(1), 0);
    task_release(slow);
    task_release(quick);
    return 0;
}

static void after_a_limit_the_task_is_cancelled(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(wait_for_some_time, NULL), 0);
    assert_string_equal(log_text, "short@10 long!@25 ");
}

static int nest_limits(void *argument, void **value)
{
    struct task_timeout outer, inner;
    (void)argument;
    (void)value;
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
    return 0;
}

static void the_limit_that_was_reached_says_so(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(nest_limits, NULL), 0);
}

static int move_limit(void *argument, void **value)
{
    struct task_timeout limit;
    (void)argument;
    (void)value;
    task_timeout_begin(&limit, 20);
    loop_sleep(10);
    task_timeout_move(&limit, 100);
    assert_int_equal(task_timeout_end(&limit, loop_sleep(50)), 0);
    task_timeout_begin(&limit, -1);
    assert_int_equal(task_timeout_end(&limit, loop_sleep(5000)), 0);
    return 0;
}

static void a_limit_can_be_moved(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(move_limit, NULL), 0);
}

static int sleep_with_a_limit(void *argument, void **value)
{
    struct task_timeout limit;
    (void)argument;
    (void)value;
    task_timeout_begin(&limit, 20);
    return task_timeout_end(&limit, loop_sleep(100));
}

static int cancel_at_the_limit(void *argument, void **value)
{
    (void)argument;
    (void)value;
    struct task *task = start("limited", sleep_with_a_limit, NULL);
    loop_sleep(20);
    task_cancel(task);
    assert_int_equal(task_await(task, NULL), ECANCELED);
    task_release(task);
    return 0;
}

static void to_be_cancelled_counts_for_more_than_a_limit(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(cancel_at_the_limit, NULL), 0);
}

/* ---- groups ---- */

static int group_of_three(void *argument, void **value)
{
    struct task_group group;
    struct task *kept;
    (void)argument;
    (void)value;
    assert_int_equal(task_group_begin(&group), 0);
    assert_int_equal(task_group_start(&group, "a", take_nap, (void *)&short_nap, &kept), 0);
    assert_int_equal(task_group_start(&group, "b", take_nap, (void *)&long_nap, NULL), 0);
    assert_int_equal(task_group_end(&group, 0), 0);
    assert_int_equal(loop_time(), 50);
    assert_int_equal(task_result(kept, NULL), 0);
    assert_int_equal(group.failures, 0);
    task_release(kept);
    return 0;
}

static void nobody_leaves_a_group_before_all_are_done(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(group_of_three, NULL), 0);
    assert_string_equal(log_text, "short@10 long@50 ");
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

/* ---- event, lock, semaphore ---- */

static int wait_for_event(void *event, void **value)
{
    (void)value;
    int error = loop_event_wait(event);
    note("go@%ld ", loop_time());
    return error;
}

static int set_event(void *argument, void **value)
{
    struct loop_event event = { 0 };
    (void)argument;
    (void)value;
    struct task *tasks[THREE];
    for (int k = 0; k < THREE; k++)
        tasks[k] = start("waiter", wait_for_event, &event);
    loop_sleep(10);
    task_cancel(tasks[2]);
    loop_event_set(&event);
    loop_event_clear(&event);
    assert_int_equal(task_wait(tasks, THREE, TASK_ALL, -1), 0);
    assert_int_equal(task_result(tasks[2], NULL), ECANCELED);
    assert_int_equal(task_result(tasks[1], NULL), 0);
    loop_event_set(&event);
    assert_int_equal(loop_event_wait(&event), 0);
    release_all(tasks);
    return 0;
}

static void an_event_lets_go_who_waits_even_if_cleared_at_once(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(set_event, NULL), 0);
    assert_string_equal(log_text, "go@10 go@10 go@10 ");
}

static int with_lock(void *argument, void **value)
{
    struct loop_lock *lock = argument;
    (void)value;
    int error = loop_lock_acquire(lock);
    if (error)
        return error;
    note("in ");
    loop_sleep(10);
    note("out ");
    return loop_lock_release(lock);
}

static int hand_a_lock_on(void *argument, void **value)
{
    struct loop_lock lock = { 0 };
    (void)argument;
    (void)value;
    struct task *tasks[THREE];
    for (int k = 0; k < THREE; k++)
        tasks[k] = start("locker", with_lock, &lock);
    loop_sleep(5);
    assert_int_equal(loop_lock_try(&lock), EBUSY);
    assert_int_equal(loop_lock_release(&lock), EPERM);
    task_cancel(tasks[1]);
    assert_int_equal(loop_lock_acquire(&lock), 0);
    assert_int_equal(loop_time(), 20);
    assert_int_equal(loop_lock_acquire(&lock), EDEADLK);
    assert_int_equal(loop_lock_release(&lock), 0);
    assert_int_equal(loop_lock_release(&lock), EPERM);
    assert_int_equal(task_result(tasks[1], NULL), ECANCELED);
    release_all(tasks);
    return 0;
}

static void a_lock_is_handed_on_in_order(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(hand_a_lock_on, NULL), 0);
    assert_string_equal(log_text, "in out in out ");
}

/* The lock is given to who is then cancelled: he has it all the same. */
static int take_lock_and_see(void *argument, void **value)
{
    struct loop_lock *lock = argument;
    (void)value;
    assert_int_equal(loop_lock_acquire(lock), 0);
    assert_int_equal(loop_sleep(10), ECANCELED);
    assert_int_equal(loop_lock_release(lock), 0);
    return ECANCELED;
}

static int cancel_who_has_been_given(void *argument, void **value)
{
    struct loop_lock lock = { 0 };
    (void)argument;
    (void)value;
    loop_lock_acquire(&lock);
    struct task *task = start("lucky", take_lock_and_see, &lock);
    loop_sleep(1);
    loop_lock_release(&lock);
    task_cancel(task);
    assert_int_equal(task_await(task, NULL), ECANCELED);
    assert_int_equal(loop_lock_try(&lock), 0);
    task_release(task);
    return 0;
}

static void what_has_been_given_is_not_lost_to_a_cancel(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(cancel_who_has_been_given, NULL), 0);
}

static int with_place(void *argument, void **value)
{
    struct loop_semaphore *semaphore = argument;
    (void)value;
    assert_int_equal(loop_semaphore_acquire(semaphore), 0);
    note("in@%ld ", loop_time());
    loop_sleep(10);
    loop_semaphore_release(semaphore);
    return 0;
}

static int two_at_a_time(void *argument, void **value)
{
    struct loop_semaphore places = { .count = 2 };
    (void)argument;
    (void)value;
    struct task *tasks[THREE];
    for (int k = 0; k < THREE; k++)
        tasks[k] = start("guest", with_place, &places);
    task_wait(tasks, THREE, TASK_ALL, -1);
    assert_int_equal(places.count, 2);
    assert_int_equal(loop_semaphore_try(&places), 0);
    assert_int_equal(loop_semaphore_try(&places), 0);
    assert_int_equal(loop_semaphore_try(&places), EAGAIN);
    release_all(tasks);
    return 0;
}

static void a_semaphore_lets_so_many_in(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(two_at_a_time, NULL), 0);
    assert_string_equal(log_text, "in@0 in@0 in@10 ");
}

/* ---- queue ---- */

enum { ITEMS = 20 };

static int produce(void *argument, void **value)
{
    struct loop_queue *queue = argument;
    (void)value;
    for (intptr_t k = 1; k <= ITEMS; k++) {
        assert_int_equal(loop_queue_put(queue, (void *)k), 0);
        assert_true(queue->count <= 3);
    }
    return 0;
}

static int consume(void *argument, void **value)
{
    struct loop_queue *queue = argument;
    void *item;
    intptr_t sum = 0, before = 0;
    int error;
    while ((error = loop_queue_get(queue, &item)) == 0) {
        assert_true((intptr_t)item > before);
        before = (intptr_t)item;
        sum += before;
        loop_sleep(1);
        loop_queue_task_done(queue);
    }
    assert_int_equal(error, ESHUTDOWN);
    *value = (void *)sum;
    return 0;
}

static int pass_twenty_items(void *argument, void **value)
{
    struct loop_queue queue = { .maxsize = 3 };
    void *sums[THREE];
    (void)argument;
    (void)value;
    struct task *tasks[THREE] = { start("producer", produce, &queue), start("one", consume, &queue),
                                  start("two", consume, &queue) };
    assert_int_equal(task_await(tasks[0], NULL), 0);
    assert_int_equal(loop_queue_join(&queue), 0);
    loop_queue_shutdown(&queue);
    assert_int_equal(task_gather(tasks, THREE, sums), 0);
    assert_int_equal((intptr_t)sums[1] + (intptr_t)sums[2], ITEMS * (ITEMS + 1) / 2);
    assert_int_equal(loop_queue_put(&queue, "late"), ESHUTDOWN);
    assert_int_equal(loop_queue_task_done(&queue), EINVAL);
    release_all(tasks);
    loop_queue_destroy(&queue);
    return 0;
}

static void a_queue_of_three_passes_twenty_items(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(pass_twenty_items, NULL), 0);
}

static int get_one(void *queue, void **value)
{
    return loop_queue_get(queue, value);
}

/* Two wait; one item comes, and the one it is for is cancelled. */
static int cancel_a_getter(void *argument, void **value)
{
    struct loop_queue queue = { 0 };
    void *item = NULL;
    (void)argument;
    (void)value;
    struct task *first = start("first", get_one, &queue), *second = start("second", get_one, &queue);
    loop_sleep(1);
    task_cancel(first);
    assert_int_equal(loop_queue_try_put(&queue, "it"), 0);
    assert_int_equal(task_await(second, &item), 0);
    assert_string_equal(item, "it");
    assert_int_equal(task_await(first, NULL), ECANCELED);
    assert_int_equal(loop_queue_try_get(&queue, &item), EAGAIN);
    for (intptr_t k = 0; k < 100; k++)
        assert_int_equal(loop_queue_try_put(&queue, (void *)k), 0);
    for (intptr_t k = 0; k < 100; k++) {
        assert_int_equal(loop_queue_try_get(&queue, &item), 0);
        assert_int_equal((intptr_t)item, k);
    }
    loop_queue_destroy(&queue);
    task_release(first);
    task_release(second);
    return 0;
}

static void an_item_is_not_lost_with_a_cancelled_getter(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(cancel_a_getter, NULL), 0);
}

/* ---- no memory ---- */

static int fail_everywhere(void *argument, void **value)
{
    struct task_finished finished;
    struct task_group group;
    struct task *task, *tasks[] = { start("nap", take_nap, &short_nap) };
    (void)argument;
    (void)value;
    allocations = 1;
    assert_int_equal(task_create(&task, "none", return_value, NULL), ENOMEM);
    allocations = 1;
    assert_int_equal(task_gather(tasks, 1, NULL), ENOMEM);
    allocations = 1;
    assert_int_equal(task_wait(tasks, 1, TASK_ALL, -1), ENOMEM);
    for (int k = 1; k <= 2; k++) {
        allocations = k;
        assert_int_equal(task_finished_init(&finished, tasks, 1), ENOMEM);
    }
    task_group_begin(&group);
    for (int k = 1; k <= 2; k++) {
        allocations = k;
        assert_int_equal(task_group_start(&group, "none", return_value, NULL, NULL), ENOMEM);
    }
    assert_int_equal(task_group_end(&group, 0), 0);
    task_release(tasks[0]);
    return 0;
}

static void without_memory_there_is_an_error_and_nothing_else(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(fail_everywhere, NULL), 0);
    allocations = 1;
    assert_int_equal(run_virtually(return_value, NULL), ENOMEM);
    allocations = 0;
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
        cmocka_unit_test(nobody_leaves_a_group_before_all_are_done),
        cmocka_unit_test(the_first_failure_in_a_group_cancels_the_rest),
        cmocka_unit_test(a_failing_or_cancelled_owner_cancels_the_group),
        cmocka_unit_test(an_event_lets_go_who_waits_even_if_cleared_at_once),
        cmocka_unit_test(a_lock_is_handed_on_in_order),
        cmocka_unit_test(what_has_been_given_is_not_lost_to_a_cancel),
        cmocka_unit_test(a_semaphore_lets_so_many_in),
        cmocka_unit_test(a_queue_of_three_passes_twenty_items),
        cmocka_unit_test(an_item_is_not_lost_with_a_cancelled_getter),
        cmocka_unit_test(without_memory_there_is_an_error_and_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
