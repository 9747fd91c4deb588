/* c11.c — C11 <threads.h>, in which glibc's types are those of pthreads under other names (mtx_t and pthread_mutex_t,
 * cnd_t and pthread_cond_t …); only the results have other numbers. */
#include <errno.h>
#include <string.h>
#include <threads.h>

#include "runtime/calls/calls.h"
#include "runtime/gate.h"

_Static_assert(sizeof(mtx_t) == sizeof(pthread_mutex_t), "a mtx_t is a mutex");
_Static_assert(sizeof(cnd_t) == sizeof(pthread_cond_t), "a cnd_t is a condition");
_Static_assert(sizeof(once_flag) == sizeof(pthread_once_t), "a once_flag is a once");

static int answer(int result)
{
    switch (result) {
    case 0:
        return thrd_success;
    case EBUSY:
        return thrd_busy;
    case ENOMEM:
        return thrd_nomem;
    case ETIMEDOUT:
        return thrd_timedout;
    default:
        return thrd_error;
    }
}

WRAPPED(int, thrd_create, thrd_t *handle, thrd_start_t function, void *argument)
{
    return answer(thread_create((pthread_t *)handle, NULL, (void *)function, true, argument, PLACE));
}

WRAPPED(int, thrd_join, thrd_t handle, int *value)
{
    void *returned = NULL;
    int result = thread_join((pthread_t)handle, &returned, PLACE);
    if (result == 0 && value)
        *value = (int)(intptr_t)returned;
    return answer(result);
}

WRAPPED(int, thrd_detach, thrd_t handle)
{
    return answer(thread_detach((pthread_t)handle, PLACE));
}

WRAPPED(thrd_t, thrd_current, void)
{
    return (thrd_t)thread_self();
}

WRAPPED(int, thrd_equal, thrd_t one, thrd_t other)
{
    return one == other;
}

WRAPPED(int, thrd_sleep, const struct timespec *time, struct timespec *left)
{
    int result = time_sleep(CLOCK_REALTIME, false, time, left, PLACE);
    return result == 0 ? 0 : result == EINTR ? -1 : -2;
}

WRAPPED(void, thrd_yield, void)
{
    thread_yield(PLACE);
}

WRAPPED(int, mtx_init, mtx_t *mutex, int type)
{
    int kind = (type & mtx_recursive) ? PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_NORMAL;
    if (!gate_is_live())
        return answer(mutex_init((pthread_mutex_t *)mutex, kind, NULL, PLACE));
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, kind);
    int result = mutex_init((pthread_mutex_t *)mutex, kind, &attributes, PLACE);
    pthread_mutexattr_destroy(&attributes);
    return answer(result);
}

WRAPPED(void, mtx_destroy, mtx_t *mutex)
{
    mutex_destroy((pthread_mutex_t *)mutex, PLACE);
}

WRAPPED(int, mtx_lock, mtx_t *mutex)
{
    return answer(mutex_lock((pthread_mutex_t *)mutex, PLACE));
}

WRAPPED(int, mtx_trylock, mtx_t *mutex)
{
    return answer(mutex_trylock((pthread_mutex_t *)mutex, PLACE));
}

WRAPPED(int, mtx_timedlock, mtx_t *mutex, const struct timespec *until)
{
    return answer(mutex_timedlock((pthread_mutex_t *)mutex, CLOCK_REALTIME, until, PLACE));
}

WRAPPED(int, mtx_unlock, mtx_t *mutex)
{
    return answer(mutex_unlock((pthread_mutex_t *)mutex, PLACE));
}

WRAPPED(int, cnd_init, cnd_t *condition)
{
    return answer(condition_init((pthread_cond_t *)condition, NULL, PLACE));
}

WRAPPED(void, cnd_destroy, cnd_t *condition)
{
    condition_destroy((pthread_cond_t *)condition, PLACE);
}

WRAPPED(int, cnd_wait, cnd_t *condition, mtx_t *mutex)
{
    return answer(condition_wait((pthread_cond_t *)condition, (pthread_mutex_t *)mutex, CLOCK_REALTIME, NULL, PLACE));
}

WRAPPED(int, cnd_timedwait, cnd_t *condition, mtx_t *mutex, const struct timespec *until)
{
    return answer(condition_wait((pthread_cond_t *)condition, (pthread_mutex_t *)mutex, CLOCK_REALTIME, until, PLACE));
}

WRAPPED(int, cnd_signal, cnd_t *condition)
{
    return answer(condition_signal((pthread_cond_t *)condition, PLACE));
}

WRAPPED(int, cnd_broadcast, cnd_t *condition)
{
    return answer(condition_broadcast((pthread_cond_t *)condition, PLACE));
}

WRAPPED(void, call_once, once_flag *flag, void (*function)(void))
{
    once_run((pthread_once_t *)flag, function, PLACE);
}

WRAPPED(int, tss_create, tss_t *key, tss_dtor_t destructor)
{
    return answer(key_create((pthread_key_t *)key, destructor));
}

WRAPPED(void, tss_delete, tss_t key)
{
    key_delete((pthread_key_t)key);
}

WRAPPED(void *, tss_get, tss_t key)
{
    return key_get((pthread_key_t)key);
}

WRAPPED(int, tss_set, tss_t key, void *value)
{
    return answer(key_set((pthread_key_t)key, value));
}
