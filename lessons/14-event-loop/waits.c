// Who is suspended, and what for. The diver waits deep in a recursion.
#include <stdio.h>

#include "loop_sync.h"

static void dive(int metres)
{
    if (metres > 0)
        dive(metres - 1);
    else
        loop_sleep(5000);                       // @deep
    printf("up from %d\n", metres);
}

static int dive_down(void *unused, void **value)
{
    (void)unused, (void)value;
    dive(3);
    return 0;
}

static int wait_for_news(void *news, void **value)
{
    (void)value;
    return loop_event_wait(news);
}

static int wait_for_diver(void *diver, void **value)
{
    return task_await(diver, value);
}

static int run(void *unused, void **value)
{
    (void)unused, (void)value;
    struct loop_event news = { 0 };
    struct task *tasks[3];
    task_create(&tasks[0], "diver", dive_down, NULL);
    task_create(&tasks[1], "reader", wait_for_news, &news);
    task_create(&tasks[2], "friend", wait_for_diver, tasks[0]);
    loop_sleep(1000);
    for (int k = 0; k < 3; k++)                 // @look
        printf("%s waits for: %s\n", task_name(tasks[k]),
               task_waits_for(tasks[k]));
    loop_event_set(&news);
    for (int k = 0; k < 3; k++) {
        task_await(tasks[k], NULL);
        task_release(tasks[k]);
    }
    return 0;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    return loop_run_with(&options, run, NULL, NULL);
}
