/* task.h — a function that can wait without holding up its loop:
 * Python's Task. Each has a stack of its own (coroutine.h), so any
 * function may wait, however deep: there is no `async` to be written.
 *
 *     struct task *sum;
 *     task_create(&sum, "sum", add, &numbers);    // begins soon
 *     int error = task_await(sum, &value);        // others go on
 *     task_release(sum);
 *
 *     READY ──▶ RUNNING ──return──▶ DONE
 *        ▲        │                 CANCELLED: it returned ECANCELED
 *       woken   waits
 *        └ WAITING
 *
 * To cancel is to ask: the call in which the task waits returns
 * ECANCELED; it tidies up and returns that. Or it goes on. One that has
 * been woken already gets what it was woken for, and ECANCELED from the
 * next call in which it would wait.
 *
 * Threads: all within the loop's thread.
 * Memory:  several hold a task; each gives it back with release, and
 *          the last one frees it. The loop itself holds it until it is
 *          over. The name is copied.
 * Errors:  0, or an errno value. All that waits: ECANCELED; EPERM, the
 *          caller is not a task, but a call, say, or a generator. */
#ifndef TASK_H
#define TASK_H

#include <stdbool.h>

#include "coroutine.h"
#include "loop.h"

enum { TASK_NAME = 24 };                /* bytes, with the end */
enum task_state { TASK_READY, TASK_RUNNING, TASK_WAITING, TASK_DONE,
                  TASK_CANCELLED };

/* Called once, when a task is over. The struct is yours. */
struct task_callback {
    void (*call)(struct task *task, void *argument);
    void *argument;
    struct task_callback *next;
};

struct task_line;

struct task {
    struct loop_call step;              /* its next turn */
    struct coroutine coroutine;
    struct coroutine *hub;              /* or NULL: see task_adopt */
    enum task_state state;
    bool begun;
    bool told;                          /* of a cancel, at next wait */
    unsigned cancels;                   /* asked and not taken back */
    int woken;                          /* what its wait will return */
    const char *waits_for;              /* in a word … */
    int waits_at;                       /* … at which descriptor; or -1 */
    struct task *awaited;               /* passes cancels on to it */
    struct task_line *line;             /* in which it stands */
    struct task *ahead, *behind;        /* there */
    int (*run)(void *, void **);
    void *argument, *value;
    int error;
    unsigned holders;
    struct task_callback *callbacks;    /* the oldest first */
    struct task *next, *previous;       /* of the loop's */
    char name[TASK_NAME];
};

/* Begins when it is its turn. *task is yours to release; NULL: nobody
 * wants to know. Longer names are cut. EPERM: no loop; ENOMEM. */
int task_create(struct task **task, const char *name,
                int (*run)(void *, void **), void *argument);
void task_hold(struct task *task);
void task_release(struct task *task);   /* NULL: nothing */

/* ---- who wants the result ---- */

/* Waits until it is over: what it returned, and its value; `value` may
 * be NULL. Who is cancelled meanwhile cancels it too, and goes on
 * waiting for its end; but not with shield. EDEADLK: for oneself. */
int task_await(struct task *task, void **value);
int task_shield(struct task *task, void **value);

/* The same without waiting. EAGAIN: it is not over. */
int task_result(const struct task *task, void **value);
bool task_is_over(const struct task *task);
enum task_state task_state(const struct task *task);

/* In the order in which they were added; at once if it is over. */
void task_add_callback(struct task *task, struct task_callback *call);
void task_remove_callback(struct task *task,
                          struct task_callback *call);

/* ---- cancelling ---- */

bool task_cancel(struct task *task);    /* false: it is over */

/* How often it has been asked to end. Who decides that it goes on all
 * the same takes one back; returns those left. */
unsigned task_cancelling(const struct task *task);
unsigned task_uncancel(struct task *task);

/* For the task itself, which has been told and cannot say so now: the
 * next wait tells it again. */
void task_tell_again(void);

/* ---- for the task itself, and for who looks on ---- */

struct task *task_current(void);        /* NULL: a call, a generator */
const char *task_name(const struct task *task);
const char *task_waits_for(const struct task *task);    /* or NULL */

/* 0: lets the others go first. */
int loop_sleep(long ms);

/* ---- a thread that is a task (greenlet.h) ---- */

/* The calling thread, on its own stack, is a task of its loop, which
 * runs in `hub`: that is resumed when this task waits. *task is yours
 * to release. Disown ends the task, and returns when the hub does. */
int task_adopt(struct task **task, const char *name,
               struct coroutine *hub);      /* ENOMEM */
void task_disown(struct task *task);

/* ---- to make things that tasks wait for ---- */

/* The task that calls waits; what for, in a word. Returns what it is
 * woken with, or ECANCELED. */
int task_park(const char *what);
bool task_wake(struct task *task, int error);   /* false: it is awake */

/* A line of waiting tasks: a task is in one at most. */
struct task_line { struct task *first, *last; };

/* Returns when it is this task's turn, or it is ECANCELED. */
int task_line_wait(struct task_line *line, const char *what);

/* It is the first one's turn. NULL: nobody waits. */
struct task *task_line_next(struct task_line *line);

#endif
