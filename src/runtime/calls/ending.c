/* ending.c — the ends of threads and of the program, on fibers; live, glibc does it all and this only records.
 *
 * Cleanup handlers: pthread_cleanup_push (without -fexceptions) is a macro that saves a jump buffer and registers it here;
 * a thread that ends jumps to the innermost, which runs its handler and calls __pthread_unwind_next for the one before. */
#include "runtime/calls/ending.h"

#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/calls/calls.h"
#include "runtime/calls/keys.h"
#include "runtime/calls/misc.h"
#include "runtime/calls/semaphores.h"
#include "runtime/carrier/family.h"
#include "runtime/carrier/fiber.h"
#include "runtime/carrier/processes.h"
#include "runtime/gate.h"

enum { EXIT_FUNCTIONS = 32, DESTRUCTOR_ROUNDS = 4 };    /* PTHREAD_DESTRUCTOR_ITERATIONS */

static void (*destructors[RUNNER_KEYS])(void *);
static void (*exit_functions[EXIT_FUNCTIONS])(void);
static unsigned exit_count;

void ending_begin(void)
{
    exit_count = 0;
    keys_begin();
    semaphores_begin();
    misc_begin();
}

void ending_set_destructor(unsigned key, void (*destructor)(void *))
{
    destructors[key] = destructor;
}

/* One round of destructors; false when there was nothing to destroy. */
static bool destroy_once(struct runner *self)
{
    bool any = false;
    for (unsigned key = 0; key < self->keys_used; key++) {
        void *value = (void *)self->specific[key];
        if (!value || !destructors[key])
            continue;
        self->specific[key] = NULL;
        destructors[key](value);
        any = true;
    }
    return any;
}

/* Goes on in the handler. The buffer is the front part of a jump buffer, which the compiler must not see. */
static void run_cleanup(__pthread_unwind_buf_t *cleanup) __attribute__((noreturn));
static void run_cleanup(__pthread_unwind_buf_t *cleanup)
{
    struct __jmp_buf_tag *jump = (struct __jmp_buf_tag *)(void *)cleanup->__cancel_jmp_buf;
    __asm__("" : "+r"(jump));
    siglongjmp(jump, 1);
}

void ending_thread(struct runner *self)
{
    self->ending = true;
    if (self->cleanup)
        run_cleanup(self->cleanup);
    for (int round = 0; round < DESTRUCTOR_ROUNDS && destroy_once(self); round++)
        ;
    fiber_end(self);
}

static void end_with(void *result)
{
    runner_self->result = (uintptr_t)result;
    ending_thread(runner_self);
}

void ending_if_cancelled(struct runner *self)
{
    if (!gate_is_live() && !self->ending && fiber_is_cancelled(self))
        end_with(PTHREAD_CANCELED);
}

static void end_program(int code, uintptr_t place) __attribute__((noreturn));
static void end_program(int code, uintptr_t place)
{
    if (carrier->live)
        processes_hear();               /* what has been printed before the end is told before it */
    struct step step = gate_step(ACT_EXIT, 0, place);
    step.value = (uint64_t)code;
    if (family_self == 0 && gate_enter(&step))      /* a child ends for itself only */
        gate_leave(&step, 0);
    carrier->finish(OUTCOME_EXITED, code & 0xff, place, NULL);
}

void ending_run_exit_functions(void)
{
    while (exit_count > 0)
        exit_functions[--exit_count]();
}

void ending_exit(int code, uintptr_t place)
{
    ending_run_exit_functions();
    end_program(code, place);
}

/* ---- threads ---- */

WRAPPED(void, pthread_exit, void *result)
{
    if (gate_is_live())
        pthread_exit(result);
    end_with(result);
}

WRAPPED(void, thrd_exit, int result)
{
    if (gate_is_live())
        pthread_exit((void *)(intptr_t)result);
    end_with((void *)(intptr_t)result);
}

/* Live and outside a run the buffers are glibc's own business. */
void __pthread_register_cancel(__pthread_unwind_buf_t *buffer);
void __pthread_unregister_cancel(__pthread_unwind_buf_t *buffer);
void __pthread_unwind_next(__pthread_unwind_buf_t *buffer);

WRAPPED(void, __pthread_register_cancel, __pthread_unwind_buf_t *buffer)
{
    if (gate_is_live()) {
        __pthread_register_cancel(buffer);
        return;
    }
    buffer->__pad[0] = runner_self->cleanup;
    runner_self->cleanup = buffer;
}

WRAPPED(void, __pthread_unregister_cancel, __pthread_unwind_buf_t *buffer)
{
    if (gate_is_live())
        __pthread_unregister_cancel(buffer);
    else
        runner_self->cleanup = buffer->__pad[0];
}

WRAPPED(void, __pthread_unwind_next, __pthread_unwind_buf_t *buffer)
{
    if (gate_is_live())
        __pthread_unwind_next(buffer);
    runner_self->cleanup = buffer->__pad[0];
    ending_thread(runner_self);
}

WRAPPED(int, pthread_cancel, pthread_t handle)
{
    if (gate_is_live())
        return pthread_cancel(handle);
    struct step step = gate_step(ACT_CANCEL, 0, PLACE);
    step.other = (uint32_t)(handle - 1);
    gate_enter(&step);
    return step.result;
}

WRAPPED(void, pthread_testcancel, void)
{
    if (gate_is_live()) {
        pthread_testcancel();
        return;
    }
    struct step step = gate_step(ACT_TESTCANCEL, 0, PLACE);
    gate_enter(&step);
    ending_if_cancelled(runner_self);
}

WRAPPED(int, pthread_setcancelstate, int state, int *old)
{
    if (gate_is_live())
        return pthread_setcancelstate(state, old);
    if (old)
        *old = runner_self->cancel_disabled ? PTHREAD_CANCEL_DISABLE : PTHREAD_CANCEL_ENABLE;
    runner_self->cancel_disabled = state == PTHREAD_CANCEL_DISABLE;
    return 0;
}

WRAPPED(int, pthread_setcanceltype, int type, int *old)
{
    if (gate_is_live())
        return pthread_setcanceltype(type, old);
    if (type == PTHREAD_CANCEL_ASYNCHRONOUS)
        gate_only_live("pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS)");
    if (old)
        *old = PTHREAD_CANCEL_DEFERRED;
    return 0;
}

/* ---- the program ---- */

WRAPPED(void, exit, int code)
{
    if (!runner_self)
        exit(code);
    ending_exit(code, PLACE);
}

WRAPPED(void, _exit, int code)
{
    if (runner_self)
        end_program(code, PLACE);
    _exit(code);
}

WRAPPED(void, _Exit, int code)
{
    if (runner_self)
        end_program(code, PLACE);
    _exit(code);
}

WRAPPED(void, quick_exit, int code)
{
    if (runner_self)
        end_program(code, PLACE);
    quick_exit(code);
}

WRAPPED(int, atexit, void (*function)(void))
{
    if (!runner_self)
        return atexit(function);
    if (exit_count == EXIT_FUNCTIONS)
        return ENOMEM;
    exit_functions[exit_count++] = function;
    return 0;
}

WRAPPED(void, abort, void)
{
    if (runner_self)
        carrier->finish(OUTCOME_ABORTED, SIGABRT, PLACE, NULL);
    abort();
}

WRAPPED(void, __assert_fail, const char *claim, const char *file, unsigned line, const char *function)
{
    if (runner_self)
        carrier->finish(OUTCOME_ASSERT, SIGABRT, PLACE, claim);
    fprintf(stderr, "%s:%u: %s: %s does not hold\n", file, line, function, claim);
    abort();
}

WRAPPED(void, __assert, const char *claim, const char *file, int line)
{
    if (runner_self)
        carrier->finish(OUTCOME_ASSERT, SIGABRT, PLACE, claim);
    fprintf(stderr, "%s:%d: %s does not hold\n", file, line, claim);
    abort();
}
