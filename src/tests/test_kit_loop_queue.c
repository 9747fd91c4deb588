/* test_kit_loop_queue.c — the queue between tasks of the kit's event loop. In virtual time. */
#include "kit_loop.h"

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

IN_LOOP(a_queue_of_three_passes_twenty_items, NULL)
{
    struct loop_queue queue = { .maxsize = 3 };
    void *sums[THREE];
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
}

static int get_one(void *queue, void **value)
{
    return loop_queue_get(queue, value);
}

/* Two wait; one item comes, and the one it is for is cancelled. */
IN_LOOP(an_item_is_not_lost_with_a_cancelled_getter, NULL)
{
    struct loop_queue queue = { 0 };
    void *item = NULL;
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
}

/* ---- orders ---- */

static int by_value(const void *a, const void *b)
{
    return ((intptr_t)a > (intptr_t)b) - ((intptr_t)a < (intptr_t)b);
}

/* Puts the digits, gets some of them, puts more, gets all: what comes out. */
static void pass_digits(struct loop_queue *queue, const char *first, int taken, const char *then)
{
    void *item;
    log_text[0] = '\0';
    for (; *first; first++)
        assert_int_equal(loop_queue_put(queue, (void *)(intptr_t)(*first - '0')), 0);
    for (; taken > 0 && loop_queue_get(queue, &item) == 0; taken--)
        note("%d", (int)(intptr_t)item);
    for (; *then; then++)
        assert_int_equal(loop_queue_put(queue, (void *)(intptr_t)(*then - '0')), 0);
    while (loop_queue_try_get(queue, &item) == 0)
        note("%d", (int)(intptr_t)item);
    loop_queue_destroy(queue);
}

IN_LOOP(the_first_to_come_is_the_first_to_go, "31415926535")
{
    pass_digits(&(struct loop_queue){ 0 }, "31415926", 3, "535");
}

IN_LOOP(the_last_to_come_is_the_first_to_go_if_so_wanted, "62953551413")
{
    pass_digits(&(struct loop_queue){ .order = QUEUE_LIFO }, "31415926", 3, "535");
}

IN_LOOP(the_lowest_is_the_first_to_go_if_so_wanted, "11233455569")
{
    pass_digits(&(struct loop_queue){ .order = QUEUE_PRIORITY, .compare = by_value }, "31415926", 3, "535");
}

IN_LOOP(what_is_put_while_one_waits_is_given_in_order_as_well, "1 2 3 ")
{
    struct loop_queue queue = { .order = QUEUE_PRIORITY, .compare = by_value, .maxsize = 3 };
    struct task *tasks[THREE];
    for (int k = 0; k < THREE; k++)
        tasks[k] = start("getter", get_one, &queue);
    loop_sleep(0);
    for (intptr_t k = 3; k >= 1; k--)
        assert_int_equal(loop_queue_put(&queue, (void *)k), 0);
    for (int k = 0; k < THREE; k++) {
        void *value = NULL;
        assert_int_equal(task_await(tasks[k], &value), 0);
        note("%d ", (int)(intptr_t)value);
    }
    release_all(tasks);
    loop_queue_destroy(&queue);
}

/* ---- the end ---- */

static void drop(void *item)
{
    note("%s ", (const char *)item);
}

static int join(void *queue, void **value)
{
    (void)value;
    int error = loop_queue_join(queue);
    note("joined ");
    return error;
}

IN_LOOP(at_once_means_that_nothing_more_can_be_got, "a b joined ")
{
    struct loop_queue queue = { .maxsize = 2 };
    void *item;
    loop_queue_put(&queue, "a");
    loop_queue_put(&queue, "b");
    struct task *joiner = start("joiner", join, &queue);
    loop_sleep(0);
    loop_queue_shutdown_now(&queue, drop);
    assert_int_equal(loop_queue_get(&queue, &item), ESHUTDOWN);
    assert_int_equal(loop_queue_put(&queue, "c"), ESHUTDOWN);
    assert_int_equal(task_await(joiner, NULL), 0);
    task_release(joiner);
    loop_queue_destroy(&queue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_queue_of_three_passes_twenty_items),
        cmocka_unit_test(an_item_is_not_lost_with_a_cancelled_getter),
        cmocka_unit_test(the_first_to_come_is_the_first_to_go),
        cmocka_unit_test(the_last_to_come_is_the_first_to_go_if_so_wanted),
        cmocka_unit_test(the_lowest_is_the_first_to_go_if_so_wanted),
        cmocka_unit_test(what_is_put_while_one_waits_is_given_in_order_as_well),
        cmocka_unit_test(at_once_means_that_nothing_more_can_be_got),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
