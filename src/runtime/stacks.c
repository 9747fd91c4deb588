/* stacks.c — see stacks.h. */
#include "runtime/stacks.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>

#include "runtime/carrier/fiber.h"
#include "runtime/gate.h"
#include "runtime/machinery.h"
#include "runtime/sharing.h"
#include "runtime/watching.h"

enum {
    GUARD = 64 << 10,
    ROOM = 256 << 10,           /* below the demo's part: the scheduler runs on the stack of the thread that stops */
    LARGEST = STACKS_SLOT - GUARD - ROOM,
    OWN = 8 << 20,              /* live: a thread's own stack, unless it has asked for another size */
};

char *stacks_memory = (char *)(UINTPTR_MAX / 2 + 1);
static struct stack *slots;             /* FIBERS * STACKS_EACH, reserved with the memory */
static unsigned made[FIBERS];           /* slots used in this run: those below may be in use */
static bool is_guarded[FIBERS * STACKS_EACH];
static pthread_mutex_t making = PTHREAD_MUTEX_INITIALIZER;

void stacks_begin(void)
{
    for (unsigned thread = 0; thread < FIBERS; thread++)
        for (; made[thread] > 0; made[thread]--)
            slots[thread * STACKS_EACH + made[thread] - 1].state = STACK_FREE;
}

/* ---- what is known of an address ---- */

struct stack *stacks_slot(uintptr_t address)
{
    return stacks_hold(address) ? &slots[(address - (uintptr_t)stacks_memory) / STACKS_SLOT] : NULL;
}

struct stack *stacks_at(uintptr_t address)
{
    struct stack *stack = stacks_slot(address);
    return stack && stack->state != STACK_FREE ? stack : NULL;
}

bool stacks_guard_holds(uintptr_t address)
{
    return stacks_hold(address) && (address - (uintptr_t)stacks_memory) % STACKS_SLOT < GUARD;
}

/* How many frames there are, those included that had no room in the table. */
static unsigned depth_of(const struct stack *stack)
{
    return stack->state == STACK_USED ? stack->user->depth : stack->depth;
}

uintptr_t stacks_from(const struct stack *stack)
{
    return stack->state == STACK_USED ? stack->user->frame_end : stack->left;
}

unsigned stacks_frames(const struct stack *stack, const struct frame **frames)
{
    unsigned depth = depth_of(stack);
    *frames = stack->frame;
    return depth < RUNNER_FRAMES ? depth : RUNNER_FRAMES;
}

struct stack *stacks_next(const struct stack *after)
{
    unsigned k = after ? (unsigned)(after - slots) + 1 : 0;
    for (unsigned thread = k / STACKS_EACH; thread < FIBERS; thread++, k = thread * STACKS_EACH)
        for (; k < thread * STACKS_EACH + made[thread]; k++)
            if (slots[k].state != STACK_FREE)
                return &slots[k];
    return NULL;
}

bool stacks_has_made(uint16_t thread)
{
    return made[thread] > 0;
}

bool stacks_are_of(uint16_t thread, uintptr_t address)
{
    const struct stack *stack = stacks_at(address);
    return stack && stack->owner == thread;
}

static uintptr_t own_end(const struct runner *runner)
{
    const struct frame *frames;
    return stacks_own_frames(runner, &frames) > 0 ? frames[0].base : runner->frame_end;
}

bool stacks_own_holds(const struct runner *runner, uintptr_t address)
{
    return own_end(runner) - address < OWN;
}

uintptr_t stacks_end_of(const struct runner *runner)
{
    if (runner->stack)
        return runner->stack->high;
    return carrier->live ? own_end(runner) : (uintptr_t)fiber_stack_end(runner->thread);
}

unsigned stacks_own_frames(const struct runner *runner, const struct frame **frames)
{
    unsigned depth = runner->stack ? runner->own_depth : runner->depth;
    *frames = runner->own_frame;
    return depth < RUNNER_FRAMES ? depth : RUNNER_FRAMES;
}

/* ---- made and given back ---- */

static void *reserve(size_t size)
{
    void *start = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    return start == MAP_FAILED ? NULL : start;
}

static bool reserve_all(void)
{
    if (slots)
        return true;
    void *memory = reserve(STACKS_ALL);
    slots = memory ? reserve(sizeof *slots * FIBERS * STACKS_EACH) : NULL;
    if (slots)
        stacks_memory = memory;
    return slots != NULL;
}

/* One that has not served yet in this run, so that a late use of another is seen; else one that has been given back. */
static struct stack *find_free(unsigned thread)
{
    struct stack *own = &slots[thread * STACKS_EACH];
    if (made[thread] < STACKS_EACH)
        return &own[made[thread]++];
    for (unsigned k = 0; k < STACKS_EACH; k++)
        if (own[k].state == STACK_FREE)
            return &own[k];
    return NULL;
}

static bool guard(unsigned slot)
{
    if (!is_guarded[slot])
        is_guarded[slot] = mprotect(stacks_memory + (size_t)slot * STACKS_SLOT, GUARD, PROT_NONE) == 0;
    return is_guarded[slot];
}

/* A run that is left leaves its frames behind; when the lab itself is sanitized, their red zones must go. */
#if defined __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
static void forget_frames(const struct stack *stack)
{
    __asan_unpoison_memory_region((void *)(stack->high - STACKS_SLOT + GUARD), STACKS_SLOT - GUARD);
}
#else
static void forget_frames(const struct stack *stack)
{
    (void)stack;
}
#endif

static void *make(unsigned thread, size_t size)
{
    struct stack *stack = reserve_all() ? find_free(thread) : NULL;
    if (!stack || !guard((unsigned)(stack - slots)))
        return NULL;
    stack->state = STACK_LEFT;
    stack->published = false;
    stack->owner = (uint16_t)thread;
    stack->high = (uintptr_t)stacks_memory + (uintptr_t)(stack - slots + 1) * STACKS_SLOT;
    stack->low = stack->high - size;
    stack->left = stack->deepest = stack->high;
    stack->depth = 0;
    forget_frames(stack);
    return (void *)stack->low;
}

void *lab_stack_create(size_t size)
{
    if (!runner_self)
        return NULL;
    if (size > LARGEST) {
        if (!carrier->live)
            carrier->finish(OUTCOME_LIMIT, 0, runner_self->at, "a stack of its own making of more than 704 KB");
        return NULL;
    }
    pthread_mutex_lock(&making);
    void *low = make(runner_self->thread % FIBERS, size);
    pthread_mutex_unlock(&making);
    if (!low && !carrier->live)
        carrier->finish(OUTCOME_LIMIT, 0, runner_self->at,
                        slots ? "more than 256 stacks of one thread's making" : "no address space for a program's own stacks");
    return low;
}

/* As with a block of the heap: to whoever still has a pointer to it, this is a write to all of the stack. */
static void pass_gate(const struct stack *stack, uintptr_t place)
{
    gate_settle(runner_self);
    if (!stack || !stack->published || carrier->live)
        return;
    struct step step = gate_step(ACT_FREE, 0, place);
    step.value = stack->low;
    step.other = (uint32_t)(stack->high - stack->low);
    gate_enter(&step);
}

void lab_stack_destroy(void *low)
{
    struct stack *stack = stacks_at((uintptr_t)low);
    if (runner_self)
        pass_gate(stack, PLACE);
    pthread_mutex_lock(&making);
    if (stack && stack->state == STACK_LEFT)
        stack->state = STACK_FREE;
    pthread_mutex_unlock(&making);
}

size_t lab_stack_most(const void *low)
{
    const struct stack *stack = stacks_at((uintptr_t)low);
    return stack ? stack->high - stack->deepest : 0;
}

/* ---- the switch ---- */

static void leave(struct runner *self)
{
    if (!self->stack) {
        self->own_depth = self->depth;
        self->own_left = self->frame_end;
        return;
    }
    self->stack->depth = self->depth;
    self->stack->left = self->frame_end;
    self->stack->state = STACK_LEFT;
}

static void enter(struct runner *self, struct stack *stack)
{
    self->stack = stack;
    self->frame = stack ? stack->frame : self->own_frame;
    self->depth = stack ? stack->depth : self->own_depth;
    self->frame_end = stack ? stack->left : self->own_left;
    self->stack_low = stack ? stack->deepest : self->own_low;
    self->stack_size = stack ? stack->high - stack->deepest : self->own_size;
    if (!stack)
        return;
    stack->state = STACK_USED;
    stack->user = self;
}

/* What is on it was made by one thread, and is now used by another. */
static void take_over(struct runner *self, struct stack *stack)
{
    if (stack->owner != self->thread && !carrier->live)
        sharing_publish_stack(stack);
}

void lab_stack_stops(const int *state, const void *place)
{
    struct runner *self = runner_self;
    if (!self)
        return;
    gate_settle(self);
    self->at = PLACE;
    struct step stops = {
        .phase = PHASE_STACK, .thread = self->thread, .object = object_variable_known((uintptr_t)state, sizeof *state),
        .other = watching_around((uintptr_t)state), .value = stacks_end_of(self) - self->frame_end,
        .place = machinery_called_from(self),
    };
    if (stops.place == 0)
        stops.place = gate_place((uintptr_t)place);
    if (stops.object != 0 || stops.other != 0 || !self->stack)
        carrier->record(self, &stops);
}

void lab_stack_next(void *low)
{
    if (!runner_self)
        return;
    struct step step = gate_step(ACT_SWITCH, 0, PLACE);
    step.value = (uintptr_t)low;
    if (gate_enter(&step))
        gate_leave(&step, 0);
}

/* A thread's state, as carrier/spinning.c compares it, holds the stacks that it has made itself; a switch to another's, or
 * from it, changes more. */
static void note_effect(struct runner *self, const struct stack *stack)
{
    if (carrier->effect && stack && stack->owner != self->thread)
        carrier->effect(self);
}

void lab_stack_switch(void *low)
{
    struct runner *self = runner_self;
    if (!self)
        return;
    gate_settle(self);
    self->at = PLACE;
    struct stack *stack = low ? stacks_at((uintptr_t)low) : NULL;
    if (low && (!stack || (uintptr_t)low != stack->low))
        carrier->finish(OUTCOME_MISUSE, 0, self->at, "goes on with a stack that has been given back");
    if (stack && stack->state == STACK_USED)
        carrier->finish(OUTCOME_MISUSE, 0, self->at, "goes on with a stack on which a thread is running");
    note_effect(self, self->stack);
    note_effect(self, stack);
    leave(self);
    if (stack)
        take_over(self, stack);
    enter(self, stack);
}

static const char *overflow_text(const struct stack *stack)
{
    static _Thread_local char text[60];
    snprintf(text, sizeof text, "a coroutine's, of %zu bytes", (size_t)(stack->high - stack->low));
    return text;
}

void stacks_deeper(struct runner *self, uintptr_t frame)
{
    struct stack *stack = self->stack;
    if (stack && frame >= stack->low && frame <= stack->high) {
        stack->deepest = self->stack_low = frame;
        self->stack_size = stack->high - frame;
        return;
    }
    if (stack && frame < stack->low && frame >= stack->high - STACKS_SLOT)
        carrier->finish(OUTCOME_OVERFLOW, SIGSEGV, self->at, overflow_text(stack));
    carrier->finish(OUTCOME_ONLYLIVE, 0, self->at, "switch to a stack that the lab does not know (see lab_stack_switch in threadlab.h)");
}
