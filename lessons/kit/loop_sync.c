/* loop_sync.c — event, lock, condition, semaphore: see loop_sync.h.
 * Between two waits nobody else runs: to look, then to act, is safe.
 *
 * A lock and a semaphore's place are handed from the one who gives back
 * to the first in line; were they only free then, someone who comes by
 * could take them before the one who was woken has run. */
#include "loop_sync.h"

#include <errno.h>

#include "threadlab.h"

/* ---- event ---- */

void loop_event_set(struct loop_event *event)
{
    lab_watch(event, sizeof *event, "loop_event");
    event->is_set = true;
    while (task_line_next(&event->line))
        ;
}

void loop_event_clear(struct loop_event *event)
{
    event->is_set = false;
}

int loop_event_wait(struct loop_event *event)
{
    lab_watch(event, sizeof *event, "loop_event");
    return event->is_set ? 0 : task_line_wait(&event->line, "event");
}

/* ---- lock ---- */

int loop_lock_try(struct loop_lock *lock)
{
    lab_watch(lock, sizeof *lock, "loop_lock");
    if (lock->owner)
        return EBUSY;
    lock->owner = task_current();
    return lock->owner ? 0 : EPERM;
}

int loop_lock_acquire(struct loop_lock *lock)
{
    int error = loop_lock_try(lock);
    if (error != EBUSY)
        return error;
    if (lock->owner == task_current())
        return EDEADLK;
    return task_line_wait(&lock->line, "lock");
}

int loop_lock_release(struct loop_lock *lock)
{
    if (!lock->owner || lock->owner != task_current())
        return EPERM;
    lock->owner = task_line_next(&lock->line);
    return 0;
}

/* ---- condition ---- */

/* However often it is cancelled meanwhile. */
static int take_again(struct loop_lock *lock)
{
    int error = 0, result;
    while ((result = loop_lock_acquire(lock)) == ECANCELED)
        error = ECANCELED;
    return error;
}

int loop_condition_wait(struct loop_condition *condition,
                        struct loop_lock *lock)
{
    int error = loop_lock_release(lock);
    if (error)
        return error;
    error = task_line_wait(&condition->line, "condition");
    int cancelled = take_again(lock);
    if (!error && cancelled)        /* another one may use it */
        loop_condition_notify(condition, 1);
    return error ? error : cancelled;
}

void loop_condition_notify(struct loop_condition *condition,
                           size_t count)
{
    while (count > 0 && task_line_next(&condition->line))
        count--;
}

void loop_condition_notify_all(struct loop_condition *condition)
{
    while (task_line_next(&condition->line))
        ;
}

/* ---- semaphore ---- */

int loop_semaphore_try(struct loop_semaphore *semaphore)
{
    lab_watch(semaphore, sizeof *semaphore, "loop_semaphore");
    if (semaphore->count == 0)
        return EAGAIN;
    semaphore->count--;
    return 0;
}

int loop_semaphore_acquire(struct loop_semaphore *semaphore)
{
    if (loop_semaphore_try(semaphore) == 0)
        return 0;
    return task_line_wait(&semaphore->line, "semaphore");
}

void loop_semaphore_release(struct loop_semaphore *semaphore)
{
    if (!task_line_next(&semaphore->line))
        semaphore->count++;
}
