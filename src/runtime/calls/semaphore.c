/* semaphore.c — POSIX semaphores. On fibers a named one lives as long as the run, and only in it. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "runtime/naming.h"
#include "runtime/calls/calls.h"
#include "runtime/calls/ending.h"
#include "runtime/calls/maps.h"
#include "runtime/calls/semaphores.h"
#include "runtime/carrier/mappings.h"
#include "runtime/gate.h"
#include "runtime/objects.h"

enum { NAMED = 64 };

static struct named { char name[64]; sem_t semaphore; bool linked; } named[NAMED];
static unsigned named_count;

void semaphores_begin(void)
{
    named_count = 0;
}

static struct step step_on(enum act act, const sem_t *semaphore, uintptr_t place)
{
    return gate_step(act, object_sync(OBJECT_SEMAPHORE, semaphore, 0), place);
}

/* Semaphore calls return -1 and set errno. */
static int answer(int result)
{
    if (result == 0)
        return 0;
    *(gate_is_live() ? &errno : &runner_self->error_number) = result;
    return -1;
}

/* What a real call returned, for the record: 0 or its errno. */
static int told(int returned)
{
    return returned == 0 ? 0 : errno;
}

WRAPPED(int, sem_init, sem_t *semaphore, int shared, unsigned value)
{
    struct step step = step_on(ACT_SEM_INIT, semaphore, PLACE);
    step.value = value;
    if (gate_enter(&step))
        gate_leave(&step, told(sem_init(semaphore, shared, value)));
    return answer(step.result);
}

WRAPPED(int, sem_destroy, sem_t *semaphore)
{
    struct step step = step_on(ACT_SEM_DESTROY, semaphore, PLACE);
    if (gate_enter(&step))
        gate_leave(&step, told(sem_destroy(semaphore)));
    return answer(step.result);
}

WRAPPED(int, sem_wait, sem_t *semaphore)
{
    ending_if_cancelled(runner_self);
    struct step step = step_on(ACT_SEM_WAIT, semaphore, PLACE);
    ending_can_cancel(&step);
    if (gate_enter(&step))
        gate_leave(&step, told(sem_wait(semaphore)));
    ending_if_cancelled(runner_self);
    return answer(step.result);
}

WRAPPED(int, sem_trywait, sem_t *semaphore)
{
    struct step step = step_on(ACT_SEM_TRYWAIT, semaphore, PLACE);
    if (gate_enter(&step))
        gate_leave(&step, told(sem_trywait(semaphore)));
    return answer(step.result);
}

WRAPPED(int, sem_clockwait, sem_t *semaphore, clockid_t clock, const struct timespec *until)
{
    ending_if_cancelled(runner_self);
    struct step step = step_on(ACT_SEM_TIMEDWAIT, semaphore, PLACE);
    ending_can_cancel(&step);
    step.value = time_deadline(clock, until);
    if (gate_enter(&step))
        gate_leave(&step, told(sem_clockwait(semaphore, clock, until)));
    ending_if_cancelled(runner_self);
    return answer(step.result);
}

WRAPPED(int, sem_timedwait, sem_t *semaphore, const struct timespec *until)
{
    ending_if_cancelled(runner_self);
    struct step step = step_on(ACT_SEM_TIMEDWAIT, semaphore, PLACE);
    ending_can_cancel(&step);
    step.value = time_deadline(CLOCK_REALTIME, until);
    if (gate_enter(&step))
        gate_leave(&step, told(sem_timedwait(semaphore, until)));
    ending_if_cancelled(runner_self);
    return answer(step.result);
}

WRAPPED(int, sem_post, sem_t *semaphore)
{
    struct step step = step_on(ACT_SEM_POST, semaphore, PLACE);
    if (gate_enter(&step))
        gate_leave(&step, told(sem_post(semaphore)));
    return answer(step.result);
}

WRAPPED(int, sem_getvalue, sem_t *semaphore, int *value)
{
    struct step step = step_on(ACT_SEM_GETVALUE, semaphore, PLACE);
    if (gate_enter(&step)) {
        int result = told(sem_getvalue(semaphore, value));
        step.value = (uint64_t)*value;
        gate_leave(&step, result);
    } else {
        *value = (int)step.value;
    }
    return answer(step.result);
}

/* Each process that opens it may have it at another address: the file that it lies in says that it is the same. */
static sem_t *open_live(const char *name, int flags, mode_t mode, unsigned value, uintptr_t place)
{
    char marked[NAME_MAX], path[NAME_MAX + 32];
    bool made = flags & O_CREAT;
    maps_mark(name, marked, sizeof marked);
    snprintf(path, sizeof path, "/dev/shm/sem.%s", marked + (marked[0] == '/'));
    made = made && access(path, F_OK) != 0;
    sem_t *semaphore = sem_open(marked, flags, mode, value);
    int error = errno, fd = semaphore != SEM_FAILED ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (fd >= 0 && !mappings_find((uintptr_t)semaphore))
        mappings_add(semaphore, sizeof *semaphore, fd, 0, place);
    if (fd >= 0)
        close(fd);
    if (semaphore != SEM_FAILED && made) {
        struct step step = step_on(ACT_SEM_INIT, semaphore, place);
        step.value = value;
        if (gate_enter(&step))
            gate_leave(&step, 0);
    }
    errno = error;
    return semaphore;
}

static struct named *find(const char *name)
{
    for (unsigned k = 0; k < named_count; k++)
        if (named[k].linked && strcmp(named[k].name, name) == 0)
            return &named[k];
    return NULL;
}

/* A new named semaphore with `value` tokens, which a gate announces; 0, or an errno value. Others may pass meanwhile, and
 * make one of that name: then theirs is opened, with the tokens it has. */
static int make(const char *name, bool exclusive, unsigned value, uintptr_t place, struct named **made)
{
    if (named_count == NAMED)
        return EMFILE;
    if (strlen(name) >= sizeof named->name)
        return ENAMETOOLONG;
    struct named *one = *made = &named[named_count++];
    strcpy(one->name, name);
    one->linked = false;
    naming_give(&one->semaphore, name);
    struct step step = step_on(ACT_SEM_INIT, &one->semaphore, place);
    step.value = value;
    gate_enter(&step);
    struct named *other = find(name);
    if (other && exclusive)
        return EEXIST;
    if (other)
        *made = other;
    else
        one->linked = true;
    return step.result;
}

static sem_t *open_fiber(const char *name, int flags, unsigned value, uintptr_t place)
{
    struct named *one = find(name);
    int result = 0;
    if (one && (flags & O_CREAT) && (flags & O_EXCL))
        result = EEXIST;
    else if (!one && !(flags & O_CREAT))
        result = ENOENT;
    else if (!one)
        result = make(name, flags & O_EXCL, value, place, &one);
    if (answer(result) != 0)
        return SEM_FAILED;
    return &one->semaphore;
}

WRAPPED(sem_t *, sem_open, const char *name, int flags, ...)
{
    va_list arguments;
    mode_t mode = 0;
    unsigned value = 0;
    if (flags & O_CREAT) {
        va_start(arguments, flags);
        mode = va_arg(arguments, mode_t);
        value = va_arg(arguments, unsigned);
        va_end(arguments);
    }
    return !runner_self ? sem_open(name, flags, mode, value) : gate_is_live() ? open_live(name, flags, mode, value, PLACE)
         : open_fiber(name, flags, value, PLACE);
}

WRAPPED(int, sem_close, sem_t *semaphore)
{
    return gate_is_live() ? sem_close(semaphore) : 0;
}

WRAPPED(int, sem_unlink, const char *name)
{
    char marked[NAME_MAX];
    if (gate_is_live())
        return sem_unlink(runner_self ? maps_mark(name, marked, sizeof marked) : name);
    struct named *one = find(name);
    if (!one)
        return answer(ENOENT);
    one->linked = false;
    return 0;
}
