/* task_line.c — a line of waiting tasks, first come, first served: see
 * task.h. */
#include "task.h"

#include <errno.h>

static void enter(struct task_line *line, struct task *task)
{
    task->line = line;
    task->behind = NULL;
    task->ahead = line->last;
    if (line->last)
        line->last->behind = task;
    else
        line->first = task;
    line->last = task;
}

static void leave(struct task_line *line, struct task *task)
{
    if (task->ahead)
        task->ahead->behind = task->behind;
    else
        line->first = task->behind;
    if (task->behind)
        task->behind->ahead = task->ahead;
    else
        line->last = task->ahead;
    task->line = NULL;
}

int task_line_wait(struct task_line *line, const char *what)
{
    struct task *self = task_current();
    if (!self)
        return EPERM;
    enter(line, self);
    int error = task_park(what);
    if (self->line)
        leave(line, self);
    return error;
}

/* One that has been cancelled and has not run since is passed over. */
struct task *task_line_next(struct task_line *line)
{
    while (line->first) {
        struct task *task = line->first;
        leave(line, task);
        if (task_wake(task, 0))
            return task;
    }
    return NULL;
}
