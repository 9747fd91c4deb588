/* task_await.c — what comes of a task: see task.h. Who awaits it leaves
 * a callback, which wakes him up. */
#include "task.h"

#include <errno.h>

/* ---- the result ---- */

bool task_is_over(const struct task *task)
{
    return task->state == TASK_DONE || task->state == TASK_CANCELLED;
}

int task_result(const struct task *task, void **value)
{
    if (!task_is_over(task))
        return EAGAIN;
    if (value)
        *value = task->value;
    return task->error;
}

void task_add_callback(struct task *task, struct task_callback *call)
{
    struct task_callback **last = &task->callbacks;
    if (task_is_over(task)) {
        call->call(task, call->argument);
        return;
    }
    while (*last)
        last = &(*last)->next;
    call->next = NULL;
    *last = call;
}

void task_remove_callback(struct task *task, struct task_callback *call)
{
    struct task_callback **link = &task->callbacks;
    while (*link && *link != call)
        link = &(*link)->next;
    if (*link)
        *link = call->next;
}

static void wake_awaiter(struct task *task, void *awaiter)
{
    struct task *self = awaiter;
    (void)task;
    self->awaited = NULL;
    task_wake(self, 0);
}

/* Would it be waiting for itself, in the end? */
static bool awaits(const struct task *task, const struct task *self)
{
    while (task && task != self)
        task = task->awaited;
    return task == self;
}

int task_await(struct task *task, void **value)
{
    struct task *self = task_current();
    struct task_callback over = { wake_awaiter, self, NULL };
    if (!self)
        return EPERM;
    if (awaits(task, self))
        return EDEADLK;
    if (task_is_over(task))
        return task_result(task, value);
    task_hold(task);
    if (self->told)                     /* it is passed on */
        task_cancel(task);
    self->told = false;
    self->awaited = task;
    task_add_callback(task, &over);
    while (!task_is_over(task))
        task_park(task->name);
    int error = task_result(task, value);
    task_release(task);
    return error;
}

int task_shield(struct task *task, void **value)
{
    struct task *self = task_current();
    struct task_callback over = { wake_awaiter, self, NULL };
    if (!self)
        return EPERM;
    if (task == self)
        return EDEADLK;
    if (task_is_over(task))
        return task_result(task, value);
    task_hold(task);
    task_add_callback(task, &over);
    int error = task_park(task->name);
    if (error)
        task_remove_callback(task, &over);
    else
        error = task_result(task, value);
    task_release(task);
    return error;
}
