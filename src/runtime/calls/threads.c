/* threads.c — creating, joining, naming threads. On fibers a pthread_t is the thread's number plus one, so that the same
 * handle is never 0; live, it is the real one, and a table says which number it has. */
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "runtime/calls/calls.h"
#include "runtime/calls/ending.h"
#include "runtime/carrier/fiber.h"
#include "runtime/carrier/kernel.h"
#include "runtime/gate.h"
#include "runtime/sharing.h"

static pthread_t handle_of(unsigned thread)
{
    return (pthread_t)thread + 1;
}

/* The number that a handle stands for; beyond all threads when it stands for none. */
static uint32_t number_of(pthread_t handle)
{
    return gate_is_live() ? kernel_number_of(handle) : (uint32_t)(handle - 1);
}

static bool is_detached(const pthread_attr_t *attributes)
{
    int state = PTHREAD_CREATE_JOINABLE;
    return attributes && pthread_attr_getdetachstate(attributes, &state) == 0 && state == PTHREAD_CREATE_DETACHED;
}

/* Makes fiber number step->other out of a CREATE that has passed its gate. */
static int create_fiber(const struct step *step, void *function, bool c11, void *argument)
{
    if (step->result != 0)
        return step->result;
    if (step->other >= FIBERS)
        carrier->finish(OUTCOME_LIMIT, 0, runner_self->at, "more than 64 threads");
    struct runner *child = &runners[step->other];
    child->function = c11 ? NULL : (void *(*)(void *))function;
    child->function_c11 = c11 ? (int (*)(void *))function : NULL;
    child->argument = argument;
    sharing_publish((uintptr_t)argument);
    fiber_create((uint16_t)step->other, (uintptr_t)function + 1);
    return 0;
}

int thread_create(pthread_t *handle, const pthread_attr_t *attributes, void *function, bool c11, void *argument,
                  uintptr_t place)
{
    struct step step = gate_step(ACT_CREATE, 0, place);
    step.value = is_detached(attributes);
    if (gate_is_live())
        return kernel_create(handle, attributes, function, c11, argument, &step);
    gate_enter(&step);
    int result = create_fiber(&step, function, c11, argument);
    if (result == 0)
        *handle = handle_of(step.other);
    return result;
}

int thread_join(pthread_t handle, void **value, uintptr_t place)
{
    ending_if_cancelled(runner_self);
    struct step step = gate_step(ACT_JOIN, 0, place);
    step.other = number_of(handle);
    ending_can_cancel(&step);
    if (gate_enter(&step)) {
        void *returned = NULL;
        int result = pthread_join(handle, &returned);
        step.value = (uint64_t)(uintptr_t)returned;
        gate_leave(&step, result);
    }
    ending_if_cancelled(runner_self);
    if (step.result == 0 && value)
        *value = (void *)(uintptr_t)step.value;
    return step.result;
}

WRAPPED(int, pthread_create, pthread_t *handle, const pthread_attr_t *attributes, void *(*function)(void *), void *argument)
{
    return thread_create(handle, attributes, (void *)function, false, argument, PLACE);
}

WRAPPED(int, pthread_join, pthread_t handle, void **value)
{
    return thread_join(handle, value, PLACE);
}

WRAPPED(int, pthread_tryjoin_np, pthread_t handle, void **value)
{
    gate_only_live("pthread_tryjoin_np");
    return pthread_tryjoin_np(handle, value);
}

WRAPPED(int, pthread_timedjoin_np, pthread_t handle, void **value, const struct timespec *until)
{
    gate_only_live("pthread_timedjoin_np");
    return pthread_timedjoin_np(handle, value, until);
}

int thread_detach(pthread_t handle, uintptr_t place)
{
    struct step step = gate_step(ACT_DETACH, 0, place);
    step.other = number_of(handle);
    if (gate_enter(&step))
        gate_leave(&step, pthread_detach(handle));
    return step.result;
}

WRAPPED(int, pthread_detach, pthread_t handle)
{
    return thread_detach(handle, PLACE);
}

pthread_t thread_self(void)
{
    return gate_is_live() ? pthread_self() : handle_of(runner_self->thread);
}

WRAPPED(pthread_t, pthread_self, void)
{
    return thread_self();
}

WRAPPED(int, pthread_equal, pthread_t one, pthread_t other)
{
    return one == other;
}

/* Numbers as the kernel would give them: of the process, then of each further thread. */
WRAPPED(pid_t, getpid, void)
{
    return gate_is_live() ? getpid() : 1000;
}

WRAPPED(pid_t, gettid, void)
{
    return gate_is_live() ? gettid() : (pid_t)(1000 + runner_self->thread);
}

static void tell_name(uint16_t thread, const char *name)
{
    struct step head = { .phase = PHASE_NAME, .thread = thread };
    gate_text(&head, name, strlen(name));
}

WRAPPED(int, pthread_setname_np, pthread_t handle, const char *name)
{
    if (strlen(name) > 15)
        return ERANGE;
    uint32_t thread = number_of(handle);
    if (runner_self && thread < FIBERS)
        tell_name((uint16_t)thread, name);
    if (gate_is_live())
        return pthread_setname_np(handle, name);
    if (thread >= FIBERS)
        return ESRCH;
    snprintf(runners[thread].name, sizeof runners[thread].name, "%s", name);
    return 0;
}

WRAPPED(int, pthread_getname_np, pthread_t handle, char *name, size_t room)
{
    if (gate_is_live())
        return pthread_getname_np(handle, name, room);
    uint32_t thread = number_of(handle);
    if (thread >= FIBERS)
        return ESRCH;
    if (room < sizeof runners[thread].name)
        return ERANGE;
    snprintf(name, room, "%s", runners[thread].name[0] ? runners[thread].name : "demo");
    return 0;
}

int thread_yield(uintptr_t place)
{
    struct step step = gate_step(ACT_YIELD, 0, place);
    if (gate_enter(&step))
        gate_leave(&step, sched_yield());
    return 0;
}

WRAPPED(int, sched_yield, void)
{
    return thread_yield(PLACE);
}

WRAPPED(int, pthread_yield, void)
{
    return thread_yield(PLACE);
}
