/* task.c — see task.h. A task is a coroutine and a call, `step`, that
 * resumes it: while that is in line, or among the timers, the task will
 * go on. To wait is to yield without having got in line; to wake is to
 * put the step there. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "task.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "threadlab.h"

/* ---- the end ---- */

static void join_loop(struct loop *loop, struct task *task)
{
    task->next = loop->tasks;
    if (task->next)
        task->next->previous = task;
    loop->tasks = task;
}

static void leave_loop(struct loop *loop, struct task *task)
{
    if (task->previous)
        task->previous->next = task->next;
    else
        loop->tasks = task->next;
    if (task->next)
        task->next->previous = task->previous;
}

static void finish(struct loop *loop, struct task *task, int error)
{
    task->error = error;
    task->state = error == ECANCELED ? TASK_CANCELLED : TASK_DONE;
    leave_loop(loop, task);
    coroutine_destroy(&task->coroutine);
    while (task->callbacks) {
        struct task_callback *first = task->callbacks;
        task->callbacks = first->next;
        first->call(task, first->argument);
    }
    task_release(task);
}

/* ---- a turn ---- */

/* A task goes on, and stops. Where the thread itself is a task, it is
 * the loop that has a stack of its own: see task_adopt. */
static void go_on(struct task *task)
{
    if (task->hub)
        coroutine_yield(NULL);
    else
        coroutine_resume(&task->coroutine, task, NULL);
}

static void stop(const struct task *task)
{
    if (task->hub)
        coroutine_resume(task->hub, NULL, NULL);
    else
        coroutine_yield(NULL);
}

/* Runs on the task's own stack. */
static void *live(void *argument)
{
    struct task *task = argument;
    task->error = task->run(task->argument, &task->value);
    return NULL;
}

/* Who is cancelled before the first turn has none. */
static void take_turn(void *argument)
{
    struct task *task = argument;
    struct loop *loop = loop_current();
    if (!task->begun && task->told) {
        finish(loop, task, ECANCELED);
        return;
    }
    task->begun = true;
    task->state = TASK_RUNNING;
    loop->running = task;
    go_on(task);
    task->step.touches = task->coroutine.pointer;
    loop->running = NULL;
    if (coroutine_status(&task->coroutine) == COROUTINE_DONE)
        finish(loop, task, task->error);
}

/* ---- beginning, and who holds it ---- */

int task_create(struct task **task, const char *name,
                int (*run)(void *, void **), void *argument)
{
    struct loop *loop = loop_current();
    struct task *new = loop ? calloc(1, sizeof *new) : NULL;
    if (!new)
        return loop ? ENOMEM : EPERM;
    lab_watch(new, sizeof *new, "task");
    int error = coroutine_init(&new->coroutine, live, 0);
    if (error) {
        lab_unwatch(new, sizeof *new);
        free(new);
        return error;
    }
    snprintf(new->name, sizeof new->name, "%s", name);
    new->run = run;
    new->argument = argument;
    new->waits_at = -1;
    new->step = (struct loop_call){ .run = take_turn, .argument = new,
                                    .name = new->name };
    new->holders = task ? 2 : 1;
    join_loop(loop, new);
    loop_call_soon(&new->step);
    if (task)
        *task = new;
    return 0;
}

int task_adopt(struct task **task, const char *name,
               struct coroutine *hub)
{
    struct loop *loop = loop_current();
    struct task *new = calloc(1, sizeof *new);
    if (!new)
        return ENOMEM;
    lab_watch(new, sizeof *new, "task");
    snprintf(new->name, sizeof new->name, "%s", name);
    new->step = (struct loop_call){ .run = take_turn, .argument = new,
                                    .name = new->name };
    new->holders = 2;
    new->waits_at = -1;
    new->begun = true;
    new->hub = hub;
    new->state = TASK_RUNNING;
    join_loop(loop, new);
    loop->running = new;
    *task = new;
    lab_watch(new, sizeof *new, "task");
    return 0;
}

static void take_leave(void *task)
{
    finish(loop_current(), task, 0);
}

void task_disown(struct task *task)
{
    task->step.run = take_leave;
    loop_call_soon(&task->step);
    stop(task);
}

void task_hold(struct task *task)
{
    task->holders++;
}

void task_release(struct task *task)
{
    if (!task || --task->holders > 0)
        return;
    lab_unwatch(task, sizeof *task);
    free(task);
}

/* ---- waiting and waking ---- */

/* Not within a coroutine that a task has resumed: its yield would go to
 * the task. */
struct task *task_current(void)
{
    struct loop *loop = loop_current();
    struct task *self = loop ? loop->running : NULL;
    if (!self)
        return NULL;
    const struct coroutine *stack = self->hub ? NULL : &self->coroutine;
    return coroutine_current() == stack ? self : NULL;
}

int task_park(const char *what)
{
    struct task *self = task_current();
    if (!self)
        return EPERM;
    if (self->told) {
        self->told = false;
        return ECANCELED;
    }
    self->woken = 0;
    self->waits_for = what;
    self->state = TASK_WAITING;
    stop(self);
    self->waits_for = NULL;
    return self->woken;
}

bool task_wake(struct task *task, int error)
{
    if (task->state != TASK_WAITING)
        return false;
    task->state = TASK_READY;
    task->woken = error;
    loop_call_soon(&task->step);
    return true;
}

int loop_sleep(long ms)
{
    struct task *self = task_current();
    if (!self)
        return EPERM;
    if (ms == 0)
        loop_call_soon(&self->step);
    else
        loop_call_later(&self->step, ms);
    int error = task_park("sleep");
    loop_call_cancel(&self->step);      /* it was woken earlier */
    return error;
}

/* ---- cancelling ---- */

bool task_cancel(struct task *task)
{
    if (task_is_over(task))
        return false;
    task->cancels++;
    while (task->awaited) {
        task = task->awaited;
        task->cancels++;
    }
    if (!task_wake(task, ECANCELED))
        task->told = true;
    return true;
}

unsigned task_cancelling(const struct task *task)
{
    return task->cancels;
}

void task_tell_again(void)
{
    struct task *self = task_current();
    if (self)
        self->told = true;
}

/* With the last one goes what it has not been told yet. */
unsigned task_uncancel(struct task *task)
{
    if (task->cancels > 0 && --task->cancels == 0)
        task->told = false;
    return task->cancels;
}

/* ---- who looks on ---- */

enum task_state task_state(const struct task *task)
{
    return task->state;
}

const char *task_name(const struct task *task)
{
    return task->name;
}

const char *task_waits_for(const struct task *task)
{
    return task->waits_for;
}
