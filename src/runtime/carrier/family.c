/* family.c — see family.h. */
#include "runtime/carrier/family.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGE = 4096 };

/* Whole pages, so that they can be remapped where they are. */
static union {
    struct family family;
    char pages[(sizeof(struct family) + PAGE - 1) / PAGE * PAGE];
} common __attribute__((aligned(PAGE)));

struct family *const family = &common.family;
uint16_t family_self;
static _Thread_local unsigned locked;           /* how many this thread holds … */
static _Thread_local sigset_t unblocked;        /* … and its signals before the first */

bool family_share_memory(void *start, size_t size, struct err *err)
{
    void *copy = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (copy == MAP_FAILED)
        return err_set_errno(err, "no memory that processes can share");
    memcpy(copy, start, size);
    if (mremap(copy, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, start) == MAP_FAILED)
        return err_set_errno(err, "cannot share memory between processes");
    return true;
}

void family_mutex(pthread_mutex_t *mutex)
{
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(mutex, &attributes);
    pthread_mutexattr_destroy(&attributes);
}

/* What such a lock guards is whole after every single store. */
void family_lock(pthread_mutex_t *mutex)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    if (pthread_mutex_lock(mutex) == EOWNERDEAD)
        pthread_mutex_consistent(mutex);
    if (locked++ == 0)
        unblocked = before;
}

void family_unlock(pthread_mutex_t *mutex)
{
    pthread_mutex_unlock(mutex);
    if (--locked == 0)
        pthread_sigmask(SIG_SETMASK, &unblocked, NULL);
}

bool family_share(struct err *err)
{
    family_mutex(&family->last_lane);
    atomic_store(&family->processes, 1);
    atomic_store(&family->keeper, getppid());
    family->member[0] = (struct member){ .state = MEMBER_RUNS, .pid = getpid() };
    return family_share_memory(&common, sizeof common, err);
}

uint16_t family_bear(void)
{
    unsigned number = atomic_fetch_add(&family->processes, 1);
    if (number >= STEP_PROCESSES)
        return NO_MEMBER;
    struct member *child = &family->member[number];
    child->parent = family_self;
    atomic_store(&child->state, MEMBER_BORN);
    return (uint16_t)number;
}

void family_join(uint16_t number)
{
    int born = MEMBER_BORN;
    family_self = number;
    atomic_store(&family->member[number].pid, getpid());
    atomic_compare_exchange_strong(&family->member[number].state, &born, MEMBER_RUNS);
}

uint16_t family_of_pid(pid_t pid)
{
    unsigned count = atomic_load(&family->processes);
    for (unsigned k = count < STEP_PROCESSES ? count : STEP_PROCESSES; pid > 0 && k-- > 0; )
        if (atomic_load(&family->member[k].pid) == pid)
            return (uint16_t)k;
    return NO_MEMBER;
}

bool family_ends(uint16_t number)
{
    _Atomic int *state = &family->member[number].state;
    int before = atomic_load(state);
    while (before == MEMBER_BORN || before == MEMBER_RUNS)
        if (atomic_compare_exchange_weak(state, &before, MEMBER_ENDED))
            return true;
    return false;
}

/* Its pid may be given to another from now on. */
void family_bury(uint16_t number)
{
    atomic_store(&family->member[number].state, MEMBER_BURIED);
    atomic_store(&family->member[number].pid, 0);
}
