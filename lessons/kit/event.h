/* event.h — a flag that threads can wait for: Python's Event.
 *
 *     struct event ready;
 *     event_init(&ready);
 *     event_wait(&ready);         // one thread, or many
 *     event_set(&ready);          // another: all of them go on
 *     event_destroy(&ready);
 *
 * Threads: all calls from any thread, but for init and destroy.
 * Memory:  the struct is yours. Destroy it when every thread has been
 *          let go and no further call will come; it then waits for
 *          those who are still on their way out.
 * Errors:  0, or an errno value. */
#ifndef EVENT_H
#define EVENT_H

#include <pthread.h>
#include <stdbool.h>

struct event {
    pthread_mutex_t lock;
    pthread_cond_t changed;     /* set; or the last waiter has left */
    /* hold `lock` for these: */
    bool is_set;
    unsigned long sets;         /* how often it has been set */
    unsigned waiting;           /* threads inside a wait */
};

int event_init(struct event *event);    /* ENOMEM, EAGAIN */
void event_destroy(struct event *event);

/* Sets the flag, and lets everybody go who waits at this moment, even
 * if it is cleared before they have woken up. */
void event_set(struct event *event);

void event_clear(struct event *event);
bool event_is_set(struct event *event);

/* Returns when the flag is set; at once if it is already. */
void event_wait(struct event *event);

/* The same for at most `ms` milliseconds: 0, or ETIMEDOUT. */
int event_timed_wait(struct event *event, long ms);

#endif
