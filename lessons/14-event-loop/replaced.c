// A library that sleeps; and it is not in the way. See what is linked.
#include <stdio.h>
#include <unistd.h>

#include "greenlet.h"

/* Somebody else's, who never heard of loops. */
static int look_up(int question)
{
    sleep(2);                                   // @sleep
    return question + 2;
}

static int ask(void *question, void **value)
{
    int answer = look_up((int)(long)question);
    (void)value;
    printf("Answer: %d at %ld s\n", answer, loop_time() / 1000);
    return 0;
}

static int tick(void *unused, void **value)
{
    (void)unused, (void)value;
    for (int k = 0; k < 2; k++) {
        printf("tick at %ld s\n", loop_time() / 1000);
        green_sleep(1000);
    }
    return 0;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    green_begin(&options);
    struct task *all[] = { green_spawn("asker", ask, (void *)38L),
                           green_spawn("other", ask, (void *)40L),
                           green_spawn("clock", tick, NULL) };
    green_joinall(all, 3, -1);
    green_release(all, 3);
    sleep(1);              // main is a greenlet: so it waits, too
    printf("all in %ld s\n", loop_time() / 1000);
    green_end();
    return 0;
}
