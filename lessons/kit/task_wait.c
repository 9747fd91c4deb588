/* task_wait.c — see task_wait.h. To wait for many is to leave a
 * callback with each; the one that matters wakes the task. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "task_wait.h"

#include <errno.h>
#include <stdlib.h>

/* ---- many ---- */

struct many {
    struct task *const *tasks;
    size_t count, left;
    enum task_until until;
    int error;                  /* the first */
    struct task *waiter;
    struct task_callback *calls;
};

static bool is_enough(const struct many *many)
{
    switch (many->until) {
    case TASK_FIRST:
        return many->left < many->count || many->count == 0;
    case TASK_FIRST_ERROR:
        return many->left == 0 || many->error;
    default:
        return many->left == 0;
    }
}

static void one_is_over(struct task *task, void *argument)
{
    struct many *many = argument;
    many->left--;
    if (!many->error)
        many->error = task_result(task, NULL);
    if (is_enough(many))
        task_wake(many->waiter, 0);
}

static int watch(struct many *many)
{
    many->waiter = task_current();
    many->left = many->count;
    many->error = 0;
    many->calls = calloc(many->count + 1, sizeof *many->calls);
    if (!many->calls)
        return ENOMEM;
    for (size_t k = 0; k < many->count; k++) {
        many->calls[k].call = one_is_over;
        many->calls[k].argument = many;
        task_add_callback(many->tasks[k], &many->calls[k]);
    }
    return 0;
}

static void unwatch(struct many *many)
{
    for (size_t k = 0; k < many->count; k++)
        task_remove_callback(many->tasks[k], &many->calls[k]);
    free(many->calls);
}

static void cancel_all(struct task *const *tasks, size_t count)
{
    for (size_t k = 0; k < count; k++)
        task_cancel(tasks[k]);
}

/* ---- gather ---- */

static int gather(struct many *many)
{
    bool cancelled = false;
    while (!is_enough(many)) {
        if (task_park("gather") == ECANCELED) {
            cancelled = true;
            many->until = TASK_ALL;
            cancel_all(many->tasks, many->count);
        }
    }
    return cancelled ? ECANCELED : many->error;
}

int task_gather(struct task *const *tasks, size_t count, void **values)
{
    struct many many = { .tasks = tasks, .count = count,
                         .until = TASK_FIRST_ERROR };
    if (!task_current())
        return EPERM;
    int error = watch(&many);
    if (error)
        return error;
    error = gather(&many);
    unwatch(&many);
    for (size_t k = 0; values && k < count; k++) {
        values[k] = NULL;
        task_result(tasks[k], &values[k]);
    }
    return error;
}

/* ---- wait ---- */

static void time_is_up(void *task)
{
    task_wake(task, ETIMEDOUT);
}

int task_wait(struct task *const *tasks, size_t count,
              enum task_until until, long ms)
{
    struct many many = { .tasks = tasks, .count = count,
                         .until = until };
    struct loop_call limit = { .run = time_is_up,
                               .argument = task_current(),
                               .name = "a limit" };
    if (!task_current())
        return EPERM;
    int error = watch(&many);
    if (error)
        return error;
    loop_call_later(&limit, ms);
    while (!error && !is_enough(&many))
        error = task_park("tasks");
    loop_call_cancel(&limit);
    unwatch(&many);
    return error;
}

/* ---- as they are done ---- */

static void one_has_arrived(struct task *task, void *argument)
{
    struct task_finished *finished = argument;
    finished->done[finished->arrived++] = task;
    task_line_next(&finished->line);
}

int task_finished_init(struct task_finished *finished,
                       struct task *const *tasks, size_t count)
{
    *finished = (struct task_finished){ .tasks = tasks,
                                        .expected = count };
    finished->done = calloc(count + 1, sizeof(struct task *));
    finished->calls = calloc(count + 1, sizeof *finished->calls);
    if (!finished->done || !finished->calls) {
        finished->expected = 0;
        task_finished_destroy(finished);
        return ENOMEM;
    }
    for (size_t k = 0; k < count; k++) {
        finished->calls[k].call = one_has_arrived;
        finished->calls[k].argument = finished;
        task_add_callback(tasks[k], &finished->calls[k]);
    }
    return 0;
}

int task_finished_next(struct task_finished *finished,
                       struct task **task)
{
    while (finished->given == finished->arrived) {
        if (finished->given == finished->expected)
            return ENOENT;
        int error = task_line_wait(&finished->line, "the next task");
        if (error)
            return error;
    }
    *task = finished->done[finished->given++];
    if (finished->given == finished->expected)
        while (task_line_next(&finished->line))
            ;                       /* nothing comes for these */
    return 0;
}

void task_finished_destroy(struct task_finished *finished)
{
    for (size_t k = 0; k < finished->expected; k++)
        task_remove_callback(finished->tasks[k], &finished->calls[k]);
    free(finished->calls);
    free(finished->done);
    finished->expected = finished->given = finished->arrived = 0;
}

/* ---- not for ever ---- */

static void expire(void *argument)
{
    struct task_timeout *timeout = argument;
    timeout->expired = true;
    task_cancel(timeout->task);
}

int task_timeout_begin(struct task_timeout *timeout, long ms)
{
    struct task *self = task_current();
    *timeout = (struct task_timeout){ .task = self };
    if (!self)
        return EPERM;
    timeout->call = (struct loop_call){ .run = expire,
                                        .argument = timeout,
                                        .name = "a timeout" };
    timeout->before = task_cancelling(self);
    loop_call_later(&timeout->call, ms);
    return 0;
}

void task_timeout_move(struct task_timeout *timeout, long ms)
{
    if (!timeout->expired)
        loop_call_later(&timeout->call, ms);
}

/* If somebody else has cancelled as well, that counts for more. */
int task_timeout_end(struct task_timeout *timeout, int error)
{
    loop_call_cancel(&timeout->call);
    if (!timeout->expired)
        return error;
    unsigned left = task_uncancel(timeout->task);
    return error == ECANCELED && left <= timeout->before ? ETIMEDOUT
                                                         : error;
}

int task_wait_for(struct task *task, long ms, void **value)
{
    struct task_timeout limit;
    int error = task_timeout_begin(&limit, ms);
    if (error)
        return error;
    return task_timeout_end(&limit, task_await(task, value));
}
