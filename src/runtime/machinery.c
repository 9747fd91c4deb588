/* machinery.c — see machinery.h. */
#include "runtime/machinery.h"

#include <stdlib.h>

#include "runtime/gate.h"

enum { RANGES = 64 };

static struct { uint64_t low, high; } range[RANGES];
static unsigned ranges;
static uint64_t told[FIBERS];       /* for each thread: what was recorded last */

void machinery_set(const char *text)
{
    ranges = 0;
    while (ranges < RANGES) {
        char *end;
        uint64_t low = strtoull(text, &end, 16);
        if (end == text || *end != '-')
            return;
        text = end + 1;
        uint64_t high = strtoull(text, &end, 16);
        if (end == text)
            return;
        range[ranges].low = low;
        range[ranges++].high = high;
        text = end;
    }
}

void machinery_begin(void)
{
    for (unsigned thread = 0; thread < FIBERS; thread++)
        told[thread] = 0;
}

/* A return address may lie just behind its function: the call before it is what is meant. */
static bool holds(uint64_t place)
{
    for (unsigned k = 0; k < ranges; k++)
        if (place > range[k].low && place <= range[k].high)
            return true;
    return false;
}

uint64_t machinery_called_from(const struct runner *self)
{
    unsigned depth = self->depth < RUNNER_FRAMES ? self->depth : RUNNER_FRAMES;
    while (depth-- > 0) {
        uint64_t place = gate_place(self->frame[depth].caller);
        if (place != 0 && !holds(place))
            return place;
    }
    return 0;
}

void machinery_arrive(struct runner *self, uint64_t place)
{
    if (ranges == 0 || !holds(place))
        return;
    uint64_t from = machinery_called_from(self);
    if (from == told[self->thread])
        return;
    told[self->thread] = from;
    struct step called = { .phase = PHASE_CALLED, .thread = self->thread, .place = from };
    carrier->record(self, &called);
}
