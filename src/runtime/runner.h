/* runner.h — what the runtime knows of one thread of the demo, on whichever carrier it runs. */
#ifndef RUNTIME_RUNNER_H
#define RUNTIME_RUNNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "runtime/runtime.h"

enum { RUNNER_KEYS = 128, RUNNER_FRAMES = 512 };

/* A function that is active: lets an address on the stack be named. */
struct frame {
    uintptr_t place;        /* a code address in it */
    uintptr_t base;         /* its canonical frame address; its variables lie below, down to the next frame's */
};

/* Does it go round in circles? See carrier/spinning.h, whose it is. */
enum { SPINNING_LOOKS = 12 };       /* things that one turn of a loop may look at */

struct spin {
    uint32_t gates;                 /* since it last changed anything */
    bool certain;                   /* it spins: skip it until `watched` says so */
    bool hashed, disturbed;         /* the state is known; something it has looked at has changed since */
    uint8_t looks;
    uint32_t object;                /* the gate with which it is compared: about what, … */
    uintptr_t place, frame;         /* … and where */
    uint64_t hash;
    uint32_t held;                  /* locks held: sums of their numbers */
    uint32_t held_then;
    int holds, holds_then;          /* how many, counted from anywhere */
    uint32_t look[SPINNING_LOOKS];
};

/* What is asked at every step stands together, and the large tables at the end. */
struct runner {
    uint16_t thread;
    uint8_t way;                        /* fiber carrier: by which it was let through */
    bool writing;                       /* see `write` */
    bool kept;                          /* its latest atomic operation wrote the value that was there */
    bool telling;                       /* kernel carrier: a record is being put into its lane */
    bool missed;                        /* … and found no room there, since this was set to false (runtime/watching.c) */
    bool tls_published;
    bool cancel_disabled, cancel_pending;
    unsigned hidden;                    /* kernel carrier: above 0, what it reads and writes is not recorded; see lab_hide */
    bool ending;                        /* runs its cleanup handlers and key destructors */
    uint32_t serial;                    /* records so far */
    int error_number;                   /* its errno */
    uintptr_t at;                       /* code address of its latest call-back, for faults inside the runtime */
    uintptr_t frame_end;                /* where the runtime's part of its stack ended then: what lies above is the demo's */
    void *stack_pointer;                /* fiber carrier: while it does not run */
    unsigned depth;                     /* active functions; the first RUNNER_FRAMES are in `frame` */
    struct frame *frame;                /* of the stack on which it is: `own_frame`, or that stack's */
    uintptr_t stack_low, stack_size;    /* that stack as far as it has been used; where it need not be known, all of memory */
    struct watches *watches;            /* kernel carrier: structures that it watches (runtime/watching.h); NULL: none */
    struct stack *stack;                /* NULL: its own; see runtime/stacks.h */
    unsigned published;                 /* stretches of its own stack that other threads may reach, in `publication` */

    /* A plain write is recorded when its value is known: at the thread's next call-back. */
    struct step write;                  /* the access that is being made, of either kind */
    const void *write_address;
    const struct granule *write_around;
    struct stretch { uintptr_t low, high; } range;  /* it writes all this, and what is in it has not been looked at; empty */
    struct spin spin;                   /* fiber carrier */

    void *(*function)(void *);
    int (*function_c11)(void *);        /* the same for thrd_create */
    void *argument;
    uintptr_t result;
    void *cleanup;                      /* innermost pthread_cleanup_push buffer */
    unsigned keys_used;                 /* of `specific`: those below may be set */
    unsigned lane;                      /* kernel carrier */
    unsigned long handle;               /* kernel carrier: pthread_t */
    char name[16];

    struct stretch publication[16];
    uintptr_t own_low, own_size;        /* its own stack; and while it is on another: */
    uintptr_t own_left;                 /* frame_end there */
    unsigned own_depth;
    struct frame own_frame[RUNNER_FRAMES];
    const void *specific[RUNNER_KEYS];  /* pthread_setspecific */
};

/* The thread that executes this code; NULL outside a demo's run (then every wrapped call is the real one). */
extern _Thread_local struct runner *runner_self __attribute__((tls_model("initial-exec")));

/* A new thread's runner; the stack pointer and handle are the carrier's to fill in. Its own stack lies from `low` on; 0 and
 * UINTPTR_MAX: wherever. */
void runner_begin(struct runner *runner, uint16_t thread, uintptr_t low, uintptr_t size);

/* All runners by thread number (fiber carrier). */
extern struct runner runners[FIBERS];

#endif
