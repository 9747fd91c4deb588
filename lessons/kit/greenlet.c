/* greenlet.c — see greenlet.h. The loop is an ordinary one; only where
 * it runs is new: in a coroutine, so that main can wait like a task. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "greenlet.h"

#include <errno.h>

enum { HUB_STACK = 256 << 10 };     /* calls of the loop run on it */

static _Thread_local struct hub {
    struct loop loop;
    struct coroutine coroutine;
    struct task *main;              /* NULL: it has not begun */
} hub;

/* ---- beginning and end ---- */

/* Returns when main and all others are over. */
static void *run_hub(void *unused)
{
    loop_go(hub.main);
    return unused;
}

static int adopt_main(void)
{
    int error = coroutine_init(&hub.coroutine, run_hub, HUB_STACK);
    if (error)
        return error;
    error = task_adopt(&hub.main, "main", &hub.coroutine);
    if (error)
        coroutine_destroy(&hub.coroutine);
    return error;
}

int green_begin(const struct loop_options *options)
{
    static const struct loop_options none;
    if (!options && task_current())
        return 0;
    if (loop_current() && options)
        return EBUSY;
    if (loop_current() || coroutine_current())
        return EPERM;
    int error = loop_begin(&hub.loop, options ? options : &none);
    if (error)
        return error;
    error = adopt_main();
    if (error)
        loop_end(&hub.loop);
    return error;
}

void green_end(void)
{
    if (!hub.main || task_current() != hub.main)
        return;
    task_disown(hub.main);
    task_release(hub.main);
    hub.main = NULL;
    coroutine_destroy(&hub.coroutine);
    loop_end(&hub.loop);
}

/* When nothing can happen any more, the loop cancels all. Main has not
 * been killed then: it is told what is wrong. */
int green_outcome(int error)
{
    if (error != ECANCELED || !hub.loop.stuck
        || task_current() != hub.main)
        return error;
    hub.loop.stuck = false;
    task_uncancel(hub.main);
    return EDEADLK;
}

/* ---- greenlets ---- */

struct task *green_spawn(const char *name,
                         int (*run)(void *, void **), void *argument)
{
    struct task *greenlet = NULL;
    int error = green_begin(NULL);
    if (!error)
        error = task_create(&greenlet, name, run, argument);
    if (error)
        errno = error;
    return greenlet;
}

int green_sleep(long ms)
{
    int error = green_begin(NULL);
    return error ? error : green_outcome(loop_sleep(ms));
}

static bool are_there(struct task *const *greenlets, size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (!greenlets[k])
            return false;
    return true;
}

int green_joinall(struct task *const *greenlets, size_t count, long ms)
{
    int error = green_begin(NULL);
    if (!error && !are_there(greenlets, count))
        error = ENOMEM;
    if (error)
        return error;
    return green_outcome(task_wait(greenlets, count, TASK_ALL, ms));
}

int green_join(struct task *greenlet, long ms)
{
    return green_joinall(&greenlet, 1, ms);
}

int green_get(struct task *greenlet, void **value)
{
    int error = green_begin(NULL);
    if (!error && !greenlet)
        error = ENOMEM;
    return error ? error : green_outcome(task_shield(greenlet, value));
}

int green_killall(struct task *const *greenlets, size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (greenlets[k])
            task_cancel(greenlets[k]);
    return green_joinall(greenlets, count, -1);
}

int green_kill(struct task *greenlet)
{
    return green_killall(&greenlet, 1);
}

void green_release(struct task *const *greenlets, size_t count)
{
    for (size_t k = 0; k < count; k++)
        task_release(greenlets[k]);
}

/* ---- limited in time ---- */

int green_timeout_begin(struct task_timeout *timeout, long ms)
{
    int error = green_begin(NULL);
    return error ? error : task_timeout_begin(timeout, ms);
}

int green_timeout_end(struct task_timeout *timeout, int error)
{
    return task_timeout_end(timeout, error);
}

/* ---- an event, and a result that is still to come ---- */

int green_event_wait(struct loop_event *event, long ms)
{
    struct task_timeout limit;
    int error = green_timeout_begin(&limit, ms);
    if (error)
        return error;
    error = task_timeout_end(&limit, loop_event_wait(event));
    return green_outcome(error);
}

void green_result_set(struct green_result *result, void *value)
{
    if (result->is_there.is_set)
        return;
    result->value = value;
    loop_event_set(&result->is_there);
}

void green_result_fail(struct green_result *result, int error)
{
    if (!result->is_there.is_set)
        result->error = error;
    green_result_set(result, NULL);
}

int green_result_get(struct green_result *result, void **value, long ms)
{
    int error = green_event_wait(&result->is_there, ms);
    if (error)
        return error;
    if (value)
        *value = result->value;
    return result->error;
}
