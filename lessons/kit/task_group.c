/* task_group.c — see task_group.h. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "task_group.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct task_member {
    struct task_callback over;
    struct task *task;
    struct task_group *group;
    struct task_member *next, **link;
};

static void enter(struct task_group *group, struct task_member *member)
{
    member->next = group->members;
    member->link = &group->members;
    if (member->next)
        member->next->link = &member->next;
    group->members = member;
}

static void leave(struct task_member *member)
{
    *member->link = member->next;
    if (member->next)
        member->next->link = member->link;
    task_release(member->task);
    free(member);
}

int task_group_begin(struct task_group *group)
{
    *group = (struct task_group){ .owner = task_current() };
    return group->owner ? 0 : EPERM;
}

void task_group_cancel(struct task_group *group)
{
    group->cancelled = true;
    for (struct task_member *k = group->members; k; k = k->next)
        task_cancel(k->task);
}

static void note_failure(struct task_group *group,
                         const struct task *task, int error)
{
    if (group->failures++ > 0)
        return;
    group->error = error;
    strcpy(group->failed, task_name(task));
    task_group_cancel(group);
    if (!group->ending) {
        group->told_owner = true;
        task_cancel(group->owner);
    }
}

static void member_is_over(struct task *task, void *argument)
{
    struct task_member *member = argument;
    struct task_group *group = member->group;
    int error = task_result(task, NULL);
    leave(member);
    if (error && error != ECANCELED)
        note_failure(group, task, error);
    if (group->ending && !group->members)
        task_wake(group->owner, 0);
}

int task_group_start(struct task_group *group, const char *name,
                     int (*run)(void *, void **), void *argument,
                     struct task **task)
{
    if (group->cancelled)
        return ECANCELED;
    struct task_member *member = calloc(1, sizeof *member);
    if (!member)
        return ENOMEM;
    int error = task_create(&member->task, name, run, argument);
    if (error) {
        free(member);
        return error;
    }
    member->group = group;
    member->over.call = member_is_over;
    member->over.argument = member;
    enter(group, member);
    task_add_callback(member->task, &member->over);
    if (task) {
        task_hold(member->task);
        *task = member->task;
    }
    return 0;
}

int task_group_end(struct task_group *group, int error)
{
    group->ending = true;
    if (group->told_owner)              /* it has got here */
        task_uncancel(group->owner);
    if (error)
        task_group_cancel(group);
    while (group->members) {
        int parked = task_park("group");
        if (parked && !error)
            error = parked;
        if (parked)
            task_group_cancel(group);
    }
    return group->failures > 0 ? group->error : error;
}
