/* rwlock.c — pthread readers–writer locks. On fibers readers are preferred, glibc's default; another preference set in
 * the attributes changes who is likely to win, not what can happen. */
#include "runtime/calls/calls.h"
#include "runtime/gate.h"
#include "runtime/objects.h"

static struct step step_on(enum act act, const pthread_rwlock_t *lock, uintptr_t place)
{
    return gate_step(act, object_sync(OBJECT_RWLOCK, lock, 0), place);
}

WRAPPED(int, pthread_rwlock_init, pthread_rwlock_t *lock, const pthread_rwlockattr_t *attributes)
{
    struct step step = step_on(ACT_RWLOCK_INIT, lock, PLACE);
    if (gate_enter(&step))
        gate_leave(&step, pthread_rwlock_init(lock, attributes));
    return step.result;
}

WRAPPED(int, pthread_rwlock_destroy, pthread_rwlock_t *lock)
{
    struct step step = step_on(ACT_RWLOCK_DESTROY, lock, PLACE);
    if (gate_enter(&step))
        gate_leave(&step, pthread_rwlock_destroy(lock));
    return step.result;
}

WRAPPED(int, pthread_rwlock_rdlock, pthread_rwlock_t *lock)
{
    struct step step = step_on(ACT_RDLOCK, lock, PLACE);
    if (gate_enter(&step))
        gate_leave(&step, pthread_rwlock_rdlock(lock));
    return step.result;
}

WRAPPED(int, pthread_rwlock_tryrdlock, pthread_rwlock_t *lock)
{
    struct step step = step_on(ACT_TRYRDLOCK, lock, PLACE);
    if (gate_enter(&step))
        gate_leave(&step, pthread_rwlock_tryrdlock(lock));
    return step.result;
}

WRAPPED(int, pthread_rwlock_timedrdlock, pthread_rwlock_t *lock, const struct timespec *until)
{
    struct step step = step_on(ACT_TIMEDRDLOCK, lock, PLACE);
    step.value = time_deadline(CLOCK_REALTIME, until);
    if (gate_enter(&step))
        gate_leave(&step, pthread_rwlock_timedrdlock(lock, until));
    return step.result;
}

WRAPPED(int, pthread_rwlock_wrlock, pthread_rwlock_t *lock)
{
    struct step step = step_on(ACT_WRLOCK, lock, PLACE);
    if (gate_enter(&step))
        gate_leave(&step, pthread_rwlock_wrlock(lock));
    return step.result;
}

WRAPPED(int, pthread_rwlock_trywrlock, pthread_rwlock_t *lock)
{
    struct step step = step_on(ACT_TRYWRLOCK, lock, PLACE);
    if (gate_enter(&step))
        gate_leave(&step, pthread_rwlock_trywrlock(lock));
    return step.result;
}

WRAPPED(int, pthread_rwlock_timedwrlock, pthread_rwlock_t *lock, const struct timespec *until)
{
    struct step step = step_on(ACT_TIMEDWRLOCK, lock, PLACE);
    step.value = time_deadline(CLOCK_REALTIME, until);
    if (gate_enter(&step))
        gate_leave(&step, pthread_rwlock_timedwrlock(lock, until));
    return step.result;
}

WRAPPED(int, pthread_rwlock_unlock, pthread_rwlock_t *lock)
{
    struct step step = step_on(ACT_RWUNLOCK, lock, PLACE);
    if (gate_enter(&step))
        gate_leave(&step, pthread_rwlock_unlock(lock));
    return step.result;
}
