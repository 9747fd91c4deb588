/* loop_io.h — for tasks to wait for the world outside: descriptors,
 * child processes, signals, and what runs in a pool of threads.
 *
 *     while ((n = read(fd, buffer, size)) < 0 && errno == EAGAIN)
 *         if ((error = loop_readable(fd)))    // others go on
 *             return error;
 *
 * Threads: within the loop's thread.
 * Memory:  what you pass must stay until the call returns.
 * Errors:  0, or an errno value; ECANCELED, EPERM as in task.h. */
#ifndef LOOP_IO_H
#define LOOP_IO_H

#include <signal.h>
#include <sys/types.h>

#include "future.h"
#include "loop.h"
#include "pool.h"

/* ---- descriptors ---- */

/* Returns when a read, or a write, would not wait; at once for plain
 * files. Reading may find nothing all the same, if somebody else was
 * faster: make the descriptor O_NONBLOCK. EBADF: it has been closed.
 * EBUSY: loop_watch has it. */
int loop_readable(int fd);
int loop_writable(int fd);

/* Closes a descriptor that has been waited for: the loop remembers
 * those. Who waits for it gets EBADF. */
int loop_close(int fd);
void loop_forget(int fd);       /* before somebody else closes it */

/* ---- descriptors, for who is called instead of waiting ---- */

/* A library that has connections of its own says which of them it
 * looks at, and for what. When one `can`, `call` is called, again and
 * again until there is nothing left to do. Set call.run and its
 * argument. */
enum { LOOP_READ = 1, LOOP_WRITE = 2 };

struct loop_watch {
    struct loop_call call;
    int fd;
    unsigned wants, can;        /* of the two above */
};

/* From now on; 0: no more, also when it has been closed meanwhile. The
 * struct must stay until then. A task that waits for what comes of it
 * counts itself in loop->waiting_outside. EBUSY: somebody waits there
 * already. EPERM: no loop; or nothing to be waited for, as at files. */
int loop_watch(struct loop_watch *watch, int fd, unsigned wants);

/* ---- child processes ---- */

/* Waits for the end of a child, and takes its status as waitpid has it.
 * Who is cancelled leaves the child alone: kill it yourself. ECHILD: it
 * is none, or has been waited for. ENOSYS: Linux is older than 5.3. */
int loop_child(pid_t child, int *status);

/* ---- blocking functions ---- */

/* Runs it in the pool, while the loop goes on: what it returned, and
 * its value. Who is cancelled takes it back if it has not begun, else
 * waits for its end, as its argument may lie on the task's stack; and
 * then is told ECANCELED. */
int loop_in_pool(struct pool *pool, int (*run)(void *, void **),
                 void *argument, void **value);

/* Waits for a future of other threads; cancelled with it. */
int loop_future(struct future *future, void **value);

/* ---- signals ---- */

/* From init to destroy, the signal does not interrupt this thread, nor
 * those that it starts: it waits to be fetched. */
struct loop_signal {
    int fd;
    sigset_t before;
};

int loop_signal_init(struct loop_signal *got, int number);
int loop_signal_wait(struct loop_signal *got);
void loop_signal_destroy(struct loop_signal *got);

#endif
