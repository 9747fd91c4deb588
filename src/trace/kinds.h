/* kinds.h — the one list of what a program can have (objects) and do (acts).
 * The enums, the names in traces, the legend on the help screen, the man page and the "every kind has rules and a
 * picture" test are all made from it. Kinds are append-only: their numbers stand in trace files. */
#ifndef TRACE_KINDS_H
#define TRACE_KINDS_H

#include <stdbool.h>
#include <stdint.h>

/* X(NAME, word, what it is) */
#define OBJECT_LIST(X)                                                                    \
    X(NONE,      "nothing",   "no object")                                                \
    X(THREAD,    "thread",    "a thread: created, joined, detached")                      \
    X(VARIABLE,  "variable",  "memory that more than one thread can reach")               \
    X(MUTEX,     "mutex",     "who holds the lock, how deep, and who waits")              \
    X(RWLOCK,    "rwlock",    "many readers or one writer, and who waits")                \
    X(SPIN,      "spin lock", "a lock whose waiters burn CPU instead of sleeping")        \
    X(CONDITION, "condition", "threads asleep until another says that something changed") \
    X(BARRIER,   "barrier",   "threads that wait until all of them have arrived")         \
    X(SEMAPHORE, "semaphore", "tokens to take and to give back, and who waits for one")   \
    X(ONCE,      "once",      "a function that runs exactly one time")                    \
    X(OUTPUT,    "output",    "what the program prints")                                  \
    X(PROCESS,   "process",   "a process: its number, whose child it is, whether it is alive, and how it ended") \
    X(PIPE,      "pipe",      "bytes on their way from one end to the other, and who has which end open") \
    X(SOCKET,    "socket",    "one end of a connection, or where connections arrive; bytes on their way to it") \
    X(WATCH,     "descriptor set", "which descriptors a thread can wait for all at once (epoll)") \
    X(NOTICE,    "event descriptor", "a count, a clock or a signal that can be read like a file") \
    X(QUEUE,     "message queue", "messages that wait to be received, the most urgent first") \
    X(TRANSFER,  "download",  "a download: what it does now, its bytes, how it ended, and where its time has gone") \
    X(PROGRESS,  "progress",  "how much of something is done, and after what time")

enum object_kind {
#define X(name, word, legend) OBJECT_##name,
    OBJECT_LIST(X)
#undef X
    OBJECT_KINDS
};

/* X(NAME, object, traits, phrase). The phrase is what a thread is about to do, `%` the object, `&` the second object
 * (a wait's mutex, a created thread); the traits are ACT_* bits below. */
#define ACT_LIST(X)                                                                       \
    X(NONE,             NONE,      0,               "nothing")                            \
    X(START,            NONE,      0,               "start")                              \
    X(END,              NONE,      ACT_SYNC,        "end")                                \
    X(CREATE,           THREAD,    ACT_SYNC,        "create thread &")                    \
    X(JOIN,             THREAD,    ACT_SYNC | ACT_WAITS, "join thread &")                 \
    X(DETACH,           THREAD,    ACT_SYNC,        "detach thread &")                    \
    X(CANCEL,           THREAD,    ACT_SYNC,        "cancel thread &")                    \
    X(TESTCANCEL,       NONE,      ACT_SYNC | ACT_POLLS,        "see whether it is cancelled")        \
    X(READ,             VARIABLE,  ACT_READS,       "read %")                             \
    X(WRITE,            VARIABLE,  ACT_WRITES,      "write %")                            \
    X(ATOMIC_LOAD,      VARIABLE,  ACT_READS | ACT_ATOMIC,              "load % atomically")  \
    X(ATOMIC_STORE,     VARIABLE,  ACT_WRITES | ACT_ATOMIC,             "store % atomically") \
    X(ATOMIC_UPDATE,    VARIABLE,  ACT_READS | ACT_WRITES | ACT_ATOMIC, "update % atomically") \
    X(FENCE,            NONE,      ACT_ATOMIC,      "fence")                              \
    X(MUTEX_INIT,       MUTEX,     0,               "initialise %")                       \
    X(MUTEX_DESTROY,    MUTEX,     0,               "destroy %")                          \
    X(LOCK,             MUTEX,     ACT_SYNC | ACT_WAITS, "lock %")                        \
    X(TRYLOCK,          MUTEX,     ACT_SYNC,        "try to lock %")                      \
    X(TIMEDLOCK,        MUTEX,     ACT_SYNC | ACT_TIMED | ACT_WAITS, "lock % within a time") \
    X(UNLOCK,           MUTEX,     ACT_SYNC,        "unlock %")                           \
    X(RWLOCK_INIT,      RWLOCK,    0,               "initialise %")                       \
    X(RWLOCK_DESTROY,   RWLOCK,    0,               "destroy %")                          \
    X(RDLOCK,           RWLOCK,    ACT_SYNC | ACT_WAITS, "lock % to read")                \
    X(TRYRDLOCK,        RWLOCK,    ACT_SYNC,        "try to lock % to read")              \
    X(TIMEDRDLOCK,      RWLOCK,    ACT_SYNC | ACT_TIMED | ACT_WAITS, "lock % to read within a time") \
    X(WRLOCK,           RWLOCK,    ACT_SYNC | ACT_WAITS, "lock % to write")               \
    X(TRYWRLOCK,        RWLOCK,    ACT_SYNC,        "try to lock % to write")             \
    X(TIMEDWRLOCK,      RWLOCK,    ACT_SYNC | ACT_TIMED | ACT_WAITS, "lock % to write within a time") \
    X(RWUNLOCK,         RWLOCK,    ACT_SYNC,        "unlock %")                           \
    X(SPIN_INIT,        SPIN,      0,               "initialise %")                       \
    X(SPIN_DESTROY,     SPIN,      0,               "destroy %")                          \
    X(SPIN_LOCK,        SPIN,      ACT_SYNC | ACT_WAITS, "lock %")                        \
    X(SPIN_TRYLOCK,     SPIN,      ACT_SYNC,        "try to lock %")                      \
    X(SPIN_UNLOCK,      SPIN,      ACT_SYNC,        "unlock %")                           \
    X(COND_INIT,        CONDITION, 0,               "initialise %")                       \
    X(COND_DESTROY,     CONDITION, 0,               "destroy %")                          \
    X(COND_WAIT,        CONDITION, ACT_SYNC,        "wait on %, giving & back")           \
    X(COND_TIMEDWAIT,   CONDITION, ACT_SYNC | ACT_TIMED, "wait on % for a time, giving & back") \
    X(COND_WAKE,        CONDITION, ACT_SYNC | ACT_TIMED | ACT_WAITS, "wake from %, taking & again") \
    X(SIGNAL,           CONDITION, ACT_SYNC,        "signal %")                           \
    X(BROADCAST,        CONDITION, ACT_SYNC,        "broadcast %")                        \
    X(BARRIER_INIT,     BARRIER,   0,               "initialise %")                       \
    X(BARRIER_DESTROY,  BARRIER,   0,               "destroy %")                          \
    X(BARRIER_WAIT,     BARRIER,   ACT_SYNC,        "arrive at %")                        \
    X(BARRIER_LEAVE,    BARRIER,   ACT_SYNC | ACT_WAITS, "leave %")                       \
    X(SEM_INIT,         SEMAPHORE, 0,               "initialise %")                       \
    X(SEM_DESTROY,      SEMAPHORE, 0,               "destroy %")                          \
    X(SEM_WAIT,         SEMAPHORE, ACT_SYNC | ACT_WAITS, "take a token from %")           \
    X(SEM_TRYWAIT,      SEMAPHORE, ACT_SYNC,        "try to take a token from %")         \
    X(SEM_TIMEDWAIT,    SEMAPHORE, ACT_SYNC | ACT_TIMED | ACT_WAITS, "take a token from % within a time") \
    X(SEM_POST,         SEMAPHORE, ACT_SYNC,        "give a token to %")                  \
    X(SEM_GETVALUE,     SEMAPHORE, ACT_SYNC,        "count the tokens of %")              \
    X(ONCE_ENTER,       ONCE,      ACT_SYNC | ACT_WAITS, "run %, unless it has run")      \
    X(ONCE_LEAVE,       ONCE,      ACT_SYNC,        "mark % as run")                      \
    X(SLEEP,            NONE,      ACT_TIMED | ACT_WAITS | ACT_POLLS, "sleep")            \
    X(YIELD,            NONE,      ACT_POLLS,       "yield")                              \
    X(PRINT,            OUTPUT,    0,               "print")                              \
    X(MALLOC,           NONE,      0,               "allocate memory")                    \
    X(FREE,             NONE,      0,               "free memory")                        \
    X(EXIT,             NONE,      ACT_SYNC,        "end the whole program")              \
    X(FORK,             PROCESS,   ACT_SYNC,        "fork %")                             \
    X(EXEC,             PROCESS,   ACT_SYNC,        "become another program")             \
    X(QUIT,             PROCESS,   ACT_SYNC,        "end its process")                            \
    X(DIE,              PROCESS,   ACT_SYNC,        "end by a signal")                    \
    X(WAIT_CHILD,       PROCESS,   ACT_SYNC | ACT_WAITS, "wait for % to end")             \
    X(WAIT_ANY,         PROCESS,   ACT_SYNC | ACT_WAITS, "wait for a child to end")       \
    X(TRYWAIT,          PROCESS,   ACT_SYNC,        "see whether a child has ended")      \
    X(KILL,             PROCESS,   ACT_SYNC,        "send % a signal")                    \
    X(PIPE_MAKE,        PIPE,      ACT_SYNC,        "make %")                             \
    X(PIPE_OPEN,        PIPE,      ACT_SYNC | ACT_WAITS, "open %")                        \
    X(PIPE_READ,        PIPE,      ACT_SYNC | ACT_WAITS, "read from %")                   \
    X(PIPE_TRYREAD,     PIPE,      ACT_SYNC,        "try to read from %")                 \
    X(PIPE_WRITE,       PIPE,      ACT_SYNC | ACT_WAITS, "write to %")                    \
    X(PIPE_TRYWRITE,    PIPE,      ACT_SYNC,        "try to write to %")                  \
    X(PIPE_CLOSE,       PIPE,      ACT_SYNC,        "close an end of %")                  \
    X(PIPE_DUP,         PIPE,      ACT_SYNC,        "duplicate an end of %")              \
    X(PIPE_POLL,        PIPE,      ACT_SYNC | ACT_WAITS, "wait until % is ready")         \
    X(PIPE_TRYPOLL,     PIPE,      ACT_SYNC,        "see whether % is ready")             \
    X(MAP,              NONE,      0,               "map shared memory")                  \
    X(SOCKET_MAKE,      SOCKET,    ACT_SYNC,        "make %")                             \
    X(SOCKET_BIND,      SOCKET,    ACT_SYNC,        "give % an address")                  \
    X(SOCKET_LISTEN,    SOCKET,    ACT_SYNC,        "listen at %")                        \
    X(SOCKET_ACCEPT,    SOCKET,    ACT_SYNC | ACT_WAITS | ACT_OUTSIDE, "accept a connection at %") \
    X(SOCKET_TRYACCEPT, SOCKET,    ACT_SYNC,        "try to accept a connection at %")    \
    X(SOCKET_CONNECT,   SOCKET,    ACT_SYNC | ACT_WAITS | ACT_OUTSIDE, "connect %")       \
    X(SOCKET_TRYCONNECT, SOCKET,   ACT_SYNC,        "begin to connect %")                 \
    X(SOCKET_READ,      SOCKET,    ACT_SYNC | ACT_WAITS | ACT_OUTSIDE, "receive from %")  \
    X(SOCKET_TRYREAD,   SOCKET,    ACT_SYNC,        "try to receive from %")              \
    X(SOCKET_WRITE,     SOCKET,    ACT_SYNC | ACT_WAITS | ACT_OUTSIDE, "send to %")       \
    X(SOCKET_TRYWRITE,  SOCKET,    ACT_SYNC,        "try to send to %")                   \
    X(SOCKET_SHUTDOWN,  SOCKET,    ACT_SYNC,        "shut % down")                        \
    X(SOCKET_CLOSE,     SOCKET,    ACT_SYNC,        "close %")                            \
    X(SOCKET_DUP,       SOCKET,    ACT_SYNC,        "duplicate %")                        \
    X(SOCKET_POLL,      SOCKET,    ACT_SYNC | ACT_WAITS | ACT_OUTSIDE, "wait until % is ready") \
    X(SELECT,           NONE,      ACT_SYNC | ACT_WAITS | ACT_OUTSIDE, "wait for any of several descriptors") \
    X(TRYSELECT,        NONE,      ACT_SYNC,        "see which descriptors are ready")    \
    X(WATCH_MAKE,       WATCH,     ACT_SYNC,        "make %")                             \
    X(WATCH_CHANGE,     WATCH,     ACT_SYNC,        "change what % watches")              \
    X(WATCH_WAIT,       WATCH,     ACT_SYNC | ACT_WAITS | ACT_OUTSIDE, "wait for anything in %") \
    X(WATCH_TRYWAIT,    WATCH,     ACT_SYNC,        "see what is ready in %")             \
    X(WATCH_CLOSE,      WATCH,     ACT_SYNC,        "close %")                            \
    X(NOTICE_MAKE,      NOTICE,    ACT_SYNC,        "make %")                             \
    X(NOTICE_SET,       NOTICE,    ACT_SYNC,        "set %")                              \
    X(NOTICE_READ,      NOTICE,    ACT_SYNC | ACT_WAITS | ACT_OUTSIDE, "read %")          \
    X(NOTICE_TRYREAD,   NOTICE,    ACT_SYNC,        "try to read %")                      \
    X(NOTICE_WRITE,     NOTICE,    ACT_SYNC | ACT_WAITS | ACT_OUTSIDE, "add to %")        \
    X(NOTICE_TRYWRITE,  NOTICE,    ACT_SYNC,        "try to add to %")                    \
    X(NOTICE_CLOSE,     NOTICE,    ACT_SYNC,        "close %")                            \
    X(NOTICE_DUP,       NOTICE,    ACT_SYNC,        "duplicate %")                        \
    X(QUEUE_OPEN,       QUEUE,     ACT_SYNC,        "open %")                             \
    X(QUEUE_SEND,       QUEUE,     ACT_SYNC | ACT_WAITS, "send to %")                     \
    X(QUEUE_TRYSEND,    QUEUE,     ACT_SYNC,        "try to send to %")                   \
    X(QUEUE_TIMEDSEND,  QUEUE,     ACT_SYNC | ACT_TIMED | ACT_WAITS, "send to % within a time") \
    X(QUEUE_RECEIVE,    QUEUE,     ACT_SYNC | ACT_WAITS, "receive from %")                \
    X(QUEUE_TRYRECEIVE, QUEUE,     ACT_SYNC,        "try to receive from %")              \
    X(QUEUE_TIMEDRECEIVE, QUEUE,   ACT_SYNC | ACT_TIMED | ACT_WAITS, "receive from % within a time") \
    X(QUEUE_CLOSE,      QUEUE,     ACT_SYNC,        "close %")                            \
    X(QUEUE_REMOVE,     QUEUE,     ACT_SYNC,        "remove %")                           \
    X(DOWNLOAD,         NONE,      ACT_SYNC | ACT_WAITS | ACT_OUTSIDE, "download")        \
    X(AWAIT_NETWORK,    NONE,      ACT_SYNC | ACT_WAITS | ACT_OUTSIDE, "wait for the network") \
    X(AWAIT_SIGNAL,     NONE,      ACT_SYNC | ACT_WAITS | ACT_OUTSIDE, "wait for a signal") \
    X(ALARM,            NONE,      ACT_SYNC,        "set an alarm")                       \
    X(SWITCH,           NONE,      ACT_POLLS,       "switch to another stack")            \
    X(TRANSFER_QUEUE,   TRANSFER,  ACT_SYNC,        "put % in line")                      \
    X(TRANSFER_LOOKUP,  TRANSFER,  ACT_SYNC,        "look up the host of %")              \
    X(TRANSFER_CONNECT, TRANSFER,  ACT_SYNC,        "connect for %")                      \
    X(TRANSFER_WAIT,    TRANSFER,  ACT_SYNC,        "ask for %")                          \
    X(TRANSFER_RECEIVE, TRANSFER,  ACT_SYNC,        "receive %")                          \
    X(TRANSFER_END,     TRANSFER,  ACT_SYNC,        "end %")                              \
    X(PROGRESS,         PROGRESS,  ACT_SYNC,        "get on with %")

enum act_trait {
    ACT_READS = 1,      /* looks at a variable */
    ACT_WRITES = 2,     /* changes a variable */
    ACT_ATOMIC = 4,     /* cannot race: ordered by the memory model */
    ACT_SYNC = 8,       /* a synchronisation point: where `.` stops */
    ACT_TIMED = 16,     /* can be ended by the clock */
    ACT_WAITS = 32,     /* may have to wait for what others do */
    ACT_POLLS = 64,     /* a loop of such steps may leave everything as it was; trying has it, too (kinds.c) */
    ACT_OUTSIDE = 128,  /* live: what is waited for may come from outside the program: a network, a clock, a signal */
};

enum act {
#define X(name, object, traits, phrase) ACT_##name,
    ACT_LIST(X)
#undef X
    ACTS
};

/* How a program can end. X(NAME, word, sentence) */
#define OUTCOME_LIST(X)                                                          \
    X(RUNNING,  "running",   "has not ended")                                    \
    X(EXITED,   "exited",    "ran to its end")                                   \
    X(ASSERT,   "assertion", "an assertion does not hold")                       \
    X(ABORTED,  "abort",     "called abort()")                                   \
    X(CRASHED,  "crash",     "touched memory that is not there")                 \
    X(OVERFLOW, "overflow",  "overflowed a thread's stack")                      \
    X(DEADLOCK, "deadlock",  "no thread can move")                               \
    X(STUCK,    "stuck",     "computes on and on, and touches nothing shared")   \
    X(LIVELOCK, "livelock",  "takes steps without end")                          \
    X(MEMORY,   "memory",    "asked for more memory than it may have")           \
    X(MISUSE,   "misuse",    "used a primitive against its rules")               \
    X(ONLYLIVE, "only live", "called what only a live run can do")               \
    X(KILLED,   "killed",    "was ended by a signal")                            \
    X(LIMIT,    "limit",     "used more threads or objects than the lab follows")

enum outcome {
#define X(name, word, sentence) OUTCOME_##name,
    OUTCOME_LIST(X)
#undef X
    OUTCOMES
};

const char *object_word(enum object_kind kind);      /* "mutex"; "?" for a number that is no kind */
const char *object_legend(enum object_kind kind);
const char *act_name(enum act act);                  /* "LOCK" */
const char *act_phrase(enum act act);

/* Asked several times for every step, and so inline. 256 rows: any byte is an index. */
struct act_row { uint8_t object, traits; };
extern const struct act_row act_rows[256];

static inline enum object_kind act_object(enum act act)
{
    return (enum object_kind)act_rows[(uint8_t)act].object;
}

static inline unsigned act_traits(enum act act)     /* bits of enum act_trait */
{
    return act_rows[(uint8_t)act].traits;
}

/* Does it give back what LOCK and its like have taken? */
static inline bool act_gives_back(enum act act)
{
    return act == ACT_UNLOCK || act == ACT_SPIN_UNLOCK || act == ACT_RWUNLOCK;
}

/* Is it a small thing, which neither sleeps, begins, ends, prints nor switches? Such steps of the kit's can be passed over. */
bool act_is_small(enum act act);

/* Does it call back into the program, which takes steps in the middle of it? */
static inline bool act_encloses(enum act act)
{
    return act == ACT_DOWNLOAD || act == ACT_AWAIT_NETWORK;
}

const char *outcome_word(enum outcome outcome);
const char *outcome_sentence(enum outcome outcome);

#endif
