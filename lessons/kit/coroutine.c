/* coroutine.c — see coroutine.h. What the machine does is in
 * coroutine_switch.h, where stacks come from in coroutine_stack.h.
 *
 * Whoever switches says before it who runs then, and leaves what is
 * passed where it is looked for. After the switch nothing is left to be
 * done: so the compiler makes it the last jump of resume and of yield,
 * and no return is predicted wrongly. Nor is anything looked up then
 * that belongs to the thread, for it may be another one.
 * Of all this the lab sees what others could depend on: the state of
 * each coroutine, and what is passed. The rest is QUIET. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE             /* for the tools */
#endif
#include "coroutine.h"

#include <errno.h>
#include <stdlib.h>

#include "coroutine_stack.h"
#include "coroutine_switch.h"
#include "coroutine_tools.h"

enum { LOOKED_AT = 64 };        /* bytes below a stack, at each stop */

/* The thread itself is resumed by nobody. */
static _Thread_local struct coroutine thread;
static _Thread_local struct coroutine *current;

QUIET static inline struct coroutine *running(void)
{
    if (!current)
        current = &thread;
    return current;
}

/* ---- the switch ---- */

QUIET static inline struct coroutine *
resumer_of(const struct coroutine *coroutine)
{
    return coroutine->resumer;
}

QUIET static inline void set_resumer(struct coroutine *coroutine,
                                     struct coroutine *resumer)
{
    coroutine->resumer = resumer;
}

/* Where the answer goes: the caller's variable stays its own. */
QUIET static inline void **answer_of(const struct coroutine *coroutine)
{
    return coroutine->answer;
}

QUIET static inline void set_answer(struct coroutine *coroutine,
                                    void **answer)
{
    coroutine->answer = answer;
}

/* What comes with a switch, just before it; and just after it, by who
 * is there again. Macros, since both belong to the function that
 * switches. */
#ifdef THREADLAB_TRACED
#define DEPART(from, to, for_ever) \
    void *pointer = (to)->pointer; \
    current = (to); \
    (to)->pointer = NULL; \
    (void)(for_ever); \
    lab_stack_switch((to)->resumer ? (to)->stack : NULL)
#else
#define DEPART(from, to, for_ever) \
    void *pointer = (to)->pointer; \
    current = (to); \
    tools_leave(from, to, for_ever)
#endif
#ifdef TOOLS_ARRIVE
#define ARRIVE(self, type, call) \
    type result = call; \
    tools_arrive(self); \
    return result
#else
#define ARRIVE(self, type, call) return call
#endif

/* For the lab: where the function that stops will go on; and the step
 * of the switch, before anything of it has happened. */
QUIET static inline void tell_switch(struct coroutine *self,
                                     struct coroutine *to)
{
#ifdef THREADLAB_TRACED
    lab_stack_stops((const int *)&self->status,
                    __builtin_return_address(0));
    lab_stack_next(to->resumer ? to->stack : NULL);
#else
    (void)self;
    (void)to;
#endif
}

/* To one that has resumed another: its resume returns 0. */
QUIET static inline void *leave(struct coroutine *self,
                                struct coroutine *to, bool for_ever)
{
    DEPART(self, to, for_ever);
    ARRIVE(self, void *,
           coroutine_switch(&self->pointer, pointer, NULL));
}

/* To one that has stopped: its yield returns `value`. Returns 0 when it
 * answers. */
QUIET static inline int leave_for_answer(struct coroutine *self,
                                         struct coroutine *to,
                                         void *value)
{
    DEPART(self, to, false);
    ARRIVE(self, int, coroutine_switch_to_answer(&self->pointer,
                                                 pointer, value));
}

/* The same, and stops: returns what it is resumed with. */
QUIET static inline void *leave_and_pass(struct coroutine *self,
                                         struct coroutine *to,
                                         void *value)
{
    DEPART(self, to, false);
    ARRIVE(self, void *,
           coroutine_switch(&self->pointer, pointer, value));
}

static inline void pass(struct coroutine *to, void *value)
{
    to->passed = value;
    to->status = COROUTINE_RUNNING;
}

static inline void give(struct coroutine *to, void *value)
{
    void **place = answer_of(to);
    if (place)
        *place = value;
    to->status = COROUTINE_RUNNING;
}

/* The first function on each stack, and the last. */
QUIET static void begin(void)
{
    struct coroutine *self = current;
    tools_arrive(self);
    void *result = self->function(self->passed);
    tell_switch(self, self->resumer);
    self->status = COROUTINE_DONE;
    give(self->resumer, result);
    leave(self, self->resumer, true);
    abort();
}

/* ---- beginning and end ---- */

QUIET static int build(struct coroutine *coroutine,
                       void *(*function)(void *), size_t size)
{
    int error = stack_create(coroutine, size);
    if (error)
        return error;
    coroutine->pointer = coroutine_prepare(coroutine->stack,
                                           coroutine->size, begin);
    coroutine->resumer = NULL;
    coroutine->passed = NULL;
    coroutine->answer = NULL;
    coroutine->function = function;
    tools_begin(coroutine);
    lab_watch(coroutine, sizeof *coroutine, "coroutine");
    return 0;
}

QUIET static void demolish(struct coroutine *coroutine)
{
    if (!coroutine->stack)
        return;
    if (!coroutine->guarded)
        stack_check(coroutine, stack_page());
    tools_end(coroutine);
    lab_unwatch(coroutine, sizeof *coroutine);
    stack_destroy(coroutine);
    coroutine->stack = NULL;
}

int coroutine_init(struct coroutine *coroutine,
                   void *(*function)(void *), size_t stack)
{
    if (stack > COROUTINE_MOST)
        return EINVAL;
    int error = build(coroutine, function,
                      stack ? stack : COROUTINE_STACK);
    if (!error)
        coroutine->status = COROUTINE_SUSPENDED;
    return error;
}

int coroutine_destroy(struct coroutine *coroutine)
{
    if (coroutine->status == COROUTINE_RUNNING
        || coroutine->status == COROUTINE_WAITING)
        return EBUSY;
    coroutine->status = COROUTINE_DONE;
    demolish(coroutine);
    return 0;
}

/* ---- resume, yield, transfer ---- */

/* 0: it can be gone on with. */
static inline int obstacle(const struct coroutine *coroutine)
{
    switch (coroutine->status) {
    case COROUTINE_SUSPENDED:
        return 0;
    case COROUTINE_DONE:
        return ESRCH;
    default:
        return EBUSY;
    }
}

QUIET static inline bool is_unguarded(const struct coroutine *self)
{
    return __builtin_expect(!self->guarded, 0);
}

int coroutine_resume(struct coroutine *coroutine, void *value,
                     void **answer)
{
    int error = obstacle(coroutine);
    if (error)
        return error;
    struct coroutine *self = running();
    set_resumer(coroutine, self);
    tell_switch(self, coroutine);
    set_answer(self, answer);
    self->status = COROUTINE_WAITING;
    pass(coroutine, value);
    return leave_for_answer(self, coroutine, value);
}

static inline void *yield_to(struct coroutine *self,
                             struct coroutine *to, void *value)
{
    self->status = COROUTINE_SUSPENDED;
    give(to, value);
    return leave(self, to, false);
}

/* What is rare has a function of its own: what it keeps over its calls
 * would cost the others time as well. */
__attribute__((noinline, cold))
static void *yield_rarely(struct coroutine *self, struct coroutine *to,
                          void *value)
{
    if (!to) {
        errno = EPERM;
        return NULL;
    }
    stack_check(self, LOOKED_AT);
    return yield_to(self, to, value);
}

void *coroutine_yield(void *value)
{
    struct coroutine *self = running();
    struct coroutine *to = resumer_of(self);
    if (__builtin_expect(!to, 0) || is_unguarded(self))
        return yield_rarely(self, to, value);
    tell_switch(self, to);
    return yield_to(self, to, value);
}

int coroutine_transfer(struct coroutine *to, void *value, void **answer)
{
    struct coroutine *self = running();
    if (!resumer_of(self))
        return EPERM;
    int error = obstacle(to);
    if (error)
        return error;
    set_resumer(to, resumer_of(self));
    if (is_unguarded(self))
        stack_check(self, LOOKED_AT);
    tell_switch(self, to);
    self->status = COROUTINE_SUSPENDED;
    pass(to, value);
    value = leave_and_pass(self, to, value);
    if (answer)
        *answer = value;
    return 0;
}

/* ---- what is known of it ---- */

enum coroutine_status
coroutine_status(const struct coroutine *coroutine)
{
    return coroutine->status;
}

struct coroutine *coroutine_current(void)
{
    struct coroutine *self = running();
    return resumer_of(self) ? self : NULL;
}

size_t coroutine_stack_size(const struct coroutine *coroutine)
{
    return coroutine->size;
}

size_t coroutine_stack_used(const struct coroutine *coroutine)
{
    if (!coroutine->stack || coroutine->status == COROUTINE_DONE)
        return 0;
    const char *high = coroutine->stack + coroutine->size;
    const char *at = coroutine->status == COROUTINE_RUNNING
        ? __builtin_frame_address(0) : coroutine->pointer;
    return (size_t)(high - at);
}

size_t coroutine_stack_most(const struct coroutine *coroutine)
{
    if (!coroutine->stack)
        return 0;
#ifdef THREADLAB_TRACED     /* the lab itself uses some of it */
    return lab_stack_most(coroutine->stack);
#else
    return coroutine->size
         - stack_zeros(coroutine->stack,
                       coroutine->stack + coroutine->size);
#endif
}

bool coroutine_is_guarded(const struct coroutine *coroutine)
{
    return coroutine->guarded;
}
