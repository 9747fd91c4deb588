/* wakeup.h — wakeup trees: what is still to be done from one point of an execution, as sequences of events that share
 * their beginnings (P. Abdulla, S. Aronis, B. Jonsson, K. Sagonas: Source Sets: A Foundation for Optimal Dynamic Partial
 * Order Reduction, J. ACM 64(4), 2017, §5). A branch that has no children is a sequence's end: from there on the search
 * is free.
 *
 * Memory: branches come from a pool; wakeup_drop gives a list back to it. Threads: one. */
#ifndef EXPLORE_WAKEUP_H
#define EXPLORE_WAKEUP_H

#include <stdbool.h>
#include <stddef.h>

#include "explore/event.h"

struct branch {
    struct event event;
    struct branch *children;        /* first to be done first */
    struct branch *next;            /* sibling, to be done later */
};

struct wakeup_pool {
    struct branch *unused;
    struct branch **chunks;         /* as they were allocated */
    size_t count;
};

/* Takes the event out of the sequence's beginning: is it what the sequence may begin with (a weak initial)? That is when
 * the event is in it with nothing before that conflicts, or it is not in it and conflicts with nothing. *where: its
 * place, or `length`. */
bool wakeup_begins(const struct event *event, const struct event *sequence, size_t length, size_t *where);

/* Adds the sequence to the list unless what is there covers it; it is used up. False: no memory. */
bool wakeup_insert(struct wakeup_pool *pool, struct branch **list, struct event *sequence, size_t length);

/* Adds a branch of one event at the end of the list. */
bool wakeup_append(struct wakeup_pool *pool, struct branch **list, const struct event *event);

/* Takes the first branch off the list and gives it back to the pool; its children become *children. */
void wakeup_take(struct wakeup_pool *pool, struct branch **list, struct branch **children);

void wakeup_drop(struct wakeup_pool *pool, struct branch **list);
void wakeup_free(struct wakeup_pool *pool);

#endif
