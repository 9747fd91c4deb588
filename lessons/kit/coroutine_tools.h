/* coroutine_tools.h — who must be told that a stack is left for another
 * one: AddressSanitizer, ThreadSanitizer, valgrind, the lab. Part of
 * coroutine.c; without these tools it is nothing. */
#ifndef COROUTINE_TOOLS_H
#define COROUTINE_TOOLS_H

#include "coroutine.h"
#include "threadlab.h"

#if defined __has_feature
#define TOOLS_FEATURE(name) __has_feature(name)
#else
#define TOOLS_FEATURE(name) 0
#endif
#if !defined THREADLAB_TRACED   /* asks for their call-backs only */
#if defined __SANITIZE_ADDRESS__ || TOOLS_FEATURE(address_sanitizer)
#define TOOLS_ADDRESS
#endif
#if defined __SANITIZE_THREAD__ || TOOLS_FEATURE(thread_sanitizer)
#define TOOLS_THREAD
#endif
#if defined __has_include
#if __has_include(<valgrind/valgrind.h>)
#define TOOLS_VALGRIND
#endif
#endif
#endif

#ifdef TOOLS_VALGRIND
#include <valgrind/memcheck.h>
#define TOOLS_VALGRIND_DO(request) request
#else
#define TOOLS_VALGRIND_DO(request) ((void)0)
#endif

/* For what happens between two stacks: it must not be instrumented. */
#define QUIET __attribute__((no_sanitize_thread, no_sanitize_address))

/* ---- AddressSanitizer: which stack is in use ---- */

#ifdef TOOLS_ADDRESS
#define TOOLS_ARRIVE
#include <pthread.h>
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#include <sanitizer/lsan_interface.h>

/* The thread's own stack; its coroutine is not one that was made. */
QUIET static inline void tools_know_thread(struct coroutine *thread)
{
    pthread_attr_t attributes;
    void *low = NULL;
    if (thread->stack
        || pthread_getattr_np(pthread_self(), &attributes) != 0)
        return;
    pthread_attr_getstack(&attributes, &low, &thread->size);
    thread->stack = low;
    pthread_attr_destroy(&attributes);
}

QUIET static inline void tools_leave_address(struct coroutine *from,
                                             struct coroutine *to,
                                             bool for_ever)
{
    if (!to->resumer)
        tools_know_thread(to);
    __sanitizer_start_switch_fiber(for_ever ? NULL : &from->fake,
                                   to->stack, to->size);
}

QUIET static inline void tools_arrive(struct coroutine *self)
{
    __sanitizer_finish_switch_fiber(self->fake, NULL, NULL);
}

#else
static inline void tools_leave_address(struct coroutine *from,
                                       struct coroutine *to,
                                       bool for_ever)
{
    (void)from;
    (void)to;
    (void)for_ever;
}

static inline void tools_arrive(struct coroutine *self)
{
    (void)self;
}

#endif

/* ---- ThreadSanitizer: what happened before what ---- */

#ifdef TOOLS_THREAD
#include <sanitizer/tsan_interface.h>

QUIET static inline void tools_leave_thread(struct coroutine *from,
                                            struct coroutine *to)
{
    if (!from->resumer)
        from->fiber = __tsan_get_current_fiber();
    __tsan_switch_to_fiber(to->fiber, 0);
}
#else
static inline void tools_leave_thread(struct coroutine *from,
                                      struct coroutine *to)
{
    (void)from;
    (void)to;
}
#endif

QUIET static inline void tools_leave(struct coroutine *from,
                                     struct coroutine *to,
                                     bool for_ever)
{
    tools_leave_address(from, to, for_ever);
    tools_leave_thread(from, to);
}

/* ---- the beginning and the end of a coroutine ---- */

QUIET static inline void tools_begin(struct coroutine *coroutine)
{
    coroutine->fake = NULL;
    coroutine->fiber = NULL;
    coroutine->valgrind = 0;
#ifdef TOOLS_THREAD
    coroutine->fiber = __tsan_create_fiber(0);
#endif
#ifdef TOOLS_ADDRESS                /* pointers are looked for there */
    __lsan_register_root_region(coroutine->stack, coroutine->size);
#endif
    TOOLS_VALGRIND_DO(coroutine->valgrind =
        VALGRIND_STACK_REGISTER(coroutine->stack,
                                coroutine->stack + coroutine->size));
}

/* What lies on the stack is nothing any more. */
QUIET static inline void tools_end(struct coroutine *coroutine)
{
    (void)coroutine;
#ifdef TOOLS_THREAD
    __tsan_destroy_fiber(coroutine->fiber);
#endif
#ifdef TOOLS_ADDRESS
    __lsan_unregister_root_region(coroutine->stack, coroutine->size);
    __asan_unpoison_memory_region(coroutine->stack, coroutine->size);
#endif
    TOOLS_VALGRIND_DO(VALGRIND_STACK_DEREGISTER(coroutine->valgrind));
    TOOLS_VALGRIND_DO(VALGRIND_MAKE_MEM_DEFINED(coroutine->stack,
                                                coroutine->size));
}

#endif
