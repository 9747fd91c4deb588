/* spans.h — the life of every thread of a run as stretches without a gap between them: it runs, is ready, waits (for what,
 * held by whom), sleeps, has ended. Folded from the session's own records, each of which goes once through the rule book:
 * nothing is guessed, and a long run is taken in piece by piece.
 *
 * Position: where something stands in time. On fibers the number of steps done before it: step k is [k−1, k). Live the
 *           nanoseconds since its first step: until then the lab has held it. A stretch ends where the thread's next one begins, the last at spans_end.
 * Live:     the operating system does not say when it lets a thread run: whoever does not wait counts as running. Who has
 *           waited counts as ready from when it was let go until it goes on.
 * Threads: one. Memory: spans_open … spans_close; what is handed out is valid until the next spans_follow or spans_take.
 * Errors:  NULL when there is no memory; when there is none later, what does not fit is left out: spans_full. */
#ifndef SESSION_SPANS_H
#define SESSION_SPANS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "session/bars.h"
#include "session/tell.h"

/* SPAN_RESTS: waits for the world outside, in what is not shown. */
enum span_state { SPAN_READY, SPAN_RUNS, SPAN_BLOCKED, SPAN_SLEEPS, SPAN_RESTS, SPAN_ENDED, SPAN_STATES };

struct thread_span {
    uint64_t from;          /* position */
    uint32_t step;          /* how many steps of the run had been done by then */
    uint32_t about;         /* number of the record with which it came to its gate, from 1; 0: it stands at none */
    uint32_t object;        /* blocked: what it waits for; 0: a thread */
    uint16_t holder;        /* … and who could let it go; NOBODY: anyone */
    uint8_t state;          /* enum span_state */
    uint8_t act;            /* blocked: in which call */
};

struct spans;

struct spans *spans_open(bool live);
void spans_close(struct spans *spans);

/* Takes in at most `most` of the records that are new; begins anew when the session has begun anew or gone another way.
 * True: something has changed. */
bool spans_follow(struct spans *spans, const struct session *session, size_t most);
size_t spans_behind(const struct spans *spans, const struct session *session);      /* how many are still to be taken in */

/* The same by hand: the next record of a run. */
void spans_take(struct spans *spans, const struct step *record);

bool spans_live(const struct spans *spans);
bool spans_full(const struct spans *spans);
const struct bars *spans_bars(const struct spans *spans);     /* downloads and progress */
uint16_t spans_threads(const struct spans *spans);
uint64_t spans_end(const struct spans *spans);
size_t spans_of(const struct spans *spans, uint16_t thread, const struct thread_span **list);
size_t spans_at(const struct spans *spans, uint16_t thread, uint64_t position);     /* which one; the count: not created yet */
uint64_t spans_until(const struct spans *spans, uint16_t thread, size_t which);     /* where it ends */

/* Where step `number` stands, and the other way round: the number of the step at that position; live of the last one at or before it. 0: before the first. */
uint64_t spans_when(const struct spans *spans, const struct session *session, uint32_t number);
uint32_t spans_step(const struct spans *spans, const struct session *session, uint64_t position);

/* How long the thread was in which state, and which object it waited for longest (0: for threads to end). */
struct span_sum { uint64_t in[SPAN_STATES], longest; uint32_t object; enum act act; };     /* … for that, in that call */
struct span_sum spans_sum(struct spans *spans, uint16_t thread);

/* "3 steps", live "1.23 ms"; ASCII writes µs as us. Returns `out`. */
const char *tell_length(const struct spans *spans, uint64_t length, bool ascii, char *out, size_t room);

/* The stretch of that thread at that position: "② waits 1.2 ms for `lock`, held by ① (line 14). Then, step 9: ① unlocks
 * `lock` (race.c:16)." Returns `out`. The spans must be those of the session. */
const char *tell_span(const struct tell *tell, const struct spans *spans, uint16_t thread, uint64_t position, char *out,
                      size_t room);

#endif
