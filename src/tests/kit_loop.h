/* kit_loop.h — the whole of the kit's event loop in one program, and what its tests share: a clock that only moves when
 * somebody sleeps, or by hand; a log; small tasks. */
#ifndef TESTS_KIT_LOOP_H
#define TESTS_KIT_LOOP_H

#include "tests/claims.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A clock that is put forward by sleeping, and by hand. */
static int64_t fake_now = 1000000000;

static int fake_clock(clockid_t clock, struct timespec *time)
{
    (void)clock;
    *time = (struct timespec){ fake_now / 1000000000, fake_now % 1000000000 };
    return 0;
}

static int fake_sleep(const struct timespec *time, struct timespec *left)
{
    (void)left;
    fake_now += time->tv_sec * 1000000000 + time->tv_nsec;
    return 0;
}

/* Allocations that fail: the `allocations`th from now, if above 0. */
static int allocations;

static void *calloc_or_fail(size_t count, size_t size)
{
    return allocations > 0 && --allocations == 0 ? NULL : calloc(count, size);
}

/* Many files in one: what is static has the same name in some. */
#include "../../lessons/kit/coroutine.c"
#define current current_loop
#define clock_gettime fake_clock
#define nanosleep fake_sleep
#define cancel_all cancel_all_tasks
#include "../../lessons/kit/loop.c"
#undef current
#undef clock_gettime
#undef nanosleep
#undef cancel_all
#define calloc calloc_or_fail
#define finish finish_task
#include "../../lessons/kit/task.c"
#undef finish
#include "../../lessons/kit/task_await.c"
#define enter enter_line
#define leave leave_line
#include "../../lessons/kit/task_line.c"
#undef enter
#undef leave
#define watch watch_many
#include "../../lessons/kit/task_wait.c"
#undef watch
#define leave leave_group
#include "../../lessons/kit/task_group.c"
#undef leave
#include "../../lessons/kit/loop_sync.c"
#define grow grow_queue
#define is_full loop_queue_is_full
#define place loop_queue_place
#define is_before loop_queue_is_before
#define swap loop_queue_swap
#define rise loop_queue_rise
#define sink loop_queue_sink
#define add loop_queue_add
#define take loop_queue_take
#define wake_all wake_line
#include "../../lessons/kit/loop_queue.c"
#undef calloc
#undef wake_all
#undef is_full
#undef place
#undef is_before
#undef swap
#undef rise
#undef sink
#undef add
#undef take
#undef grow
#define wake_all wake_file
#define wait_for wait_for_file
#define find find_file
#include "../../lessons/kit/loop_io.c"
#undef wake_all
#undef wait_for
#undef find
#define finish finish_future
#define leave leave_pool
#define thread worker_thread
#define cancel_all cancel_all_submitted
#include "../../lessons/kit/future.c"
#include "../../lessons/kit/pool.c"
#undef finish
#undef leave
#undef thread
#undef cancel_all
#include "../../lessons/kit/loop_outside.c"

/* ---- what they have done: a log ---- */

static char log_text[4000];

static inline void __attribute__((format(printf, 1, 2))) note(const char *format, ...)
{
    size_t used = strlen(log_text);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(log_text + used, sizeof log_text - used, format, arguments);
    va_end(arguments);
}

static inline int run_in(const struct loop_options *options, int (*run)(void *, void **), void *argument)
{
    log_text[0] = '\0';
    return loop_run_with(options, run, argument, NULL);
}

static inline int run_virtually(int (*run)(void *, void **), void *argument)
{
    return run_in(&(struct loop_options){ .virtual_time = true }, run, argument);
}

/* A claim about what happens in a loop, in virtual time: what follows is its main task, and the log is `wanted` then; NULL: is
 * whatever it is. */
#define IN_LOOP(claim, wanted) \
    static void claim##_in_loop(void); \
    static int claim##_main(void *argument, void **value) \
    { \
        (void)argument; \
        (void)value; \
        claim##_in_loop(); \
        return 0; \
    } \
    static void claim(void **state) \
    { \
        (void)state; \
        assert_run(claim##_main, 0, wanted); \
    } \
    static void claim##_in_loop(void)

static inline void assert_run(int (*run)(void *, void **), int error, const char *wanted)
{
    assert_int_equal(run_virtually(run, NULL), error);
    if (wanted)
        assert_string_equal(log_text, wanted);
}

static inline struct task *start(const char *name, int (*run)(void *, void **), const void *argument)
{
    struct task *task = NULL;
    assert_int_equal(task_create(&task, name, run, (void *)argument), 0);
    return task;
}

/* ---- small tasks ---- */

struct nap {
    const char *name;
    long ms;
    int error;          /* what it returns then */
};

static inline int take_nap(void *argument, void **value)
{
    const struct nap *nap = argument;
    int error = loop_sleep(nap->ms);
    note("%s%s@%ld ", nap->name, error ? "!" : "", loop_time());
    *value = (void *)nap->name;
    return error ? error : nap->error;
}

static const struct nap short_nap __attribute__((unused)) = { "short", 10, 0 };
static const struct nap middle_nap __attribute__((unused)) = { "middle", 30, 0 };
static const struct nap long_nap __attribute__((unused)) = { "long", 50, 0 };
static const struct nap bad_nap __attribute__((unused)) = { "bad", 20, EDOM };

enum { THREE = 3 };

static inline void start_naps(struct task **tasks, const struct nap *a, const struct nap *b, const struct nap *c)
{
    tasks[0] = start("a", take_nap, a);
    tasks[1] = start("b", take_nap, b);
    tasks[2] = start("c", take_nap, c);
}

static inline void release_all(struct task **tasks)
{
    for (int k = 0; k < THREE; k++)
        task_release(tasks[k]);
}

static inline int wait_for_ever(void *argument, void **value)
{
    (void)argument;
    (void)value;
    int error = loop_sleep(-1);
    note("told ");
    return error;
}

static inline int return_value(void *argument, void **value)
{
    *value = argument;
    return 0;
}

#endif
