/* coroutine.h — functions that stop in the middle and go on later, each
 * on a stack of its own: what Python calls a greenlet.
 *
 *     struct coroutine counter;
 *     void *number;
 *     coroutine_init(&counter, count, 0);
 *     coroutine_resume(&counter, &limit, &number);  // count(&limit)
 *     coroutine_resume(&counter, NULL, &number);    // yield returns
 *     coroutine_destroy(&counter);
 *
 *                 resume                     return
 *     SUSPENDED ─────────▶ RUNNING ─────────────────▶ DONE
 *         ▲     ◀─────────  │   ▲
 *         │       yield     ▼   │ it yields, or is done
 *         └── transfer   WAITING: has resumed another
 *
 * Nothing happens at the same time: who resumes goes on when the other
 * yields. No operating system takes part in a switch.
 *
 * Threads: a coroutine runs in the thread that resumes it; another one
 *          may resume it the next time. Two at once may not: the kit
 *          has no lock here.
 * Memory:  the struct is yours and stays where it is until destroyed.
 *          Stacks are mapped, with a page under each that nobody may
 *          touch (see coroutine_is_guarded), and used again.
 * Errors:  0, or an errno value:
 *          ESRCH   the coroutine is done
 *          EBUSY   it runs, or waits for one that it has resumed
 *          EPERM   the caller is not a coroutine
 * A stack that overflows hits the page: the program ends with SIGSEGV.
 * errno and the floating-point modes are the thread's, not its own. */
#ifndef COROUTINE_H
#define COROUTINE_H

#include <stdbool.h>
#include <stddef.h>

enum { COROUTINE_STACK = 64 << 10, COROUTINE_MOST = 1 << 30 };
enum coroutine_status { COROUTINE_SUSPENDED, COROUTINE_RUNNING,
                        COROUTINE_WAITING, COROUTINE_DONE };

struct coroutine {
    void *pointer;                  /* where its stack was left */
    struct coroutine *resumer;      /* to whom a yield goes */
    enum coroutine_status status;
    void *passed;                   /* to it, by the last resume */
    void **answer;                  /* where its resume wants one */
    void *(*function)(void *);
    char *stack;                    /* its low end */
    size_t size;
    bool guarded;
    unsigned valgrind;              /* what tools call the stack */
    void *fiber, *fake;
};

/* It begins when it is first resumed, with what is passed to it then.
 * `stack` bytes, rounded up to a power of two; 0: COROUTINE_STACK.
 * EINVAL: more than COROUTINE_MOST; ENOMEM. */
int coroutine_init(struct coroutine *coroutine,
                   void *(*function)(void *), size_t stack);

/* At any time but when it is running or waiting: EBUSY. What is on the
 * stack of a suspended one is forgotten: memory and locks that its
 * function has at that moment stay taken. */
int coroutine_destroy(struct coroutine *coroutine);

/* Goes on where it stopped; returns when it yields or is done. *answer
 * is what it has yielded, or returned; `answer` may be NULL. */
int coroutine_resume(struct coroutine *coroutine, void *value,
                     void **answer);

/* Stops the coroutine that calls it. `value` goes to who has resumed
 * it; returns what is passed at the next resume. Outside of coroutines
 * there is nobody to go to: NULL, and errno is EPERM. */
void *coroutine_yield(void *value);

/* Stops the coroutine that calls it as well, and goes on with `to`
 * instead: who resumed the one waits for the other from now on, and
 * gets what that one yields or returns. *answer is what is passed when
 * the caller is gone on with. However often: no stack grows. */
int coroutine_transfer(struct coroutine *to, void *value,
                       void **answer);

enum coroutine_status
coroutine_status(const struct coroutine *coroutine);
struct coroutine *coroutine_current(void);  /* NULL: in none */

/* Bytes: what it may use, what it has used at most so far (left at 0
 * does not count), and what it uses while it is suspended. */
size_t coroutine_stack_size(const struct coroutine *coroutine);
size_t coroutine_stack_most(const struct coroutine *coroutine);
size_t coroutine_stack_used(const struct coroutine *coroutine);

/* Linux allows a process 65,530 mappings, and a guard page costs two:
 * without MADV_GUARD_INSTALL (Linux 6.13), only the first 16,384 stacks
 * have one. Below the others lies a page that is not used, and is
 * looked at when they stop: one that has overflowed ends the program
 * with a message. */
bool coroutine_is_guarded(const struct coroutine *coroutine);

#endif
