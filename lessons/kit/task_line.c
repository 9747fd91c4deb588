/* task_line.c — a line of waiting tasks, first come, first served: see
 * task.h. */
#include "task.h"

#include <errno.h>

static void enter(struct task_line *line, struct task_place *place)
{
    place->next = NULL;
    place->previous = line->last;
    if (line->last)
        line->last->next = place;
    else
        line->first = place;
    line->last = place;
}

static void leave(struct task_line *line, struct task_place *place)
{
    if (place->previous)
        place->previous->next = place->next;
    else
        line->first = place->next;
    if (place->next)
        place->next->previous = place->previous;
    else
        line->last = place->previous;
    place->task = NULL;                 /* it is in no line */
}

int task_line_wait(struct task_line *line, const char *what)
{
    struct task_place place = { .task = task_current() };
    if (!place.task)
        return EPERM;
    enter(line, &place);
    int error = task_park(what);
    if (place.task)
        leave(line, &place);
    return error;
}

/* One that has been cancelled, but has not run since, is passed over. */
struct task *task_line_next(struct task_line *line)
{
    while (line->first) {
        struct task *task = line->first->task;
        leave(line, line->first);
        if (task_wake(task, 0))
            return task;
    }
    return NULL;
}
