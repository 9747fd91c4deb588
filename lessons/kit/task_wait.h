/* task_wait.h — waiting for many tasks, and not for ever: Python's
 * gather, wait, as_completed, wait_for, timeout.
 *
 *     struct task_timeout limit;
 *     task_timeout_begin(&limit, 500);
 *     int error = task_gather(tasks, 3, values);
 *     error = task_timeout_end(&limit, error);    // or ETIMEDOUT
 *
 * Threads: within the loop's thread; all of it for tasks only.
 * Memory:  the structs are yours. The tasks must be held meanwhile.
 * Errors:  0, or an errno value; ECANCELED, EPERM as in task.h. */
#ifndef TASK_WAIT_H
#define TASK_WAIT_H

#include <stdbool.h>
#include <stddef.h>

#include "task.h"

/* Waits for all: values[k] is that of tasks[k]; NULL: nobody wants to
 * know. At the first error it returns that at once, and the others go
 * on. Who is cancelled here cancels all, and waits for their end. */
int task_gather(struct task *const *tasks, size_t count, void **values);

/* Waits for all, for the first, or for the first error (else for all).
 * Cancels nobody. ETIMEDOUT: not within `ms` milliseconds. */
enum task_until { TASK_ALL, TASK_FIRST, TASK_FIRST_ERROR };
int task_wait(struct task *const *tasks, size_t count,
              enum task_until until, long ms);

/* ---- one after the other, as they are done ---- */

struct task_finished {
    struct task_callback *calls;
    struct task *const *tasks;
    struct task **done;
    size_t arrived, given, expected;
    struct task_line line;
};

int task_finished_init(struct task_finished *finished,
                       struct task *const *tasks, size_t count);

/* ENOENT: all have been given. */
int task_finished_next(struct task_finished *finished,
                       struct task **task);
void task_finished_destroy(struct task_finished *finished);

/* ---- not for ever ---- */

/* Awaits the task; cancels it after `ms` milliseconds, waits for its
 * end all the same, and returns ETIMEDOUT. */
int task_wait_for(struct task *task, long ms, void **value);

/* All that lies between begin and end, together: what waits when the
 * time is over returns ECANCELED, and `end` makes ETIMEDOUT of that. Go
 * through `end` in any case. Below 0: no limit. */
struct task_timeout {
    struct loop_call call;
    struct task *task;
    unsigned before;            /* cancels that are not its own */
    bool expired;
};

int task_timeout_begin(struct task_timeout *timeout, long ms);
void task_timeout_move(struct task_timeout *timeout, long ms);
int task_timeout_end(struct task_timeout *timeout, int error);

#endif
