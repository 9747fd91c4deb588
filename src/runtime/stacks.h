/* stacks.h — stacks of the demo's own making: a thread that switches to another one, as a coroutine does, goes on being the
 * same thread, but its frames, what of them others can reach, and where its stack ends are those of the other stack.
 *
 *   ┌───────┬────────────────┬───────────────────────────────┐   one slot; each thread has a region of them, so that an
 *   │ guard │ for the lab    │ the demo's: low … high        │   address does not depend on the schedule
 *   └───────┴────────────────┴───────────────────────────────┘
 *
 * The demo asks for a stack (lab_stack_create in lessons/kit/threadlab.h) and says when it is about to switch to one. Who
 * switches without a word runs where the lab knows no stack: on fibers the run ends there and says so.
 *
 * As a block of the heap, a stack is private until a pointer into it gets out, or another thread goes on with it; then all
 * of it is shared. Threads: any on fibers; live, creating and destroying take a lock, and one thread is on a stack. */
#ifndef RUNTIME_STACKS_H
#define RUNTIME_STACKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/runner.h"

enum { STACKS_SLOT = 1 << 20, STACKS_EACH = 256 };      /* bytes; slots of a thread */
static const size_t STACKS_ALL = (size_t)STACKS_SLOT * STACKS_EACH * FIBERS;

enum stack_state { STACK_FREE, STACK_LEFT, STACK_USED };

struct stack {
    enum stack_state state;         /* USED: a thread runs on it */
    bool published;                 /* another thread can reach it; FREE: could */
    uint16_t owner;                 /* who made it */
    const struct runner *user;      /* USED: who runs on it */
    uintptr_t low, high;
    uintptr_t left;                 /* LEFT: what lies above is the demo's */
    uintptr_t deepest;              /* the lowest a function of the demo has begun */
    unsigned depth;                 /* of `frame`, while nobody runs on it */
    struct frame frame[RUNNER_FRAMES];
};

void stacks_begin(void);            /* a new run: there are none */

/* Asked at every access that is to no other memory. */
extern char *stacks_memory;         /* before the first is made: where no memory can be */
static inline bool stacks_hold(uintptr_t address)
{
    return address - (uintptr_t)stacks_memory < STACKS_ALL;
}

/* The stack in whose slot the address lies, the lab's part included; NULL: there is none (any more). */
struct stack *stacks_at(uintptr_t address);
struct stack *stacks_slot(uintptr_t address);       /* the same, and also one that has been given back */
bool stacks_guard_holds(uintptr_t address);

/* What lies above, up to `high`, is in use. */
uintptr_t stacks_from(const struct stack *stack);

/* Its frames, innermost last; returns how many. */
unsigned stacks_frames(const struct stack *stack, const struct frame **frames);

/* All there are, by address; NULL at the end. Begin with NULL. */
struct stack *stacks_next(const struct stack *after);

/* Has the thread made any in this run? And is the address on one of its stacks, whichever it is on now? */
bool stacks_has_made(uint16_t thread);
bool stacks_are_of(uint16_t thread, uintptr_t address);

/* Live: does the address lie on the thread's own stack, wherever it is now? As far as is known: below its first function. */
bool stacks_own_holds(const struct runner *runner, uintptr_t address);

/* Where the stack ends on which this thread is now, and its own stack's frames, wherever it is. */
uintptr_t stacks_end_of(const struct runner *runner);
unsigned stacks_own_frames(const struct runner *runner, const struct frame **frames);

/* A function has begun lower than any before on this stack, or outside of it: then it has no more room there, or the
 * program has switched without a word, and the run ends. */
void stacks_deeper(struct runner *self, uintptr_t frame);

/* What the demo calls; see threadlab.h of the kit. */
void *lab_stack_create(size_t size);
void lab_stack_destroy(void *low);
size_t lab_stack_most(const void *low);
void lab_stack_stops(const int *state, const void *place);
void lab_stack_next(void *low);
void lab_stack_switch(void *low);

#endif
