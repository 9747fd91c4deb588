/* tale.h — a run told as a story: one sentence for each time that a thread has its turn, saying what it did, and why its
 * turn ended: it was stopped although it could have gone on, it has to wait, or it has ended.
 * Order:   tale_begin on a session that has come to rest; tale_next until it returns false. The session's cursor moves.
 * Threads: one. Memory: the caller's. */
#ifndef SESSION_TALE_H
#define SESSION_TALE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "session/tell.h"

enum { TALE_LINE = 1200 };

struct tale {
    struct session *session;
    struct tell tell;
    uint32_t step;              /* the last that has been told */
};

struct turn {
    uint16_t thread;
    uint32_t first, last;       /* steps */
    bool stopped;               /* it could have gone on: a preemption */
    char text[TALE_LINE];
};

void tale_begin(struct tale *tale, struct session *session, bool ascii);
bool tale_next(struct tale *tale, struct turn *turn);

/* The step after which somebody was stopped for the last time although he could have gone on, and who; 0: nobody ever was.
 * Moves the cursor. */
uint32_t tale_decisive(struct session *session, uint16_t *stopped);

/* A data race in full: who did what, in which line, under which locks, and what is missing between the two. The session
 * has come to rest; the cursor moves to the race. Returns `out`. */
const char *tale_race(struct session *session, const struct session_race *race, bool ascii, char *out, size_t room);

#endif
