/* session.h — one demo being watched: built, started, stepped, taken back, run live, stopped. The only code that starts
 * or ends a host. It keeps every step the host has sent, and a world for the step one looks at (the cursor).
 *
 * Order:   session_open returns at once; poll session_fd (and the timer of session_wait); session_poll; ask; command.
 * Cursor:  steps are numbered from 1; at cursor k the world is as after step k. Going back moves only the cursor; a
 *          command given in the past drops what came after and makes the host follow the same choices to there.
 * Threads: one thread. Memory: session_close(NULL) does nothing; texts are valid until the next session_poll.
 * Errors:  session_open NULL and *err; later failures are a state, SESSION_FAILED, with session_error. */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "build/build.h"
#include "build/symbols.h"
#include "trace/schedule.h"
#include "world/world.h"

enum session_carrier { CARRIER_FIBER, CARRIER_KERNEL };

enum session_state {
    SESSION_BUILDS,         /* the compiler runs */
    SESSION_FAILED,         /* it did not compile, or no host: session_error, session_messages */
    SESSION_PAUSED,         /* waits for a command */
    SESSION_RUNS,           /* watched: steps come by themselves, or live at full speed */
    SESSION_ENDED,          /* at the end of the program: session_outcome */
};

struct session_plan {
    const char *const *sources;     /* NULL-terminated */
    const char *const *flags;       /* NULL-terminated; NULL: none */
    const char *const *words;       /* live: what main gets after its name, NULL-terminated, at most 8; NULL: none */
    enum session_carrier carrier;
    uint64_t seed;                  /* 0: from the clock */
    const char *schedule;           /* to follow first; NULL: none */
    double speed;                   /* steps per second when running; 0: as fast as it goes */
};

struct session;

struct session *session_open(const struct session_plan *plan, struct err *err);
void session_close(struct session *session);
int session_fd(const struct session *session);          /* readable: there is something for session_poll */
int session_wait(const struct session *session);        /* ms until session_poll wants to be called anyway; -1: never */
bool session_poll(struct session *session);             /* true: something changed. Never blocks */

/* What one sees. */
enum session_state session_state(const struct session *session);
const char *session_error(const struct session *session);
size_t session_messages(const struct session *session, const struct build_message **messages);
const struct world *session_world(const struct session *session);      /* at the cursor */
uint32_t session_cursor(const struct session *session);
uint32_t session_length(const struct session *session);                /* steps known */
const struct step *session_step(const struct session *session, uint32_t number);   /* the PHASE_DONE of that number; NULL */
/* Every record of the run, of all phases, also beyond the cursor. What was known before stays as it was unless `edition` has
 * changed. Valid until the next session_poll or command. */
struct session_records { const struct step *records; size_t count; uint32_t edition; };
struct session_records session_records(const struct session *session);
uint64_t session_seed(const struct session *session);
enum session_carrier session_carrier(const struct session *session);
double session_speed(const struct session *session);
enum outcome session_outcome(const struct session *session, const char **sentence);    /* at the end, whatever the cursor */
/* The end in full: which thread, and where (0: nowhere in particular). Meaningful once session_outcome is not RUNNING. */
struct session_ending { enum outcome outcome; int32_t code; uint16_t thread; uint64_t place; };
struct session_ending session_ending(const struct session *session);
const char *session_output(const struct session *session, size_t *length);             /* printed up to the cursor */
size_t session_schedule(const struct session *session, char *out, size_t room);        /* choices up to the cursor */
uint64_t session_lost(const struct session *session);

/* A data race found up to the cursor. */
struct session_race { uint32_t object, step; uint16_t thread[2]; uint64_t place[2]; uint8_t act[2]; };
size_t session_races(const struct session *session, const struct session_race **races);

/* Live, a thread that was to go was not at its gate, for it is in the middle of a call, or computes: told once. NOBODY: no thread
 * was at one. */
bool session_was_refused(struct session *session, uint16_t *thread);

/* Commands. Each returns false when it cannot be done now and says why in *why (a sentence for the message line). */
bool session_step_thread(struct session *session, uint16_t thread, enum way way, const char **why);
bool session_leap_thread(struct session *session, uint16_t thread, const char **why);      /* to its next synchronisation */
bool session_next(struct session *session, const char **why);                              /* the scheduler's own choice */
bool session_goto(struct session *session, uint32_t step, const char **why);               /* along what is known */
bool session_goto_stop(struct session *session, bool back, const char **why);              /* to the stop before, or the next */
bool session_back_switch(struct session *session, const char **why);                       /* to the last change of thread */
bool session_forward_switch(struct session *session, const char **why);
bool session_run(struct session *session, const char **why);
bool session_pause(struct session *session, const char **why);
void session_set_speed(struct session *session, double steps_per_second);
bool session_restart(struct session *session, uint64_t seed, const char **why);            /* the same seed: the same run */
bool session_follow(struct session *session, const char *schedule, struct err *err);       /* from the start */

/* Stepping over (fibers only; at first off): after a step, whoever has gone goes on as long as it stands in the kit's code before
 * something that does not make it wait; the same for running. Switches, sleeps, and what is printed are never passed over.
 * The run is the same; there are fewer stops. */
void session_step_over(struct session *session, bool over);
bool session_is_over(const struct session *session);
bool session_hides(const struct session *session, const struct step *step);    /* is that, done or about to be, passed over? */

/* Names. All return `out`. */
const char *session_thread_name(const struct session *session, uint16_t thread, char *out, size_t room);   /* "add", "main" */
const char *session_object_name(const struct session *session, uint32_t object, char *out, size_t room);   /* "share", "lock" */
/* The structure that the object is a member of: what it is called ("jobs", of "jobs.count"; at least 64 bytes), and what kind it
 * is ("queue", of `struct queue`; at least 32). False: it is a member of none that has a name. */
bool session_object_whole(const struct session *session, uint32_t object, char *whole, char *kind);
const char *session_object_value(const struct session *session, uint32_t object, uint64_t value, char *out, size_t room);
bool session_place(const struct session *session, uint64_t place, struct place *out);
const char *session_source(const struct session *session);     /* path of the first file */

#endif
