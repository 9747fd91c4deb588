/* watching.c — see watching.h. */
#include "runtime/watching.h"

#include <string.h>

#include "runtime/gate.h"
#include "runtime/heap.h"
#include "runtime/objects.h"
#include "runtime/sharing.h"
#include "runtime/stacks.h"

enum { WORD = 8 };

struct watched {
    uintptr_t address;
    size_t size;
    uint32_t number;
    struct frame frame;                 /* on a stack: the function whose variable it is; base 0 elsewhere */
    bool told;                          /* the lab knows of it, and what was in it then: */
    uint64_t image[WATCHED_WORDS];
    char kind[24];
};

unsigned watching;
static struct watched watched[WATCHED];
static uint32_t last_number;

void watching_begin(void)
{
    watching = 0;
    last_number = 0;
}

static struct watched *find(uintptr_t address)
{
    for (unsigned k = watching; k-- > 0; )
        if (address - watched[k].address < watched[k].size)
            return &watched[k];
    return NULL;
}

uint32_t watching_around(uintptr_t address)
{
    const struct watched *around = find(address);
    return around ? around->number : 0;
}

/* The functions that are active on the stack an address lies on; 0: it lies on none. */
static unsigned frames_around(uintptr_t address, const struct frame **frames)
{
    uint16_t thread;
    const struct stack *stack = stacks_at(address);
    if (stack && stack->state == STACK_USED) {
        *frames = stack->user->frame;
        return stack->user->depth < RUNNER_FRAMES ? stack->user->depth : RUNNER_FRAMES;
    }
    if (stack)
        return stacks_frames(stack, frames);
    return sharing_stack_of(address, &thread) ? stacks_own_frames(&runners[thread], frames) : 0;
}

static struct frame frame_of(uintptr_t address)
{
    const struct frame *frames;
    for (unsigned k = frames_around(address, &frames); k-- > 0; )
        if (frames[k].base > address)
            return frames[k];
    return (struct frame){ 0 };
}

/* What is larger is looked at as far as there is room. */
static size_t kept_size(size_t size)
{
    return size < WATCHED_WORDS * WORD ? size : (size_t)WATCHED_WORDS * WORD;
}

void lab_watch(const void *structure, size_t size, const char *kind)
{
    if (!runner_self || carrier->live)
        return;
    gate_settle(runner_self);
    if (watching == WATCHED || find((uintptr_t)structure))
        return;
    struct watched *new = &watched[watching++];
    new->address = (uintptr_t)structure;
    new->size = kept_size(size);
    new->number = ++last_number;
    new->frame = frame_of(new->address);
    new->told = false;
    strncpy(new->kind, kind, sizeof new->kind - 1);
    new->kind[sizeof new->kind - 1] = '\0';
}

/* A variable of a function that has returned, or memory that has been freed. */
static bool is_gone(const struct watched *one)
{
    uint16_t thread;
    const struct block *block = heap_block(one->address, &thread);
    if (one->frame.base == 0)
        return block && block->freed;
    struct frame now = frame_of(one->address);
    return now.base != one->frame.base || now.place != one->frame.place;
}

static void tell_end(const struct watched *old)
{
    struct step step = { .phase = PHASE_WATCH, .thread = runner_self->thread, .object = old->number };
    carrier->record(runner_self, &step);
}

static void drop(unsigned k)
{
    if (watched[k].told)
        tell_end(&watched[k]);
    memmove(&watched[k], &watched[k + 1], (--watching - k) * sizeof *watched);
}

void lab_unwatch(const void *structure, size_t size)
{
    if (!runner_self || carrier->live)
        return;
    gate_settle(runner_self);
    for (unsigned k = 0; k < watching; k++) {
        if (watched[k].address != (uintptr_t)structure || watched[k].size != kept_size(size))
            continue;
        drop(k);
        return;
    }
}

/* Where it is, as of any object; and its address itself, which pointers to it hold. */
static void introduce(struct runner *self, struct watched *one)
{
    struct step step = { .phase = PHASE_WATCH, .thread = self->thread, .object = one->number, .result = (int32_t)one->size };
    object_describe(&step, one->address);
    step.thread = self->thread;         /* the text that follows is its */
    gate_text(&step, one->kind, strlen(one->kind));
    struct step address = {
        .phase = PHASE_MEMORY, .thread = self->thread, .object = one->number, .other = MEMORY_ADDRESS, .value = one->address,
    };
    carrier->record(self, &address);
}

static void tell_word(struct runner *self, const struct watched *one, unsigned k)
{
    struct step word = {
        .phase = PHASE_MEMORY, .thread = self->thread, .object = one->number, .other = k * WORD, .value = one->image[k],
        .place = gate_place((uintptr_t)one->image[k]),
    };
    carrier->record(self, &word);
}

static void look(struct runner *self, struct watched *one)
{
    const char *memory = (const char *)one->address;
    if (one->told && memcmp(one->image, memory, one->size) == 0)
        return;
    bool first = !one->told;
    if (first)
        introduce(self, one);
    one->told = true;
    for (unsigned k = 0; k * WORD < one->size; k++) {
        uint64_t word = 0;
        size_t left = one->size - k * WORD;
        memcpy(&word, memory + k * WORD, left < WORD ? left : WORD);
        if (!first && word == one->image[k])
            continue;
        one->image[k] = word;
        if (!first || word != 0)
            tell_word(self, one, k);
    }
}

void watching_tell(struct runner *self)
{
    for (unsigned k = 0; k < watching; k++) {
        while (k < watching && is_gone(&watched[k]))
            drop(k);
        if (k < watching)
            look(self, &watched[k]);
    }
}
