/* test_kit_parts.c — what the kit's event, latch, barrier and thread promise. */
#include "tests/claims.h"

#include <string.h>

#include "../../lessons/kit/barrier.c"
#include "../../lessons/kit/event.c"
#include "../../lessons/kit/latch.c"

static int create_error;

static int create_or_fail(pthread_t *id, const pthread_attr_t *attributes, void *(*start)(void *), void *argument)
{
    return create_error ? create_error : pthread_create(id, attributes, start, argument);
}
#define pthread_create create_or_fail
#include "../../lessons/kit/thread.c"
#undef pthread_create

static void an_event_is_set_and_cleared(void **state)
{
    (void)state;
    struct event event;
    assert_int_equal(event_init(&event), 0);
    assert_false(event_is_set(&event));
    assert_int_equal(event_timed_wait(&event, 0), ETIMEDOUT);
    assert_int_equal(event_timed_wait(&event, 1), ETIMEDOUT);
    event_set(&event);
    event_set(&event);
    assert_true(event_is_set(&event));
    event_wait(&event);
    assert_int_equal(event_timed_wait(&event, 0), 0);
    event_clear(&event);
    assert_false(event_is_set(&event));
    assert_int_equal(event_timed_wait(&event, 1), ETIMEDOUT);
    event_destroy(&event);
}

static void a_latch_opens_at_zero_and_goes_no_further(void **state)
{
    (void)state;
    struct latch latch;
    assert_int_equal(latch_init(&latch, 2), 0);
    assert_int_equal(latch_timed_wait(&latch, 0), ETIMEDOUT);
    assert_int_equal(latch_count_down(&latch), 0);
    assert_int_equal(latch_timed_wait(&latch, 1), ETIMEDOUT);
    assert_int_equal(latch_count(&latch), 1);
    assert_int_equal(latch_count_down(&latch), 0);
    latch_wait(&latch);
    assert_int_equal(latch_count_down(&latch), EINVAL);
    assert_int_equal(latch_count(&latch), 0);
    latch_destroy(&latch);
}

static void a_latch_of_nothing_is_open(void **state)
{
    (void)state;
    struct latch latch;
    latch_init(&latch, 0);
    latch_wait(&latch);
    latch_destroy(&latch);
}

static void a_barrier_of_one_never_waits(void **state)
{
    (void)state;
    struct barrier barrier;
    assert_int_equal(barrier_init(&barrier, 0), EINVAL);
    assert_int_equal(barrier_init(&barrier, 1), 0);
    for (int k = 0; k < 3; k++)
        assert_int_equal(barrier_wait(&barrier), BARRIER_SERIAL);
    barrier_destroy(&barrier);
}

static void the_number_of_the_round_may_run_over(void **state)
{
    (void)state;
    struct barrier barrier;
    barrier_init(&barrier, 1);
    barrier.round = ~0ul;
    assert_int_equal(barrier_wait(&barrier), BARRIER_SERIAL);
    assert_int_equal(barrier.round, 0);
    barrier_destroy(&barrier);
}

static void *tell_own_name(void *copy)
{
    char kernel[16] = "";
    assert_int_equal(pthread_getname_np(pthread_self(), kernel, sizeof kernel), 0);
    return strcpy(copy, thread_name(thread_self()));
}

static void a_thread_is_joined_as_often_as_one_likes(void **state)
{
    (void)state;
    char name[16] = "";
    void *result = NULL;
    struct thread thread;
    assert_int_equal(thread_start(&thread, "a name of more than sixteen bytes", tell_own_name, name), 0);
    assert_int_equal(thread_join(&thread, NULL), 0);
    assert_int_equal(thread_timed_join(&thread, &result, 0), 0);
    assert_ptr_equal(result, name);
    assert_string_equal(name, "a name of more ");
    assert_false(thread_is_alive(&thread));
    thread_destroy(&thread);
}

static void *wait_for_event(void *event)
{
    event_wait(event);
    return NULL;
}

static void join_has_a_limit(void **state)
{
    (void)state;
    struct event go;
    struct thread thread;
    event_init(&go);
    assert_int_equal(thread_start(&thread, "waiter", wait_for_event, &go), 0);
    assert_int_equal(thread_timed_join(&thread, NULL, 0), ETIMEDOUT);
    assert_int_equal(thread_timed_join(&thread, NULL, 1), ETIMEDOUT);
    assert_true(thread_is_alive(&thread));
    event_set(&go);
    thread_destroy(&thread);
    event_destroy(&go);
}

static void *join_oneself(void *error)
{
    *(int *)error = thread_join(thread_self(), NULL);
    return NULL;
}

static void nobody_waits_for_oneself(void **state)
{
    (void)state;
    int error = 0;
    struct thread thread;
    assert_null(thread_self());
    assert_int_equal(thread_start(&thread, "self", join_oneself, &error), 0);
    thread_destroy(&thread);
    assert_int_equal(error, EDEADLK);
}

static void too_many_threads_are_an_error_and_leave_nothing(void **state)
{
    (void)state;
    struct thread thread;
    create_error = EAGAIN;
    assert_int_equal(thread_start(&thread, "none", join_oneself, NULL), EAGAIN);
    create_error = 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_is_set_and_cleared),
        cmocka_unit_test(a_latch_opens_at_zero_and_goes_no_further),
        cmocka_unit_test(a_latch_of_nothing_is_open),
        cmocka_unit_test(a_barrier_of_one_never_waits),
        cmocka_unit_test(the_number_of_the_round_may_run_over),
        cmocka_unit_test(a_thread_is_joined_as_often_as_one_likes),
        cmocka_unit_test(join_has_a_limit),
        cmocka_unit_test(nobody_waits_for_oneself),
        cmocka_unit_test(too_many_threads_are_an_error_and_leave_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
