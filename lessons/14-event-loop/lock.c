// A lock across a wait: nobody comes between read and write.
#include <stdio.h>

#include "loop_sync.h"

struct account { struct loop_lock lock; int euros; };

static int pay_in(void *account, void **value)
{
    struct account *self = account;
    (void)value;
    int error = loop_lock_acquire(&self->lock); // @acquire
    if (error)
        return error;
    int before = self->euros;
    printf("%s reads %d\n", task_name(task_current()), before);
    loop_sleep(100);
    self->euros = before + 10;
    loop_lock_release(&self->lock);
    return 0;
}

static int run(void *unused, void **value)
{
    (void)unused, (void)value;
    struct account account = { .euros = 0 };
    struct task *ann, *bob;
    task_create(&ann, "ann", pay_in, &account);
    task_create(&bob, "bob", pay_in, &account);
    task_await(ann, NULL);
    task_await(bob, NULL);
    printf("%d euros in %ld ms\n", account.euros, loop_time());
    task_release(ann);
    task_release(bob);
    return 0;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    return loop_run_with(&options, run, NULL, NULL);
}
