/* greenlet.h — tasks without a loop to be seen: what gevent is for
 * Python. The loop is begun by the first of these calls, and the
 * program's own main is a greenlet among the others:
 *
 *     int main(void)
 *     {
 *         struct task *both[] = { green_spawn("tick", count, &slow),
 *                                 green_spawn("tack", count, &fast) };
 *         green_sleep(100);               // the two run meanwhile
 *         green_joinall(both, 2, -1);
 *         green_release(both, 2);
 *     }
 *
 *           main ──waits──▶ ┌─────┐ ──resumes──▶ tick
 *     on the thread's stack │ hub │              on a stack of its own
 *           main ◀─woken─── └─────┘ ◀──waits──── tack
 *
 * A greenlet is a task (task.h), and the hub is a loop (loop.h) in a
 * coroutine. So all that tasks can do greenlets can, too: once the loop
 * is there, main may wait at a lock or queue of loop_sync.h. In a task
 * of loop_run, all of this works as well, in its loop.
 *
 * Threads: each has greenlets of its own; one but main calls green_end.
 * Memory:  who spawns a greenlet releases it; or its pool does.
 * Errors:  0, or an errno value. All that waits: ECANCELED, killed;
 *          EDEADLK, main waits for what never comes; ETIMEDOUT, not
 *          within `ms` milliseconds; EPERM, a call, or a generator. */
#ifndef GREENLET_H
#define GREENLET_H

#include <stdbool.h>
#include <stddef.h>

#include "loop_sync.h"
#include "task.h"
#include "task_wait.h"

/* ---- the hub ---- */

/* Nobody need call these. Begin: with options, before anything else;
 * EBUSY: it has begun. With NULL: unless it has begun. End kills all
 * but the caller, who began it, and waits for their end; without it,
 * those left when main returns are dropped where they are. */
int green_begin(const struct loop_options *options);
void green_end(void);

/* ---- greenlets ---- */

/* Begins when the caller waits. NULL: errno says why; the functions
 * below say ENOMEM of it. */
struct task *green_spawn(const char *name,
                         int (*run)(void *, void **), void *argument);

int green_sleep(long ms);           /* 0: lets the others go first */

/* Waits until they are over, however they ended. */
int green_join(struct task *greenlet, long ms);
int green_joinall(struct task *const *greenlets, size_t count, long ms);

/* Waits, and returns what it returned, and its value. */
int green_get(struct task *greenlet, void **value);

/* Where it waits, it gets ECANCELED; returns when it is over. */
int green_kill(struct task *greenlet);
int green_killall(struct task *const *greenlets, size_t count);

void green_release(struct task *const *greenlets, size_t count);

/* ---- limited in time ---- */

/* All that lies between, together: what waits when the time is over
 * returns ECANCELED, and `end` makes ETIMEDOUT of that. Python's
 * `with Timeout(2):`. Go through `end` in any case. */
int green_timeout_begin(struct task_timeout *timeout, long ms);
int green_timeout_end(struct task_timeout *timeout, int error);

/* ---- an event, and a result that is still to come ---- */

int green_event_wait(struct loop_event *event, long ms);

/* All zero is a good beginning. Set once; may be set by anyone. */
struct green_result {
    struct loop_event is_there;
    int error;
    void *value;
};

void green_result_set(struct green_result *result, void *value);
void green_result_fail(struct green_result *result, int error);
int green_result_get(struct green_result *result, void **value,
                     long ms);

/* ---- to make things that greenlets wait for ---- */

/* After begin(NULL), anything of loop_sync.h and task.h will do. This
 * makes EDEADLK of main's ECANCELED if nobody has killed it. */
int green_outcome(int error);

#endif
