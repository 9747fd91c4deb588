/* thread.h — a thread as an object, as Python has it: started, asked
 * whether it is alive, joined as often as one likes.
 *
 *     struct thread worker;
 *     void *answer;
 *     thread_start(&worker, "worker", work, &task);
 *     thread_join(&worker, &answer);  // what work returned
 *     thread_destroy(&worker);
 *
 * Threads: join and is_alive from any thread, but for the thread
 *          itself, which cannot be joined by itself.
 * Memory:  the struct is yours, and must stay until it is destroyed,
 *          which waits for the thread's end. The name is copied.
 * Errors:  0, or an errno value. */
#ifndef THREAD_H
#define THREAD_H

#include <pthread.h>
#include <stdbool.h>

enum { THREAD_NAME = 16 };      /* with its end; the kernel's limit */

struct thread {
    pthread_mutex_t lock;
    pthread_cond_t ended;
    pthread_t id;
    /* hold `lock` for these: */
    bool alive, joined;
    void *result;
    /* fixed once thread_start returns: */
    void *(*run)(void *);
    void *argument;
    char name[THREAD_NAME];
};

/* Starts run(argument), which ends by returning, not by pthread_exit.
 * Longer names are cut. EAGAIN: there are too many threads. */
int thread_start(struct thread *thread, const char *name,
                 void *(*run)(void *), void *argument);

/* Waits for its end, and says what `run` returned; `result` may be
 * NULL. EDEADLK: a thread would wait for itself. ETIMEDOUT: it has not
 * ended after `ms` milliseconds. */
int thread_join(struct thread *thread, void **result);
int thread_timed_join(struct thread *thread, void **result, long ms);

bool thread_is_alive(struct thread *thread);
const char *thread_name(const struct thread *thread);

/* The thread that calls; NULL if it was started in another way. */
struct thread *thread_self(void);

void thread_destroy(struct thread *thread);     /* joins it first */

#endif
