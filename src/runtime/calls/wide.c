/* wide.c — atomics of sizes for which the machine has none (_Atomic struct), which the compiler leaves to a library, and
 * those of 16 bytes. They run only live, where one lock does for all of them: whoever touches such an object comes by here. */
#include <string.h>

#include "runtime/calls/calls.h"
#include "runtime/gate.h"

#if !defined __clang__      /* gcc knows these names when it is asked to sanitize the lab itself, with types of its own */
#pragma GCC diagnostic ignored "-Wbuiltin-declaration-mismatch"
#endif

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void begin(void)
{
    gate_only_live("an atomic structure, or one of 16 bytes");
    pthread_mutex_lock(&lock);
}

WRAPPED(void, __atomic_load, size_t size, const void *from, void *to, int order)
{
    (void)order;
    begin();
    memcpy(to, from, size);
    pthread_mutex_unlock(&lock);
}

WRAPPED(void, __atomic_store, size_t size, void *to, const void *from, int order)
{
    (void)order;
    begin();
    memcpy(to, from, size);
    pthread_mutex_unlock(&lock);
}

WRAPPED(void, __atomic_exchange, size_t size, void *at, const void *value, void *old, int order)
{
    (void)order;
    begin();
    memcpy(old, at, size);
    memcpy(at, value, size);
    pthread_mutex_unlock(&lock);
}

WRAPPED(bool, __atomic_compare_exchange, size_t size, void *at, void *expected, const void *value, int order, int failure)
{
    (void)order;
    (void)failure;
    begin();
    bool same = memcmp(at, expected, size) == 0;
    memcpy(same ? at : expected, same ? value : at, size);
    pthread_mutex_unlock(&lock);
    return same;
}

/* ---- 16 bytes: what the instrumentation calls ---- */

typedef unsigned __int128 wide;

#define UPDATE(name, after) \
    wide __tsan_atomic128_##name(volatile wide *address, wide value, int order); \
    wide __tsan_atomic128_##name(volatile wide *address, wide value, int order) \
    { \
        (void)order; \
        begin(); \
        wide old = *address; \
        *address = after; \
        pthread_mutex_unlock(&lock); \
        return old; \
    }

UPDATE(exchange, value)
UPDATE(fetch_add, old + value)
UPDATE(fetch_sub, old - value)
UPDATE(fetch_and, old & value)
UPDATE(fetch_or, old | value)
UPDATE(fetch_xor, old ^ value)
UPDATE(fetch_nand, ~(old & value))

wide __tsan_atomic128_load(const volatile wide *address, int order);
void __tsan_atomic128_store(volatile wide *address, wide value, int order);
wide __tsan_atomic128_compare_exchange_val(volatile wide *address, wide expected, wide value, int order, int failure);
int __tsan_atomic128_compare_exchange_strong(volatile wide *address, wide *expected, wide value, int order, int failure);
int __tsan_atomic128_compare_exchange_weak(volatile wide *address, wide *expected, wide value, int order, int failure);

wide __tsan_atomic128_load(const volatile wide *address, int order)
{
    (void)order;
    begin();
    wide value = *address;
    pthread_mutex_unlock(&lock);
    return value;
}

void __tsan_atomic128_store(volatile wide *address, wide value, int order)
{
    __tsan_atomic128_exchange(address, value, order);
}

wide __tsan_atomic128_compare_exchange_val(volatile wide *address, wide expected, wide value, int order, int failure)
{
    (void)order;
    (void)failure;
    begin();
    wide old = *address;
    if (old == expected)
        *address = value;
    pthread_mutex_unlock(&lock);
    return old;
}

int __tsan_atomic128_compare_exchange_strong(volatile wide *address, wide *expected, wide value, int order, int failure)
{
    wide old = __tsan_atomic128_compare_exchange_val(address, *expected, value, order, failure);
    bool same = old == *expected;
    *expected = old;
    return same;
}

int __tsan_atomic128_compare_exchange_weak(volatile wide *address, wide *expected, wide value, int order, int failure)
{
    return __tsan_atomic128_compare_exchange_strong(address, expected, value, order, failure);
}
