/* loop.c — see loop.h. A round of the loop: look at the world (and
 * sleep, if nothing is ready), then run those that were in line when
 * the round began. Who gets in line meanwhile waits for the next
 * round, so that nobody keeps the world out by being ready for ever. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "loop.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <time.h>

#include "loop_timers.h"
#include "task.h"
#include "threadlab.h"

enum { NS_PER_MS = 1000000, NS_PER_S = 1000000000 };
enum { NOT_AT_ALL = 0, FOR_EVER = -1 };
enum { AHEAD = 8, TOUCHED = 5, CACHE_LINE = 64, SMALLEST_PAGE = 4096 };

static _Thread_local struct loop *current;

struct loop *loop_current(void)
{
    return current;
}

/* ---- time ---- */

static int64_t clock_read(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * NS_PER_S + time.tv_nsec;
}

static int64_t time_now(struct loop *loop)
{
    if (!loop->options.virtual_time)
        loop->now = clock_read();
    return loop->now;
}

/* In 146 years at the latest: what lies beyond would not fit. */
static int64_t time_in(struct loop *loop, long ms)
{
    int64_t now = time_now(loop), latest = INT64_MAX / 2;
    bool fits = now < latest && ms < (latest - now) / NS_PER_MS;
    return fits ? now + (int64_t)ms * NS_PER_MS : latest;
}

long loop_time(void)
{
    struct loop *loop = current;
    return loop ? (long)((time_now(loop) - loop->began) / NS_PER_MS)
                : 0;
}

/* ---- who is in line: a ring ---- */

static void ring_init(struct loop_call *ring)
{
    ring->next = ring->previous = ring;
}

static bool ring_is_empty(const struct loop_call *ring)
{
    return ring->next == ring;
}

static void ring_add(struct loop_call *ring, struct loop_call *call)
{
    call->next = ring;
    call->previous = ring->previous;
    ring->previous->next = call;
    ring->previous = call;
}

static void ring_remove(struct loop_call *call)
{
    call->previous->next = call->next;
    call->next->previous = call->previous;
}

/* Those who are in `from` are in `to` instead. */
static void ring_move(struct loop_call *to, struct loop_call *from)
{
    ring_init(to);
    if (ring_is_empty(from))
        return;
    to->next = from->next;
    to->previous = from->previous;
    to->next->previous = to->previous->next = to;
    ring_init(from);
}

/* ---- calls ---- */

void loop_call_cancel(struct loop_call *call)
{
    if (call->state == CALL_READY)
        ring_remove(call);
    else if (call->state == CALL_TIMED)
        timers_remove(&current->timers, call);
    call->state = CALL_IDLE;
    lab_unwatch(call, sizeof *call);
}

void loop_call_soon(struct loop_call *call)
{
    assert(current);                    /* there is a loop */
    loop_call_cancel(call);
    ring_add(&current->ready, call);
    call->state = CALL_READY;
    lab_watch(call, sizeof *call, "loop_call");
}

void loop_call_later(struct loop_call *call, long ms)
{
    assert(current);
    loop_call_cancel(call);
    if (ms < 0)
        return;
    call->due = time_in(current, ms);
    call->order = current->calls++;
    timers_add(&current->timers, call);
    call->state = CALL_TIMED;
    lab_watch(call, sizeof *call, "loop_call");
}

static void ready_those_due(struct loop *loop)
{
    if (!loop->timers)
        return;
    int64_t now = time_now(loop);
    while (loop->timers && loop->timers->due <= now)
        loop_call_soon(loop->timers);
}

/* ---- one round ---- */

static void say_slow(const char *name, long ms)
{
    fprintf(stderr, "%s has held the loop for %ld ms\n", name, ms);
}

/* The call may be gone when it has run, and its name with it. */
static void run_watched(const struct loop_options *options,
                        struct loop_call *call)
{
    char name[2 * TASK_NAME];
    snprintf(name, sizeof name, "%s",
             call->name ? call->name : "a call");
    int64_t before = clock_read();
    call->run(call->argument);
    long ms = (long)((clock_read() - before) / NS_PER_MS);
    if (ms >= options->slow_ms)
        (options->slow ? options->slow : say_slow)(name, ms);
}

#ifndef THREADLAB_TRACED
/* What a task wants first of its stack; no more than one page. */
static void touch(const char *stack)
{
    uintptr_t at = (uintptr_t)stack, end = at | (SMALLEST_PAGE - 1);
    for (int k = 0; k < TOUCHED && at <= end; k++, at += CACHE_LINE)
        (void)*(const volatile char *)at;
}
#endif

/* With thousands of tasks, most stacks are not in the cache when their
 * turn comes. So those of the next few are read beforehand: for what is
 * read together, the processor waits together. (It forgets a prefetch
 * from a page whose address it would have to look up.) */
static void announce(const struct loop_call *ring)
{
#ifndef THREADLAB_TRACED
    const struct loop_call *call = ring->next;
    for (int k = 0; k < AHEAD && call != ring; k++, call = call->next)
        if (call->touches)
            touch(call->touches);
#else
    (void)ring;
#endif
}

static void run_one(struct loop *loop, struct loop_call *call)
{
    ring_remove(call);
    call->state = CALL_IDLE;
    lab_unwatch(call, sizeof *call);
    if (loop->options.slow_ms > 0)
        run_watched(&loop->options, call);
    else
        call->run(call->argument);
}

static void run_ready(struct loop *loop)
{
    struct loop_call *round = &loop->round;
    ring_move(round, &loop->ready);
    for (unsigned k = 0; !ring_is_empty(round); k++) {
        if (k % AHEAD == 0)
            announce(round);
        run_one(loop, round->next);
    }
}

/* Sleeps for `wait` nanoseconds, or until something happens outside. */
static void look(struct loop *loop, int64_t wait)
{
    if (loop->io) {
        loop->io->look(loop, wait);
    } else if (wait > 0) {
        struct timespec time = { wait / NS_PER_S, wait % NS_PER_S };
        nanosleep(&time, NULL);
    }
}

/* Nothing is ready. Virtual time jumps, but not while something is
 * going on outside. */
static void wait_for_timer(struct loop *loop)
{
    if (!loop->options.virtual_time) {
        int64_t wait = loop->timers->due - time_now(loop);
        look(loop, wait > 0 ? wait : NOT_AT_ALL);
    } else if (loop->waiting_outside > 0) {
        look(loop, FOR_EVER);
    } else {
        look(loop, NOT_AT_ALL);
        if (ring_is_empty(&loop->ready))
            loop->now = loop->timers->due;
    }
}

/* False: nothing is ready, and nothing ever will be. */
static bool get_ready(struct loop *loop)
{
    if (!ring_is_empty(&loop->ready))
        look(loop, NOT_AT_ALL);
    else if (loop->timers)
        wait_for_timer(loop);
    else if (loop->waiting_files + loop->waiting_outside > 0)
        look(loop, FOR_EVER);
    else
        return false;
    ready_those_due(loop);
    return true;
}

/* ---- from the first round to the last ---- */

static void cancel_all(struct loop *loop)
{
    for (struct task *task = loop->tasks; task; task = task->next)
        task_cancel(task);
}

int loop_go(const struct task *main)
{
    struct loop *loop = current;
    int error = 0;
    bool ending = false;
    while (loop->tasks) {
        if (!ending && task_is_over(main)) {
            ending = true;
            cancel_all(loop);
        }
        if (!get_ready(loop)) {
            if (!ending)
                error = EDEADLK;
            loop->stuck = true;
            cancel_all(loop);
        }
        run_ready(loop);
    }
    return error;
}

int loop_begin(struct loop *loop, const struct loop_options *options)
{
    if (current)
        return EBUSY;
    *loop = (struct loop){ .options = *options };
    ring_init(&loop->ready);
    ring_init(&loop->round);
    loop->began = loop->now = options->virtual_time ? 0 : clock_read();
    current = loop;
    lab_watch(loop, sizeof *loop, "loop");
    return 0;
}

/* Calls that were to come later will not come. */
void loop_end(struct loop *loop)
{
    while (loop->timers)
        loop_call_cancel(loop->timers);
    while (!ring_is_empty(&loop->ready))
        loop_call_cancel(loop->ready.next);
    if (loop->io)
        loop->io->end(loop);
    lab_unwatch(loop, sizeof *loop);
    current = NULL;
}

int loop_run_with(const struct loop_options *options,
                  int (*run)(void *, void **), void *argument,
                  void **value)
{
    struct loop loop;
    struct task *main;
    int error = loop_begin(&loop, options);
    if (error)
        return error;
    error = task_create(&main, "main", run, argument);
    if (!error) {
        error = loop_go(main);
        int result = task_result(main, value);
        error = error ? error : result;
        task_release(main);
    }
    loop_end(&loop);
    return error;
}

int loop_run(int (*run)(void *, void **), void *argument, void **value)
{
    return loop_run_with(&(struct loop_options){ 0 }, run, argument,
                         value);
}
