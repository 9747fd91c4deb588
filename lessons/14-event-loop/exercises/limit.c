// Exercise: nobody wants to wait ten seconds for this page.
#include <errno.h>
#include <stdio.h>

#include "task_wait.h"

static int fetch(void *ms, void **value)
{
    (void)value;
    return loop_sleep((long)ms);
}

static void look(long ms)
{
    struct task *page;
    task_create(&page, "page", fetch, (void *)ms);
    int error = task_await(page, NULL);
    printf("%s after %ld s\n", error == ETIMEDOUT ? "too slow" : "here",
           loop_time() / 1000);
    printf("it is over: %s\n", task_is_over(page) ? "yes" : "no");
    task_release(page);
}

static int run(void *unused, void **value)
{
    (void)unused, (void)value;
    look(10000);
    look(300);
    return 0;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    return loop_run_with(&options, run, NULL, NULL);
}
