/* spin.c — pthread spin locks. */
#include "runtime/calls/calls.h"
#include "runtime/gate.h"
#include "runtime/objects.h"

static struct step step_on(enum act act, volatile pthread_spinlock_t *lock, uintptr_t place)
{
    return gate_step(act, object_sync(OBJECT_SPIN, (const void *)lock, 0), place);
}

WRAPPED(int, pthread_spin_init, pthread_spinlock_t *lock, int shared)
{
    struct step step = step_on(ACT_SPIN_INIT, lock, PLACE);
    if (gate_enter(&step))
        gate_leave(&step, pthread_spin_init(lock, shared));
    return step.result;
}

WRAPPED(int, pthread_spin_destroy, pthread_spinlock_t *lock)
{
    struct step step = step_on(ACT_SPIN_DESTROY, lock, PLACE);
    if (gate_enter(&step))
        gate_leave(&step, pthread_spin_destroy(lock));
    return step.result;
}

WRAPPED(int, pthread_spin_lock, pthread_spinlock_t *lock)
{
    struct step step = step_on(ACT_SPIN_LOCK, lock, PLACE);
    if (gate_enter(&step))
        gate_leave(&step, pthread_spin_lock(lock));
    return step.result;
}

WRAPPED(int, pthread_spin_trylock, pthread_spinlock_t *lock)
{
    struct step step = step_on(ACT_SPIN_TRYLOCK, lock, PLACE);
    if (gate_enter(&step))
        gate_leave(&step, pthread_spin_trylock(lock));
    return step.result;
}

WRAPPED(int, pthread_spin_unlock, pthread_spinlock_t *lock)
{
    struct step step = step_on(ACT_SPIN_UNLOCK, lock, PLACE);
    if (gate_enter(&step))
        gate_leave(&step, pthread_spin_unlock(lock));
    return step.result;
}
