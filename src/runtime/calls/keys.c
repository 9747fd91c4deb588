/* keys.c — pthread_once, call_once's other half, and thread-specific data. Keys need no gates: what a key holds is each
 * thread's own. On fibers their numbers begin anew with each run. */
#include <errno.h>

#include "runtime/calls/calls.h"
#include "runtime/calls/ending.h"
#include "runtime/calls/keys.h"
#include "runtime/gate.h"
#include "runtime/objects.h"

static unsigned keys;           /* given out in this run */

void keys_begin(void)
{
    keys = 0;
}

int once_run(pthread_once_t *once, void (*function)(void), uintptr_t place)
{
    uint32_t object = object_sync(OBJECT_ONCE, once, 0);
    if (gate_is_live())
        return pthread_once(once, function);
    struct step step = gate_step(ACT_ONCE_ENTER, object, place);
    gate_enter(&step);
    if (step.result == 0)
        return 0;
    function();
    struct step done = gate_step(ACT_ONCE_LEAVE, object, place);
    gate_enter(&done);
    return 0;
}

int key_create(pthread_key_t *key, void (*destructor)(void *))
{
    if (gate_is_live())
        return pthread_key_create(key, destructor);
    if (keys == RUNNER_KEYS)
        return EAGAIN;
    ending_set_destructor(keys, destructor);
    *key = keys++;
    return 0;
}

int key_delete(pthread_key_t key)
{
    if (gate_is_live())
        return pthread_key_delete(key);
    if (key >= keys)
        return EINVAL;
    ending_set_destructor(key, NULL);
    return 0;
}

void *key_get(pthread_key_t key)
{
    if (gate_is_live())
        return pthread_getspecific(key);
    return key < runner_self->keys_used ? (void *)runner_self->specific[key] : NULL;
}

int key_set(pthread_key_t key, const void *value)
{
    struct runner *self = runner_self;
    if (gate_is_live())
        return pthread_setspecific(key, value);
    if (key >= keys)
        return EINVAL;
    while (self->keys_used <= key)
        self->specific[self->keys_used++] = NULL;
    self->specific[key] = value;
    return 0;
}

WRAPPED(int, pthread_once, pthread_once_t *once, void (*function)(void))
{
    return once_run(once, function, PLACE);
}

WRAPPED(int, pthread_key_create, pthread_key_t *key, void (*destructor)(void *))
{
    return key_create(key, destructor);
}

WRAPPED(int, pthread_key_delete, pthread_key_t key)
{
    return key_delete(key);
}

WRAPPED(void *, pthread_getspecific, pthread_key_t key)
{
    return key_get(key);
}

WRAPPED(int, pthread_setspecific, pthread_key_t key, const void *value)
{
    return key_set(key, value);
}
