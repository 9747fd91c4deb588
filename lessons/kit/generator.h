/* generator.h — a function that gives one value after the other to who
 * asks for the next: Python's generators, on coroutines.
 *
 *     void *squares(struct generator *self, void *limit)
 *     {
 *         for (long k = 1; k < (long)limit; k++)
 *             if (generator_yield(self, (void *)(k * k), NULL) != 0)
 *                 break;                  // closed: nobody asks more
 *         return NULL;
 *     }
 *
 *     generator_init(&numbers, squares, (void *)10);
 *     while (generator_next(&numbers, &value) == 0)
 *         use(value);
 *     generator_destroy(&numbers);
 *
 * A generator whose argument is another one is a stage of a pipeline:
 * it asks that one for a value only when it is asked itself.
 *
 * Threads: as coroutines: any, but one at a time.
 * Memory:  the struct is yours. Values are passed on as they are.
 * Errors:  0, or an errno value. */
#ifndef GENERATOR_H
#define GENERATOR_H

#include <stdbool.h>

#include "coroutine.h"

struct generator {
    struct coroutine coroutine;
    void *(*function)(struct generator *, void *);
    void *argument;
    void *result;
    bool begun, closing;
};

/* Nothing of `function` runs before the first next. ENOMEM. */
int generator_init(struct generator *generator,
                   void *(*function)(struct generator *, void *),
                   void *argument);

/* Closes it if it is not over. EBUSY: it is running. */
int generator_destroy(struct generator *generator);

/* ---- who asks ---- */

/* The next value. ENOENT: there is none, for it is over. EBUSY: it is
 * running, and so asks itself. */
int generator_next(struct generator *generator, void **value);

/* The same; and the yield where it has stopped gives it `sent`.
 * EINVAL: it has not stopped at one yet, so begin with next. */
int generator_send(struct generator *generator, void *sent,
                   void **value);

/* No more will be asked: the yield where it has stopped says so, and it
 * may put things in order before it returns. EBUSY: it is running, or
 * has yielded again: then what it has in hand stays so. */
int generator_close(struct generator *generator);

bool generator_is_over(const struct generator *generator);

/* What its function has returned; NULL as long as it has not. */
void *generator_result(const struct generator *generator);

/* ---- the function itself ---- */

/* Gives `value` to who has asked, and stops until the next is asked
 * for. *sent is what was sent with that, or NULL; `sent` may be NULL.
 * ECANCELED: it is closed; clear up and return. EPERM: this is not the
 * generator that runs. */
int generator_yield(struct generator *self, void *value, void **sent);

/* Yields all that `other` has to give, and passes on to it what is
 * sent: Python's `yield from`. Closes it when closed: ECANCELED. */
int generator_yield_from(struct generator *self,
                         struct generator *other);

#endif
