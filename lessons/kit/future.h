/* future.h — a result that is still to come: Python's Future.
 *
 *     struct future *sum;
 *     pool_submit(&pool, add, &numbers, &sum);
 *     int error = future_result(sum, &value);     // waits for it
 *     if (error)
 *         printf("%s\n", future_message(sum));
 *     future_release(sum);
 *
 *              begin            succeed, fail
 *     PENDING ───────▶ RUNNING ───────────────▶ DONE
 *        └──────────────────────────────────▶ CANCELLED
 *              cancel
 *
 * Threads: all calls from any thread. Who makes the result (a pool)
 *          calls begin, and then succeed or fail, once.
 * Memory:  several hold a future; each gives it back with release, and
 *          the last one frees it. The value is passed on as it is.
 * Errors:  0, or an errno value. Instead of exceptions: a task that
 *          fails has an errno value and a message of its own. */
#ifndef FUTURE_H
#define FUTURE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

enum { FUTURE_MESSAGE = 80 };       /* bytes, with the end */
enum future_state { FUTURE_PENDING, FUTURE_RUNNING, FUTURE_DONE,
                    FUTURE_CANCELLED };

struct future {
    pthread_mutex_t lock;
    pthread_cond_t over;
    /* hold `lock` for these, until it is over: */
    enum future_state state;
    int error;                      /* 0: it has a value */
    void *value;
    char message[FUTURE_MESSAGE];
    struct future_callback *first, **last;
    /* without the lock: who lets go last frees it */
    atomic_uint holders;
};

struct future *future_create(void);     /* one holder; NULL: errno */
void future_hold(struct future *future);    /* one more */
void future_release(struct future *future); /* NULL: nothing */

/* ---- who wants the result ---- */

/* Waits until it is over: 0 and the value, or the task's error, or
 * ECANCELED. `value` may be NULL. Timed: also ETIMEDOUT, after `ms`
 * milliseconds; future_is_over tells it from a task's own. */
int future_result(struct future *future, void **value);
int future_timed_result(struct future *future, void **value, long ms);

enum future_state future_state(struct future *future);
bool future_is_over(struct future *future); /* done or cancelled */

/* What the task said when it failed, else "". Ask when it is over; the
 * text is there as long as you hold the future. */
const char *future_message(const struct future *future);

/* Takes it back before it has begun. EBUSY: too late for that. To
 * cancel twice is no error. */
int future_cancel(struct future *future);

/* `call` is called once, when it is over: by the thread that ends it,
 * without any lock; at once if it is over already. In the order in
 * which they were added. ENOMEM. */
int future_add_callback(struct future *future,
                        void (*call)(struct future *, void *),
                        void *argument);

/* ---- who makes it ---- */

/* For a future inside a larger struct, as its first member: the whole
 * is freed, with free, at the last release. One holder. */
int future_init(struct future *future);     /* ENOMEM, EAGAIN */

bool future_begin(struct future *future);   /* false: cancelled */
void future_succeed(struct future *future, void *value);
void future_fail(struct future *future, int error,
                 const char *message);

#endif
