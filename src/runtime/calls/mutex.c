/* mutex.c — pthread mutexes. Their type is read from where glibc keeps it (struct __pthread_mutex_s, __kind), so that
 * static initialisers work; a destroyed mutex is marked there as glibc marks it. */
#include <errno.h>

#include "runtime/calls/calls.h"
#include "runtime/gate.h"
#include "runtime/objects.h"

enum { KIND_MASK = 0x13, KIND_DESTROYED = -1 };     /* PTHREAD_MUTEX_* in the low bits, 16: robust */

static int kind_of(const pthread_mutex_t *mutex)
{
    return mutex->__data.__kind == KIND_DESTROYED ? KIND_DESTROYED : mutex->__data.__kind & KIND_MASK;
}

uint32_t mutex_object(const pthread_mutex_t *mutex)
{
    return object_sync(OBJECT_MUTEX, mutex, kind_of(mutex));
}

int mutex_init(pthread_mutex_t *mutex, int type, const pthread_mutexattr_t *attributes, uintptr_t place)
{
    struct step step = gate_step(ACT_MUTEX_INIT, object_sync(OBJECT_MUTEX, mutex, type), place);
    int robust = PTHREAD_MUTEX_STALLED;
    if (attributes)
        pthread_mutexattr_getrobust(attributes, &robust);
    if (robust == PTHREAD_MUTEX_ROBUST)     /* a thread's end would have to hand it on, and in every order */
        gate_only_live("a robust mutex");
    step.value = (uint64_t)(type | (robust == PTHREAD_MUTEX_ROBUST ? 16 : 0));
    if (gate_enter(&step))
        gate_leave(&step, pthread_mutex_init(mutex, attributes));
    else if (step.result == 0)
        *mutex = (pthread_mutex_t){ .__data.__kind = (int)step.value };
    return step.result;
}

int mutex_destroy(pthread_mutex_t *mutex, uintptr_t place)
{
    struct step step = gate_step(ACT_MUTEX_DESTROY, mutex_object(mutex), place);
    if (gate_enter(&step))
        gate_leave(&step, pthread_mutex_destroy(mutex));
    else if (step.result == 0)
        mutex->__data.__kind = KIND_DESTROYED;
    return step.result;
}

int mutex_lock(pthread_mutex_t *mutex, uintptr_t place)
{
    struct step step = gate_step(ACT_LOCK, mutex_object(mutex), place);
    if (gate_enter(&step))
        gate_leave(&step, pthread_mutex_lock(mutex));
    return step.result;
}

int mutex_trylock(pthread_mutex_t *mutex, uintptr_t place)
{
    struct step step = gate_step(ACT_TRYLOCK, mutex_object(mutex), place);
    if (gate_enter(&step))
        gate_leave(&step, pthread_mutex_trylock(mutex));
    return step.result;
}

int mutex_timedlock(pthread_mutex_t *mutex, clockid_t clock, const struct timespec *until, uintptr_t place)
{
    struct step step = gate_step(ACT_TIMEDLOCK, mutex_object(mutex), place);
    step.value = time_deadline(clock, until);
    if (gate_enter(&step))
        gate_leave(&step, pthread_mutex_clocklock(mutex, clock, until));
    return step.result;
}

int mutex_unlock(pthread_mutex_t *mutex, uintptr_t place)
{
    struct step step = gate_step(ACT_UNLOCK, mutex_object(mutex), place);
    if (gate_enter(&step))
        gate_leave(&step, pthread_mutex_unlock(mutex));
    return step.result;
}

WRAPPED(int, pthread_mutex_init, pthread_mutex_t *mutex, const pthread_mutexattr_t *attributes)
{
    int type = PTHREAD_MUTEX_DEFAULT;
    if (attributes)
        pthread_mutexattr_gettype(attributes, &type);
    return mutex_init(mutex, type, attributes, PLACE);
}

WRAPPED(int, pthread_mutex_destroy, pthread_mutex_t *mutex)
{
    return mutex_destroy(mutex, PLACE);
}

WRAPPED(int, pthread_mutex_lock, pthread_mutex_t *mutex)
{
    return mutex_lock(mutex, PLACE);
}

WRAPPED(int, pthread_mutex_trylock, pthread_mutex_t *mutex)
{
    return mutex_trylock(mutex, PLACE);
}

WRAPPED(int, pthread_mutex_timedlock, pthread_mutex_t *mutex, const struct timespec *until)
{
    return mutex_timedlock(mutex, CLOCK_REALTIME, until, PLACE);
}

WRAPPED(int, pthread_mutex_clocklock, pthread_mutex_t *mutex, clockid_t clock, const struct timespec *until)
{
    return mutex_timedlock(mutex, clock, until, PLACE);
}

WRAPPED(int, pthread_mutex_unlock, pthread_mutex_t *mutex)
{
    return mutex_unlock(mutex, PLACE);
}

/* The state of a robust mutex whose owner died is kept by the rule book, which hands the lock on as consistent. */
WRAPPED(int, pthread_mutex_consistent, pthread_mutex_t *mutex)
{
    return gate_is_live() ? pthread_mutex_consistent(mutex) : 0;
}
