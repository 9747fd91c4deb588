/* process.h — the one place that starts a process. Each runs under a keeper of its own: a small process in its own
 * session that is the sub-reaper of all its descendants and holds the reading end of a lifeline pipe. When the lab
 * ends, however it ends, the lifeline closes and the keeper kills whatever is left. When the keeper itself is killed, the
 * lab ends those who bear its mark. Nothing started here outlives us, unless both are killed at the same moment.
 *
 * Order:   process_start; wait until process_fd is readable; process_poll; read output; process_destroy.
 * Threads: all calls on one process from one thread; start only from the main thread.
 * Memory:  process_destroy(NULL) does nothing; destroying a running process kills it and all it started.
 * Errors:  NULL with *err; nothing left behind. No shell is ever involved; argv goes to execve as it is. */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"

enum { PROCESS_PASS = 4, PROCESS_OUTPUT = 256 * 1024 };

/* A program's names under /dev/shm (of semaphores: after "sem.") that begin with this, of its keeper's pid, which is that of its
 * parent, are removed after its end; and the named pipes and message queues whose paths and names stand in files of these names there, each
 * ended by a NUL. The name of a queue begins with the mark, too. */
#define PROCESS_MARK "threadlab-%d-"
#define PROCESS_NAMED PROCESS_MARK ".pipes"
#define PROCESS_QUEUES PROCESS_MARK ".queues"
#define PROCESS_QUEUE_ID "id:"              /* before the number of a queue that has no name (msgget(2)) */

struct process_plan {
    const char *const *argv;        /* NULL-terminated; argv[0] is a path, or a name looked up in PATH */
    const char *const *env;         /* NULL: a scrubbed environment (PATH, HOME, LANG, TERM=dumb, TMPDIR) */
    const char *dir;                /* working directory; NULL: as we are */
    int pass[PROCESS_PASS];         /* descriptors the child keeps, as 3, 4, …; the list ends at the first 0 or less */
    const char *write_dir;          /* with Landlock: the only directory it may write below; NULL: no such wall */
    uint64_t memory_limit;          /* bytes resident, all its processes together; 0: none */
    uint64_t cpu_limit;             /* seconds; 0: none */
    unsigned process_limit;         /* how many processes it may have at a time; 0: 64 */
    bool discard_output;            /* stdout to /dev/null (measuring); stderr is always kept */
};

enum process_end { PROCESS_RUNS, PROCESS_EXITED, PROCESS_SIGNALLED, PROCESS_OVER_MEMORY, PROCESS_OVER_CPU,
                   PROCESS_NOT_STARTED };

struct process_report {
    enum process_end end;
    int code;                       /* exit code, or signal number */
    bool stopped;                   /* it runs, but has been stopped (SIGSTOP) */
    uint64_t wall, user, system;    /* ns: start of the program to its end, CPU of it and its waited-for children */
    uint64_t peak;                  /* bytes resident at most */
    uint64_t voluntary, involuntary;    /* context switches */
    struct err why;                 /* for PROCESS_NOT_STARTED */
};

struct process;

struct process *process_start(const struct process_plan *plan, struct err *err);
int process_fd(const struct process *process);      /* poll() for reading: output or a change of state is there */
void process_poll(struct process *process, struct process_report *report);      /* never blocks */

/* What it has written to stdout and stderr so far, as it came, NUL-terminated; past PROCESS_OUTPUT bytes the oldest are
 * dropped and counted in *dropped (may be NULL). Valid until the next call on this process. */
const char *process_output(struct process *process, size_t *length, uint64_t *dropped);

pid_t process_pid(const struct process *process);   /* of the program itself; 0 until it runs */
void process_rest(struct process *process, bool resting);    /* it waits for us and can use no memory: its keeper need not look */
void process_stop(struct process *process);         /* SIGTERM now, SIGKILL after 0.5 s, both by the keeper; returns at once */
void process_destroy(struct process *process);      /* kills at once, waits until all are gone (milliseconds) */

/* Runs to the end, at most `seconds` (then it is killed and the end is PROCESS_OVER_CPU). The output is copied to `output`. */
bool process_run(const struct process_plan *plan, double seconds, struct process_report *report,
                 char *output, size_t room, struct err *err);

#endif
