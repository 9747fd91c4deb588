/* test_kit_pool.c — what the kit's future, pool and completed promise; also when memory or threads run out. */
#include "tests/claims.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static size_t allocations_left = SIZE_MAX;
static unsigned threads_left = 1000;

static void *sparing_malloc(size_t size)
{
    if (allocations_left == 0)
        return NULL;
    allocations_left--;
    return malloc(size);
}

static int sparing_create(pthread_t *id, const pthread_attr_t *attributes, void *(*start)(void *), void *argument)
{
    if (threads_left == 0)
        return EAGAIN;
    threads_left--;
    return pthread_create(id, attributes, start, argument);
}
#define malloc sparing_malloc
#define pthread_create sparing_create
#include "../../lessons/kit/future.c"
#include "../../lessons/kit/completed.c"
#include "../../lessons/kit/pool.c"
#undef malloc
#undef pthread_create

static int set_up(void **state)
{
    (void)state;
    allocations_left = SIZE_MAX;
    threads_left = 1000;
    return 0;
}

/* ---- future ---- */

static char order[8];

static void note_a(struct future *future, void *unused)
{
    (void)unused;
    assert_true(future_is_over(future));
    strcat(order, "a");
}

static void note_b(struct future *future, void *unused)
{
    (void)unused;
    assert_int_equal(future_add_callback(future, note_a, NULL), 0);     /* no lock is held; called at once */
    strcat(order, "b");
}

static void callbacks_come_in_order_and_late_ones_at_once(void **state)
{
    (void)state;
    struct future *future = future_create();
    order[0] = '\0';
    future_add_callback(future, note_b, NULL);
    future_add_callback(future, note_a, NULL);
    assert_true(future_begin(future));
    assert_string_equal(order, "");
    future_succeed(future, &order);
    assert_string_equal(order, "aba");
    future_add_callback(future, note_a, NULL);
    assert_string_equal(order, "abaa");
    future_release(future);
}

static void a_value_is_passed_on_and_an_error_has_a_message(void **state)
{
    (void)state;
    void *value = NULL;
    struct future *good = future_create(), *bad = future_create();
    assert_int_equal(future_state(good), FUTURE_PENDING);
    assert_int_equal(future_timed_result(good, &value, 0), ETIMEDOUT);
    assert_int_equal(future_timed_result(good, &value, 1), ETIMEDOUT);
    future_begin(good);
    assert_int_equal(future_state(good), FUTURE_RUNNING);
    future_succeed(good, &value);
    assert_int_equal(future_result(good, &value), 0);
    assert_ptr_equal(value, &value);
    assert_string_equal(future_message(good), "");
    future_begin(bad);
    future_fail(bad, EDOM, "a very long message, which does not fit into the eighty bytes that a future has for it");
    assert_int_equal(future_result(bad, NULL), EDOM);
    assert_int_equal(strlen(future_message(bad)), FUTURE_MESSAGE - 1);
    future_release(good);
    future_release(bad);
    future_release(NULL);
}

static void what_has_begun_cannot_be_cancelled(void **state)
{
    (void)state;
    struct future *early = future_create(), *late = future_create();
    order[0] = '\0';
    future_add_callback(early, note_a, NULL);
    assert_int_equal(future_cancel(early), 0);
    assert_int_equal(future_cancel(early), 0);
    assert_string_equal(order, "a");
    assert_false(future_begin(early));
    assert_int_equal(future_result(early, NULL), ECANCELED);
    future_begin(late);
    assert_int_equal(future_cancel(late), EBUSY);
    future_succeed(late, NULL);
    assert_int_equal(future_cancel(late), EBUSY);
    future_release(early);
    future_release(late);
}

/* ---- pool ---- */

static int half(void *argument, void **value)
{
    int *n = argument;
    if (*n % 2)
        return task_raise(EDOM, "%d is odd", *n);
    *n /= 2;
    *value = n;
    return 0;
}

static int fail_silently(void *argument, void **value)
{
    *value = argument;
    return EIO;
}

static void map_gives_the_values_in_order(void **state)
{
    (void)state;
    struct pool pool;
    int number[4] = { 2, 4, 6, 8 };
    void *arguments[4], *values[4];
    for (int k = 0; k < 4; k++)
        arguments[k] = &number[k];
    assert_int_equal(pool_init(&pool, 3), 0);
    assert_int_equal(pool_map(&pool, half, arguments, values, 4), 0);
    for (int k = 0; k < 4; k++)
        assert_int_equal(*(int *)values[k], k + 1);
    assert_int_equal(pool_map(&pool, half, NULL, NULL, 0), 0);
    pool_destroy(&pool);
}

static void map_says_the_first_error(void **state)
{
    (void)state;
    struct pool pool;
    int number[3] = { 2, 3, 4 };
    void *arguments[3] = { &number[0], &number[1], &number[2] }, *values[3] = { order, order, order };
    assert_int_equal(pool_init(&pool, 1), 0);
    assert_int_equal(pool_map(&pool, half, arguments, values, 3), EDOM);
    assert_ptr_equal(values[0], &number[0]);
    assert_null(values[1]);
    pool_destroy(&pool);
}

static void a_message_is_that_of_its_own_task(void **state)
{
    (void)state;
    struct pool pool;
    struct future *first, *second;
    int three = 3;
    pool_init(&pool, 1);
    assert_int_equal(pool_submit(&pool, half, &three, &first), 0);
    assert_int_equal(pool_submit(&pool, fail_silently, NULL, &second), 0);
    assert_int_equal(future_result(first, NULL), EDOM);
    assert_string_equal(future_message(first), "3 is odd");
    assert_int_equal(future_result(second, NULL), EIO);
    assert_string_equal(future_message(second), "");
    future_release(first);
    future_release(second);
    pool_destroy(&pool);
}

static int wait_for_own_end(void *pool, void **value)
{
    (void)value;
    return pool_shutdown(pool, POOL_WAIT);
}

static void a_task_does_not_wait_for_its_own_end(void **state)
{
    (void)state;
    struct pool pool;
    struct future *future;
    pool_init(&pool, 1);
    assert_int_equal(pool_submit(&pool, wait_for_own_end, &pool, &future), 0);
    assert_int_equal(future_result(future, NULL), EDEADLK);
    assert_int_equal(pool_submit(&pool, half, NULL, NULL), ESHUTDOWN);
    future_release(future);
    pool_destroy(&pool);
}

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;

static int pass_gate(void *argument, void **value)
{
    pthread_mutex_lock(&gate);
    pthread_mutex_unlock(&gate);
    *value = argument;
    return 0;
}

static void shutdown_finishes_what_is_there_or_cancels_it(void **state)
{
    (void)state;
    for (int cancels = 0; cancels < 2; cancels++) {
        struct pool pool;
        struct future *future[3];
        pthread_mutex_lock(&gate);
        pool_init(&pool, 1);
        for (int k = 0; k < 3; k++)
            assert_int_equal(pool_submit(&pool, pass_gate, NULL, &future[k]), 0);
        assert_int_equal(pool_shutdown(&pool, cancels ? POOL_CANCEL : 0), 0);
        pthread_mutex_unlock(&gate);
        assert_int_equal(pool_shutdown(&pool, POOL_WAIT), 0);
        assert_int_equal(future_result(future[2], NULL), cancels ? ECANCELED : 0);
        for (int k = 0; k < 3; k++)
            future_release(future[k]);
        pool_destroy(&pool);
    }
}

static void a_pool_without_memory_or_threads_is_an_error(void **state)
{
    (void)state;
    struct pool pool;
    struct future *future;
    assert_int_equal(pool_init(&pool, 0), EINVAL);
    threads_left = 2;
    assert_int_equal(pool_init(&pool, 3), EAGAIN);      /* the two that had started are gone */
    threads_left = 0;
    assert_int_equal(pool_init(&pool, 1), EAGAIN);
    threads_left = 1;
    assert_int_equal(pool_init(&pool, 1), 0);
    allocations_left = 0;
    assert_int_equal(pool_submit(&pool, half, NULL, &future), ENOMEM);
    assert_null(future_create());
    assert_int_equal(errno, ENOMEM);
    pool_destroy(&pool);
}

/* ---- completed ---- */

static void completed_gives_each_once_in_order_of_completion(void **state)
{
    (void)state;
    struct completed done;
    struct future *future[3], *next;
    for (int k = 0; k < 3; k++)
        future[k] = future_create();
    future_cancel(future[2]);
    assert_int_equal(completed_init(&done, future, 3), 0);
    assert_int_equal(completed_next(&done, &next), 0);
    assert_ptr_equal(next, future[2]);
    assert_int_equal(completed_timed_next(&done, &next, 0), ETIMEDOUT);
    future_cancel(future[1]);
    future_cancel(future[0]);
    assert_int_equal(completed_next(&done, &next), 0);
    assert_ptr_equal(next, future[1]);
    assert_int_equal(completed_next(&done, &next), 0);
    assert_ptr_equal(next, future[0]);
    assert_int_equal(completed_next(&done, &next), ENOENT);
    completed_destroy(&done);
    assert_int_equal(completed_init(&done, NULL, 0), 0);
    assert_int_equal(completed_next(&done, &next), ENOENT);
    completed_destroy(&done);
    for (int k = 0; k < 3; k++)
        future_release(future[k]);
}

static void completed_without_memory_waits_for_those_it_knows(void **state)
{
    (void)state;
    struct completed done;
    struct future *future[2] = { future_create(), future_create() };
    future_cancel(future[0]);
    allocations_left = 1;
    assert_int_equal(completed_init(&done, future, 2), ENOMEM);
    future_cancel(future[1]);
    future_release(future[0]);
    future_release(future[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(callbacks_come_in_order_and_late_ones_at_once, set_up),
        cmocka_unit_test_setup(a_value_is_passed_on_and_an_error_has_a_message, set_up),
        cmocka_unit_test_setup(what_has_begun_cannot_be_cancelled, set_up),
        cmocka_unit_test_setup(map_gives_the_values_in_order, set_up),
        cmocka_unit_test_setup(map_says_the_first_error, set_up),
        cmocka_unit_test_setup(a_message_is_that_of_its_own_task, set_up),
        cmocka_unit_test_setup(a_task_does_not_wait_for_its_own_end, set_up),
        cmocka_unit_test_setup(shutdown_finishes_what_is_there_or_cancels_it, set_up),
        cmocka_unit_test_setup(a_pool_without_memory_or_threads_is_an_error, set_up),
        cmocka_unit_test_setup(completed_gives_each_once_in_order_of_completion, set_up),
        cmocka_unit_test_setup(completed_without_memory_waits_for_those_it_knows, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
