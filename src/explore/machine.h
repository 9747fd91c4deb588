/* machine.h — what exploration needs of whatever it explores: something that runs a program from its start under a
 * chooser, the same way each time the same choices are made. The fiber carrier is one (host.c joins them); the tests
 * have another, of toy programs without any machine code. */
#ifndef EXPLORE_MACHINE_H
#define EXPLORE_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "trace/run.h"
#include "world/options.h"

/* Which bytes a variable has: bit k stands for the k-th byte of the eight around it, which begin at `address`. Variables
 * overlap when their keys are equal and their bytes meet. The key is the id of one of the variables in those eight. */
struct extent {
    uint64_t address;
    uint32_t key;
    uint8_t bytes;
};

/* Did it end because nobody could go on any more: all wait, or go round in circles? */
static inline bool run_is_stalled(const struct run_end *end, uint32_t limit)
{
    return end->outcome == OUTCOME_DEADLOCK || (end->outcome == OUTCOME_LIVELOCK && end->steps < limit);
}

struct machine {
    /* One run from the start; `limit` bounds its steps. Every thread that has not ended stands at a gate whenever the
     * chooser is asked. */
    void (*run)(void *data, const struct chooser *chooser, const struct sink *sink, uint32_t limit, struct run_end *end);
    struct extent (*extent)(void *data, uint32_t object);
    uint64_t (*state)(void *data);      /* while the chooser is asked: equal ones, and the program can go on in the same way */
    const char *(*output)(void *data, size_t *length);      /* what the last run printed */
    uint64_t (*now)(void *data);                            /* ns, for budgets of time */
    bool (*overflowed)(void *data);                         /* was there more memory than could be followed? */
    bool (*interrupted)(void *data);                        /* shall the search end now? */
    /* Places in the functions in which a thread is, at most `room`, the outermost first; NULL: it cannot tell. */
    unsigned (*functions)(void *data, uint16_t thread, uint64_t *places, unsigned room);
    void *data;
};

#endif
