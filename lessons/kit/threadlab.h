/* threadlab.h — what a program may tell the lab about itself. Compiled
 * by the lab, this call gives objects the names you choose; compiled
 * by anyone else, it is nothing at all: not a call, not a symbol. */
#ifndef THREADLAB_H
#define THREADLAB_H

#include <stddef.h>
#include <stdbool.h>

enum lab_phase { LAB_QUEUES, LAB_LOOKS_UP, LAB_CONNECTS, LAB_WAITS,
                 LAB_RECEIVES };

#ifdef THREADLAB_TRACED

/* From now on the object at this address is called `name` in the lab.
 * Copies the name; up to 40 bytes are shown. */
void lab_name(const void *object, const char *name);

/* For a program that switches between stacks itself, which the lab must
 * be told; see coroutine.c for how. A stack that it knows, by its low
 * end (NULL: none is left), and how many bytes of it were used. */
void *lab_stack_create(size_t size);
void lab_stack_destroy(void *stack);
size_t lab_stack_most(const void *stack);

/* A coroutine, on whose stack this is called, will stop: `state` is the
 * variable that says so, `place` where in the code it will go on. For
 * its picture. */
void lab_stack_stops(const int *state, const void *place);

/* The thread is going to switch to this stack; NULL: to its own. A step
 * of its own, so that one can stop there. */
void lab_stack_next(void *stack);

/* The next thing to happen is a switch to this stack; NULL: to the
 * thread's own. */
void lab_stack_switch(void *stack);

/* What this thread reads and writes is not shown, nor what happens at
 * the descriptors that it opens meanwhile, until it says so
 * with `false` as often: machinery that is not what the program is
 * about. Only in a live run; a search sees all there is. */
void lab_hide(bool hide);

/* A structure of the kit that the lab shall show: what is in it is read
 * at every step; in a live run, at those of the thread that has called
 * this, which must also be the one that frees it while it is watched.
 * `kind` is what follows `struct` in its declaration. At most 512 bytes
 * are looked at. To watch twice is to watch once. Any thread may end
 * it. */
void lab_watch(const void *structure, size_t size, const char *kind);
void lab_unwatch(const void *structure, size_t size);

/* The lab takes over many calls of libc. A program that does so itself
 * (cooperative.c) finds the lab's function of that name here; NULL: it
 * takes over no such call. */
void *lab_call(const char *name);

/* A download, known by its address, begins a new phase, with so many
 * bytes so far; and is over, with that status of HTTP, or an errno value
 * below 0. `ended`: when looking up, connecting, waiting and receiving
 * were over, in microseconds since it began. The lab draws a bar. */
void lab_transfer(const char *url, int phase, size_t bytes);
void lab_transfer_over(const char *url, int status, size_t bytes,
                       const long ended[4]);

/* So much is done, of so much. The first time, the clock begins. */
void lab_progress(const char *what, size_t done, size_t all);

#else

static inline void lab_transfer(const char *url, int phase,
                                size_t bytes)
{
    (void)url, (void)phase, (void)bytes;
}

static inline void lab_transfer_over(const char *url, int status,
                                     size_t bytes, const long ended[4])
{
    (void)url, (void)status, (void)bytes, (void)ended;
}

static inline void lab_progress(const char *what, size_t done,
                                size_t all)
{
    (void)what, (void)done, (void)all;
}

static inline void lab_name(const void *object, const char *name)
{
    (void)object;
    (void)name;
}

static inline void lab_watch(const void *structure, size_t size,
                             const char *kind)
{
    (void)structure;
    (void)size;
    (void)kind;
}

static inline void lab_unwatch(const void *structure, size_t size)
{
    (void)structure;
    (void)size;
}

static inline void lab_hide(bool hide)
{
    (void)hide;
}

#endif
#endif
