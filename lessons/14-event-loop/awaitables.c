// function_1 needs the others: called in turn, then as tasks.
#include <stdio.h>

#include "task.h"

static int function_2(void *unused, void **value)
{
    (void)unused;
    loop_sleep(1000);
    *value = (void *)20L;
    return 0;
}

static int function_3(void *unused, void **value)
{
    (void)unused;
    loop_sleep(2000);
    *value = (void *)22L;
    return 0;
}

static long call_both(void)
{
    void *two, *three;
    function_2(NULL, &two);                     // @call
    function_3(NULL, &three);
    return (long)two + (long)three;
}

static long await_both(void)
{
    struct task *second, *third;
    void *two, *three;
    task_create(&second, "function_2", function_2, NULL);
    task_create(&third, "function_3", function_3, NULL);
    task_await(second, &two);
    task_await(third, &three);
    task_release(second);
    task_release(third);
    return (long)two + (long)three;
}

static int function_1(void *unused, void **value)
{
    (void)unused, (void)value;
    long began = loop_time(), sum = call_both();
    printf("called: %ld, %ld s\n", sum, (loop_time() - began) / 1000);
    began = loop_time();
    sum = await_both();
    printf("tasks: %ld, %ld s\n", sum, (loop_time() - began) / 1000);
    return 0;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    return loop_run_with(&options, function_1, NULL, NULL);
}
