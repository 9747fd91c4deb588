/* stackless.h — functions that stop in the middle and have no stack of
 * their own: all that is kept is the line at which they go on. Four
 * bytes, where a coroutine has a stack; but a function can only stop
 * itself, not from inside another that it has called.
 *
 *     struct counter { struct stackless at; long k; };
 *
 *     enum stackless_status count(struct counter *self)
 *     {
 *         STACKLESS_BEGIN(&self->at);
 *         for (self->k = 0; self->k < 3; self->k++)
 *             STACKLESS_YIELD(&self->at);     // self->k is the value
 *         STACKLESS_END(&self->at);
 *     }
 *
 *     struct counter counter = { 0 };
 *     while (count(&counter) == STACKLESS_YIELDED)
 *         use(counter.k);
 *
 * Each call goes on where the last one stopped. That is a jump to a
 * case label in the middle of the function: BEGIN opens a switch over
 * the line, and each place to stop is a case of it. Labels inside loops
 * look odd and are right C: Tom Duff unrolled a loop with them in 1983.
 *
 * - Local variables are gone after a stop: keep them in your struct.
 * - No stop inside a switch of your own; at most one stop in a line.
 * - All bytes 0: not begun. The struct is yours, and nothing else is
 *   ever taken: there is no destroy.
 * - Threads: one at a time. Errors: there are none. */
#ifndef STACKLESS_H
#define STACKLESS_H

#include <limits.h>

struct stackless { unsigned line; };

/* Why the function has returned: it has a value; it waits for
 * something, so call again later; it is over. */
enum stackless_status { STACKLESS_YIELDED, STACKLESS_WAITING,
                        STACKLESS_DONE };

#define STACKLESS_OVER UINT_MAX

#define STACKLESS_BEGIN(at) switch ((at)->line) { case 0:

/* Once over, a function stays over. */
#define STACKLESS_END(at) \
    (at)->line = STACKLESS_OVER; \
    } \
    return STACKLESS_DONE

#define STACKLESS_YIELD(at) \
    do { \
        (at)->line = __LINE__; \
        return STACKLESS_YIELDED; \
    case __LINE__:; \
    } while (0)

/* Stops until `condition` holds: looks at once, and at each call. What
 * it calls may itself stop: a function is carried to its end with
 * STACKLESS_AWAIT(at, count(&counter) == STACKLESS_DONE). */
#define STACKLESS_AWAIT(at, condition) \
    do { \
        (at)->line = __LINE__; \
        __attribute__((fallthrough)); \
    case __LINE__: \
        if (!(condition)) \
            return STACKLESS_WAITING; \
    } while (0)

/* Is over before its end. */
#define STACKLESS_RETURN(at) \
    do { \
        (at)->line = STACKLESS_OVER; \
        return STACKLESS_DONE; \
    } while (0)

static inline int stackless_is_over(const struct stackless *at)
{
    return at->line == STACKLESS_OVER;
}

#endif
