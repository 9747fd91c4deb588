/* orders.h — how the lab wants a search to be done: the text of a COMMAND_SEARCH. Plain data. */
#ifndef TRACE_ORDERS_H
#define TRACE_ORDERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum search_how {
    SEARCH_AUTO,        /* fewest preemptions first, then every trace, then at random what is too large */
    SEARCH_COMPLETE,    /* every trace */
    SEARCH_BOUNDED,     /* every schedule with at most `bound` preemptions */
    SEARCH_PCT,         /* random priorities with few changes (Burckhardt, Kothari, Musuvathi, Nagarakatte, 2010) */
    SEARCH_POS,         /* partial-order sampling (Yuan, Yang, Gu, 2018) */
    SEARCH_HOWS
};

struct orders {
    enum search_how how;
    unsigned bound;             /* preemptions, for SEARCH_BOUNDED */
    uint64_t seed;
    uint64_t nanoseconds;       /* at most; 0: any time */
    uint64_t executions;        /* at most; 0: any number */
    uint32_t steps;             /* of one execution, before it counts as a livelock */
    bool spurious;              /* waiters of a condition may wake for no reason */
    bool first;                 /* a failure is enough */
    bool uses;                  /* tell at the end what the program does at all: REPORT_USE */
    const char *prefix;         /* schedule that all executions begin with; "" none */
};

/* Writes them as text; returns the length it needs without the NUL, as snprintf does. */
size_t orders_write(const struct orders *orders, char *out, size_t room);

/* `prefix` points into the text. False: it is none. */
bool orders_read(struct orders *orders, const char *text);

#endif
