/* world.h — the rule book: what every kind of object does at a step, who may pass, who waits for whom.
 *
 * The fiber carrier asks it who may go and what a call returns; the lab replays the same steps to draw them. One
 * place says what a mutex does (world/mutex.c), so the picture cannot disagree with the machine.
 *
 * Use:     world_begin, then world_apply for each step in order; between steps, ask.
 * Pure:    no I/O, no clock, no allocation: the same steps give the same world. Copy a world with `=`.
 * Memory:  the caller's; about half a megabyte, only the part in use is touched.
 * Threads: a world belongs to one thread.
 * Errors:  a step that the rules forbid is refused (strict) or followed and counted (a kernel's record of what was). */
#ifndef WORLD_WORLD_H
#define WORLD_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "trace/step.h"

enum {
    WORLD_THREADS = 1024,
    WORLD_OBJECTS = 4096,
    WORLD_ENDS = 1024,      /* open ends of pipes and other descriptors */
    WORLD_KEPT = 64,        /* locks that were held when a process was forked */
    WORLD_WATCHED = 256,    /* descriptors in descriptor sets */
    WORLD_MESSAGES = 256,   /* in message queues */
    NOBODY = 0xffff,        /* no thread */
};

enum thread_phase {
    THREAD_ABSENT,      /* not yet created */
    THREAD_RUNNING,     /* between two gates */
    THREAD_AT_GATE,     /* stands at a gate: see `about` */
    THREAD_ENDED,
};

struct world_thread {
    struct step about;          /* what it will do next, while at a gate */
    uint64_t last_place;        /* where it did what it did last … */
    uint64_t result;            /* what it returned, once ended */
    uint32_t since;             /* number of the step with which it came to its gate: orders the waiting */
    uint32_t steps;             /* gates passed */
    uint32_t asleep_on;         /* the condition it sleeps on; 0: none */
    uint32_t arrived;           /* generation of the barrier it arrived at */
    uint16_t parent;            /* who created it */
    uint16_t joiner;            /* who joined it; NOBODY */
    uint16_t process;           /* the process that it is a thread of; 0: the first */
    enum thread_phase phase;
    uint8_t last_act;           /* … and what that was; ACT_NONE at first */
    bool signalled;             /* a signal has chosen it */
    bool dreamt;                /* it has woken up for no reason, once at least */
    bool detached;
    bool cancelled;
    bool resting;               /* live: it runs, and waits in what is not shown (PHASE_REST) */
};

struct world_object {
    enum object_kind kind;
    bool destroyed;
    uint16_t owner;             /* who holds it; NOBODY */
    uint16_t last;              /* who touched it last; NOBODY */
    uint32_t depth;             /* how often its owner holds it */
    uint32_t readers;           /* rwlock: how many hold it to read */
    uint64_t reading;           /* rwlock: which of the threads 0–63 do; a coroutine's state: where it goes on */
    uint64_t value;             /* variable: its value; semaphore: its tokens; barrier: arrived; once: 0, 1 running, 2 done */
    uint32_t limit;             /* barrier: how many make it open; a coroutine's state: bytes of its stack in use */
    uint32_t generation;        /* barrier: how often it has opened */
    uint32_t lost;              /* condition: signals that found nobody waiting */
    uint32_t changed;           /* number of the step that changed it last */
    int32_t type;               /* mutex: enum mutex_type */
    /* from PHASE_MEET: */
    uint8_t size;
    uint8_t region;
    uint64_t address;           /* relative to the demo for globals; see runtime/variables.h for the others */
    uint64_t place;             /* of the code that made it, where known */
    uint32_t order;             /* the how-many-eth object it is */
    uint16_t process;           /* in whose memory it lies; ALL_PROCESSES: in shared memory. Of a process: its parent */
};

/* A process keeps in its object: its pid in `value`, its number in `size`, its first thread in `readers`, its life in `depth`,
 * how it ended (as waitpid(2) tells it) in `type`. */
enum life { LIFE_RUNS, LIFE_ZOMBIE, LIFE_GONE };    /* it has ended, and its parent has not asked yet; it has been buried */

/* A pipe keeps in its object: bytes in flight in `value` (of a pair: towards its first end; those towards its second in
 * `reading`), its enum pipe_type in `type`. Who has which end open stands in the world's list. */
/* A download keeps in its object: its bytes in `value`, its enum transfer_phase in `depth`, how it ended in `type`, its µs in all in
 * `limit` and their shares in `reading` (trace/step.h), how often it has begun in `generation`. Progress: what is done in `value`, of
 * how much in `limit`, µs since its first step in `generation`, when that was in `reading`. */
struct world_end {
    uint16_t object, process;
    int16_t descriptor;
    uint8_t end;                /* enum pipe_end */
};

/* A socket keeps in its object: bytes on their way to it in `value`, or, if it listens, connections that nobody has accepted yet;
 * its enum socket_state in `depth`, its enum socket_flag bits in `readers`, the object of its other end in `limit` (0: unknown), its
 * port in `generation`.
 * An event descriptor keeps its count in `value`, its enum notice_type in `type`.
 * A message queue keeps the number of its messages in `value`, the most it may hold in `limit` (by type: 0, they are limited by their
 * bytes), its enum queue_type in `type`; and whether its name is gone in `destroyed`. */
enum socket_state { SOCKET_NEW, SOCKET_LISTENS, SOCKET_CONNECTS, SOCKET_CONNECTED, SOCKET_CLOSED };
enum socket_flag {
    SOCKET_OVER = 1,            /* its other end will send nothing more */
    SOCKET_PENDING = 2,         /* it has connected, and nobody has accepted it yet */
    SOCKET_SILENT = 4,          /* it will send nothing more itself */
};

struct world_watched { uint16_t set, object, process; int16_t descriptor; };     /* object 0: nothing is known of that one */
/* `owed`: it has been received by a record that came before the sender's. */
struct world_message { uint16_t queue; bool owed; uint32_t priority, bytes; };

/* The values glibc gives the types, so that a static initialiser can be read. */
enum mutex_type { MUTEX_NORMAL = 0, MUTEX_RECURSIVE = 1, MUTEX_ERRORCHECK = 2, MUTEX_ADAPTIVE = 3, MUTEX_ROBUST = 16 };

struct world {
    uint32_t step;              /* how many PHASE_DONE have been applied */
    uint64_t time;              /* ns; of the latest step */
    uint16_t threads;           /* numbers 0 … threads−1 have been used */
    uint16_t current;           /* who acted last; NOBODY */
    uint32_t objects;           /* how many have been met */
    uint32_t met[WORLD_OBJECTS];        /* their ids, in that order */
    enum outcome outcome;
    int32_t exit_code;
    uint32_t races;
    uint32_t forbidden;         /* steps followed although the rules forbid them: a bug of ours, or an unordered record */
    uint64_t lost;              /* records the channel had to drop */
    bool unfollowed;            /* live: there were more objects than numbers; what happens to the others is not known */
    const char *misuse;         /* why the last step breaks a primitive's rules; NULL */
    uint32_t process[STEP_PROCESSES];   /* each process's object; 0: none */
    uint16_t ends;                      /* in use of `end` */
    struct world_end end[WORLD_ENDS];
    uint16_t kept_count;
    struct world_kept { uint16_t object, child, owner; } kept[WORLD_KEPT];  /* that lock was held by a thread when the child was forked: so is its copy */
    uint16_t watches, messages;         /* in use of: */
    struct world_watched watched[WORLD_WATCHED];
    struct world_message message[WORLD_MESSAGES];           /* oldest first */
    bool enclosed;                      /* any thread has been in a call that encloses others (act_encloses): */
    struct step outer[WORLD_THREADS];   /* that call, while it takes steps in the middle of it; else its act is ACT_NONE */
    bool alarms;                        /* any has been set: */
    uint64_t alarm[STEP_PROCESSES][2];  /* until when a process's alarm, or one of its timers, may still go off; 0: there is none */
    struct world_thread thread[WORLD_THREADS];
    struct world_object object[WORLD_OBJECTS];
};

/* The world before the program's first step: main exists, nothing else does. Cheap after a short run. */
void world_begin(struct world *world);

/* Applies one step of any phase. A PHASE_DONE whose result is STEP_UNDECIDED is decided here: result, value and other
 * are filled in. False: the rules forbid it (wrong thread, closed gate, unknown object); then nothing has changed. */
bool world_apply(struct world *world, struct step *step);

/* The two halves of world_apply for whoever has made sure already: a thread comes to its gate (PHASE_ABOUT; false: the rules
 * forbid it); and one passes its gate by a way that world_ways has allowed (PHASE_DONE). */
bool world_announce(struct world *world, const struct step *step);
void world_perform(struct world *world, struct step *step);

/* As world_apply for a recorded live run: what happened, happened. Forces the state and counts in `forbidden`. */
void world_follow(struct world *world, const struct step *step);

/* By which ways the thread may pass its gate now: bit (1u << way). 0: it is blocked, running or not there.
 * WAY_SPURIOUS is among them whenever the standard allows it; a scheduler decides whether to use it. */
unsigned world_ways(const struct world *world, uint16_t thread);

/* Until when something may happen that nobody waits for: an alarm; 0: nothing is set. */
uint64_t world_alarm(const struct world *world);

/* True when no thread can go, not even by the clock or from outside (spurious wake-ups do not count), and not all have ended. */
bool world_stalled(const struct world *world);

/* Why a thread at its gate cannot go on. */
struct wait {
    uint32_t object;        /* what it waits for; 0 when it waits for a thread */
    uint16_t thread;        /* who could let it go: the owner, the thread to join; NOBODY when anyone could */
};

/* True when `thread` is blocked; fills *wait. */
bool world_waits(const struct world *world, uint16_t thread, struct wait *wait);

/* A cycle of threads each waiting for the next, beginning with the smallest number. Returns its length, 0 if none.
 * `cycle` has room for WORLD_THREADS numbers. */
size_t world_cycle(const struct world *world, uint16_t *cycle);

/* The threads waiting at `object`, longest first (asleep on a condition; blocked at a lock …). Returns how many. */
size_t world_waiters(const struct world *world, uint32_t object, uint16_t *waiters, size_t room);

/* How many processes, or this process alone (not ALL_PROCESSES), have that end of a pipe (of anything else: PIPE_BOTH) open;
 * descriptors are not counted twice. */
unsigned world_open(const struct world *world, uint32_t object, enum pipe_end end, uint16_t process);

/* Is it an orphan: does it run although its parent has ended? */
bool world_is_orphan(const struct world *world, uint16_t process);

/* The same for a condition's sleepers that no signal has chosen yet. */
size_t world_sleepers(const struct world *world, uint32_t condition, uint16_t *sleepers, size_t room);

#endif
