/* hunt.c — the learner takes every step of a program, so that it comes to a named end. The screen of the program is that of
 * the demo room, with a goal above it; the lab counts along, looks for the way with the fewest preemptions, and after each
 * step whether the goal can still be reached. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/exercise.h"
#include "session/judge.h"
#include "view/rooms/demo.h"
#include "view/say.h"
#include "view/story.h"

enum { PROGRAM_ROWS = 14, END_ROWS = 6 };       /* of the pane: the program's least; of what is said at the end, at most */

enum reach { REACH_UNKNOWN, REACH_YES, REACH_NO };

/* A step that the learner has let happen. */
struct taken {
    uint16_t thread;
    uint8_t act, way;
    uint64_t value;
    bool could_go_on;           /* its thread, after it */
};

struct tally { unsigned switches, preemptions, steps; };

struct hunt_room {
    struct room room;
    struct hunt_plan plan;
    struct demo demo;           /* the lesson's, without a judgement of its own */
    struct room *inside;        /* the demo room */
    struct search *all;         /* every way: the fewest preemptions there can be */
    struct search *rest;        /* what is still possible from here; NULL */
    enum reach reach;
    uint32_t asked;             /* the step for which `rest` was asked, + 1; 0: none */
    struct taken *taken;
    uint32_t known, room_for;
    bool reached, told;         /* the goal, at this end; told: this end has been spoken of */
    int above;                  /* rows above the program, as drawn last */
};

static struct hunt_room *own(const struct room *room)
{
    return (struct hunt_room *)room;
}

static struct demo_room *program(const struct hunt_room *self)
{
    return demo_of(self->inside);
}

static struct session *session_in(const struct hunt_room *self)
{
    return demo_why_no_run(program(self)) ? NULL : program(self)->session;
}

static bool is_busy(const struct search *search)
{
    return search && (search_state(search) == SEARCH_BUILDS || search_state(search) == SEARCH_RUNS);
}

/* ---- counting ---- */

static bool is_same(const struct taken *taken, const struct step *step)
{
    return taken->thread == step->thread && taken->act == step->act && taken->way == step->way && taken->value == step->value;
}

static bool make_room(struct hunt_room *self, uint32_t count)
{
    if (count <= self->room_for)
        return true;
    uint32_t wanted = count + 256;
    struct taken *more = realloc(self->taken, wanted * sizeof *more);
    if (!more)
        return false;
    self->taken = more;
    self->room_for = wanted;
    return true;
}

/* Could the thread of that step have gone on after it? As session/tale.h tells it. */
static bool could_go_on(const struct session *session, uint16_t thread)
{
    const struct world *world = session_world(session);
    return world->thread[thread].phase != THREAD_ENDED && (world_ways(world, thread) & (1u << WAY_GO))
        && world->thread[thread].last_act != ACT_YIELD;
}

/* Looks at every step not looked at yet; the cursor is where it was afterwards. */
static void look_at_steps(struct hunt_room *self, struct session *session)
{
    uint32_t length = session_length(session), cursor = session_cursor(session), k = 0;
    const char *why;
    if (!make_room(self, length))
        return;
    while (k < self->known && k < length && is_same(&self->taken[k], session_step(session, k + 1)))
        k++;
    if (k > 0 && k < length)        /* what its thread would do next had perhaps not been told when that was looked at */
        k--;
    for (self->known = k; self->known < length; self->known++) {
        const struct step *step = session_step(session, self->known + 1);
        struct taken taken = { .thread = step->thread, .act = step->act, .way = step->way, .value = step->value };
        if (!session_goto(session, self->known + 1, &why))
            break;
        taken.could_go_on = could_go_on(session, taken.thread);
        self->taken[self->known] = taken;
    }
    if (session_cursor(session) != cursor)
        session_goto(session, cursor, &why);
}

static struct tally count(const struct hunt_room *self, const struct session *session)
{
    struct tally tally = { .steps = session ? session_cursor(session) : 0 };
    for (uint32_t k = 1; k < tally.steps && k < self->known; k++) {
        if (self->taken[k].thread == self->taken[k - 1].thread)
            continue;
        tally.switches++;
        tally.preemptions += self->taken[k - 1].could_go_on;
    }
    return tally;
}

/* ---- what is still possible ---- */

static void forget_rest(struct hunt_room *self)
{
    search_close(self->rest);
    self->rest = NULL;
    self->reach = REACH_UNKNOWN;
    self->asked = 0;
}

static void ask_rest(struct hunt_room *self, const struct session *session)
{
    static const double SECONDS = 3;
    char schedule[SCHEDULE_TEXT];
    struct err err;
    uint32_t cursor = session_cursor(session);
    if (self->asked == cursor + 1 || is_busy(self->all))
        return;
    forget_rest(self);
    self->asked = cursor + 1;
    if (session_state(session) == SESSION_ENDED || session_schedule(session, schedule, sizeof schedule) >= sizeof schedule)
        return;
    struct search_plan plan = {
        .sources = self->demo.files, .flags = self->demo.flags, .how = SEARCH_COMPLETE, .prefix = schedule, .seconds = SECONDS,
        .spurious = self->demo.spurious,
    };
    self->rest = search_start(&plan, &err);
}

static bool hear_rest(struct hunt_room *self)
{
    enum reach before = self->reach;
    if (!self->rest)
        return false;
    while (search_poll(self->rest))
        ;
    if (judge_nearest(self->plan.hunt, self->rest)) {
        self->reach = REACH_YES;
        search_close(self->rest);
        self->rest = NULL;
    } else if (judge_is_complete(self->rest)) {
        self->reach = REACH_NO;
    }
    return self->reach != before;
}

/* ---- the end ---- */

static bool at_end(const struct session *session)
{
    return session_state(session) == SESSION_ENDED && session_cursor(session) == session_length(session);
}

static void note_end(struct hunt_room *self, const struct session *session)
{
    char subject[200];
    size_t length;
    bool end = at_end(session);
    self->reached = end && judge_goal(self->plan.hunt, session_outcome(session, NULL), session_output(session, &length));
    if (self->reached && !self->told && self->plan.progress)
        progress_note(self->plan.progress, "did", hunt_subject(self->plan.lesson, self->plan.hunt, subject, sizeof subject));
    self->told = end;
}

/* ---- words ---- */

static const char *goal_text(const struct hunt *hunt, char *out, size_t room)
{
    static const char *const goals[] = {
        [GOAL_DEADLOCK] = "no thread can move any more", [GOAL_ASSERTION] = "an assertion does not hold", [GOAL_CRASH] = "it crashes",
    };
    if (hunt->goal == GOAL_PRINTS)
        snprintf(out, room, "it prints \"%s\"", hunt->line);
    else
        snprintf(out, room, "%s", goals[hunt->goal]);
    return out;
}

static const char *plural(uint64_t number)
{
    return number == 1 ? "" : "s";
}

/* The learner's way beside the simplest that is known. */
static void compare(const struct hunt_room *self, struct tally tally, char *out, size_t room)
{
    const struct report *best = judge_nearest(self->plan.hunt, self->all);
    const struct report *progress = search_progress(self->all);
    if (is_busy(self->all)) {
        snprintf(out, room, "You are there. The lab still looks for the fewest preemptions.");
        return;
    }
    if (!best) {
        snprintf(out, room, "You are there, and the lab has not found a way itself.");
        return;
    }
    bool proven = progress->bounded >= best->preemptions;
    unsigned long long fewest = best->preemptions;
    if (tally.preemptions <= fewest)
        snprintf(out, room, "You are there, with %u preemption%s: %s.", tally.preemptions, plural(tally.preemptions),
                 proven ? "it cannot be done with fewer" : "the lab knows no way with fewer");
    else
        snprintf(out, room, "You are there, with %u preemptions: so often was a thread stopped that could have gone on. %s %llu. "
                 "`r` tries again.", tally.preemptions, proven ? "The fewest possible:" : "The lab knows a way with", fewest);
}

static enum look status(const struct hunt_room *self, struct tally tally, char *out, size_t room)
{
    const struct session *session = session_in(self);
    if (self->reached) {
        compare(self, tally, out, room);
        return LOOK_GOOD;
    }
    if (session && at_end(session)) {
        snprintf(out, room, "The run has ended otherwise. `u` takes a step back, `r` tries again.");
        return LOOK_WARNING;
    }
    if (self->reach == REACH_NO) {
        snprintf(out, room, "From here the goal cannot be reached any more. `u` takes a step back, `r` tries again.");
        return LOOK_WARNING;
    }
    snprintf(out, room, self->reach == REACH_YES ? "It can still be reached from here." : "A digit lets that thread take a step. (A preemption: you leave a thread that could have gone on.)");
    return LOOK_DIM;
}

/* ---- drawing ---- */

/* Returns the rows it takes. */
static int draw_above(const struct hunt_room *self, struct pane *pane)
{
    char text[300], goal[160], counts[120];
    struct tally tally = count(self, session_in(self));
    snprintf(counts, sizeof counts, "switches %u  preemptions %u  steps %u", tally.switches, tally.preemptions, tally.steps);
    snprintf(text, sizeof text, "Goal: %s.", goal_text(self->plan.hunt, goal, sizeof goal));
    int right = pane->columns - text_columns(counts) - 1;
    say_put(pane, 0, 1, right - 2, LOOK_STRONG, text);
    pane_put(pane, 0, right, LOOK_PLAIN, counts);
    enum look look = status(self, tally, text, sizeof text);
    struct pane rest = pane_part(pane, 1, 1, pane->rows - 1, pane->columns - 2);
    int row = story_tell(&rest, 0, look, text);
    if (self->reached && *self->plan.hunt->because)
        row += say_wrap(&rest, row, 0, rest.columns, END_ROWS, LOOK_PLAIN, self->plan.hunt->because);
    return row + 1;
}

static void draw(struct room *room, struct pane *pane)
{
    struct hunt_room *self = own(room);
    struct pane nothing = pane_part(pane, 0, 0, 0, pane->columns);
    int most = pane->rows - PROGRAM_ROWS, wanted = draw_above(self, &nothing);
    self->above = wanted < most ? wanted : most > 1 ? most : 1;
    struct pane above = pane_part(pane, 0, 0, self->above, pane->columns);
    struct pane below = pane_part(pane, self->above, 0, pane->rows - self->above, pane->columns);
    draw_above(self, &above);
    self->inside->ops->draw(self->inside, &below);
}

static void title(const struct room *room, struct pane *line)
{
    const struct hunt_room *self = own(room);
    int column = pane_printf(line, 0, 0, LOOK_TITLE, "%s %s", self->plan.lesson->number, self->plan.lesson->name);
    column = pane_put(line, 0, column, LOOK_BORDER, glyph(line, " › ", " > "));
    pane_put(line, 0, column, LOOK_TITLE, self->plan.hunt->title);
    pane_put(line, 0, line->columns - 4, LOOK_DIM, "hunt");
}

/* ---- keys ---- */

static const char *why(const struct room *room, const struct command *command)
{
    const struct hunt_room *self = own(room);
    switch (command->action) {
    case ACTION_RUN:
    case ACTION_NEXT:
    case ACTION_SEED:
    case ACTION_LIVE:
    case ACTION_PLAY:
    case ACTION_SLOWER:
    case ACTION_FASTER:
        return "In a hunt every step is yours: a digit lets that thread go.";
    case ACTION_EXPLORE:
    case ACTION_MEASURE:
    case ACTION_ANSWER:
    case ACTION_HUNT:
    case ACTION_EXERCISE:
        return "First the hunt; `q` leaves it.";
    case ACTION_STORY:
        return "The story is where you came from: `q` leads back to it.";
    default:
        return self->inside->ops->why(self->inside, command);
    }
}

/* The message line is the outer room's. */
static void take_message(struct hunt_room *self)
{
    if (!self->inside->message[0])
        return;
    room_say(&self->room, self->inside->message_look, "%s", self->inside->message);
    self->inside->message[0] = '\0';
}

static struct move act(struct room *room, const struct command *command)
{
    struct hunt_room *self = own(room);
    struct command inner = *command;
    inner.row -= self->above;
    struct move move = self->inside->ops->act(self->inside, &inner);
    take_message(self);
    return move;
}

static const char *brief(const struct room *room, enum action action)
{
    const struct hunt_room *self = own(room);
    return action == ACTION_RESTART ? "try again" : self->inside->ops->brief(self->inside, action);
}

/* ---- waiting ---- */

static int fds(const struct room *room, struct pollfd *out, int max)
{
    const struct hunt_room *self = own(room);
    const struct search *const searches[] = { self->all, self->rest };
    int number = self->inside->ops->fds(self->inside, out, max);
    for (size_t k = 0; k < 2; k++)
        if (is_busy(searches[k]) && number < max)
            out[number++] = (struct pollfd){ .fd = search_fd(searches[k]), .events = POLLIN };
    return number;
}

static int wait_ms(const struct room *room)
{
    const struct hunt_room *self = own(room);
    int wait = self->inside->ops->wait_ms(self->inside);
    if (is_busy(self->all))
        wait = room_sooner(wait, search_wait(self->all));
    return is_busy(self->rest) ? room_sooner(wait, search_wait(self->rest)) : wait;
}

/* A command that is being carried out is waited for: until then steps are missing. */
static bool is_at_rest(const struct session *session)
{
    return session && (session_state(session) == SESSION_PAUSED || session_state(session) == SESSION_ENDED);
}

static bool tick(struct room *room)
{
    struct hunt_room *self = own(room);
    bool changed = self->inside->ops->tick(self->inside);
    take_message(self);
    while (is_busy(self->all) && search_poll(self->all))
        changed = true;
    struct session *session = session_in(self);
    if (!is_at_rest(session))
        return changed;
    look_at_steps(self, session);
    note_end(self, session);
    ask_rest(self, session);
    return hear_rest(self) || changed;
}

static void destroy(struct room *room)
{
    struct hunt_room *self = own(room);
    search_close(self->all);
    search_close(self->rest);
    room_destroy(self->inside);
    free(self->taken);
    free(self);
}

static const struct room_ops ops = {
    .name = "a hunt", .keys = KEYS_DEMO, .title = title, .draw = draw, .why = why, .act = act, .fds = fds, .wait_ms = wait_ms,
    .tick = tick, .brief = brief, .destroy = destroy,
};

static const struct demo *demo_called(const struct lesson *lesson, const char *name)
{
    for (size_t k = 0; k < lesson->demo_count; k++)
        if (strcmp(lesson->demos[k]->name, name) == 0)
            return lesson->demos[k];
    return NULL;
}

struct room *hunt_room_make(const struct hunt_plan *plan, struct err *err)
{
    const struct demo *demo = demo_called(plan->lesson, plan->hunt->demo);
    struct hunt_room *self = demo ? calloc(1, sizeof *self) : NULL;
    if (!self) {
        err_set(err, demo ? "no memory for the hunt" : "this hunt is in no program of the lesson");
        return NULL;
    }
    room_make(&self->room, &ops);
    self->plan = *plan;
    self->demo = *demo;
    self->demo.expect = self->demo.watch = "";
    struct demo_plan inside = { .demo = &self->demo, .every_step = true };
    struct search_plan search = { .sources = demo->files, .flags = demo->flags, .spurious = demo->spurious };
    self->inside = demo_room_make(&inside, err);
    self->all = self->inside ? search_start(&search, err) : NULL;
    if (self->all)
        return &self->room;
    room_destroy(self->inside);
    free(self);
    return NULL;
}
