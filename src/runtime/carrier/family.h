/* family.h — what all processes of a live run must agree on: numbers given out, who stands at a gate, who is whose child. It lies
 * in pages that family_share makes common to this process and all that it forks; before, and on fibers, it is plain memory.
 *
 * Order:   family_share before the demo begins; then family_join in every child, first thing.
 * Threads: any thread of any process. A process may be killed anywhere: its lock is robust, and all else is atomic.
 * Errors:  what cannot be had (no memory to share, too many processes) is false or NO_MEMBER. */
#ifndef RUNTIME_CARRIER_FAMILY_H
#define RUNTIME_CARRIER_FAMILY_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "trace/channel.h"

enum { FAMILY_THREADS = CHANNEL_GATES, NO_MEMBER = STEP_PROCESSES };

enum member_state { MEMBER_NONE, MEMBER_BORN, MEMBER_RUNS, MEMBER_ENDED, MEMBER_BURIED };

struct member {
    _Atomic int state;                  /* enum member_state */
    _Atomic pid_t pid;                  /* 0: not known yet, or buried */
    _Atomic uint32_t object;
    uint16_t thread, parent;            /* number of its first thread; of its parent */
};

struct family {
    _Atomic unsigned threads, processes;            /* numbers given out */
    _Atomic bool held;                              /* gates are closed until somebody opens them */
    _Atomic bool at_gate[FAMILY_THREADS], leaping[FAMILY_THREADS];
    _Atomic bool closely[FAMILY_THREADS];           /* held at its next gate, wherever that is */
    _Atomic size_t printed;                         /* bytes, of all */
    _Atomic pid_t keeper;                           /* who started this run: the mark of its names */
    _Atomic unsigned watched;                       /* numbers of structures (runtime/watching.h) */
    _Atomic bool over;                              /* nobody is held before something small in machinery (COMMAND_OVER) */
    _Atomic unsigned made;                          /* numbers of pipes and mappings, which have no address of their own */
    pthread_mutex_t last_lane;                      /* whoever writes to the lane that belongs to no single thread */
    struct member member[STEP_PROCESSES];
};

extern struct family *const family;

bool family_share(struct err *err);

/* Memory of the host, whole pages, becomes common to this process and its children; its contents stay. */
bool family_share_memory(void *start, size_t size, struct err *err);

/* A lock that outlives whoever dies with it. Between lock and unlock no signal's handler runs in this thread: it might want the
 * same lock. */
void family_mutex(pthread_mutex_t *mutex);
void family_lock(pthread_mutex_t *mutex);
void family_unlock(pthread_mutex_t *mutex);

/* This process's number: 0 for the first. */
extern uint16_t family_self;

/* A number for a child that is about to be born; NO_MEMBER when there are none left. */
uint16_t family_bear(void);
void family_join(uint16_t number);              /* in the child */
uint16_t family_of_pid(pid_t pid);              /* NO_MEMBER: it is none of the demo's */

/* It has ended: true for whoever asks first, who is to tell it. */
bool family_ends(uint16_t number);
void family_bury(uint16_t number);

#endif
