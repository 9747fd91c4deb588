// The look-up waits in the loop, and the heart goes on.
#include <stdio.h>

#include "task.h"

static int beat(void *unused, void **value)
{
    (void)unused, (void)value;
    for (int k = 0; k < 3; k++) {
        printf("beat at %ld s\n", loop_time() / 1000);
        loop_sleep(1000);
    }
    return 0;
}

static void look_up(void)
{
    loop_sleep(2500);           // the answer takes its time
}

static int ask(void *unused, void **value)
{
    (void)unused, (void)value;
    loop_sleep(200);
    look_up();
    printf("answer at %ld s\n", loop_time() / 1000);
    return 0;
}

static int run(void *unused, void **value)
{
    (void)unused, (void)value;
    struct task *heart, *asker;
    task_create(&heart, "heart", beat, NULL);
    task_create(&asker, "asker", ask, NULL);
    task_await(heart, NULL);
    task_await(asker, NULL);
    task_release(heart);
    task_release(asker);
    return 0;
}

int main(void)
{
    return loop_run(run, NULL, NULL);
}
