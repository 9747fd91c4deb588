// broken on purpose: it sleeps in the loop, and the loop with it
#include <stdio.h>
#include <unistd.h>

#include "task.h"

struct clock { struct loop_call one, two, three, bell; int rung; };

static void function_1(void *clock)
{
    struct clock *self = clock;
    printf("%ld s: 1\n", loop_time() / 1000);
    sleep(1);                                   // @sleep
    loop_call_soon(&self->two);
}

static void function_2(void *clock)
{
    struct clock *self = clock;
    printf("%ld s: 2\n", loop_time() / 1000);
    sleep(1);
    loop_call_soon(&self->three);
}

static void function_3(void *clock)
{
    struct clock *self = clock;
    printf("%ld s: 3\n", loop_time() / 1000);
    sleep(1);
    loop_call_soon(&self->one);
}

static void ring(void *clock)
{
    struct clock *self = clock;
    self->rung++;
    loop_call_later(&self->bell, 500);
}

static int run(void *clock, void **value)
{
    struct clock *self = clock;
    (void)value;
    loop_call_soon(&self->one);
    loop_call_later(&self->bell, 500);
    loop_sleep(8900);
    printf("the bell rang %d times\n", self->rung);
    return 0;
}

int main(void)
{
    struct clock clock = { .rung = 0 };
    clock.one = (struct loop_call){ function_1, &clock, .name = "1" };
    clock.two = (struct loop_call){ function_2, &clock, .name = "2" };
    clock.three = (struct loop_call){ function_3, &clock, .name = "3" };
    clock.bell = (struct loop_call){ ring, &clock, .name = "bell" };
    return loop_run(run, &clock, NULL);
}
