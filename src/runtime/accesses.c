/* accesses.c — the call-backs that gcc and clang put before every access when asked to instrument for ThreadSanitizer
 * (-fsanitize=thread). Each comes just before the access it announces; nothing of ThreadSanitizer itself is linked. */
#include "runtime/accesses.h"

#include "runtime/carrier/fiber.h"
#include "runtime/gate.h"
#include "runtime/sharing.h"
#include "runtime/stacks.h"

#if !defined __clang__      /* gcc knows these names when it is asked to sanitize the lab itself, with types of its own */
#pragma GCC diagnostic ignored "-Wbuiltin-declaration-mismatch"
#endif

enum { WORD = 8, LIVE_RANGE = 256 };

static inline __attribute__((always_inline)) void one(struct runner *self, uintptr_t address, unsigned size, enum act act, uintptr_t place)
{
    const struct granule *around = NULL;
    uint32_t object = object_variable(address, size, &around);
    if (object == 0)
        return;
    struct step *step = &self->write;
    step_make(step, act, object, gate_place(place), self->thread, 0, size);
    carrier->access(self, step, address);
    if (act == ACT_READ) {
        step->value = gate_value((const void *)address, size);
        carrier->accessed(self, step, around, __ATOMIC_RELAXED);
        return;
    }
    self->write_address = (const void *)address;
    self->write_around = around;
    if (size == WORD)
        self->write.value = gate_value((const void *)address, size);    /* what is there until it is written */
    self->writing = true;
}

/* Of a write that has just been announced as a piece of several: what it will have written is recorded before that is there.
 * It is what lies at `from`; where that is not known, the record says so. */
static void foresee(struct runner *self, uintptr_t from, bool is_last)
{
    if (!self->writing)
        return;
    if (from && !is_last)           /* the last is recorded when all has been written */
        self->write_address = (const void *)from;
    else if (!is_last)
        self->write.result = WRITE_UNSEEN;
}

/* Live nothing is compared with what others do, and there are so many numbers for objects only, which pipes and locks need more
 * than the bytes of a buffer: of a large range the beginning is told, and what is known already. */
static bool is_left_out(uintptr_t low, uintptr_t address)
{
    return carrier->live && address - low >= LIVE_RANGE && !object_find(address);
}

/* Splits at multiples of eight bytes. All pieces are announced before the first is written: what is in them, pointers
 * among it, is there when the thread comes by again. `from`: what is written comes from there; 0: nobody knows. */
static __attribute__((noinline)) void pieces(struct runner *self, uintptr_t address, size_t size, enum act act, uintptr_t place,
                                             uintptr_t from)
{
    uintptr_t low = address;
    while (size > 0) {
        size_t piece = WORD - address % WORD;
        if (piece > size)
            piece = size;
        gate_settle(self);
        if (!is_left_out(low, address))
            one(self, address, (unsigned)piece, act, place);
        if (act == ACT_WRITE)
            foresee(self, from, piece == size);
        address += piece;
        size -= piece;
        from += from ? piece : 0;
    }
    if (act == ACT_WRITE)
        self->range = (struct stretch){ low, address };
}

/* Between the two call-backs of a copy there is only what loads the address of the second, and the size of a range; a store
 * takes more. */
enum { COPY_CODE = 13, RANGE_CODE = 18 };

/* The read that is announced now comes from where the write that was announced last will be made with what it reads. */
static inline bool is_copied(const struct runner *self, uintptr_t place, unsigned code)
{
    return self->writing && gate_place(place) - self->write.place <= code;
}

/* The compiler announces `a = b` of structures as a write and then a read, and copies after both: what is read is what will
 * be written. */
static void note_source(struct runner *self, uintptr_t address, size_t size, uintptr_t place)
{
    bool word = size == WORD && self->writing && self->write.size == WORD
             && self->write.value == gate_value(self->write_address, WORD);
    bool more = self->range.high != 0 && self->range.high - self->range.low == size;
    if ((word || more) && !carrier->live)
        sharing_publish_range((const void *)address, size);
    if (more && is_copied(self, place, RANGE_CODE))
        self->write_address = (const void *)(address + size - self->write.size);
}

/* What lies there is part of the state with which a later one is compared: see carrier/spinning.c. */
static bool is_in_state(const struct runner *self, uintptr_t address)
{
    uint16_t owner;
    if (fiber_stack_of(address, &owner))
        return owner == self->thread;
    if (!stacks_has_made(self->thread))
        return false;
    return stacks_are_of(self->thread, address) || (demo_tls_holds(address, &owner) && owner == self->thread);
}

static inline __attribute__((always_inline)) void access(const void *pointer, unsigned size, enum act act, uintptr_t place,
                                                         uintptr_t frame_end)
{
    struct runner *self = runner_self;
    uintptr_t address = (uintptr_t)pointer;
    if (!self)
        return;
    if (size >= WORD && act == ACT_READ && self->writing)
        note_source(self, address, size, place);
    if (act == ACT_READ && is_copied(self, place, COPY_CODE) && self->write.size == size)
        self->write_address = pointer;
    gate_settle(self);
    self->at = place;
    self->frame_end = frame_end;
    if (!carrier->shares(self, address)) {
        if (act == ACT_WRITE && carrier->effect && !is_in_state(self, address))
            carrier->effect(self);
        return;
    }
    if (address % WORD + size <= WORD)
        one(self, address, size, act, place);
    else
        pieces(self, address, size, act, place, 0);
}

static void range(const void *start, size_t size, enum act act, uintptr_t place, uintptr_t from)
{
    struct runner *self = runner_self;
    if (!self || size == 0)
        return;
    if (act == ACT_READ)
        note_source(self, (uintptr_t)start, size, place);
    gate_settle(self);
    self->at = place;
    if (!carrier->shares(self, (uintptr_t)start)) {
        if (act == ACT_WRITE && carrier->effect && !is_in_state(self, (uintptr_t)start))
            carrier->effect(self);
        return;
    }
    pieces(self, (uintptr_t)start, size, act, place, from);
}

void access_range(const void *start, size_t size, enum act act, uintptr_t place)
{
    range(start, size, act, place, 0);
}

void access_copy(void *to, const void *from, size_t size, uintptr_t place)
{
    range(to, size, ACT_WRITE, place, (uintptr_t)from);
}

#define ACCESS(size) \
    void __tsan_read##size(void *address); \
    void __tsan_write##size(void *address); \
    void __tsan_volatile_read##size(void *address); \
    void __tsan_volatile_write##size(void *address); \
    void __tsan_unaligned_read##size(void *address); \
    void __tsan_unaligned_write##size(void *address); \
    void __tsan_unaligned_volatile_read##size(void *address); \
    void __tsan_unaligned_volatile_write##size(void *address); \
    void __tsan_read_write##size(void *address); \
    void __tsan_unaligned_read_write##size(void *address); \
    void __tsan_read##size(void *address) { access(address, size, ACT_READ, RETURNS_TO, FRAME_END); } \
    void __tsan_write##size(void *address) { access(address, size, ACT_WRITE, RETURNS_TO, FRAME_END); } \
    void __tsan_volatile_read##size(void *address) { access(address, size, ACT_READ, RETURNS_TO, FRAME_END); } \
    void __tsan_volatile_write##size(void *address) { access(address, size, ACT_WRITE, RETURNS_TO, FRAME_END); } \
    void __tsan_unaligned_read##size(void *address) { access(address, size, ACT_READ, RETURNS_TO, FRAME_END); } \
    void __tsan_unaligned_write##size(void *address) { access(address, size, ACT_WRITE, RETURNS_TO, FRAME_END); } \
    void __tsan_unaligned_volatile_read##size(void *address) { access(address, size, ACT_READ, RETURNS_TO, FRAME_END); } \
    void __tsan_unaligned_volatile_write##size(void *address) { access(address, size, ACT_WRITE, RETURNS_TO, FRAME_END); } \
    void __tsan_read_write##size(void *address) \
    { \
        access(address, size, ACT_READ, RETURNS_TO, FRAME_END); \
        access(address, size, ACT_WRITE, RETURNS_TO, FRAME_END); \
    } \
    void __tsan_unaligned_read_write##size(void *address) \
    { \
        access(address, size, ACT_READ, RETURNS_TO, FRAME_END); \
        access(address, size, ACT_WRITE, RETURNS_TO, FRAME_END); \
    }

ACCESS(1)
ACCESS(2)
ACCESS(4)
ACCESS(8)
ACCESS(16)

void __tsan_read_range(void *address, size_t size);
void __tsan_write_range(void *address, size_t size);
void __tsan_func_entry(void *caller);
void __tsan_func_exit(void);
void __tsan_init(void);
void __tsan_vptr_update(void **place, void *value);
void __tsan_vptr_read(void **place);
void __tsan_ignore_thread_begin(void);
void __tsan_ignore_thread_end(void);

void __tsan_read_range(void *address, size_t size)
{
    access_range(address, size, ACT_READ, PLACE);
}

void __tsan_write_range(void *address, size_t size)
{
    access_range(address, size, ACT_WRITE, PLACE);
}

/* The function that has been entered; functions left by longjmp are dropped by what lies below them on the stack. */
void __tsan_func_entry(void *caller)
{
    struct runner *self = runner_self;
    if (!self)
        return;
    gate_settle(self);
    (void)caller;
    uintptr_t base = (uintptr_t)__builtin_frame_address(0);
    uintptr_t frame = *(uintptr_t *)base + 2 * sizeof(uintptr_t);       /* the canonical frame address of our caller */
    if (__builtin_expect(frame - self->stack_low > self->stack_size, 0)) {
        self->at = PLACE;
        stacks_deeper(self, frame);
    }
    while (self->depth && self->depth <= RUNNER_FRAMES && self->frame[self->depth - 1].base <= frame)
        self->depth--;
    if (self->depth < RUNNER_FRAMES)
        self->frame[self->depth] = (struct frame){ PLACE, frame };
    self->depth++;
}

void __tsan_func_exit(void)
{
    struct runner *self = runner_self;
    if (!self)
        return;
    gate_settle(self);
    if (self->depth)
        self->depth--;
}

/* What a demo may ask of the lab: lessons/kit/threadlab.h. */
void lab_hide(bool hide);
void lab_hide(bool hide)
{
    if (!runner_self)
        return;
    gate_settle(runner_self);
    if (hide)
        runner_self->hidden++;
    else if (runner_self->hidden > 0)
        runner_self->hidden--;
}

void __tsan_init(void)
{
}

/* C++ only; here so that a mixed program loads. */
void __tsan_vptr_update(void **place, void *value)
{
    (void)value;
    access(place, sizeof *place, ACT_WRITE, RETURNS_TO, FRAME_END);
}

void __tsan_vptr_read(void **place)
{
    access(place, sizeof *place, ACT_READ, RETURNS_TO, FRAME_END);
}

void __tsan_ignore_thread_begin(void)
{
}

void __tsan_ignore_thread_end(void)
{
}
