/* test_kit_generator.c — the kit's generators, and functions that stop without a stack. */
#include "tests/claims.h"

#include <errno.h>

#include "../../lessons/kit/coroutine.c"
#define resume resume_generator
#include "../../lessons/kit/generator.c"
#undef resume
#include "../../lessons/kit/stackless.h"

/* ---- generators ---- */

struct count { intptr_t limit; int closed; };

static void *numbers(struct generator *self, void *argument)
{
    struct count *count = argument;
    for (intptr_t k = 1; k <= count->limit; k++)
        if (generator_yield(self, (void *)k, NULL) != 0) {
            count->closed++;
            return "closed";
        }
    return "all";
}

static void *squares(struct generator *self, void *source)
{
    void *value;
    while (generator_next(source, &value) == 0)
        if (generator_yield(self, (void *)((intptr_t)value * (intptr_t)value), NULL) != 0)
            break;
    return NULL;
}

static void *evens(struct generator *self, void *source)
{
    void *value;
    while (generator_next(source, &value) == 0)
        if ((intptr_t)value % 2 == 0 && generator_yield(self, value, NULL) != 0)
            break;
    return NULL;
}

static void a_generator_gives_its_values_and_is_over(void **state)
{
    struct count count = { 3, 0 };
    struct generator generator;
    void *value = NULL;
    (void)state;
    assert_int_equal(generator_init(&generator, numbers, &count), 0);
    for (intptr_t k = 1; k <= 3; k++) {
        assert_false(generator_is_over(&generator));
        assert_int_equal(generator_next(&generator, &value), 0);
        assert_int_equal((intptr_t)value, k);
        assert_null(generator_result(&generator));
    }
    assert_int_equal(generator_next(&generator, &value), ENOENT);
    assert_int_equal(generator_next(&generator, &value), ENOENT);
    assert_int_equal((intptr_t)value, 3);
    assert_true(generator_is_over(&generator));
    assert_string_equal(generator_result(&generator), "all");
    assert_int_equal(generator_close(&generator), 0);
    assert_int_equal(generator_destroy(&generator), 0);
    assert_int_equal(count.closed, 0);
}

static void a_pipeline_asks_for_what_it_is_asked_for(void **state)
{
    struct count count = { 1000000, 0 };
    struct generator first, second, third;
    void *value;
    (void)state;
    generator_init(&first, numbers, &count);
    generator_init(&second, squares, &first);
    generator_init(&third, evens, &second);
    for (intptr_t k = 2; k <= 20; k += 2) {
        assert_int_equal(generator_next(&third, &value), 0);
        assert_int_equal((intptr_t)value, k * k);
    }
    generator_next(&first, &value);
    assert_int_equal((intptr_t)value, 21);
    generator_destroy(&third);
    generator_destroy(&second);
    generator_destroy(&first);
    assert_int_equal(count.closed, 1);
}

static void what_is_closed_clears_up(void **state)
{
    struct count count = { 10, 0 };
    struct generator generator;
    void *value;
    (void)state;
    generator_init(&generator, numbers, &count);
    generator_next(&generator, &value);
    assert_int_equal(generator_close(&generator), 0);
    assert_int_equal(count.closed, 1);
    assert_string_equal(generator_result(&generator), "closed");
    assert_int_equal(generator_next(&generator, &value), ENOENT);
    assert_int_equal(generator_destroy(&generator), 0);

    generator_init(&generator, numbers, &count);        /* closed before it has begun: nothing of it runs */
    assert_int_equal(generator_close(&generator), 0);
    assert_int_equal(generator_next(&generator, &value), ENOENT);
    assert_int_equal(generator_destroy(&generator), 0);
    assert_int_equal(count.closed, 1);
}

static void *stubborn(struct generator *self, void *argument)
{
    for (;;)
        generator_yield(self, argument, NULL);
    return NULL;
}

static void who_yields_when_closed_is_found_out(void **state)
{
    struct generator generator;
    (void)state;
    generator_init(&generator, stubborn, NULL);
    generator_next(&generator, NULL);
    assert_int_equal(generator_close(&generator), EBUSY);
    assert_int_equal(generator_destroy(&generator), 0);
}

static void *echo(struct generator *self, void *first)
{
    void *sent = first;
    while (generator_yield(self, sent, &sent) == 0)
        if (!sent)
            return "nothing";
    return NULL;
}

static void what_is_sent_is_what_yield_gives(void **state)
{
    struct generator generator;
    void *value;
    (void)state;
    generator_init(&generator, echo, "first");
    assert_int_equal(generator_send(&generator, "too early", &value), EINVAL);
    assert_int_equal(generator_next(&generator, &value), 0);
    assert_string_equal(value, "first");
    assert_int_equal(generator_send(&generator, "second", &value), 0);
    assert_string_equal(value, "second");
    assert_int_equal(generator_next(&generator, &value), ENOENT);
    assert_string_equal(generator_result(&generator), "nothing");
    generator_destroy(&generator);
}

static void *through(struct generator *self, void *other)
{
    int error = generator_yield_from(self, other);
    return error ? NULL : generator_result(other);
}

static void yield_from_passes_both_ways(void **state)
{
    struct count count = { 3, 0 };
    struct generator one, other;
    void *value;
    (void)state;
    generator_init(&other, echo, "first");
    generator_init(&one, through, &other);
    generator_next(&one, &value);
    assert_string_equal(value, "first");
    generator_send(&one, "second", &value);
    assert_string_equal(value, "second");
    assert_int_equal(generator_send(&one, NULL, &value), ENOENT);
    assert_string_equal(generator_result(&one), "nothing");
    generator_destroy(&one);
    generator_destroy(&other);

    generator_init(&other, numbers, &count);
    generator_init(&one, through, &other);
    generator_next(&one, &value);
    assert_int_equal(generator_close(&one), 0);
    assert_int_equal(count.closed, 1);
    generator_destroy(&one);
    generator_destroy(&other);
}

static void *ask_oneself(struct generator *self, void *other)
{
    void *value;
    assert_int_equal(generator_next(self, &value), EBUSY);
    assert_int_equal(generator_close(self), EBUSY);
    assert_int_equal(generator_destroy(self), EBUSY);
    assert_int_equal(generator_yield(other, NULL, NULL), EPERM);
    return NULL;
}

static void nobody_asks_oneself_or_yields_for_another(void **state)
{
    struct generator one, other;
    void *value;
    (void)state;
    generator_init(&other, stubborn, NULL);
    generator_init(&one, ask_oneself, &other);
    assert_int_equal(generator_yield(&one, NULL, NULL), EPERM);
    assert_int_equal(generator_next(&one, &value), ENOENT);
    generator_destroy(&one);
    generator_destroy(&other);
}

/* ---- stackless ---- */

struct counter { struct stackless at; int k; };

static enum stackless_status count_to_three(struct counter *self)
{
    STACKLESS_BEGIN(&self->at);
    for (self->k = 1; self->k <= 3; self->k++)
        STACKLESS_YIELD(&self->at);
    STACKLESS_END(&self->at);
}

struct waiter { struct stackless at; struct counter counter; bool *door; int looked; };

static enum stackless_status wait_for_both(struct waiter *self)
{
    STACKLESS_BEGIN(&self->at);
    STACKLESS_AWAIT(&self->at, (self->looked++, *self->door));
    STACKLESS_AWAIT(&self->at, count_to_three(&self->counter) == STACKLESS_DONE);
    if (self->counter.k == 4)
        STACKLESS_RETURN(&self->at);
    STACKLESS_YIELD(&self->at);
    STACKLESS_END(&self->at);
}

static void without_a_stack_four_bytes_are_enough(void **state)
{
    struct counter counter = { .k = 0 };
    (void)state;
    assert_int_equal(sizeof(struct stackless), 4);
    for (int k = 1; k <= 3; k++) {
        assert_int_equal(count_to_three(&counter), STACKLESS_YIELDED);
        assert_int_equal(counter.k, k);
        assert_false(stackless_is_over(&counter.at));
    }
    assert_int_equal(count_to_three(&counter), STACKLESS_DONE);
    assert_int_equal(count_to_three(&counter), STACKLESS_DONE);
    assert_true(stackless_is_over(&counter.at));
}

static void what_is_awaited_is_looked_at_until_it_holds(void **state)
{
    bool door = false;
    struct waiter waiter = { .door = &door };
    (void)state;
    for (int k = 1; k <= 5; k++) {
        assert_int_equal(wait_for_both(&waiter), STACKLESS_WAITING);
        assert_int_equal(waiter.looked, k);
    }
    door = true;
    for (int k = 1; k <= 3; k++) {
        assert_int_equal(wait_for_both(&waiter), STACKLESS_WAITING);
        assert_int_equal(waiter.counter.k, k);
    }
    assert_int_equal(wait_for_both(&waiter), STACKLESS_DONE);
    assert_int_equal(wait_for_both(&waiter), STACKLESS_DONE);
    assert_int_equal(waiter.looked, 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_generator_gives_its_values_and_is_over),
        cmocka_unit_test(a_pipeline_asks_for_what_it_is_asked_for),
        cmocka_unit_test(what_is_closed_clears_up),
        cmocka_unit_test(who_yields_when_closed_is_found_out),
        cmocka_unit_test(what_is_sent_is_what_yield_gives),
        cmocka_unit_test(yield_from_passes_both_ways),
        cmocka_unit_test(nobody_asks_oneself_or_yields_for_another),
        cmocka_unit_test(without_a_stack_four_bytes_are_enough),
        cmocka_unit_test(what_is_awaited_is_looked_at_until_it_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
