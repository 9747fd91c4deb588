/* green_pool.c — see green_pool.h. A place is taken by who spawns, and
 * given back by the greenlet when it is over. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "green_pool.h"

#include <errno.h>
#include <stdlib.h>

struct green_member {
    struct task_callback over;
    struct task *task;
    struct green_pool *pool;
    struct green_unordered *map;        /* NULL: nobody asks for it */
    struct green_member *next, **link;
};

void green_pool_init(struct green_pool *pool, size_t size)
{
    *pool = (struct green_pool){ .places.count = size,
                                 .empty.is_set = true };
}

/* ---- who is in it ---- */

static void enter(struct green_pool *pool, struct green_member *member)
{
    member->next = pool->members;
    member->link = &pool->members;
    if (member->next)
        member->next->link = &member->next;
    pool->members = member;
    loop_event_clear(&pool->empty);
}

static void leave(struct green_pool *pool, struct green_member *member)
{
    *member->link = member->next;
    if (member->next)
        member->next->link = member->link;
    loop_semaphore_release(&pool->places);
    if (!pool->members)
        loop_event_set(&pool->empty);
}

static void discard(struct green_member *member)
{
    task_release(member->task);
    free(member);
}

static void keep(struct green_unordered *map,
                 struct green_member *member)
{
    member->next = NULL;
    *map->last = member;
    map->last = &member->next;
    map->over++;
    if (map->waiter)
        task_wake(map->waiter, 0);
}

static void one_is_over(struct task *task, void *argument)
{
    struct green_member *member = argument;
    (void)task;
    leave(member->pool, member);
    if (member->map)
        keep(member->map, member);
    else
        discard(member);
}

/* The caller has taken a place, which is the greenlet's now. NULL:
 * errno says why. */
static struct green_member *
spawn(struct green_pool *pool, struct green_unordered *map,
      const char *name, int (*run)(void *, void **), void *argument)
{
    struct green_member *new = calloc(1, sizeof *new);
    if (new)
        new->task = green_spawn(name, run, argument);
    if (!new || !new->task) {
        free(new);
        loop_semaphore_release(&pool->places);
        return NULL;
    }
    new->over.call = one_is_over;
    new->over.argument = new;
    new->pool = pool;
    new->map = map;
    enter(pool, new);
    task_add_callback(new->task, &new->over);
    return new;
}

static int take_place(struct green_pool *pool)
{
    int error = green_begin(NULL);
    if (!error)
        error = loop_semaphore_acquire(&pool->places);
    return green_outcome(error);
}

int green_pool_spawn(struct green_pool *pool, const char *name,
                     int (*run)(void *, void **), void *argument)
{
    int error = take_place(pool);
    if (error)
        return error;
    return spawn(pool, NULL, name, run, argument) ? 0 : errno;
}

int green_pool_join(struct green_pool *pool)
{
    return green_event_wait(&pool->empty, -1);
}

int green_pool_kill(struct green_pool *pool)
{
    for (struct green_member *k = pool->members; k; k = k->next)
        task_cancel(k->task);
    return green_pool_join(pool);
}

/* ---- all of them, in order ---- */

static int spawn_all(struct green_pool *pool, struct task **tasks,
                     int (*run)(void *, void **),
                     void *const *arguments, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        int error = take_place(pool);
        if (error)
            return error;
        struct green_member *member
            = spawn(pool, NULL, "map", run, arguments[k]);
        if (!member)
            return errno;
        tasks[k] = member->task;
        task_hold(tasks[k]);
    }
    return 0;
}

/* `error`: how spawning went. Returns when all are over. */
static int wait_for_all(struct task *const *tasks, size_t count,
                        int error)
{
    if (!error)
        error = green_joinall(tasks, count, -1);
    if (!error)
        return 0;
    for (size_t k = 0; k < count; k++)
        task_cancel(tasks[k]);
    for (size_t k = 0; k < count; k++)
        while (!task_is_over(tasks[k]))
            task_shield(tasks[k], NULL);
    return error;
}

int green_pool_map(struct green_pool *pool,
                   int (*run)(void *, void **), void *const *arguments,
                   void **values, size_t count)
{
    struct task **tasks = calloc(count + 1, sizeof(struct task *));
    if (!tasks)
        return ENOMEM;
    int error = spawn_all(pool, tasks, run, arguments, count);
    size_t spawned = 0;
    while (tasks[spawned])
        spawned++;
    error = wait_for_all(tasks, spawned, error);
    for (size_t k = 0; k < count; k++) {
        void *value = NULL;
        int result = k < spawned ? task_result(tasks[k], &value) : 0;
        if (values)
            values[k] = value;
        error = error ? error : result;
    }
    green_release(tasks, spawned);
    free(tasks);
    return error;
}

/* ---- as they are done ---- */

void green_unordered_init(struct green_unordered *map,
                          struct green_pool *pool,
                          int (*run)(void *, void **),
                          void *const *arguments, size_t count)
{
    *map = (struct green_unordered){ .pool = pool, .run = run,
                                     .arguments = arguments,
                                     .count = count };
    map->last = &map->first;
}

static int begin_next(struct green_unordered *map)
{
    if (!spawn(map->pool, map, "map", map->run,
               map->arguments[map->begun]))
        return errno;
    map->begun++;
    return 0;
}

/* As many as there is room for; but at least one must be under way. */
static int begin_some(struct green_unordered *map)
{
    int error = 0;
    while (!error && map->begun < map->count) {
        if (loop_semaphore_try(&map->pool->places) == 0)
            error = begin_next(map);
        else if (map->begun > map->over || map->first)
            break;
        else if ((error = take_place(map->pool)) == 0)
            error = begin_next(map);
    }
    return error;
}

static int wait_for_one(struct green_unordered *map)
{
    int error = 0;
    map->waiter = task_current();
    while (!error && !map->first)
        error = task_park("the next of a pool");
    map->waiter = NULL;
    return green_outcome(error);
}

static struct green_member *take_first(struct green_unordered *map)
{
    struct green_member *member = map->first;
    map->first = member->next;
    if (!map->first)
        map->last = &map->first;
    return member;
}

int green_unordered_next(struct green_unordered *map, void **value,
                         int *result)
{
    int error = begin_some(map);
    if (!error && map->begun == map->over && !map->first)
        return ENOENT;
    if (!error)
        error = wait_for_one(map);
    if (error)
        return error;
    struct green_member *member = take_first(map);
    int returned = task_result(member->task, value);
    if (result)
        *result = returned;
    discard(member);
    return 0;
}

static void kill_all(struct green_unordered *map)
{
    for (struct green_member *k = map->pool->members; k; k = k->next)
        if (k->map == map)
            task_cancel(k->task);
}

void green_unordered_destroy(struct green_unordered *map)
{
    kill_all(map);
    map->waiter = task_current();
    while (map->over < map->begun)
        task_park("the end of a pool's greenlets");
    while (map->first)
        discard(take_first(map));
}
