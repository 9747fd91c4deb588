/* session.c — the life of a session: builds, starts a host, takes in what it says, sees it end. What the learner asks of
 * it stands in steer.c. */
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/path.h"
#include "session/hosting.h"
#include "session/inside.h"

enum {
    AT_ONCE = 20000,                                /* records taken in by one poll */
};
static const uint64_t SECOND = 1000000000, PATIENCE = 30, LIVE_STALL = 1;

void session_fail(struct session *session, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(session->err.text, sizeof session->err.text, format, arguments);
    va_end(arguments);
    session->state = SESSION_FAILED;
    session->running = false;
}

static void watch(struct session *session, int fd)
{
    struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };
    if (fd >= 0)
        epoll_ctl(session->ready, EPOLL_CTL_ADD, fd, &event);
}

static void unwatch(struct session *session, int fd)
{
    if (fd >= 0)
        epoll_ctl(session->ready, EPOLL_CTL_DEL, fd, NULL);
}

/* ---- opening ---- */

static char **copy_texts(const char *const *texts)
{
    size_t count = 0;
    while (texts && texts[count])
        count++;
    char **copy = calloc(count + 1, sizeof *copy);
    for (size_t k = 0; copy && k < count; k++)
        copy[k] = strdup(texts[k]);
    return copy;
}

static void free_texts(char **texts)
{
    for (size_t k = 0; texts && texts[k]; k++)
        free(texts[k]);
    free(texts);
}

static uint64_t seed_from_clock(void)
{
    return clock_monotonic() / 1000 % 10000 + 1;
}

struct session *session_open(const struct session_plan *plan, struct err *err)
{
    struct session *session = calloc(1, sizeof *session);
    if (!session) {
        err_set(err, "no memory for a session");
        return NULL;
    }
    session->ready = epoll_create1(EPOLL_CLOEXEC);
    session->sources = copy_texts(plan->sources);
    session->flags = copy_texts(plan->flags);
    session->words = copy_texts(plan->words);
    session->carrier = plan->carrier;
    session->seed = plan->seed ? plan->seed : seed_from_clock();
    session->dice = (struct dice){ session->seed };
    session->speed = plan->speed;
    session->first_schedule = plan->schedule ? strdup(plan->schedule) : NULL;
    bool good = session->ready >= 0 && session->sources && session->flags && session->words && history_begin(&session->history);
    if (!good)
        err_set(err, "no memory for a session");
    struct build_plan build = {
        .sources = (const char *const *)session->sources, .flags = (const char *const *)session->flags,
        .flavours = BUILD_TRACED,
    };
    if (good)
        session->build = build_start(&build, err);
    if (!session->build) {
        session_close(session);
        return NULL;
    }
    watch(session, build_fd(session->build));
    session->state = SESSION_BUILDS;
    return session;
}

void session_end_host(struct session *session)
{
    if (session->host)
        unwatch(session, process_fd(session->host));
    if (session->channel)
        unwatch(session, channel_event_fd(session->channel));
    process_destroy(session->host);
    if (session->channel)       /* what it lost outlives it: nothing is dropped silently */
        session->history.unkept += channel_lost(session->channel) + channel_damaged(session->channel);
    channel_destroy(session->channel);
    session->host = NULL;
    session->channel = NULL;
    session->begun = false;
    session->settled = true;
    session->answered = session->asked;
    session->leap = COMMAND_NONE;
}

void session_close(struct session *session)
{
    if (!session)
        return;
    session_end_host(session);
    build_destroy(session->build);
    symbols_close(session->symbols);
    history_free(&session->history);
    memory_forget(&session->memory);
    free_texts(session->sources);
    free_texts(session->flags);
    free_texts(session->words);
    free(session->first_schedule);
    if (session->ready >= 0)
        close(session->ready);
    free(session);
}

/* ---- the host ---- */

static bool start_host(struct session *session, struct err *err)
{
    struct hosting hosting;
    const char *machinery[] = { *session->machinery ? session->machinery : NULL, NULL };
    if (!hosting_start(&hosting, build_traced(session->build), session->carrier == CARRIER_KERNEL,
                       session->carrier == CARRIER_KERNEL ? (const char *const *)session->words : machinery, err))
        return false;
    session->channel = hosting.channel;
    session->host = hosting.host;
    watch(session, process_fd(session->host));
    watch(session, channel_event_fd(session->channel));
    return true;
}

bool session_ask(struct session *session, enum command_kind kind, uint16_t thread, enum way way, uint64_t count,
                 uint64_t argument)
{
    struct command command = {
        .kind = kind, .number = ++session->asked, .thread = thread, .way = way, .count = count, .argument = argument,
    };
    session->asked_at = clock_monotonic();
    session->asked_to = kind;
    session->asked_of = kind == COMMAND_NEXT ? NOBODY : thread;
    process_rest(session->host, false);
    if (channel_send(session->channel, &command, &session->err))
        return true;
    session->answered = session->asked;
    return false;
}

bool session_is_idle(const struct session *session)
{
    return session->answered == session->asked;
}

/* The schedule the host shall follow, or live whose code it shall pass over, into a command that begins a run. */
static bool fill_schedule(struct session *session, struct command *command, bool from_start, struct err *err)
{
    size_t length;
    if (session->carrier == CARRIER_KERNEL) {
        length = strlen(session->machinery);
        snprintf(command->text, sizeof command->text, "%s", session->machinery);
        command->count = session->over;
    } else if (from_start) {
        const char *text = session->first_schedule ? session->first_schedule : "";
        length = strlen(text);
        snprintf(command->text, sizeof command->text, "%s", text);
    } else {
        length = session_schedule(session, command->text, sizeof command->text);
        command->count = session->history.cursor;
    }
    return length < sizeof command->text || err_set(err, "The schedule has become too long to be played again.");
}

bool session_begin_run(struct session *session, bool from_start, struct err *err)
{
    static struct command command;
    command = (struct command){ .kind = COMMAND_BEGIN, .argument = session->seed };
    if (session->carrier == CARRIER_KERNEL && session->begun)
        session_end_host(session);
    if (!session->host && !from_start && session->history.cursor > 0) {    /* another host numbers objects anew */
        session_schedule(session, command.text, sizeof command.text);
        free(session->first_schedule);
        session->first_schedule = strdup(command.text);
        from_start = true;
    }
    if (!session->host && !start_host(session, err))
        return false;
    if (!fill_schedule(session, &command, from_start, err))
        return false;
    if (from_start || session->history.cursor == 0) {
        history_begin(&session->history);
        memory_forget(&session->memory);
        session_forget_names(session);
    } else {
        history_cut(&session->history, session->history.cursor);
        memory_cut(&session->memory, session->history.count);
    }
    session->ended = session->settled = false;
    session->outcome = OUTCOME_RUNNING;
    memset(session->texts, 0, sizeof session->texts);
    command.number = ++session->asked;
    session->asked_to = COMMAND_BEGIN;
    session->refused = false;
    session->asked_at = clock_monotonic();
    process_rest(session->host, false);
    session->begun = channel_send(session->channel, &command, err);
    if (session->state != SESSION_RUNS)
        session->state = SESSION_PAUSED;
    return session->begun;
}

/* ---- taking in ---- */

void session_note_end(struct session *session, enum outcome outcome, int32_t code, const char *text)
{
    if (session->ended)
        return;
    session->ended = true;
    session->outcome = outcome;
    session->outcome_code = code;
    session->outcome_thread = session->history.world->current;
    session->outcome_place = 0;
    snprintf(session->outcome_text, sizeof session->outcome_text, "%s", text);
    session->outcome_length = strlen(session->outcome_text);
    session->state = SESSION_ENDED;
    session->running = false;
}

static struct texts *texts_of(struct session *session, uint32_t thread)
{
    return &session->texts[thread % FEW_THREADS];
}

static void take_outcome(struct session *session, const struct step *step)
{
    session_note_end(session, (enum outcome)step->act, step->result, "");
    session->outcome_thread = step->thread;
    session->outcome_place = step->place;
    texts_of(session, step->thread)->of = TEXT_OUTCOME;
}

static void take_name(struct session *session, const struct step *step)
{
    *texts_of(session, step->other) = (struct texts){ .of = TEXT_NAME, .named_thread = step->thread, .named_object = step->object };
}

static void give_name(struct session *session, const struct texts *texts)
{
    char name[NAME_ROOM];
    memcpy(name, texts->naming, sizeof name);
    if (texts->named_object == 0 && texts->named_thread < FEW_THREADS)
        snprintf(session->thread_names[texts->named_thread], sizeof session->thread_names[0], "%.15s", name);
    else if (texts->named_object < WORLD_OBJECTS)
        snprintf(session->names[texts->named_object].given, NAME_ROOM, "%s", name);
}

static void take_text(struct session *session, const struct step *step)
{
    struct texts *texts = texts_of(session, step->thread);
    if (texts->of == TEXT_OUTCOME) {
        step_get_text(step, session->outcome_text, &session->outcome_length, sizeof session->outcome_text);
    } else if (texts->of == TEXT_NAME) {
        step_get_text(step, texts->naming, &texts->length, sizeof texts->naming);
        give_name(session, texts);
    } else if (texts->of == TEXT_KIND) {
        memory_note_kind(&session->memory, step);
    }
}

static void take_mark(struct session *session, const struct step *step)
{
    if ((uint32_t)step->value != session->asked)
        return;
    session->answered = session->asked;
    if (step->result != 0 && (session->asked_to == COMMAND_STEP || session->asked_to == COMMAND_LEAP || session->asked_to == COMMAND_NEXT))
        session->refused = true;
    session->settled = session->ended;
    if (session->host && session->carrier == CARRIER_FIBER)
        process_rest(session->host, true);
    if (session->state == SESSION_RUNS && session->carrier == CARRIER_FIBER && !session->running)
        session->state = SESSION_PAUSED;
}

static void take(struct session *session, const struct step *step)
{
    if (step->phase != PHASE_TEXT && step->phase != PHASE_MARK && step->phase != PHASE_NAME && step->phase != PHASE_MEET)
        texts_of(session, step->thread)->of = TEXT_NONE;        /* those are told by another than their thread */
    switch (step->phase) {
    case PHASE_MARK:
        take_mark(session, step);
        return;
    case PHASE_NAME:
        take_name(session, step);
        break;
    case PHASE_TEXT:
        take_text(session, step);
        break;
    case PHASE_OUTCOME:
        take_outcome(session, step);
        break;
    case PHASE_WATCH:
        texts_of(session, step->thread)->of = TEXT_KIND;
        break;
    default:
        break;
    }
    memory_note(&session->memory, step, session->history.count);
    history_add(&session->history, step);
}

static bool take_in(struct session *session)
{
    struct step step;
    int count = 0;
    while (session->channel && count < AT_ONCE && channel_take(session->channel, &step)) {
        take(session, &step);
        count++;
    }
    if (count > 0)
        session->heard_at = clock_monotonic();
    if (session->channel)
        channel_arm(session->channel);
    return count > 0;
}

/* ---- how it can end without a word ---- */

static void host_has_gone(struct session *session, const struct process_report *report)
{
    char text[200] = "";
    const char *output = process_output(session->host, NULL, NULL);
    switch (report->end) {
    case PROCESS_NOT_STARTED:
        session_fail(session, "%s", report->why.text);
        return;
    case PROCESS_OVER_MEMORY:
        session_note_end(session, OUTCOME_MEMORY, 0, "more than the lab allows");
        return;
    case PROCESS_EXITED:
        if (!session->begun || (report->code != 0 && session->history.count == 0))
            session_fail(session, "The demo could not be started. %.300s", output);
        else
            session_note_end(session, OUTCOME_KILLED, report->code, "its process ended without saying why");
        return;
    default:
        snprintf(text, sizeof text, "%s", hosting_signal_story(report->code));
        session_note_end(session, OUTCOME_KILLED, report->code, text);
    }
}

static bool look_at_host(struct session *session)
{
    struct process_report report;
    process_poll(session->host, &report);
    if (report.end == PROCESS_RUNS)
        return false;
    while (take_in(session))
        ;
    if (!session->ended && session->state != SESSION_FAILED)
        host_has_gone(session, &report);
    session_end_host(session);
    return true;
}

/* Nobody can go, and nothing is set that might still change that. */
static bool is_deadlocked(const struct session *session, uint64_t silence)
{
    const struct world *world = session->history.world;
    uint64_t alarm = world_alarm(world);
    return silence > LIVE_STALL * SECOND && world_stalled(world)
        && (alarm == 0 || world->time + silence > alarm + LIVE_STALL * SECOND);
}

/* Neither an answer nor a record for long: it is lost in itself. */
static bool look_at_clock(struct session *session)
{
    uint64_t now = clock_monotonic(), heard = session->heard_at > session->asked_at ? session->heard_at : session->asked_at;
    bool live = session->carrier == CARRIER_KERNEL;
    if (session->ended || !session->host)
        return false;
    if (live && session->state == SESSION_RUNS && is_deadlocked(session, now - heard)) {
        session_note_end(session, OUTCOME_DEADLOCK, 0, "");
        session_end_host(session);
        return true;
    }
    if (live || session_is_idle(session) || now - heard < PATIENCE * SECOND)
        return false;
    session_note_end(session, OUTCOME_STUCK, 0, "its host does not answer any more");
    session_end_host(session);
    return true;
}

static bool built(struct session *session)
{
    struct err err;
    enum build_state state = build_poll(session->build);
    if (state == BUILD_RUNS)
        return false;
    if (state == BUILD_FAILED) {
        session_fail(session, "%s", build_error(session->build)->text);
        return true;
    }
    session->symbols = symbols_open(build_traced(session->build), &err);
    session_find_machinery(session);
    if (!session_begin_run(session, true, &err))
        session_fail(session, "%s", err.text);
    return true;
}

bool session_poll(struct session *session)
{
    if (session->state == SESSION_BUILDS)
        return built(session);
    if (session->state == SESSION_FAILED)
        return false;
    bool changed = take_in(session);
    if (session->host)
        changed = look_at_host(session) || changed;
    changed = look_at_clock(session) || changed;
    changed = session_catch_up(session) || changed;
    changed = session_go_on(session) || changed;
    return changed && session->leap == COMMAND_NONE;        /* what lies between two stops is not shown */
}

int session_fd(const struct session *session)
{
    return session->ready;
}

int session_wait(const struct session *session)
{
    if (session->state == SESSION_BUILDS)
        return build_fd(session->build) < 0 ? 0 : -1;       /* what was in the cache is there at once */
    if (session->state == SESSION_RUNS && session->next_at) {
        uint64_t now = clock_monotonic();
        return session->next_at > now ? (int)((session->next_at - now) / 1000000) + 1 : 0;
    }
    bool waits = session->host && !session->ended && (session->state == SESSION_RUNS || !session_is_idle(session));
    return waits ? 500 : -1;
}
