// After a second the page is cancelled, and its end awaited.
#include <errno.h>
#include <stdio.h>

#include "task_wait.h"

static int fetch(void *unused, void **value)
{
    (void)unused, (void)value;
    return loop_sleep(10000);
}

static int run(void *unused, void **value)
{
    (void)unused, (void)value;
    struct task *page;
    task_create(&page, "page", fetch, NULL);
    int error = task_wait_for(page, 1000, NULL);
    printf("%s after %ld s\n", error == ETIMEDOUT ? "too slow" : "here",
           loop_time() / 1000);
    printf("it is over: %s\n", task_is_over(page) ? "yes" : "no");
    task_release(page);
    return 0;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    return loop_run_with(&options, run, NULL, NULL);
}
