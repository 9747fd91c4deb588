/* test_kit_async_generator.c — generators that may wait between two values. In virtual time. */
#include "kit_loop.h"

#define live live_generator
#define start start_generator
#define is_over generator_has_ended
#define obstacle obstacle_to_asking
#include "../../lessons/kit/async_generator.c"
#undef live
#undef start
#undef is_over
#undef obstacle

/* Every ten milliseconds the next number, below *limit; then `end`. */
struct count { intptr_t limit; int end; };

static int count_up(struct async_generator *self, void *argument)
{
    const struct count *count = argument;
    int error = 0;
    for (intptr_t k = 0; k < count->limit && !error; k++) {
        error = loop_sleep(10);
        if (!error)
            error = async_generator_yield(self, (void *)k, NULL);
    }
    note(error ? "%d! " : "end ", error == ECANCELED);
    return error ? error : count->end;
}

static void begin_counting(struct async_generator *generator, struct count *count)
{
    async_generator_init(generator, "count", count_up, count);
}

/* Takes up to `most`, and notes them. Returns how that ended. */
static int take_some(struct async_generator *generator, int most)
{
    void *value;
    int error = 0;
    while (most-- > 0 && (error = async_generator_next(generator, &value)) == 0)
        note("%d@%ld ", (int)(intptr_t)value, loop_time());
    return error;
}

IN_LOOP(it_waits_between_two_values, "0@10 1@20 2@30 end ")
{
    struct async_generator generator;
    struct count count = { 3, 0 };
    begin_counting(&generator, &count);
    assert_int_equal(take_some(&generator, 9), ENOENT);
    assert_int_equal(async_generator_next(&generator, NULL), ENOENT);
    assert_int_equal(async_generator_destroy(&generator), 0);
}

IN_LOOP(the_others_go_on_meanwhile, "0@10 middle@30 1@40 end ")
{
    struct async_generator generator;
    struct count count = { 2, 0 };
    struct task *nap = start("nap", take_nap, &middle_nap);
    begin_counting(&generator, &count);
    assert_int_equal(take_some(&generator, 1), 0);
    loop_sleep(20);                         /* nobody asks: it does not go on */
    assert_int_equal(take_some(&generator, 9), ENOENT);
    async_generator_destroy(&generator);
    task_release(nap);
}

IN_LOOP(nothing_of_it_runs_before_the_first_next, "")
{
    struct async_generator generator;
    struct count count = { 3, 0 };
    begin_counting(&generator, &count);
    loop_sleep(50);
    assert_int_equal(async_generator_send(&generator, NULL, NULL), EINVAL);
    assert_int_equal(async_generator_close(&generator), 0);
    assert_int_equal(async_generator_next(&generator, NULL), ENOENT);
    assert_int_equal(async_generator_destroy(&generator), 0);
}

IN_LOOP(what_it_returns_is_told_once, "0@10 end ")
{
    struct async_generator generator;
    struct count count = { 1, EDOM };
    begin_counting(&generator, &count);
    assert_int_equal(take_some(&generator, 9), EDOM);
    assert_int_equal(async_generator_next(&generator, NULL), ENOENT);
    assert_int_equal(async_generator_destroy(&generator), 0);
}

static int add_up(struct async_generator *self, void *argument)
{
    intptr_t sum = 0;
    void *sent;
    (void)argument;
    while (async_generator_yield(self, (void *)sum, &sent) == 0)
        sum += (intptr_t)sent;
    return 0;
}

IN_LOOP(what_is_sent_comes_out_of_yield, "0 3 7 ")
{
    struct async_generator generator;
    void *value = NULL;
    async_generator_init(&generator, "sum", add_up, NULL);
    assert_int_equal(async_generator_next(&generator, &value), 0);
    note("%d ", (int)(intptr_t)value);
    for (intptr_t k = 3; k <= 4; k++) {
        assert_int_equal(async_generator_send(&generator, (void *)k, &value), 0);
        note("%d ", (int)(intptr_t)value);
    }
    assert_int_equal(async_generator_destroy(&generator), 0);
}

IN_LOOP(who_closes_it_makes_its_yield_say_so, "0@10 1! ")
{
    struct async_generator generator;
    struct count count = { 3, 0 };
    begin_counting(&generator, &count);
    take_some(&generator, 1);
    assert_int_equal(async_generator_close(&generator), 0);
    assert_int_equal(loop_time(), 10);
    assert_int_equal(async_generator_next(&generator, NULL), ENOENT);
    assert_int_equal(async_generator_destroy(&generator), 0);
}

static int be_stubborn(struct async_generator *self, void *argument)
{
    (void)argument;
    while (async_generator_yield(self, "one", NULL) == 0)
        ;
    async_generator_yield(self, "one more", NULL);
    return 0;
}

IN_LOOP(one_that_yields_again_is_not_closed_yet, NULL)
{
    struct async_generator generator;
    async_generator_init(&generator, "stubborn", be_stubborn, NULL);
    assert_int_equal(async_generator_next(&generator, NULL), 0);
    assert_int_equal(async_generator_destroy(&generator), EBUSY);
    assert_int_equal(async_generator_destroy(&generator), 0);
}

static int ask_once(void *generator, void **value)
{
    int error = async_generator_next(generator, value);
    note("asked:%d ", error == ECANCELED);
    return error;
}

IN_LOOP(who_is_cancelled_while_he_asks_cancels_it_where_it_waits, "1! asked:1 ")
{
    struct async_generator generator;
    struct count count = { 3, 0 };
    begin_counting(&generator, &count);
    struct task *asker = start("asker", ask_once, &generator);
    loop_sleep(5);
    task_cancel(asker);
    assert_int_equal(task_await(asker, NULL), ECANCELED);
    assert_int_equal(loop_time(), 5);
    assert_int_equal(async_generator_next(&generator, NULL), ENOENT);
    async_generator_destroy(&generator);
    task_release(asker);
}

IN_LOOP(one_asks_at_a_time, "asked:0 1! ")
{
    struct async_generator generator;
    struct count count = { 3, 0 };
    begin_counting(&generator, &count);
    struct task *asker = start("asker", ask_once, &generator);
    loop_sleep(5);
    assert_int_equal(async_generator_next(&generator, NULL), EBUSY);
    assert_int_equal(async_generator_close(&generator), EBUSY);
    assert_int_equal(task_await(asker, NULL), 0);
    task_release(asker);
    assert_int_equal(async_generator_destroy(&generator), 0);
}

static int ask_oneself(struct async_generator *self, void *argument)
{
    (void)argument;
    assert_int_equal(async_generator_next(self, NULL), EBUSY);
    return 0;
}

IN_LOOP(it_cannot_ask_itself, NULL)
{
    struct async_generator generator;
    async_generator_init(&generator, "self", ask_oneself, NULL);
    assert_int_equal(async_generator_next(&generator, NULL), ENOENT);
    assert_int_equal(async_generator_yield(&generator, NULL, NULL), EPERM);
    async_generator_destroy(&generator);
}

/* Main returns, and the loop ends what is left: it has lasted as long as the generator must. */
static struct async_generator left;
static struct count left_count = { 3, 0 };

IN_LOOP(the_end_of_the_loop_ends_it, NULL)
{
    begin_counting(&left, &left_count);
    assert_int_equal(take_some(&left, 1), 0);
}

static void what_was_left_is_over(void **state)
{
    the_end_of_the_loop_ends_it(state);
    assert_string_equal(log_text, "0@10 1! ");
    assert_int_equal(task_result(left.task, NULL), ECANCELED);
    assert_int_equal(async_generator_destroy(&left), 0);
}

IN_LOOP(without_memory_it_does_not_begin, "0@10 end ")
{
    struct async_generator generator;
    struct count count = { 1, 0 };
    begin_counting(&generator, &count);
    allocations = 1;
    assert_int_equal(async_generator_next(&generator, NULL), ENOMEM);
    assert_int_equal(take_some(&generator, 9), ENOENT);
    async_generator_destroy(&generator);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_waits_between_two_values),
        cmocka_unit_test(the_others_go_on_meanwhile),
        cmocka_unit_test(nothing_of_it_runs_before_the_first_next),
        cmocka_unit_test(what_it_returns_is_told_once),
        cmocka_unit_test(what_is_sent_comes_out_of_yield),
        cmocka_unit_test(who_closes_it_makes_its_yield_say_so),
        cmocka_unit_test(one_that_yields_again_is_not_closed_yet),
        cmocka_unit_test(who_is_cancelled_while_he_asks_cancels_it_where_it_waits),
        cmocka_unit_test(one_asks_at_a_time),
        cmocka_unit_test(it_cannot_ask_itself),
        cmocka_unit_test(what_was_left_is_over),
        cmocka_unit_test(without_memory_it_does_not_begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
