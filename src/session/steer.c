/* steer.c — what the learner asks of a session, and what one sees of it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "session/inside.h"

static const uint64_t SECOND = 1000000000;
static const char *const still_builds = "The program is still being compiled.";
static const char *const has_failed = "There is no program to run: see the message above.";
static const char *const is_live = "A live run cannot be taken back: r starts it anew.";

static bool refuse(const char **why, const char *sentence)
{
    if (why)
        *why = sentence;
    return false;
}

static bool is_past(const struct session *session)
{
    return session->history.cursor < session->history.step_count;
}

static bool can_command(const struct session *session, const char **why)
{
    if (session->state == SESSION_BUILDS)
        return refuse(why, still_builds);
    if (session->state == SESSION_FAILED)
        return refuse(why, has_failed);
    return true;
}

/* While the host is busy a wish waits its turn: a key that is pressed fast is not lost. */
static bool put_off(struct session *session, enum command_kind kind, uint16_t thread, enum way way)
{
    if ((session_is_idle(session) && session->leap == COMMAND_NONE) || session->queued == QUEUE)
        return false;
    session->queue[session->queued++] = (struct wish){ kind, thread, way };
    return true;
}

bool session_catch_up(struct session *session)
{
    bool any = session_go_between(session);
    while (session->queued > 0 && session_is_idle(session) && session->leap == COMMAND_NONE) {
        struct wish wish = session->queue[0];
        session->queued--;
        memmove(session->queue, session->queue + 1, session->queued * sizeof *session->queue);
        bool done = wish.kind == COMMAND_STEP ? session_step_thread(session, wish.thread, wish.way, NULL)
                  : wish.kind == COMMAND_LEAP ? session_leap_thread(session, wish.thread, NULL) : session_next(session, NULL);
        if (!done)
            session->queued = 0;            /* the next ones were meant for after it */
        any = true;
    }
    return any;
}

/* Makes the present out of the past: what came after the cursor is dropped, and the host goes there again. */
static bool make_present(struct session *session, const char **why)
{
    if (!is_past(session)) {
        if (session->ended)
            return refuse(why, "The program has ended: u goes back, r starts it anew.");
        return true;
    }
    if (session->carrier == CARRIER_KERNEL)
        return refuse(why, is_live);
    session->state = SESSION_PAUSED;
    if (!session_begin_run(session, false, &session->err))
        return refuse(why, session->err.text);
    return true;
}

static bool can_go(const struct session *session, uint16_t thread, enum way way, const char **why)
{
    const struct world *world = session->history.world;
    if (thread >= world->threads)
        return refuse(why, "There is no such thread (yet).");
    if (world->thread[thread].phase == THREAD_ENDED)
        return refuse(why, "That thread has ended.");
    if (session->carrier == CARRIER_KERNEL)
        return true;
    unsigned ways = world_ways(world, thread);
    if (way == WAY_GO ? ways != 0 : (ways >> way) & 1)
        return true;
    return refuse(why, "That thread cannot go on now: it waits.");
}

bool session_step_thread(struct session *session, uint16_t thread, enum way way, const char **why)
{
    if (!can_command(session, why))
        return false;
    if (put_off(session, COMMAND_STEP, thread, way))
        return true;
    if (!can_go(session, thread, way, why))
        return false;
    const struct step *known = session_step(session, session->history.cursor + 1);
    if (known && known->thread == thread && (way == WAY_GO || known->way == way))
        history_goto(&session->history, session->history.cursor + 1);
    else if (!make_present(session, why) || !session_ask(session, COMMAND_STEP, thread, way, 1, !session->over))
        return false;
    session_leap_on(session, COMMAND_STEP, thread);
    return true;
}

bool session_leap_thread(struct session *session, uint16_t thread, const char **why)
{
    if (!can_command(session, why))
        return false;
    if (put_off(session, COMMAND_LEAP, thread, WAY_GO))
        return true;
    return can_go(session, thread, WAY_GO, why) && make_present(session, why)
        && session_ask(session, COMMAND_LEAP, thread, WAY_GO, 1, 0);
}

/* Live, the host knows who stands at a gate, and not who could go on behind it: that is in the rule book. NOBODY: nobody, as
 * far as is known. */
static uint16_t who_can_go(struct session *session)
{
    const struct world *world = session->history.world;
    uint16_t ready[WORLD_THREADS];
    unsigned count = 0;
    for (uint16_t t = 0; t < world->threads; t++)
        if (world->thread[t].phase == THREAD_AT_GATE && world_ways(world, t) & 1u << WAY_GO)
            ready[count++] = t;
    return count ? ready[dice_below(&session->dice, count)] : NOBODY;
}

static bool ask_next(struct session *session)
{
    uint16_t thread = session->carrier == CARRIER_KERNEL ? who_can_go(session) : NOBODY;
    if (thread != NOBODY)
        return session_ask(session, COMMAND_STEP, thread, WAY_GO, 1, 0);
    return session_ask(session, COMMAND_NEXT, 0, WAY_GO, 1, 0);
}

bool session_next(struct session *session, const char **why)
{
    if (!can_command(session, why))
        return false;
    if (put_off(session, COMMAND_NEXT, 0, WAY_GO))
        return true;
    if (is_past(session))
        history_goto(&session->history, session->history.cursor + 1);
    else if (!make_present(session, why) || !ask_next(session))
        return false;
    session_leap_on(session, COMMAND_NEXT, 0);
    return true;
}

bool session_was_refused(struct session *session, uint16_t *thread)
{
    bool was = session->refused;
    *thread = session->asked_of;
    session->refused = false;
    return was;
}

static void look_at(struct session *session, uint32_t step)
{
    session->queued = 0;
    session->leap = COMMAND_NONE;
    session->running = false;
    if (session->carrier == CARRIER_FIBER && session->state == SESSION_RUNS)
        session->state = SESSION_PAUSED;
    history_goto(&session->history, step);
}

bool session_goto(struct session *session, uint32_t step, const char **why)
{
    if (session->state == SESSION_BUILDS)
        return refuse(why, still_builds);
    if (step > session->history.step_count)
        return refuse(why, "Nothing is known beyond this step yet: s or a digit goes on.");
    look_at(session, step);
    return true;
}

bool session_back_switch(struct session *session, const char **why)
{
    uint32_t at = session->history.cursor;
    if (at == 0)
        return refuse(why, "This is the beginning.");
    uint16_t thread = session_step(session, at)->thread;
    while (at > 0 && session_step(session, at)->thread == thread)
        at--;
    look_at(session, at);
    return true;
}

bool session_forward_switch(struct session *session, const char **why)
{
    uint32_t at = session->history.cursor, length = (uint32_t)session->history.step_count;
    if (at == length)
        return refuse(why, "Nothing is known beyond this step yet: s or a digit goes on.");
    uint16_t thread = session_step(session, ++at)->thread;
    while (at < length && session_step(session, at + 1)->thread == thread)
        at++;
    look_at(session, at);
    return true;
}

static void plan_next(struct session *session)
{
    session->next_at = session->speed > 0 ? clock_monotonic() + (uint64_t)((double)SECOND / session->speed) : 0;
}

static bool run_live(struct session *session)
{
    session->state = SESSION_RUNS;
    session->running = true;
    session->next_at = 0;
    if (session->speed > 0)
        return session_ask(session, COMMAND_PACE, 0, WAY_GO, 0, (uint64_t)session->speed + (session->speed < 1));
    return session_ask(session, COMMAND_RUN, 0, WAY_GO, 0, 0);
}

bool session_run(struct session *session, const char **why)
{
    if (session->state == SESSION_BUILDS)
        return refuse(why, still_builds);
    if (session->state == SESSION_FAILED)
        return refuse(why, has_failed);
    if (session->ended && !is_past(session))
        return refuse(why, "The program has ended: r starts it anew, u goes back.");
    if (session->carrier == CARRIER_KERNEL)
        return session->ended ? refuse(why, is_live) : run_live(session);
    session->running = true;
    session->state = SESSION_RUNS;
    plan_next(session);
    return true;
}

bool session_pause(struct session *session, const char **why)
{
    if (session->state != SESSION_RUNS)
        return refuse(why, "It does not run.");
    session->running = false;
    session->next_at = 0;
    session->state = SESSION_PAUSED;
    if (session->carrier == CARRIER_KERNEL)
        return session_ask(session, COMMAND_PACE, 0, WAY_GO, 0, 0);
    if (!session_is_idle(session))
        return session_ask(session, COMMAND_NONE, 0, WAY_GO, 0, 0);     /* a run at full speed hears it and stops */
    return true;
}

void session_set_speed(struct session *session, double steps_per_second)
{
    session->speed = steps_per_second;
    if (session->state != SESSION_RUNS)
        return;
    if (session->carrier == CARRIER_KERNEL)
        run_live(session);
    else
        plan_next(session);
}

/* The next step of a watched run, when it is due and the host is ready. */
bool session_go_on(struct session *session)
{
    bool busy = !session_is_idle(session) || session->leap != COMMAND_NONE;
    if (!session->running || session->carrier == CARRIER_KERNEL || busy)
        return false;
    if (session->speed > 0 && clock_monotonic() < session->next_at)
        return false;
    plan_next(session);
    if (session->speed > 0)
        session_leap_on(session, COMMAND_NEXT, 0);
    if (is_past(session)) {
        history_goto(&session->history, session->history.cursor + 1);
        session_go_between(session);    /* a leap left open would hide the step, and with it all that follow */
        if (!is_past(session) && session->ended) {
            session->running = false;
            session->state = SESSION_ENDED;
        }
        return true;
    }
    if (session->ended) {               /* a leap has come to the end of what is known */
        session->running = false;
        session->state = SESSION_ENDED;
        return true;
    }
    session_ask(session, session->speed > 0 ? COMMAND_NEXT : COMMAND_RUN, 0, WAY_GO, 1, 0);
    return false;
}

bool session_restart(struct session *session, uint64_t seed, const char **why)
{
    if (session->state == SESSION_BUILDS)
        return refuse(why, still_builds);
    if (!session->build || build_poll(session->build) != BUILD_OK)
        return refuse(why, has_failed);
    if (!session_is_idle(session))
        session_end_host(session);
    session->queued = 0;
    session->leap = COMMAND_NONE;
    free(session->first_schedule);
    session->first_schedule = NULL;
    session->seed = seed;
    session->dice = (struct dice){ seed };
    session->running = false;
    session->next_at = 0;
    session->state = SESSION_PAUSED;
    if (!session_begin_run(session, true, &session->err))
        return refuse(why, session->err.text);
    return true;
}

bool session_follow(struct session *session, const char *schedule, struct err *err)
{
    struct schedule read = { 0 };
    bool good = schedule_read(&read, schedule, err);
    schedule_free(&read);
    if (!good)
        return false;
    if (session->carrier == CARRIER_KERNEL)
        return err_set(err, "%s", "Real threads follow no schedule: only runs on fibers do.");
    const char *why = "";
    if (!session_restart(session, session->seed, &why))
        return err_set(err, "%s", why);
    session_end_host(session);
    session->first_schedule = strdup(schedule);
    return session->first_schedule && session_begin_run(session, true, err);
}

/* ---- what one sees ---- */

enum session_state session_state(const struct session *session)
{
    if (session->ended && !session->settled)
        return SESSION_RUNS;
    if (session->state == SESSION_ENDED && is_past(session))
        return SESSION_PAUSED;
    if (session->state == SESSION_PAUSED && session->ended && !is_past(session))
        return SESSION_ENDED;
    return session->state;
}

const char *session_error(const struct session *session)
{
    return session->err.text;
}

size_t session_messages(const struct session *session, const struct build_message **messages)
{
    return build_messages(session->build, messages);
}

const struct world *session_world(const struct session *session)
{
    return session->history.world;
}

uint32_t session_cursor(const struct session *session)
{
    return session->history.cursor;
}

uint32_t session_length(const struct session *session)
{
    return (uint32_t)session->history.step_count;
}

const struct step *session_step(const struct session *session, uint32_t number)
{
    if (number == 0 || number > session->history.step_count)
        return NULL;
    return &session->history.records[session->history.steps[number - 1]];
}

struct session_records session_records(const struct session *session)
{
    const struct history *history = &session->history;
    return (struct session_records){ history->records, history->count, history->edition };
}

uint64_t session_seed(const struct session *session)
{
    return session->seed;
}

enum session_carrier session_carrier(const struct session *session)
{
    return session->carrier;
}

double session_speed(const struct session *session)
{
    return session->speed;
}

enum outcome session_outcome(const struct session *session, const char **sentence)
{
    if (sentence)
        *sentence = session->outcome_text;
    return session->ended ? session->outcome : OUTCOME_RUNNING;
}

struct session_ending session_ending(const struct session *session)
{
    return (struct session_ending){ session->ended ? session->outcome : OUTCOME_RUNNING, session->outcome_code,
                                    session->outcome_thread, session->outcome_place };
}

const char *session_output(const struct session *session, size_t *length)
{
    *length = history_output(&session->history, session->history.cursor);
    return session->history.output ? session->history.output : "";
}

size_t session_schedule(const struct session *session, char *out, size_t room)
{
    struct schedule schedule = { 0 };
    for (uint32_t k = 1; k <= session->history.cursor; k++) {
        const struct step *step = session_step(session, k);
        if (!schedule_add(&schedule, (struct choice){ step->thread, step->way }))
            break;
    }
    size_t length = schedule_write(&schedule, out, room);
    schedule_free(&schedule);
    return length;
}

uint64_t session_lost(const struct session *session)
{
    return session->history.unkept + session->history.world->lost
         + (session->channel ? channel_lost(session->channel) + channel_damaged(session->channel) : 0);
}

size_t session_races(const struct session *session, const struct session_race **races)
{
    size_t count = session->history.race_count;
    *races = session->history.races;
    while (count > 0 && session->history.races[count - 1].step > session->history.cursor)
        count--;
    return count;
}
