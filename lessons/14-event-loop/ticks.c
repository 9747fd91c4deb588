// A generator that waits between its values, and who goes on meanwhile.
#include <stdio.h>

#include "async_generator.h"

static int ticks(struct async_generator *self, void *seconds)
{
    for (long k = 1; k <= (long)seconds; k++) {
        int error = loop_sleep(1000);           // @wait
        if (!error)
            error = async_generator_yield(self, (void *)k, NULL);
        if (error)
            return error;
    }
    return 0;
}

static int bark(void *unused, void **value)
{
    (void)unused, (void)value;
    for (int k = 0; k < 2; k++) {
        loop_sleep(1500);
        printf("woof at %ld ms\n", loop_time());
    }
    return 0;
}

static int run(void *unused, void **value)
{
    struct async_generator clock;
    struct task *dog;
    void *second;
    (void)unused, (void)value;
    task_create(&dog, "dog", bark, NULL);
    async_generator_init(&clock, "clock", ticks, (void *)3L);
    while (async_generator_next(&clock, &second) == 0)  // @next
        printf("tick %ld at %ld ms\n", (long)second, loop_time());
    async_generator_destroy(&clock);
    task_await(dog, NULL);
    task_release(dog);
    return 0;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    return loop_run_with(&options, run, NULL, NULL);
}
