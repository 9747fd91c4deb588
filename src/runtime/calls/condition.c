/* condition.c — condition variables. A wait is two gates: giving the mutex back and falling asleep, one; waking and taking
 * the mutex again, the other. Live it is one call, recorded as both. */
#include <errno.h>

#include "runtime/calls/calls.h"
#include "runtime/calls/ending.h"
#include "runtime/gate.h"
#include "runtime/objects.h"

static struct step step_on(enum act act, const pthread_cond_t *condition, uintptr_t place)
{
    return gate_step(act, object_sync(OBJECT_CONDITION, condition, 0), place);
}

/* The clock a condition measures by: glibc keeps it in bit 1 of __wrefs (nptl/pthread_cond_init.c). */
static clockid_t clock_of(const pthread_cond_t *condition)
{
    return (condition->__data.__wrefs & 2) ? CLOCK_MONOTONIC : CLOCK_REALTIME;
}

int condition_init(pthread_cond_t *condition, const pthread_condattr_t *attributes, uintptr_t place)
{
    struct step step = step_on(ACT_COND_INIT, condition, place);
    if (gate_enter(&step)) {
        gate_leave(&step, pthread_cond_init(condition, attributes));
    } else {
        clockid_t clock = CLOCK_REALTIME;
        if (attributes)
            pthread_condattr_getclock(attributes, &clock);
        *condition = (pthread_cond_t){ .__data.__wrefs = clock == CLOCK_MONOTONIC ? 2 : 0 };
    }
    return step.result;
}

int condition_destroy(pthread_cond_t *condition, uintptr_t place)
{
    struct step step = step_on(ACT_COND_DESTROY, condition, place);
    if (gate_enter(&step))
        gate_leave(&step, pthread_cond_destroy(condition));
    return step.result;
}

/* Live: asleep from the first record to the second. */
static int wait_live(struct step *step, pthread_cond_t *condition, pthread_mutex_t *mutex, clockid_t clock,
                     const struct timespec *until)
{
    gate_leave(step, 0);
    struct step wake = *step;
    wake.act = ACT_COND_WAKE;
    wake.result = STEP_UNDECIDED;
    gate_enter(&wake);
    int result = until ? pthread_cond_clockwait(condition, mutex, clock, until) : pthread_cond_wait(condition, mutex);
    wake.way = result == ETIMEDOUT ? WAY_TIMEOUT : WAY_GO;
    gate_leave(&wake, result);
    return result;
}

static int wait_fiber(const struct step *step)
{
    if (step->result != 0)
        return step->result;
    struct step wake = *step;
    wake.act = ACT_COND_WAKE;
    wake.result = STEP_UNDECIDED;
    gate_enter(&wake);
    return wake.result;
}

int condition_wait(pthread_cond_t *condition, pthread_mutex_t *mutex, clockid_t clock, const struct timespec *until,
                   uintptr_t place)
{
    ending_if_cancelled(runner_self);
    struct step step = step_on(until ? ACT_COND_TIMEDWAIT : ACT_COND_WAIT, condition, place);
    step.other = mutex_object(mutex);
    ending_can_cancel(&step);
    step.value = until ? time_deadline(clock, until) : UINT64_MAX;
    if (gate_enter(&step))
        return wait_live(&step, condition, mutex, clock, until);
    int result = wait_fiber(&step);
    ending_if_cancelled(runner_self);
    return result;
}

int condition_signal(pthread_cond_t *condition, uintptr_t place)
{
    struct step step = step_on(ACT_SIGNAL, condition, place);
    if (gate_enter(&step))
        gate_leave(&step, pthread_cond_signal(condition));
    return step.result;
}

int condition_broadcast(pthread_cond_t *condition, uintptr_t place)
{
    struct step step = step_on(ACT_BROADCAST, condition, place);
    if (gate_enter(&step))
        gate_leave(&step, pthread_cond_broadcast(condition));
    return step.result;
}

WRAPPED(int, pthread_cond_init, pthread_cond_t *condition, const pthread_condattr_t *attributes)
{
    return condition_init(condition, attributes, PLACE);
}

WRAPPED(int, pthread_cond_destroy, pthread_cond_t *condition)
{
    return condition_destroy(condition, PLACE);
}

WRAPPED(int, pthread_cond_wait, pthread_cond_t *condition, pthread_mutex_t *mutex)
{
    return condition_wait(condition, mutex, CLOCK_REALTIME, NULL, PLACE);
}

WRAPPED(int, pthread_cond_timedwait, pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *until)
{
    return condition_wait(condition, mutex, clock_of(condition), until, PLACE);
}

WRAPPED(int, pthread_cond_clockwait, pthread_cond_t *condition, pthread_mutex_t *mutex, clockid_t clock,
        const struct timespec *until)
{
    return condition_wait(condition, mutex, clock, until, PLACE);
}

WRAPPED(int, pthread_cond_signal, pthread_cond_t *condition)
{
    return condition_signal(condition, PLACE);
}

WRAPPED(int, pthread_cond_broadcast, pthread_cond_t *condition)
{
    return condition_broadcast(condition, PLACE);
}
