/* loop_timers.h — which timer is due first: part of loop.c.
 *
 * A heap: no timer is due before the one above it, so that the first is
 * on top. This one is a pairing heap, made of the calls themselves. Two
 * heaps become one when the later top is put below the earlier; adding
 * is that, and whatever else, too. Nothing is allocated, and so nothing
 * can fail.
 *
 *         top
 *          │ child
 *          a ──next──▶ b ──next──▶ c        each the top of a heap
 *          │ child     │                    of its own */
#ifndef LOOP_TIMERS_H
#define LOOP_TIMERS_H

#include "loop.h"

static bool timer_is_before(const struct loop_call *a,
                            const struct loop_call *b)
{
    return a->due != b->due ? a->due < b->due : a->order < b->order;
}

/* One heap of two; either may be empty. */
static struct loop_call *timers_meld(struct loop_call *a,
                                     struct loop_call *b)
{
    if (!a || !b)
        return a ? a : b;
    if (timer_is_before(b, a)) {
        struct loop_call *earlier = b;
        b = a;
        a = earlier;
    }
    b->next = a->child;
    if (b->next)
        b->next->previous = b;
    b->previous = a;            /* the first one's is its parent */
    a->child = b;
    return a;
}

/* One heap of many in a row: first in pairs, then these one by one.
 * This keeps the heap flat; one by one alone would not. */
static struct loop_call *timers_meld_row(struct loop_call *row)
{
    struct loop_call *pairs = NULL, *heap = NULL;
    while (row) {
        struct loop_call *a = row, *b = a->next;
        row = b ? b->next : NULL;
        a = timers_meld(a, b);
        a->next = pairs;
        pairs = a;
    }
    while (pairs) {
        struct loop_call *pair = pairs;
        pairs = pair->next;
        heap = timers_meld(heap, pair);
    }
    return heap;
}

static void timers_add(struct loop_call **top, struct loop_call *timer)
{
    timer->child = timer->next = timer->previous = NULL;
    *top = timers_meld(*top, timer);
}

static void timers_cut(struct loop_call *timer)
{
    if (timer->previous->child == timer)
        timer->previous->child = timer->next;
    else
        timer->previous->next = timer->next;
    if (timer->next)
        timer->next->previous = timer->previous;
}

static void timers_remove(struct loop_call **top,
                          struct loop_call *timer)
{
    struct loop_call *below = timers_meld_row(timer->child);
    if (timer == *top) {
        *top = below;
    } else {
        timers_cut(timer);
        *top = timers_meld(*top, below);
    }
}

#endif
