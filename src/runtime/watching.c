/* watching.c — see watching.h. */
#include "runtime/watching.h"

#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/carrier/family.h"
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

/* On fibers there is one list. Live there is one for each thread, and its lock is for whoever takes something out of another's. */
struct watches {
    pthread_mutex_t lock;
    bool busy;                          /* its thread is at it: a signal's handler that comes to a gate then leaves it alone */
    unsigned count;
    struct watched watched[WATCHED];
};

unsigned watching;
static struct watches all = { .lock = PTHREAD_MUTEX_INITIALIZER };
static uint32_t last_number;

/* Live: the lists of this process's threads. */
static struct watches *lists[FAMILY_THREADS];
static pthread_mutex_t listing = PTHREAD_MUTEX_INITIALIZER;

void watching_begin(void)
{
    watching = all.count = 0;
    last_number = 0;
}

/* ---- whose ---- */

static struct watches *list_of(const struct runner *self)
{
    return carrier->live ? self->watches : &all;
}

static struct watches *make_list(struct runner *self)
{
    struct watches *new = carrier->live && !self->watches && self->thread < FAMILY_THREADS ? calloc(1, sizeof *new) : NULL;
    if (!new)
        return list_of(self);
    pthread_mutex_init(&new->lock, NULL);
    pthread_mutex_lock(&listing);
    lists[self->thread] = self->watches = new;
    pthread_mutex_unlock(&listing);
    return new;
}

/* False: this thread is at it already. */
static bool take(struct watches *list)
{
    if (!list || list->busy)
        return false;
    list->busy = true;
    if (carrier->live)
        pthread_mutex_lock(&list->lock);
    return true;
}

static void give_back(struct watches *list)
{
    if (carrier->live)
        pthread_mutex_unlock(&list->lock);
    else
        watching = list->count;
    list->busy = false;
}

static uint32_t new_number(void)
{
    return carrier->live ? atomic_fetch_add(&family->watched, 1) + 1 : ++last_number;
}

static struct watched *find(struct watches *list, uintptr_t address)
{
    for (unsigned k = list ? list->count : 0; k-- > 0; )
        if (address - list->watched[k].address < list->watched[k].size)
            return &list->watched[k];
    return NULL;
}

uint32_t watching_around(uintptr_t address)
{
    const struct watched *around = find(list_of(runner_self), address);
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
    if (carrier->live)
        return stacks_own_holds(runner_self, address) ? stacks_own_frames(runner_self, frames) : 0;
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

static void add(struct watches *list, uintptr_t address, size_t size, const char *kind)
{
    if (list->count == WATCHED || find(list, address))
        return;
    struct watched *new = &list->watched[list->count++];
    new->address = address;
    new->size = kept_size(size);
    new->number = new_number();
    new->frame = frame_of(address);
    new->told = false;
    strncpy(new->kind, kind, sizeof new->kind - 1);
    new->kind[sizeof new->kind - 1] = '\0';
}

void lab_watch(const void *structure, size_t size, const char *kind)
{
    if (!runner_self)
        return;
    gate_settle(runner_self);
    struct watches *list = make_list(runner_self);
    if (!take(list))
        return;
    add(list, (uintptr_t)structure, size, kind);
    give_back(list);
}

/* A variable of a function that has returned, or memory that has been freed. Live, that is said (watching_freed). */
static bool is_gone(const struct watched *one)
{
    uint16_t thread;
    if (one->frame.base == 0) {
        const struct block *block = carrier->live ? NULL : heap_block(one->address, &thread);
        return block && block->freed;
    }
    struct frame now = frame_of(one->address);
    return now.base != one->frame.base || now.place != one->frame.place;
}

static void tell_end(const struct watched *old)
{
    struct step step = { .phase = PHASE_WATCH, .thread = runner_self->thread, .object = old->number };
    carrier->record(runner_self, &step);
}

static void drop(struct watches *list, unsigned k)
{
    if (list->watched[k].told)
        tell_end(&list->watched[k]);
    memmove(&list->watched[k], &list->watched[k + 1], (--list->count - k) * sizeof *list->watched);
}

static bool drop_structure(struct watches *list, uintptr_t address, size_t size)
{
    for (unsigned k = 0; k < list->count; k++) {
        if (list->watched[k].address != address || list->watched[k].size != kept_size(size))
            continue;
        drop(list, k);
        return true;
    }
    return false;
}

/* Live, a coroutine may be destroyed by another thread than has made it. */
static void drop_anywhere(const struct watches *own, uintptr_t address, size_t size)
{
    bool found = false;
    pthread_mutex_lock(&listing);
    for (unsigned t = 0; t < atomic_load(&family->threads) && t < FAMILY_THREADS && !found; t++) {
        if (!lists[t] || lists[t] == own)
            continue;
        pthread_mutex_lock(&lists[t]->lock);
        found = drop_structure(lists[t], address, size);
        pthread_mutex_unlock(&lists[t]->lock);
    }
    pthread_mutex_unlock(&listing);
}

void lab_unwatch(const void *structure, size_t size)
{
    bool found = false;
    if (!runner_self)
        return;
    gate_settle(runner_self);
    struct watches *list = list_of(runner_self);
    if (take(list)) {
        found = drop_structure(list, (uintptr_t)structure, size);
        give_back(list);
    }
    if (!found && carrier->live)
        drop_anywhere(list, (uintptr_t)structure, size);
}

/* ---- live: what ends ---- */

void watching_freed(struct runner *self, void *block)
{
    struct watches *list = self->watches;
    if (!block || !take(list))
        return;
    size_t size = list->count > 0 ? malloc_usable_size(block) : 0;
    for (unsigned k = list->count; k-- > 0; )
        if (list->watched[k].address - (uintptr_t)block < size)
            drop(list, k);
    give_back(list);
}

void watching_end(struct runner *self)
{
    struct watches *list = self->watches;
    if (!list)
        return;
    pthread_mutex_lock(&listing);
    lists[self->thread] = NULL;
    pthread_mutex_unlock(&listing);
    while (list->count > 0)
        drop(list, list->count - 1);
    self->watches = NULL;
    pthread_mutex_destroy(&list->lock);
    free(list);
}

/* The parent's other threads may have held any of the locks, for ever. */
void watching_forked(struct runner *self)
{
    self->watches = NULL;
    memset(lists, 0, sizeof lists);
    pthread_mutex_init(&listing, NULL);
}

/* ---- telling ---- */

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

static bool begin_telling(struct runner *self, struct watched *one)
{
    introduce(self, one);
    memset(one->image, 0, sizeof one->image);
    one->told = !self->missed;
    return one->told;
}

/* What found no room among the records is told another time. */
static void look(struct runner *self, struct watched *one)
{
    const char *memory = (const char *)one->address;
    if (one->told ? memcmp(one->image, memory, one->size) == 0 : !begin_telling(self, one))
        return;
    for (unsigned k = 0; k * WORD < one->size && !self->missed; k++) {
        uint64_t word = 0, before = one->image[k];
        size_t left = one->size - k * WORD;
        memcpy(&word, memory + k * WORD, left < WORD ? left : WORD);
        if (word == before)
            continue;
        one->image[k] = word;
        tell_word(self, one, k);
        if (self->missed)
            one->image[k] = before;
    }
}

void watching_tell(struct runner *self)
{
    struct watches *list = list_of(self);
    if (!take(list))
        return;
    self->missed = false;
    for (unsigned k = 0; k < list->count && !self->missed; k++) {
        while (k < list->count && is_gone(&list->watched[k]))
            drop(list, k);
        if (k < list->count)
            look(self, &list->watched[k]);
    }
    give_back(list);
}
