/* barrier.c — barriers: arriving is one gate, going on once all have arrived is another. */
#include "runtime/calls/calls.h"
#include "runtime/gate.h"
#include "runtime/objects.h"

static struct step step_on(enum act act, const pthread_barrier_t *barrier, uintptr_t place)
{
    return gate_step(act, object_sync(OBJECT_BARRIER, barrier, 0), place);
}

WRAPPED(int, pthread_barrier_init, pthread_barrier_t *barrier, const pthread_barrierattr_t *attributes, unsigned count)
{
    struct step step = step_on(ACT_BARRIER_INIT, barrier, PLACE);
    step.value = count;
    if (gate_enter(&step))
        gate_leave(&step, pthread_barrier_init(barrier, attributes, count));
    return step.result;
}

WRAPPED(int, pthread_barrier_destroy, pthread_barrier_t *barrier)
{
    struct step step = step_on(ACT_BARRIER_DESTROY, barrier, PLACE);
    if (gate_enter(&step))
        gate_leave(&step, pthread_barrier_destroy(barrier));
    return step.result;
}

/* Live, arriving is recorded before the call, with the result 0: the rule book counts who has arrived. */
static int wait_live(struct step *step, pthread_barrier_t *barrier)
{
    gate_leave(step, STEP_UNDECIDED);
    struct step out = *step;
    out.act = ACT_BARRIER_LEAVE;
    gate_enter(&out);
    int result = pthread_barrier_wait(barrier);
    gate_leave(&out, result);
    return result;
}

WRAPPED(int, pthread_barrier_wait, pthread_barrier_t *barrier)
{
    struct step step = step_on(ACT_BARRIER_WAIT, barrier, PLACE);
    if (gate_enter(&step))
        return wait_live(&step, barrier);
    if (step.result != 0)
        return step.result;
    struct step out = step_on(ACT_BARRIER_LEAVE, barrier, PLACE);
    gate_enter(&out);
    return out.result;
}
