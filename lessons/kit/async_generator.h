/* async_generator.h — a generator that may wait between two values, for
 * a page, say, while other tasks go on: Python's `async def` with a
 * `yield` in it, and `async for`.
 *
 *     int ticks(struct async_generator *self, void *count)
 *     {
 *         for (long k = 0; k < *(long *)count; k++) {
 *             int error = loop_sleep(1000);
 *             if (!error)
 *                 error = async_generator_yield(self, &k, NULL);
 *             if (error)
 *                 return error;           // cancelled, or closed
 *         }
 *         return 0;
 *     }
 *
 *     async_generator_init(&clock, "clock", ticks, &nine);
 *     while ((error = async_generator_next(&clock, &value)) == 0)
 *         use(value);                     // and ENOENT at the end
 *     async_generator_destroy(&clock);
 *
 * It runs as a task of its own, but only while somebody waits for the
 * next value: nobody asks, nothing goes on. Who is cancelled while he
 * asks cancels it, where it waits.
 *
 * Threads: within the loop's thread; all of it for tasks only.
 * Memory:  the struct is yours, until destroy. Values are passed on as
 *          they are: one on the generator's stack stays until the next
 *          is asked for.
 * Errors:  0, or an errno value; EPERM as in task.h. */
#ifndef ASYNC_GENERATOR_H
#define ASYNC_GENERATOR_H

#include <stdbool.h>

#include "task.h"

struct async_generator {
    int (*function)(struct async_generator *, void *);
    void *argument;
    const char *name;
    struct task *task;          /* NULL: it has not begun */
    struct task *asker;         /* who waits for the next value */
    struct task_callback over;
    void *value, *sent;
    bool has_value, closing, told;
};

/* Nothing of `function` runs before the first next. */
void async_generator_init(struct async_generator *generator,
                          const char *name,
                          int (*function)(struct async_generator *,
                                          void *),
                          void *argument);

/* Closes it if it is not over. EBUSY: somebody asks it, or it has
 * yielded again. */
int async_generator_destroy(struct async_generator *generator);

/* ---- who asks ---- */

/* Waits for the next value. ENOENT: there is none, for it is over; what
 * it has returned, if not 0, is told once before. EBUSY: somebody else
 * waits for it, or it would wait for itself. ENOMEM. */
int async_generator_next(struct async_generator *generator,
                         void **value);

/* The same; and the yield where it has stopped gives it `sent`.
 * EINVAL: it has not stopped at one yet, so begin with next. */
int async_generator_send(struct async_generator *generator, void *sent,
                         void **value);

/* No more will be asked: the yield where it has stopped says so, and
 * this waits for its end. What it returns, but for ECANCELED. EBUSY:
 * somebody asks it, or it has yielded again. */
int async_generator_close(struct async_generator *generator);

/* ---- the function itself ---- */

/* Gives `value` to who has asked, and stops until the next is asked
 * for. *sent is what was sent with that, or NULL; `sent` may be NULL.
 * ECANCELED: it is closed, or the loop ends; clear up and return. */
int async_generator_yield(struct async_generator *self, void *value,
                          void **sent);

#endif
