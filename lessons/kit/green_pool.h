/* green_pool.h — at most so many greenlets at a time: gevent's Pool. A
 * spawn waits for room, so that who spawns ten thousand is never more
 * than the pool's size ahead.
 *
 *     struct green_pool pool;
 *     green_pool_init(&pool, 5);
 *     for (size_t k = 0; k < 100; k++)
 *         green_pool_spawn(&pool, "fetch", fetch, urls[k]);
 *     green_pool_join(&pool);
 *
 * Threads: within the loop's thread.
 * Memory:  the struct is yours, and must stay until join has returned
 *          0: then it holds nothing. It releases its greenlets itself.
 * Errors:  0, or an errno value; as in greenlet.h. */
#ifndef GREEN_POOL_H
#define GREEN_POOL_H

#include "greenlet.h"

struct green_pool {
    struct loop_semaphore places;
    struct green_member *members;       /* that are not over */
    struct loop_event empty;
};

void green_pool_init(struct green_pool *pool, size_t size);

/* ENOMEM, and as what waits. */
int green_pool_spawn(struct green_pool *pool, const char *name,
                     int (*run)(void *, void **), void *argument);

/* Waits until none is left. */
int green_pool_join(struct green_pool *pool);
int green_pool_kill(struct green_pool *pool);   /* kills all first */

/* run(arguments[k]) for each k below `count`, the value in values[k];
 * `values` may be NULL. Waits for all of them. The error is that of the
 * first, in this order, that failed. Who is killed meanwhile kills
 * them, and waits for their end. */
int green_pool_map(struct green_pool *pool,
                   int (*run)(void *, void **), void *const *arguments,
                   void **values, size_t count);

/* ---- the same, one after the other, as they are done ---- */

/* They are spawned by `next`, as there is room: what nobody asks for
 * does not begin. */
struct green_unordered {
    struct green_pool *pool;
    int (*run)(void *, void **);
    void *const *arguments;
    size_t count, begun, over;
    struct green_member *first, **last; /* done, and not yet given */
    struct task *waiter;
};

void green_unordered_init(struct green_unordered *map,
                          struct green_pool *pool,
                          int (*run)(void *, void **),
                          void *const *arguments, size_t count);

/* What the next one to be done has returned, in *result, and its value;
 * both may be NULL. ENOENT: all have been given. */
int green_unordered_next(struct green_unordered *map, void **value,
                         int *result);

/* At any time. Kills those under way, and waits for their end. */
void green_unordered_destroy(struct green_unordered *map);

#endif
