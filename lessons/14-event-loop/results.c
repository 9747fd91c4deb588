// What comes of a task: a value or an error, and who is told.
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "task.h"

static int divide(void *numbers, void **value)
{
    const long *pair = numbers;
    loop_sleep(100);
    if (pair[1] == 0)
        return EDOM;
    *value = (void *)(pair[0] / pair[1]);       // @value
    return 0;
}

static void tell(struct task *task, void *unused)
{
    (void)unused;
    printf("%s is over\n", task_name(task));
}

static int run(void *unused, void **value)
{
    (void)unused, (void)value;
    long six[] = { 6, 2 }, nothing[] = { 6, 0 };
    struct task_callback good_over = { tell, NULL, NULL };
    struct task_callback bad_over = { tell, NULL, NULL };
    struct task *good, *bad;
    void *result = NULL;
    task_create(&good, "good", divide, six);
    task_create(&bad, "bad", divide, nothing);
    task_add_callback(good, &good_over);
    task_add_callback(bad, &bad_over);
    printf("over: %d, result: %s\n", task_is_over(good),
           strerror(task_result(good, NULL)));
    task_await(good, &result);                  // @await
    int error = task_await(bad, NULL);
    printf("6 / 2 = %ld\n", (long)result);
    printf("6 / 0: %s\n", strerror(error));
    task_release(good);
    task_release(bad);
    return 0;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    return loop_run_with(&options, run, NULL, NULL);
}
