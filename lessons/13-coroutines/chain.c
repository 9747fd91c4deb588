// function_1 awaits function_2, and that one function_3.
#include <stdio.h>

#include "coroutine.h"

static struct coroutine one, two, three, other;
static int ticks;

static void *await(struct coroutine *callee, void *value)
{
    coroutine_resume(callee, value, &value);
    while (coroutine_status(callee) != COROUTINE_DONE) {
        coroutine_yield(NULL);              // @await
        coroutine_resume(callee, NULL, &value);
    }
    return value;
}

static void *function_3(void *value)
{
    coroutine_yield(NULL);              // it has to wait: twice
    coroutine_yield(NULL);
    return (void *)((long)value * 7);
}

static void *function_2(void *value)
{
    return await(&three, (void *)((long)value + 2));
}

static void *function_1(void *value)
{
    return await(&two, (void *)((long)value + 3));
}

static void *tick(void *unused)
{
    (void)unused;
    for (; coroutine_status(&one) != COROUTINE_DONE; ticks++)
        coroutine_yield(NULL);
    return NULL;
}

int main(void)
{
    void *value;
    coroutine_init(&one, function_1, 0);
    coroutine_init(&two, function_2, 0);
    coroutine_init(&three, function_3, 0);
    coroutine_init(&other, tick, 0);
    coroutine_resume(&one, (void *)1L, &value);
    while (coroutine_status(&one) != COROUTINE_DONE) {
        coroutine_resume(&other, NULL, NULL);
        coroutine_resume(&one, NULL, &value);
    }
    printf("the answer is %ld\n", (long)value);
    coroutine_destroy(&other);
    coroutine_destroy(&three);
    coroutine_destroy(&two);
    coroutine_destroy(&one);
    return 0;
}
