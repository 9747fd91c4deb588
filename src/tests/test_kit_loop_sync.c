/* test_kit_loop_sync.c — how tasks of the kit's event loop wait for each other: event, lock, condition, semaphore. In virtual
 * time. */
#include "kit_loop.h"

/* ---- event ---- */

static int wait_for_event(void *event, void **value)
{
    (void)value;
    int error = loop_event_wait(event);
    note("go@%ld ", loop_time());
    return error;
}

IN_LOOP(an_event_lets_go_who_waits_even_if_cleared_at_once, "go@10 go@10 go@10 ")
{
    struct loop_event event = { 0 };
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
}

/* ---- lock ---- */

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

IN_LOOP(a_lock_is_handed_on_in_order, "in out in out ")
{
    struct loop_lock lock = { 0 };
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

IN_LOOP(what_has_been_given_is_not_lost_to_a_cancel, NULL)
{
    struct loop_lock lock = { 0 };
    loop_lock_acquire(&lock);
    struct task *task = start("lucky", take_lock_and_see, &lock);
    loop_sleep(1);
    loop_lock_release(&lock);
    task_cancel(task);
    assert_int_equal(task_await(task, NULL), ECANCELED);
    assert_int_equal(loop_lock_try(&lock), 0);
    task_release(task);
}

/* ---- condition ---- */

struct basket { struct loop_lock lock; struct loop_condition filled; int apples; };

static int eat_an_apple(void *argument, void **value)
{
    struct basket *basket = argument;
    int error = 0;
    *value = NULL;
    assert_int_equal(loop_lock_acquire(&basket->lock), 0);
    while (!error && basket->apples == 0)
        error = loop_condition_wait(&basket->filled, &basket->lock);
    assert_ptr_equal(basket->lock.owner, task_current());     /* cancelled or not */
    if (!error)
        basket->apples--;
    note("%s@%ld ", error ? "none" : "ate", loop_time());
    assert_int_equal(loop_lock_release(&basket->lock), 0);
    return error;
}

static void start_eaters(struct task **tasks, struct basket *basket)
{
    for (int k = 0; k < THREE; k++)
        tasks[k] = start("eater", eat_an_apple, basket);
    loop_sleep(5);
}

/* With the lock, and giving it back later. */
static void fill(struct basket *basket, int apples, size_t told)
{
    assert_int_equal(loop_lock_acquire(&basket->lock), 0);
    basket->apples += apples;
    if (told < THREE)
        loop_condition_notify(&basket->filled, told);
    else
        loop_condition_notify_all(&basket->filled);
    loop_sleep(10);
    assert_int_equal(loop_lock_release(&basket->lock), 0);
    loop_sleep(10);
}

IN_LOOP(so_many_are_notified_as_one_likes_and_wait_for_the_lock, "ate@15 ate@35 ate@35 ")
{
    struct basket basket = { .apples = 0 };
    struct task *tasks[THREE];
    start_eaters(tasks, &basket);
    fill(&basket, 1, 1);
    fill(&basket, 2, THREE);
    assert_int_equal(task_gather(tasks, THREE, NULL), 0);
    release_all(tasks);
}

IN_LOOP(who_is_notified_looks_again, "ate@15 ate@35 ate@55 ")
{
    struct basket basket = { .apples = 0 };
    struct task *tasks[THREE];
    start_eaters(tasks, &basket);
    fill(&basket, 1, THREE);                /* two find nothing, and wait on */
    fill(&basket, 1, THREE);
    fill(&basket, 1, THREE);
    assert_int_equal(task_gather(tasks, THREE, NULL), 0);
    release_all(tasks);
}

IN_LOOP(who_is_cancelled_has_the_lock_again, "none@15 ate@15 ate@15 ")
{
    struct basket basket = { .apples = 0 };
    struct task *tasks[THREE];
    start_eaters(tasks, &basket);
    task_cancel(tasks[1]);
    fill(&basket, 2, 2);
    assert_int_equal(task_await(tasks[1], NULL), ECANCELED);
    assert_int_equal(task_wait(tasks, THREE, TASK_ALL, -1), 0);
    release_all(tasks);
}

IN_LOOP(a_notification_is_not_lost_with_a_cancelled_one, "none@5 ate@5 ate@15 ")
{
    struct basket basket = { .apples = 0 };
    struct task *tasks[THREE];
    start_eaters(tasks, &basket);
    assert_int_equal(loop_lock_acquire(&basket.lock), 0);
    basket.apples = 1;
    loop_condition_notify(&basket.filled, 1);
    loop_sleep(0);                          /* the first waits for the lock now */
    task_cancel(tasks[0]);
    assert_int_equal(loop_lock_release(&basket.lock), 0);
    assert_int_equal(task_await(tasks[0], NULL), ECANCELED);
    assert_int_equal(task_await(tasks[1], NULL), 0);
    fill(&basket, 1, 1);
    assert_int_equal(task_await(tasks[2], NULL), 0);
    release_all(tasks);
}

IN_LOOP(who_waits_must_have_the_lock, NULL)
{
    struct basket basket = { .apples = 0 };
    assert_int_equal(loop_condition_wait(&basket.filled, &basket.lock), EPERM);
    loop_condition_notify(&basket.filled, 5);
    loop_condition_notify_all(&basket.filled);
}

/* ---- semaphore ---- */

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

IN_LOOP(a_semaphore_lets_so_many_in, "in@0 in@0 in@10 ")
{
    struct loop_semaphore places = { .count = 2 };
    struct task *tasks[THREE];
    for (int k = 0; k < THREE; k++)
        tasks[k] = start("guest", with_place, &places);
    task_wait(tasks, THREE, TASK_ALL, -1);
    assert_int_equal(places.count, 2);
    assert_int_equal(loop_semaphore_try(&places), 0);
    assert_int_equal(loop_semaphore_try(&places), 0);
    assert_int_equal(loop_semaphore_try(&places), EAGAIN);
    release_all(tasks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_lets_go_who_waits_even_if_cleared_at_once),
        cmocka_unit_test(a_lock_is_handed_on_in_order),
        cmocka_unit_test(what_has_been_given_is_not_lost_to_a_cancel),
        cmocka_unit_test(so_many_are_notified_as_one_likes_and_wait_for_the_lock),
        cmocka_unit_test(who_is_notified_looks_again),
        cmocka_unit_test(who_is_cancelled_has_the_lock_again),
        cmocka_unit_test(a_notification_is_not_lost_with_a_cancelled_one),
        cmocka_unit_test(who_waits_must_have_the_lock),
        cmocka_unit_test(a_semaphore_lets_so_many_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
