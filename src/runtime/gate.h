/* gate.h — where a thread of the demo stops before everything that another thread could notice. A wrapped call reads:
 *
 *     struct step step = gate_step(ACT_LOCK, object_sync(OBJECT_MUTEX, mutex, …), PLACE);
 *     if (gate_enter(&step))                                    // true: a live run, do it for real
 *         gate_leave(&step, pthread_mutex_lock(mutex));
 *     return step.result;
 *
 * On fibers gate_enter announces the step, lets the scheduler choose, and returns false once the world's rule book has
 * decided what the call returns: result, value and other are filled in. On the kernel carrier it announces, waits if the
 * run is paced or stepped, and returns true; gate_leave records what happened. Outside a run it returns true at once. */
#ifndef RUNTIME_GATE_H
#define RUNTIME_GATE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "runtime/demo.h"
#include "runtime/objects.h"
#include "runtime/runner.h"

/* The code address the wrapped call returns to; and the runner remembers where on its stack the demo's part begins. */
#define PLACE (gate_here(FRAME_END), RETURNS_TO)
#define RETURNS_TO ((uintptr_t)__builtin_return_address(0))
#define FRAME_END ((uintptr_t)__builtin_dwarf_cfa())
static inline void gate_here(uintptr_t frame_end)
{
    if (runner_self)
        runner_self->frame_end = frame_end;
}

/* A carrier runs threads. One is set by the time a demo's code runs. */
struct carrier {
    bool live;                                              /* calls are made for real */
    bool (*enter)(struct runner *self, struct step *step);
    void (*leave)(struct runner *self, struct step *step);
    /* The same two for an access to a variable, which the caller makes between them; `around` and the C11 memory order are
     * for the race detector. Asked first: can another thread reach this address? */
    bool (*shares)(struct runner *self, uintptr_t address);
    void (*access)(struct runner *self, struct step *step, uintptr_t address);
    void (*accessed)(struct runner *self, struct step *step, const struct granule *around, int order);
    void (*fence)(struct runner *self, int order);         /* of this C11 memory order; NULL: nothing to note */
    void (*record)(struct runner *self, const struct step *step);      /* any other phase */
    uint64_t (*now)(void);                                  /* ns since the run began */
    /* The thread has changed private memory that is not on its stack. */
    void (*effect)(struct runner *self);
    /* The program ends, with this outcome; does not return. */
    void (*finish)(enum outcome outcome, int32_t code, uintptr_t place, const char *text) __attribute__((noreturn));
};

extern const struct carrier *carrier;

struct step gate_step(enum act act, uint32_t object, uintptr_t place);
bool gate_enter(struct step *step);
void gate_leave(struct step *step, int64_t result);
bool gate_is_live(void);        /* true outside a run as well */

/* A plain write is recorded when its value is known: at the thread's next call-back, or before the run ends. */
void gate_settle_write(struct runner *self);
static inline void gate_settle(struct runner *self)
{
    if (self->writing)
        gate_settle_write(self);
}

/* Records an object's or thread's name, or other text, behind a record. */
void gate_text(const struct step *head, const char *text, size_t length);

/* The run ends because the demo did what only a live run can do. Does nothing when live. */
void gate_only_live(const char *call);

/* The value of up to eight bytes of memory, as the demo sees it. */
static inline uint64_t gate_value(const void *address, unsigned size)
{
    uint64_t value = 0;
    switch (size) {
    case 4:
        memcpy(&value, address, 4);
        return value;
    case 8:
        memcpy(&value, address, 8);
        return value;
    default:
        memcpy(&value, address, size < 8 ? size : 8);
        return value;
    }
}

/* ELF address of a code or data address of the demo; 0 when it is none of the demo's. */
static inline uint64_t gate_place(uintptr_t address)
{
    return demo_holds(address) ? address - demo.base : 0;
}

#endif
