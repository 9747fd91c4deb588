/* test_kit_queue.c — what the kit's queue promises to a single thread: orders, limits, errors, who counts as done. */
#include "tests/claims.h"

#include <errno.h>
#include <stdlib.h>

static size_t allocations_left = SIZE_MAX;

static void *sparing_malloc(size_t size)
{
    if (allocations_left == 0)
        return NULL;
    allocations_left--;
    return malloc(size);
}
#define malloc sparing_malloc
#include "../../lessons/kit/queue.c"
#undef malloc

static int number[100];

static int by_number(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static int set_up(void **state)
{
    (void)state;
    allocations_left = SIZE_MAX;
    for (int k = 0; k < 100; k++)
        number[k] = k;
    return 0;
}

static void put_numbers(struct queue *queue, int count)
{
    for (int k = 0; k < count; k++)
        assert_int_equal(queue_put(queue, &number[k * 37 % count]), 0);     /* 37 and 100 have no common divisor */
}

static int next(struct queue *queue)
{
    void *item;
    assert_int_equal(queue_get(queue, &item), 0);
    return *(int *)item;
}

static void what_is_put_first_comes_first(void **state)
{
    (void)state;
    struct queue queue;
    assert_int_equal(queue_init(&queue, QUEUE_FIFO, 0), 0);
    put_numbers(&queue, 100);
    for (int k = 0; k < 100; k++)
        assert_int_equal(next(&queue), k * 37 % 100);
    queue_destroy(&queue);
}

static void a_ring_goes_round_and_grows_at_any_place(void **state)
{
    (void)state;
    for (int start = 0; start < 9; start++) {
        struct queue queue;
        queue_init(&queue, QUEUE_FIFO, 0);
        for (int k = 0; k < start; k++) {
            queue_put(&queue, &number[k]);
            assert_int_equal(next(&queue), k);
        }
        for (int k = 0; k < 20; k++)
            queue_put(&queue, &number[k]);
        for (int k = 0; k < 20; k++)
            assert_int_equal(next(&queue), k);
        queue_destroy(&queue);
    }
}

static void in_a_lifo_the_last_comes_first(void **state)
{
    (void)state;
    struct queue queue;
    assert_int_equal(queue_init(&queue, QUEUE_LIFO, 0), 0);
    put_numbers(&queue, 100);
    for (int k = 99; k >= 0; k--)
        assert_int_equal(next(&queue), k * 37 % 100);
    queue_destroy(&queue);
}

static void by_priority_the_lowest_comes_first(void **state)
{
    (void)state;
    struct queue queue;
    assert_int_equal(queue_init_priority(&queue, 0, by_number), 0);
    put_numbers(&queue, 100);
    assert_int_equal(next(&queue), 0);
    queue_put(&queue, &number[0]);
    for (int k = 0; k < 100; k++)
        assert_int_equal(next(&queue), k);
    queue_destroy(&queue);
}

static void an_order_without_a_comparison_is_refused(void **state)
{
    (void)state;
    struct queue queue;
    assert_int_equal(queue_init(&queue, QUEUE_PRIORITY, 0), EINVAL);
    assert_int_equal(queue_init_priority(&queue, 0, NULL), EINVAL);
}

static void full_and_empty_are_told_apart_from_late(void **state)
{
    (void)state;
    struct queue queue;
    void *item;
    queue_init(&queue, QUEUE_FIFO, 2);
    assert_int_equal(queue_try_get(&queue, &item), EAGAIN);
    assert_int_equal(queue_timed_get(&queue, &item, 1), ETIMEDOUT);
    put_numbers(&queue, 2);
    assert_int_equal(queue_size(&queue), 2);
    assert_int_equal(queue_try_put(&queue, &number[3]), EAGAIN);
    assert_int_equal(queue_timed_put(&queue, &number[3], 1), ETIMEDOUT);
    next(&queue);
    assert_int_equal(queue_try_put(&queue, &number[3]), 0);
    queue_destroy(&queue);
}

static void a_limit_in_the_past_is_for_ever_and_zero_is_now(void **state)
{
    (void)state;
    struct deadline now = deadline_in(0), ever = deadline_in(-5), late = deadline_in(1999);
    struct timespec clock;
    clock_gettime(CLOCK_MONOTONIC, &clock);
    assert_int_equal(now.ms, 0);
    assert_true(ever.ms < 0);
    assert_in_range(late.at.tv_nsec, 0, 999999999);
    assert_true(late.at.tv_sec > clock.tv_sec || late.at.tv_nsec > clock.tv_nsec);
}

static void join_returns_when_each_item_is_done(void **state)
{
    (void)state;
    struct queue queue;
    queue_init(&queue, QUEUE_FIFO, 0);
    queue_join(&queue);
    put_numbers(&queue, 2);
    for (int k = 0; k < 2; k++) {
        next(&queue);
        assert_int_equal(queue_task_done(&queue), 0);
    }
    queue_join(&queue);
    assert_int_equal(queue_task_done(&queue), EINVAL);
    queue_destroy(&queue);
}

static void after_shutdown_the_rest_can_still_be_got(void **state)
{
    (void)state;
    struct queue queue;
    void *item;
    queue_init(&queue, QUEUE_FIFO, 1);
    put_numbers(&queue, 1);
    queue_shutdown(&queue);
    queue_shutdown(&queue);
    assert_int_equal(queue_put(&queue, &number[1]), ESHUTDOWN);
    assert_int_equal(queue_try_put(&queue, &number[1]), ESHUTDOWN);
    assert_int_equal(queue_get(&queue, &item), 0);
    assert_int_equal(queue_get(&queue, &item), ESHUTDOWN);
    assert_int_equal(queue_try_get(&queue, &item), ESHUTDOWN);
    queue_destroy(&queue);
}

static int dropped[100], drops;

static void drop(void *item)
{
    dropped[drops++] = *(int *)item;
}

static void shut_down_now_drops_the_rest_and_counts_it_as_done(void **state)
{
    (void)state;
    struct queue queue;
    void *item;
    drops = 0;
    queue_init(&queue, QUEUE_FIFO, 0);
    put_numbers(&queue, 3);
    int taken = next(&queue);
    queue_shutdown_now(&queue, drop);
    assert_int_equal(drops, 2);
    assert_int_equal(taken + dropped[0] + dropped[1], 0 + 1 + 2);
    assert_int_equal(queue_get(&queue, &item), ESHUTDOWN);
    assert_int_equal(queue_task_done(&queue), 0);       /* of the one that was taken */
    queue_join(&queue);
    queue_shutdown_now(&queue, NULL);
    assert_int_equal(queue_task_done(&queue), EINVAL);
    queue_destroy(&queue);
}

static void without_memory_nothing_is_put_and_nothing_lost(void **state)
{
    (void)state;
    struct queue queue;
    queue_init(&queue, QUEUE_FIFO, 0);
    allocations_left = 1;
    put_numbers(&queue, 8);
    assert_int_equal(queue_put(&queue, &number[50]), ENOMEM);
    assert_int_equal(queue_size(&queue), 8);
    allocations_left = 1;
    assert_int_equal(queue_put(&queue, &number[50]), 0);
    for (int k = 0; k < 8; k++)
        assert_int_equal(next(&queue), k * 37 % 8);
    assert_int_equal(next(&queue), 50);
    queue_destroy(&queue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_is_put_first_comes_first, set_up),
        cmocka_unit_test_setup(a_ring_goes_round_and_grows_at_any_place, set_up),
        cmocka_unit_test_setup(in_a_lifo_the_last_comes_first, set_up),
        cmocka_unit_test_setup(by_priority_the_lowest_comes_first, set_up),
        cmocka_unit_test_setup(an_order_without_a_comparison_is_refused, set_up),
        cmocka_unit_test_setup(full_and_empty_are_told_apart_from_late, set_up),
        cmocka_unit_test_setup(a_limit_in_the_past_is_for_ever_and_zero_is_now, set_up),
        cmocka_unit_test_setup(join_returns_when_each_item_is_done, set_up),
        cmocka_unit_test_setup(after_shutdown_the_rest_can_still_be_got, set_up),
        cmocka_unit_test_setup(shut_down_now_drops_the_rest_and_counts_it_as_done, set_up),
        cmocka_unit_test_setup(without_memory_nothing_is_put_and_nothing_lost, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
