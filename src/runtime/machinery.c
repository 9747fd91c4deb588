/* machinery.c — see machinery.h. */
#include "runtime/machinery.h"

#include <stdlib.h>

#include "runtime/gate.h"

enum { RANGES = 128 };

unsigned machinery_ranges;
uint64_t machinery_low, machinery_size;
static struct { uint64_t low, high; bool tells; } range[RANGES];
static uint64_t told[FIBERS];       /* for each thread: what was recorded last */

static void enclose(uint64_t low, uint64_t high)
{
    uint64_t end = machinery_size > 0 ? machinery_low + machinery_size : high;
    if (machinery_size == 0 || low < machinery_low)
        machinery_low = low;
    machinery_size = (high > end ? high : end) - machinery_low;
}

void machinery_set(const char *text)
{
    machinery_ranges = 0;
    machinery_low = machinery_size = 0;
    while (machinery_ranges < RANGES) {
        char *end;
        uint64_t low = strtoull(text, &end, 16);
        if (end == text || *end != '-')
            return;
        text = end + 1;
        uint64_t high = strtoull(text, &end, 16);
        if (end == text)
            return;
        bool tells = *end == '+';
        text = end + tells;
        range[machinery_ranges].low = low;
        range[machinery_ranges].high = high;
        range[machinery_ranges++].tells = tells;
        if (!tells)
            enclose(low + 1, high + 1);
    }
}

void machinery_begin(void)
{
    for (unsigned thread = 0; machinery_ranges > 0 && thread < FIBERS; thread++)
        told[thread] = 0;
}

/* A return address may lie just behind its function: the call before it is what is meant. */
bool machinery_holds(uint64_t place)
{
    for (unsigned k = 0; k < machinery_ranges; k++)
        if (place > range[k].low && place <= range[k].high)
            return true;
    return false;
}

bool machinery_is_private(uint64_t place)
{
    for (unsigned k = 0; k < machinery_ranges; k++)
        if (place > range[k].low && place <= range[k].high)
            return !range[k].tells;
    return false;
}

/* Demos are built with frame pointers: where a function goes back to lies just below its canonical frame address. */
static uintptr_t caller_of(const struct frame *frame)
{
    return *(const uintptr_t *)(frame->base - sizeof(uintptr_t));
}

uint64_t machinery_called_from(const struct runner *self)
{
    unsigned depth = self->depth < RUNNER_FRAMES ? self->depth : RUNNER_FRAMES;
    while (depth-- > 0) {
        uint64_t place = gate_place(caller_of(&self->frame[depth]));
        if (place != 0 && !machinery_holds(place))
            return place;
    }
    return 0;
}

void machinery_arrive(struct runner *self, uint64_t place)
{
    if (self->thread >= FIBERS || !machinery_holds(place))
        return;
    uint64_t from = machinery_called_from(self);
    if (from == told[self->thread])
        return;
    told[self->thread] = from;
    struct step called = { .phase = PHASE_CALLED, .thread = self->thread, .place = from };
    carrier->record(self, &called);
}
