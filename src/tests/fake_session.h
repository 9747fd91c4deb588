/* fake_session.h — a session made of hand-written steps, for the tests of what is drawn from one: the functions of
 * session.h, answered from an array. Include it in one test program; then session.c is not linked. No compiler, no host:
 * the world is the real one, so a step the rules forbid fails the test. */
#ifndef TESTS_FAKE_SESSION_H
#define TESTS_FAKE_SESSION_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session/session.h"
#include "session/structures.h"
#include "tests/claims.h"

enum { FAKE_STEPS = 400, FAKE_NAMES = 64 };

struct session {
    struct world world;
    struct step steps[FAKE_STEPS], records[4 * FAKE_STEPS];
    uint32_t count, cursor, length, record_count, edition;
    char names[FAKE_NAMES][40];
    const char *whole_kind;         /* of structures: what stands before the last point of a name is one; NULL: there are none */
    const char *threads[16];
    char output[1024];
    struct session_race races[4];
    size_t race_count;
    enum session_state state;
    enum session_carrier carrier;
    enum outcome outcome;
    const char *sentence, *error;
    struct build_message messages[4];
    size_t message_count;
    const char *source, *other_file;    /* NULL, or where all that is asked for stands instead */
    uint64_t seed;
    double speed;
    unsigned opened, closed;        /* how often */
    char asked[80];                 /* the last command, as words */
    bool refused;                   /* … was not carried out by the host, of: */
    uint16_t refused_thread;
};

static struct session fake;

static inline void fake_record(struct step record)
{
    assert_true(fake.record_count < 4 * FAKE_STEPS);
    fake.records[fake.record_count++] = record;
}

static inline void fake_begin(void)
{
    memset(fake.steps, 0, sizeof fake.steps);
    world_begin(&fake.world);
    fake = (struct session){ .edition = fake.edition + 1, .world = fake.world, .state = SESSION_PAUSED, .seed = 41, .speed = 4, .sentence = "",
                             .error = "", .source = "race.c" };
    fake.threads[0] = "main";
}

static inline void fake_meet(uint32_t object, enum object_kind kind, const char *name, int32_t type)
{
    struct step meet = { .phase = PHASE_MEET, .act = (uint8_t)kind, .object = object, .size = 4, .result = type };
    fake_record(meet);
    assert_true(world_apply(&fake.world, &meet));
    snprintf(fake.names[object], sizeof fake.names[object], "%s", name);
}

/* Places are line numbers. */
static inline struct step fake_step(uint16_t thread, enum act act, uint32_t object, int line)
{
    return (struct step){ .thread = thread, .act = (uint8_t)act, .object = object, .place = (uint64_t)line,
                          .result = STEP_UNDECIDED, .size = 4 };
}

static inline void fake_about_step(struct step step)
{
    step.phase = PHASE_ABOUT;
    fake_record(step);
    assert_true(world_apply(&fake.world, &step));
}

static inline void fake_about(uint16_t thread, enum act act, uint32_t object, int line)
{
    fake_about_step(fake_step(thread, act, object, line));
}

/* Lets the thread through the gate at which it stands. */
static inline const struct step *fake_pass(uint16_t thread, uint64_t value)
{
    struct step step = fake.world.thread[thread].about;
    step.phase = PHASE_DONE;
    step.value = step.act == ACT_COND_WAKE ? step.value : value;
    assert_true(world_apply(&fake.world, &step));
    step.serial = fake.count;
    fake_record(step);
    fake.steps[fake.count++] = step;
    fake.cursor = fake.length = fake.count;
    return &fake.steps[fake.count - 1];
}

static inline const struct step *fake_do(uint16_t thread, enum act act, uint32_t object, int line, uint64_t value)
{
    fake_about(thread, act, object, line);
    return fake_pass(thread, value);
}

static inline void fake_create(const char *name, int line)
{
    fake.threads[fake.world.threads] = name;
    fake_do(0, ACT_CREATE, 0, line, 0);
}

static inline void fake_join(uint16_t thread, int line)
{
    struct step join = fake_step(0, ACT_JOIN, 0, line);
    join.other = thread;
    fake_about_step(join);
}

/* Two threads that each read `share` before either writes it back; main waits for the first. */
static inline void fake_race(void)
{
    fake_begin();
    fake_create("add", 18);
    fake_create("add", 19);
    fake_join(1, 20);
    fake_meet(1, OBJECT_VARIABLE, "share", 0);
    fake_do(1, ACT_READ, 1, 11, 0);
    fake_about(1, ACT_WRITE, 1, 11);
    fake_do(2, ACT_READ, 1, 11, 0);
    fake_about(2, ACT_WRITE, 1, 11);
    fake_pass(2, 1);
    fake_about(2, ACT_READ, 1, 11);
    fake.races[0] = (struct session_race){ 1, 5, { 1, 2 }, { 11, 11 }, { ACT_READ, ACT_WRITE } };
    fake.race_count = 1;
}

/* The two locks taken crosswise: nobody can move. */
static inline void fake_deadlock(void)
{
    fake_begin();
    fake_create("first", 30);
    fake_create("second", 31);
    fake_join(1, 32);
    fake_meet(1, OBJECT_MUTEX, "a", 0);
    fake_meet(2, OBJECT_MUTEX, "b", 0);
    fake_do(1, ACT_LOCK, 1, 12, 0);
    fake_about(1, ACT_LOCK, 2, 13);
    fake_do(2, ACT_LOCK, 2, 21, 0);
    fake_about(2, ACT_LOCK, 1, 22);
    fake.outcome = OUTCOME_DEADLOCK;
    fake.world.outcome = OUTCOME_DEADLOCK;
    fake.state = SESSION_ENDED;
}

/* ---- session.h ---- */

struct session *session_open(const struct session_plan *plan, struct err *err)
{
    (void)err;
    fake.opened++;
    fake.carrier = plan->carrier;
    fake.source = plan->sources[0];
    return &fake;
}

void session_close(struct session *session) { if (session) session->closed++; }
int session_fd(const struct session *session) { (void)session; return -1; }
int session_wait(const struct session *session) { (void)session; return -1; }
bool session_poll(struct session *session) { (void)session; return false; }
enum session_state session_state(const struct session *session) { return session->state; }
const char *session_error(const struct session *session) { return session->error; }

size_t session_messages(const struct session *session, const struct build_message **messages)
{
    *messages = session->messages;
    return session->message_count;
}

const struct world *session_world(const struct session *session) { return &session->world; }
uint32_t session_cursor(const struct session *session) { return session->cursor; }
uint32_t session_length(const struct session *session) { return session->length; }

const struct step *session_step(const struct session *session, uint32_t number)
{
    return number == 0 || number > session->count ? NULL : &session->steps[number - 1];
}

struct session_records session_records(const struct session *session)
{
    return (struct session_records){ session->records, session->record_count, session->edition };
}

uint64_t session_seed(const struct session *session) { return session->seed; }
enum session_carrier session_carrier(const struct session *session) { return session->carrier; }
double session_speed(const struct session *session) { return session->speed; }

enum outcome session_outcome(const struct session *session, const char **sentence)
{
    if (sentence)
        *sentence = session->sentence;
    return session->outcome;
}

struct session_ending session_ending(const struct session *session)
{
    return (struct session_ending){ .outcome = session->outcome, .thread = session->world.current, .place = 11 };
}

const char *session_output(const struct session *session, size_t *length)
{
    *length = strlen(session->output);
    return session->output;
}

size_t session_schedule(const struct session *session, char *out, size_t room)
{
    (void)session;
    return (size_t)snprintf(out, room, "0.2 1 2.2");
}

uint64_t session_lost(const struct session *session) { (void)session; return 0; }

size_t session_races(const struct session *session, const struct session_race **races)
{
    *races = session->races;
    return session->race_count;
}

static bool fake_asked(struct session *session, const char *what, long number)
{
    snprintf(session->asked, sizeof session->asked, "%s %ld", what, number);
    return true;
}

bool session_was_refused(struct session *session, uint16_t *thread)
{
    bool was = session->refused;
    *thread = session->refused_thread;
    session->refused = false;
    return was;
}

bool session_step_thread(struct session *session, uint16_t thread, enum way way, const char **why)
{
    (void)way;
    if (thread >= session->world.threads) {
        *why = "There is no such thread (yet).";
        return false;
    }
    return fake_asked(session, "step", thread);
}

bool session_leap_thread(struct session *session, uint16_t thread, const char **why)
{
    (void)why;
    return fake_asked(session, "leap", thread);
}

bool session_next(struct session *session, const char **why) { (void)why; return fake_asked(session, "next", 0); }

bool session_goto(struct session *session, uint32_t step, const char **why)
{
    (void)why;
    return fake_asked(session, "goto", step);
}

bool session_back_switch(struct session *session, const char **why) { (void)why; return fake_asked(session, "[", 0); }
bool session_forward_switch(struct session *session, const char **why) { (void)why; return fake_asked(session, "]", 0); }

bool session_run(struct session *session, const char **why)
{
    (void)why;
    session->state = SESSION_RUNS;
    return fake_asked(session, "run", 0);
}

bool session_pause(struct session *session, const char **why)
{
    (void)why;
    session->state = SESSION_PAUSED;
    return fake_asked(session, "pause", 0);
}

void session_set_speed(struct session *session, double steps_per_second) { session->speed = steps_per_second; }

bool session_restart(struct session *session, uint64_t seed, const char **why)
{
    (void)why;
    session->seed = seed;
    return fake_asked(session, "restart", (long)seed);
}

bool session_follow(struct session *session, const char *schedule, struct err *err)
{
    (void)err;
    snprintf(session->asked, sizeof session->asked, "follow %s", schedule);
    return true;
}

const char *session_thread_name(const struct session *session, uint16_t thread, char *out, size_t room)
{
    snprintf(out, room, "%s", thread < 16 && session->threads[thread] ? session->threads[thread] : "thread");
    return out;
}

const char *session_object_name(const struct session *session, uint32_t object, char *out, size_t room)
{
    snprintf(out, room, "%s", object < FAKE_NAMES ? session->names[object] : "?");
    return out;
}

/* What stands before the last point of its name, of the kind that the test says. */
bool session_object_whole(const struct session *session, uint32_t object, char *whole, char *kind)
{
    const char *name = object < FAKE_NAMES ? session->names[object] : "";
    const char *point = strrchr(name, '.');
    if (!point || !session->whole_kind)
        return false;
    sprintf(whole, "%.*s", (int)(point - name), name);
    strcpy(kind, session->whole_kind);
    return true;
}

const char *session_object_value(const struct session *session, uint32_t object, uint64_t value, char *out, size_t room)
{
    (void)session;
    (void)object;
    snprintf(out, room, "%lld", (long long)(int32_t)value);
    return out;
}

bool session_place(const struct session *session, uint64_t place, struct place *out)
{
    if (place == 0)
        return false;
    *out = (struct place){ .line = (int)place };
    snprintf(out->file, sizeof out->file, "%s", session->other_file ? session->other_file : session->source);
    snprintf(out->function, sizeof out->function, "add");
    return true;
}

const char *session_source(const struct session *session) { return session->source; }

bool session_goto_stop(struct session *session, bool back, const char **why)
{
    return session_goto(session, back ? session->cursor - 1 : session->cursor + 1, why);
}

void session_step_over(struct session *session, bool over) { (void)session; (void)over; }
bool session_is_over(const struct session *session) { (void)session; return false; }
bool session_hides(const struct session *session, const struct step *step) { (void)session; (void)step; return false; }

/* ---- structures.h: there are none ---- */

uint32_t structures_next(const struct session *session, uint32_t after) { (void)session; (void)after; return 0; }
const char *structures_kind(const struct session *session, uint32_t number) { (void)session; (void)number; return ""; }

const char *structures_name(const struct session *session, uint32_t number, char *out, size_t room)
{
    (void)session;
    (void)number;
    snprintf(out, room, "%s", "");
    return out;
}

const char *structures_title(const struct session *session, uint32_t number, char *out, size_t room)
{
    return structures_name(session, number, out, room);
}

bool structures_hold(const struct session *session, uint32_t object) { (void)session; (void)object; return false; }
uint64_t structures_since(const struct session *session, uint32_t number) { (void)session; (void)number; return 0; }
bool structures_loop_switches(const struct session *session, const struct step *step) { (void)session; (void)step; return false; }
bool structures_changed(const struct session *session, uint32_t number) { (void)session; (void)number; return false; }

bool structures_value(const struct session *session, uint32_t number, const char *member, uint64_t *value)
{
    (void)session;
    (void)number;
    (void)member;
    *value = 0;
    return false;
}

bool structures_text(const struct session *session, uint32_t number, const char *member, char *out, size_t room)
{
    (void)member;
    structures_name(session, number, out, room);
    return false;
}

uint32_t structures_at(const struct session *session, uint64_t address, uint64_t *offset)
{
    (void)session;
    *offset = address;
    return 0;
}

uint64_t structures_address(const struct session *session, uint32_t number, const char *member)
{
    (void)session;
    (void)member;
    return number;
}

bool structures_place(const struct session *session, uint32_t number, const char *member, struct place *out)
{
    (void)session;
    (void)number;
    (void)member;
    (void)out;
    return false;
}

bool structures_left(const struct session *session, uint32_t number, struct left *left)
{
    (void)session;
    (void)number;
    (void)left;
    return false;
}

bool structures_thread_left(const struct session *session, uint16_t thread, struct left *left)
{
    return structures_left(session, thread, left);
}

bool structures_is_hub(const struct session *session, uint32_t number) { (void)session; (void)number; return false; }

enum switched structures_switched(const struct session *session, const struct step *step, char *name, size_t room)
{
    structures_name(session, 0, name, room);
    return step->value == 0 ? SWITCHED_OWN : SWITCHED_UNKNOWN;
}

uint64_t structures_stack_of(const struct session *session, uint16_t thread) { (void)session; (void)thread; return 0; }
uint32_t structures_of_stack(const struct session *session, uint64_t stack) { (void)session; (void)stack; return 0; }
bool structures_is_kit(const struct session *session, uint64_t place) { (void)session; (void)place; return false; }
uint64_t structures_own_place(const struct session *session, const struct step *step) { (void)session; return step->place; }

#endif
