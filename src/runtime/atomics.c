/* atomics.c — C11 atomics and the __atomic/__sync built-ins, as the compiler's instrumentation calls them: one function
 * for each operation and size. The operation itself is done here, between gate and record, on whichever carrier. */
#include <stdbool.h>

#include "runtime/gate.h"

#if !defined __clang__      /* gcc knows these names when it is asked to sanitize the lab itself, with types of its own */
#pragma GCC diagnostic ignored "-Wbuiltin-declaration-mismatch"
#endif

/* One atomic operation in progress. */
struct operation {
    struct runner *self;
    struct step step;
    const struct granule *around;
    int order;
};

/* Stops at the gate; afterwards nobody comes between until finish_operation. */
static void begin(struct operation *operation, enum act act, const volatile void *address, unsigned size, int order,
                  uintptr_t place)
{
    struct runner *self = operation->self = runner_self;
    if (!self)
        return;
    gate_settle(self);
    self->at = place;
    uint32_t object = carrier->shares(self, (uintptr_t)address)
                    ? object_variable((uintptr_t)address, size, &operation->around) : 0;
    if (object == 0) {
        operation->self = NULL;         /* nobody else can see it: an ordinary access */
        return;
    }
    operation->order = order;
    self->kept = false;
    operation->step = (struct step){
        .act = (uint8_t)act, .object = object, .place = gate_place(place), .result = 0, .thread = self->thread,
        .size = (uint8_t)size,
    };
    carrier->access(self, &operation->step, (uintptr_t)address);
}

static void finish_operation(struct operation *operation, uint64_t value, bool failed)
{
    if (!operation->self)
        return;
    operation->step.value = value;
    operation->step.result = failed;
    carrier->accessed(operation->self, &operation->step, operation->around, operation->order);
}

/* A read-modify-write: whether it left the value as it was, `kept`, is for the account of loops that only look. */
static void finish_update(struct operation *operation, uint64_t value, bool kept)
{
    if (operation->self)
        operation->self->kept = kept;
    finish_operation(operation, value, false);
}

#define LOAD_STORE(bits, type) \
    type __tsan_atomic##bits##_load(const volatile type *address, int order); \
    void __tsan_atomic##bits##_store(volatile type *address, type value, int order); \
    type __tsan_atomic##bits##_exchange(volatile type *address, type value, int order); \
    type __tsan_atomic##bits##_load(const volatile type *address, int order) \
    { \
        struct operation operation; \
        begin(&operation, ACT_ATOMIC_LOAD, address, sizeof(type), order, PLACE); \
        type value = __atomic_load_n(address, __ATOMIC_SEQ_CST); \
        finish_operation(&operation, (uint64_t)value, false); \
        return value; \
    } \
    void __tsan_atomic##bits##_store(volatile type *address, type value, int order) \
    { \
        struct operation operation; \
        begin(&operation, ACT_ATOMIC_STORE, address, sizeof(type), order, PLACE); \
        __atomic_store_n(address, value, __ATOMIC_SEQ_CST); \
        finish_operation(&operation, (uint64_t)value, false); \
    } \
    type __tsan_atomic##bits##_exchange(volatile type *address, type value, int order) \
    { \
        struct operation operation; \
        begin(&operation, ACT_ATOMIC_UPDATE, address, sizeof(type), order, PLACE); \
        type old = __atomic_exchange_n(address, value, __ATOMIC_SEQ_CST); \
        finish_update(&operation, (uint64_t)value, old == value); \
        return old; \
    }

#define FETCH(bits, type, name) \
    type __tsan_atomic##bits##_fetch_##name(volatile type *address, type value, int order); \
    type __tsan_atomic##bits##_fetch_##name(volatile type *address, type value, int order) \
    { \
        struct operation operation; \
        begin(&operation, ACT_ATOMIC_UPDATE, address, sizeof(type), order, PLACE); \
        type old = __atomic_fetch_##name(address, value, __ATOMIC_SEQ_CST); \
        uint64_t value_now = gate_value((const void *)address, sizeof(type)); \
        finish_update(&operation, value_now, (uint64_t)old == value_now); \
        return old; \
    }

/* A weak exchange never fails without cause here; ATOMIC_UPDATE with result 1 says that it failed. */
#define EXCHANGE(bits, type, name) \
    int __tsan_atomic##bits##_compare_exchange_##name(volatile type *address, type *expected, type value, int order, int failure); \
    int __tsan_atomic##bits##_compare_exchange_##name(volatile type *address, type *expected, type value, int order, int failure) \
    { \
        struct operation operation; \
        begin(&operation, ACT_ATOMIC_UPDATE, address, sizeof(type), order, PLACE); \
        bool done = __atomic_compare_exchange_n(address, expected, value, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
        if (!done) \
            operation.order = failure; \
        finish_operation(&operation, done ? (uint64_t)value : (uint64_t)*expected, !done); \
        return done; \
    }

#define EXCHANGE_VALUE(bits, type) \
    type __tsan_atomic##bits##_compare_exchange_val(volatile type *address, type expected, type value, int order, int failure); \
    type __tsan_atomic##bits##_compare_exchange_val(volatile type *address, type expected, type value, int order, int failure) \
    { \
        struct operation operation; \
        begin(&operation, ACT_ATOMIC_UPDATE, address, sizeof(type), order, PLACE); \
        bool done = __atomic_compare_exchange_n(address, &expected, value, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
        if (!done) \
            operation.order = failure; \
        finish_operation(&operation, done ? (uint64_t)value : (uint64_t)expected, !done); \
        return expected; \
    }

#define ATOMICS(bits, type) \
    LOAD_STORE(bits, type) \
    FETCH(bits, type, add) FETCH(bits, type, sub) FETCH(bits, type, and) FETCH(bits, type, or) FETCH(bits, type, xor) \
    FETCH(bits, type, nand) \
    EXCHANGE(bits, type, strong) EXCHANGE(bits, type, weak) EXCHANGE_VALUE(bits, type)

ATOMICS(8, uint8_t)
ATOMICS(16, uint16_t)
ATOMICS(32, uint32_t)
ATOMICS(64, uint64_t)

void __tsan_atomic_thread_fence(int order);
void __tsan_atomic_signal_fence(int order);

/* Exploration assumes sequential consistency, where a fence orders nothing that was not in order; but what happens before
 * what, and so what is a race, depends on it. Live, it is the real one. */
void __tsan_atomic_thread_fence(int order)
{
    if (runner_self) {
        gate_settle(runner_self);
        if (carrier->fence)
            carrier->fence(runner_self, order);
    }
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
}

void __tsan_atomic_signal_fence(int order)
{
    (void)order;
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
}
