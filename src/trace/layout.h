/* layout.h — what the channel's memory looks like, and what each end keeps for itself. Private to trace/.
 *
 *   | head | positions of lane 0 … n−1 | gates | steps of lane 0 | steps of lane 1 | … |
 *
 * Positions run freely from 0 and never wrap; a step lies at its position modulo the capacity. Each end believes only its
 * own copy of the position it owns: what the demo scribbles over the shared one is overwritten, and costs records at most.
 * What two processes write lies on cache lines of its own. */
#ifndef TRACE_LAYOUT_H
#define TRACE_LAYOUT_H

#include "trace/channel.h"

enum { CACHE_LINE = 64, CHANNEL_MAGIC = 0x4c6e6843 };

struct head {
    uint32_t magic, version, lanes, gates;
    uint64_t steps;                                     /* capacity of each lane */
    _Alignas(CACHE_LINE) _Atomic uint64_t used;         /* bit of each lane that ever got a step */
    _Alignas(CACHE_LINE) _Atomic uint32_t armed;        /* 1: the reader is about to sleep and wants an event */
};

struct positions {
    /* the writer's: */
    _Alignas(CACHE_LINE) _Atomic uint64_t head;         /* steps put so far */
    _Atomic uint64_t lost;                              /* steps that found no room */
    _Atomic uint32_t waiting;                           /* 1: the writer sleeps here until there is room */
    /* the reader's: */
    _Alignas(CACHE_LINE) _Atomic uint64_t tail;         /* steps taken so far; published now and then */
};

struct gate {
    _Alignas(CACHE_LINE) _Atomic uint32_t word;
};

struct shared {
    struct head head;
    struct positions lane[CHANNEL_LANES];
    struct gate gate[CHANNEL_GATES];
    _Alignas(CACHE_LINE) struct step steps[];
};

/* The writer's own books of one lane. */
struct writer {
    _Alignas(CACHE_LINE) uint64_t head;
    uint64_t tail;              /* as last seen */
    uint64_t lost;
};

/* The reader's own books of one lane. */
struct reader {
    uint64_t tail;
    uint64_t head;              /* as last seen */
    uint64_t published;         /* the tail that the writer knows of */
    struct step first;          /* the next step, taken out, while its bit in `waiting` is set */
};

struct channel {
    struct shared *shared;
    size_t bytes;               /* of the mapping */
    uint64_t steps;             /* our own copy: the shared one can be scribbled over */
    int memory, event, socket, host_socket;     /* −1: not there */
    bool lab_gone;              /* host: the other end has been closed */
    /* the lab's: */
    uint64_t used;              /* lanes seen in use */
    uint64_t waiting;           /* lanes whose `first` is filled */
    uint64_t damaged;
    struct reader reader[CHANNEL_LANES];
    /* the host's: */
    struct writer writer[CHANNEL_LANES];
};

static inline struct step *channel_slot(const struct channel *channel, unsigned lane, uint64_t position)
{
    return &channel->shared->steps[lane * channel->steps + (position & (channel->steps - 1))];
}

#endif
