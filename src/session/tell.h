/* tell.h — sentences about a session: what a thread is about to do, why it waits, what it just did, how it ended. The
 * screen and --plain use the same ones. Threads are named by circled numbers in UTF-8 (①), `T1` in ASCII.
 * All write into the caller's buffer and return it. */
#ifndef SESSION_TELL_H
#define SESSION_TELL_H

#include <stdbool.h>
#include <stddef.h>

#include "session/session.h"

struct tell {
    const struct session *session;
    bool ascii;
};

const char *tell_thread(const struct tell *tell, uint16_t thread, char *out, size_t room);     /* "①", "main" is "0" */
const char *tell_about(const struct tell *tell, uint16_t thread, char *out, size_t room);      /* "about to lock b — would block" */
const char *tell_wait(const struct tell *tell, uint16_t thread, char *out, size_t room);       /* "waits for ① to unlock b (line 14)"; "" if it does not wait */
/* What it waits for in that call, in a word: "lock", "①", "network"; `object` and `thread` as in a struct wait. */
const char *tell_awaited(const struct tell *tell, enum act act, uint32_t object, uint16_t thread, char *out, size_t room);
const char *tell_step(const struct tell *tell, const struct step *step, char *out, size_t room);   /* "② writes share = 1 (race.c:11)" */
const char *tell_mark(const struct tell *tell, const struct step *step, char *out, size_t room);   /* for a lane: "R share 0"; of a PHASE_ABOUT "W share (read 0)" */
const char *tell_race(const struct tell *tell, const struct session_race *race, char *out, size_t room);
const char *tell_race_short(const struct tell *tell, const struct session_race *race, char *out, size_t room);    /* "① line 11 ∥ ② line 11" */
/* True when step `number` writes over what another thread wrote after this one had read: a lost update, in one sentence. */
bool tell_lost_update(const struct tell *tell, uint32_t number, char *out, size_t room);

/* The thread's last access to the object before step `before`, when that only read; false: there is none, or it wrote. */
bool tell_last_read(const struct tell *tell, uint16_t thread, uint32_t object, uint32_t before, uint32_t *number);

const char *tell_outcome(const struct tell *tell, char *out, size_t room);     /* how it ended: the cycle of a deadlock, a crash's line */

#endif
