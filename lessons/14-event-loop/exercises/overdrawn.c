// Exercise: two payments are allowed where there is money for one.
#include <errno.h>
#include <stdio.h>

#include "loop_sync.h"

struct account { int euros; };
struct payment { struct account *from, *to; int euros; };

static int pay(void *payment, void **value)
{
    const struct payment *self = payment;
    (void)value;
    if (self->from->euros < self->euros)
        return EDQUOT;
    loop_sleep(100);            // the bank is asked
    self->from->euros -= self->euros;
    self->to->euros += self->euros;
    return 0;
}

static int run(void *unused, void **value)
{
    (void)unused, (void)value;
    struct account ann = { .euros = 10 }, shop = { .euros = 0 };
    struct payment payment = { &ann, &shop, 10 };
    struct task *first, *second;
    task_create(&first, "first", pay, &payment);
    task_create(&second, "second", pay, &payment);
    task_await(first, NULL);
    task_await(second, NULL);
    printf("ann %d, shop %d\n", ann.euros, shop.euros);
    task_release(first);
    task_release(second);
    return 0;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    return loop_run_with(&options, run, NULL, NULL);
}
