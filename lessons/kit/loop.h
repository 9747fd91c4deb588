/* loop.h — an event loop: one thread that goes from one thing to do to
 * the next, and sleeps when there is none. Python's asyncio.
 *
 *     static int tick(void *name, void **value)
 *     {
 *         for (int k = 0; k < 3; k++)
 *             loop_sleep(1000);       // meanwhile others go on
 *         return 0;
 *     }
 *     int error = loop_run(tick, "tick", NULL);
 *
 *          timers ──due──▶ ┌───────────────┐
 *     descriptors ─ready─▶ │ ready, in line│ ──▶ run, one by one
 *           tasks ─woken─▶ └───────────────┘
 *
 * What runs is a call (a function) or a task (task.h), which can wait.
 * Nothing is interrupted: who computes for a second holds up all.
 *
 * Threads: a loop is its thread's own; each thread may have one.
 * Memory:  a struct loop_call is yours, and stays until it has run.
 * Errors:  0, or an errno value.
 * Limits in time are milliseconds; one below 0 waits for ever. */
#ifndef LOOP_H
#define LOOP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- run ---- */

struct loop_options {
    /* Time stands still while anything can go on, and then jumps to the
     * next timer: nobody sleeps, and each run is like the other. What
     * happens outside (pool, child processes) is waited for first, and
     * takes no time. */
    bool virtual_time;
    /* More than 0: `slow` is told who has held the loop for that long;
     * NULL: says it on stderr. */
    long slow_ms;
    void (*slow)(const char *name, long ms);
};

/* Runs the function as a task, "main"; when it is over, cancels those
 * that are left, and returns when they are over too. What it returned,
 * and its value; `value` may be NULL. EDEADLK: everybody waited, for
 * nothing that could have happened; all were cancelled. EBUSY: this
 * thread runs a loop already. ENOMEM, or what epoll says. */
int loop_run(int (*run)(void *, void **), void *argument, void **value);
int loop_run_with(const struct loop_options *options,
                  int (*run)(void *, void **), void *argument,
                  void **value);

long loop_time(void);       /* milliseconds since it began to run */

/* ---- calls ---- */

enum loop_call_state { CALL_IDLE, CALL_READY, CALL_TIMED };

struct loop_call {
    void (*run)(void *argument);
    void *argument;
    const char *name;       /* for debugging; NULL: "a call" */
    /* the loop's own: */
    enum loop_call_state state;
    struct loop_call *next, *previous, *child;
    int64_t due;
    uint64_t order;         /* first come, first served */
    const char *touches;    /* memory; NULL: nothing special */
};

/* `run` will be called once: after those that are in line already, or
 * not before `ms` milliseconds. A call that is under way already is
 * moved. It must not wait: only tasks can. */
void loop_call_soon(struct loop_call *call);
void loop_call_later(struct loop_call *call, long ms);
void loop_call_cancel(struct loop_call *call);

/* ---- the parts (loop.c, task.c, loop_io.c) ---- */

struct task;

struct loop {
    struct loop_call ready;         /* a ring; this is its handle */
    struct loop_call round;         /* those of this round: the same */
    struct loop_call *timers;       /* a heap: loop_timers.h */
    uint64_t calls;
    int64_t began, now;             /* nanoseconds */
    struct loop_options options;
    struct task *tasks, *running;
    size_t waiting_outside;         /* tasks that the world will wake */
    size_t waiting_files;           /* tasks at a descriptor */
    struct loop_io *io;             /* NULL: not needed so far */
    bool stuck;                     /* everybody waited, for nothing */
};

/* How a loop looks at the world: loop_io.c, if it is needed. */
struct loop_io {
    /* Makes ready what is; waits for that, for `wait` nanoseconds. */
    void (*look)(struct loop *loop, int64_t wait);
    void (*end)(struct loop *loop);
};

struct loop *loop_current(void);    /* NULL: none runs here */

/* What loop_run is made of: the loop is this thread's from begin (or
 * EBUSY) to end; go returns when `main` and, cancelled then, all other
 * tasks are over: 0, or EDEADLK. */
int loop_begin(struct loop *loop, const struct loop_options *options);
int loop_go(const struct task *main);
void loop_end(struct loop *loop);

#endif
