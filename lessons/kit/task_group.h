/* task_group.h — tasks that begin together and end together: Python's
 * TaskGroup. When one fails, the others are cancelled, and nobody
 * leaves the group before the last is over.
 *
 *     struct task_group group;
 *     task_group_begin(&group);
 *     int error = task_group_start(&group, "a", fetch, &a, NULL);
 *     if (!error)
 *         error = task_group_start(&group, "b", fetch, &b, NULL);
 *     error = task_group_end(&group, error);  // that of the first
 *
 * Threads: within the loop's thread; begin and end by the same task.
 * Memory:  the struct is yours.
 * Errors:  0, or an errno value. A cancelled task is no failure. */
#ifndef TASK_GROUP_H
#define TASK_GROUP_H

#include <stdbool.h>
#include <stddef.h>

#include "task.h"

struct task_group {
    struct task *owner;
    struct task_member *members;    /* that are not over */
    bool ending;                    /* the owner waits for that */
    bool cancelled;                 /* so are its members */
    bool told_owner;                /* who was busy elsewhere */
    /* all errors in one; ask after the end: */
    int error;                      /* of the first that failed */
    char failed[TASK_NAME];         /* its name */
    unsigned failures;              /* how many did */
};

int task_group_begin(struct task_group *group);     /* EPERM */

/* As task_create. ECANCELED: one has failed already. */
int task_group_start(struct task_group *group, const char *name,
                     int (*run)(void *, void **), void *argument,
                     struct task **task);
void task_group_cancel(struct task_group *group);   /* all members */

/* Waits for all. `error` is how things went between begin and end, in
 * the owner itself: if not well, the members are cancelled. If one of
 * them fails first, the owner's own wait returns ECANCELED, so that it
 * gets here. The error of the first that failed, else `error`. */
int task_group_end(struct task_group *group, int error);

#endif
