/* demo_explore.c — `x` in the demo room: searches every way the program can go, and walks along a run that was found. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session/judge.h"
#include "session/tale.h"
#include "view/rooms/demo.h"
#include "view/rooms/outcomes.h"
#include "view/say.h"

static const double USUAL = 10, LONGER = 3;         /* s, of a search (session/search.c); so many times as much */

static bool is_running(const struct demo_room *demo)
{
    return demo->search && (search_state(demo->search) == SEARCH_RUNS || search_state(demo->search) == SEARCH_BUILDS);
}

static bool runs_freely(const struct demo_room *demo)
{
    return demo->free_runs && free_runs_state(demo->free_runs) <= FREE_RUNS;
}

static void forget_walked(struct demo_room *demo)
{
    free(demo->walked.thread);
    demo->walked = (struct walked){ 0 };
}

static void forget_nearest(struct demo_room *demo)
{
    nearest_close(demo->nearest);
    demo->nearest = NULL;
}

void demo_forget_search(struct demo_room *demo)
{
    search_close(demo->search);
    prospects_close(demo->prospects);
    free_runs_close(demo->free_runs);
    forget_nearest(demo);
    demo->search = NULL;
    demo->prospects = NULL;
    demo->free_runs = NULL;
    demo->search_seconds = 0;
    demo->walk_steps = 0;
    forget_walked(demo);
}

/* The chosen run is followed to its end, then looked at where it was decided. */
static void walk(void *data, const struct report *report)
{
    struct demo_room *demo = data;
    struct err err;
    const char *why;
    if (report->steps > 0 && !*report->schedule) {
        room_say(&demo->room, LOOK_WARNING, "The schedule of that run is too long to be kept.");
        return;
    }
    if (demo->live) {
        demo->live = false;
        if (!demo_open_session(demo))
            return;
    }
    session_pause(demo->session, &why);
    if (!session_follow(demo->session, report->schedule, &err)) {
        room_say(&demo->room, LOOK_FAILURE, "%s", err.text);
        return;
    }
    forget_walked(demo);
    bool race = report->kind == REPORT_RACE;
    demo->walk_steps = (uint32_t)report->steps;
    demo->walk_race[0] = race ? report->other_place : 0;
    demo->walk_race[1] = race ? report->place : 0;
    if (demo->focus == PART_STORY)
        demo->focus = PART_SOURCE;      /* on a small screen the story would hide the run */
}

/* ---- the search and the free runs, for the screen above ---- */

static struct search *start_search(struct demo_room *demo, struct err *err)
{
    struct search_plan plan = {
        .sources = demo->demo->files, .flags = demo->demo->flags, .seconds = demo->search_seconds,
        .spurious = demo->demo->spurious,
    };
    return search_start(&plan, err);
}

/* One that came to the end of its time gets three times as much. */
static struct search *search_again(void *data, struct err *err)
{
    struct demo_room *demo = data;
    double before = demo->search_seconds;
    if (search_progress(demo->search)->stopped == STOP_TIME)
        demo->search_seconds = (before > 0 ? before : USUAL) * LONGER;
    struct search *search = start_search(demo, err);
    if (!search) {
        demo->search_seconds = before;
        return NULL;
    }
    search_close(demo->search);
    prospects_close(demo->prospects);
    forget_nearest(demo);
    demo->prospects = NULL;
    return demo->search = search;
}

static struct free_runs *run_freely(void *data, struct err *err)
{
    struct demo_room *demo = data;
    struct free_plan plan = { .sources = demo->demo->files, .flags = demo->demo->flags };
    struct free_runs *runs = free_runs_start(&plan, err);
    if (!runs)
        return NULL;
    free_runs_close(demo->free_runs);
    return demo->free_runs = runs;
}

/* Looked for when a result is chosen, once the search is over: its reports stay where they are then. */
static const char *nearest_to(void *data, const struct report *report)
{
    struct demo_room *demo = data;
    struct err err;
    const char *expect = demo->demo->expect ? demo->demo->expect : "";
    if (is_running(demo) || (!report->failed && judge_last_line(report->output, expect)) || report->outcome == OUTCOME_LIVELOCK
        || report->kind == REPORT_RACE || !report->preemptions || !*report->schedule)
        return "";
    if (!demo->nearest || demo->nearest_number != report->number) {
        forget_nearest(demo);
        demo->nearest = nearest_open(demo->demo->files, demo->demo->flags, expect, report, &err);
        demo->nearest_number = report->number;
    }
    return demo->nearest ? nearest_text(demo->nearest) : "";
}

struct move demo_explore(struct demo_room *demo)
{
    struct err err = { "" };
    if (!demo->search)
        demo->search = start_search(demo, &err);
    struct outcomes_plan plan = {
        .search = demo->search, .free_runs = demo->free_runs, .name = demo->demo->name, .expect = demo->demo->expect,
        .data = demo, .nearest = nearest_to, .chosen = walk, .again = search_again, .run_freely = run_freely,
    };
    struct room *room = demo->search ? outcomes_room_make(&plan, &err) : NULL;
    demo->watches_search = room != NULL;
    if (room)
        return move_open(room);
    room_say(&demo->room, LOOK_FAILURE, "%s", err.text);
    return move_stay();
}

int demo_explore_fds(const struct demo_room *demo, struct pollfd *fds, int max)
{
    int count = 0;
    if (is_running(demo) && count < max)
        fds[count++] = (struct pollfd){ .fd = search_fd(demo->search), .events = POLLIN };
    if (demo->nearest && nearest_fd(demo->nearest) >= 0 && count < max)
        fds[count++] = (struct pollfd){ .fd = nearest_fd(demo->nearest), .events = POLLIN };
    if (runs_freely(demo) && count < max)
        fds[count++] = (struct pollfd){ .fd = free_runs_fd(demo->free_runs), .events = POLLIN };
    return count;
}

int demo_explore_wait(const struct demo_room *demo)
{
    int wait = is_running(demo) ? search_wait(demo->search) : -1;
    wait = demo->nearest ? room_sooner(wait, nearest_wait(demo->nearest)) : wait;
    return runs_freely(demo) ? room_sooner(wait, free_runs_wait(demo->free_runs)) : wait;
}

bool demo_explore_poll(struct demo_room *demo)
{
    bool running = is_running(demo), changed = running && search_poll(demo->search);
    if (runs_freely(demo) && free_runs_poll(demo->free_runs))
        changed = true;
    if (demo->nearest && nearest_poll(demo->nearest))
        changed = true;
    if (running && !is_running(demo) && !demo->watches_search)
        room_say(&demo->room, LOOK_PLAIN, "The search has ended: x shows what it has found.");
    return changed;
}

void demo_search_shown(struct room *room)
{
    struct demo_room *demo = demo_of(room);
    demo->watches_search = false;
    if (*room->message)
        return;
    if (is_running(demo))
        room_say(room, LOOK_PLAIN, "The search goes on meanwhile: x shows how far it is, and ^C there stops it.");
    else if (runs_freely(demo))
        room_say(room, LOOK_PLAIN, "The free runs go on meanwhile: x shows how far they are.");
}

/* ---- walking along a run ---- */

/* Who goes when, so that one sees when somebody else does. No memory for that: then nothing is said. */
static void remember_walked(struct demo_room *demo)
{
    uint32_t steps = session_length(demo->session);
    forget_walked(demo);
    demo->walked.thread = calloc(steps ? steps : 1, sizeof *demo->walked.thread);
    demo->walked.steps = demo->walked.thread ? steps : 0;
    for (uint32_t k = 0; k < demo->walked.steps; k++)
        demo->walked.thread[k] = session_step(demo->session, k + 1)->thread;
}

static bool has_left(const struct demo_room *demo)
{
    uint32_t cursor = session_cursor(demo->session);
    for (uint32_t k = 0; k < cursor && k < demo->walked.steps; k++)
        if (session_step(demo->session, k + 1)->thread != demo->walked.thread[k])
            return true;
    return false;
}

void demo_note_leaving(struct demo_room *demo)
{
    char message[sizeof demo->room.message];
    if (!demo->session || !demo->walked.thread || demo->walk_steps || demo_why_no_run(demo) || !has_left(demo))
        return;
    forget_walked(demo);
    snprintf(message, sizeof message, "%s", demo->room.message);
    room_say(&demo->room, LOOK_WARNING, "You have left the run that was found%s. %.400s",
             demo->search ? " (x shows it again)" : "", message);
}

/* The step in which the two accesses of the chosen race have met; 0: they have not. */
static uint32_t race_step(const struct demo_room *demo, char *sentence, size_t room)
{
    const struct session_race *races;
    struct tell tell = { demo->session, demo->ascii };
    char text[400];
    size_t count = demo->walk_race[1] ? session_races(demo->session, &races) : 0;
    for (size_t k = 0; k < count; k++) {
        uint64_t a = races[k].place[0], b = races[k].place[1];      /* whichever comes first: it is the same race */
        if ((a != demo->walk_race[0] || b != demo->walk_race[1]) && (a != demo->walk_race[1] || b != demo->walk_race[0]))
            continue;
        say_plain(tell_race(&tell, &races[k], text, sizeof text), sentence, room);
        return races[k].step;
    }
    return 0;
}

bool demo_walk_along(struct demo_room *demo)
{
    const char *why = "";
    if (demo->walk_steps == 0)
        return false;
    enum session_state state = session_state(demo->session);
    bool there = session_length(demo->session) >= demo->walk_steps || state == SESSION_ENDED || state == SESSION_FAILED;
    if (!there)
        return false;
    demo->walk_steps = 0;
    remember_walked(demo);
    uint16_t stopped;
    char race[400] = "";
    uint32_t to = race_step(demo, race, sizeof race);
    if (to == 0)
        to = tale_decisive(demo->session, &stopped);
    if (!session_goto(demo->session, to, &why))
        return false;
    demo_follow(demo);
    room_say(&demo->room, LOOK_STRONG, "%s. `U` goes on, a digit leaves this run.",
             *race ? race : to ? "Here a thread that could go on is stopped, and that decides it" : "The run from its beginning");
    return true;
}

/* ---- which choices still lead to a failure ---- */

static bool has_wrong_result(const struct demo_room *demo)
{
    const struct report *const *found;
    size_t count = search_found(demo->search, &found);
    for (size_t k = 0; k < count; k++)
        if (found[k]->failed || !judge_last_line(found[k]->output, demo->demo->expect))
            return true;
    return false;
}

/* A data race is looked for only where there is nothing worse: it is on nearly every way. */
static void open_prospects(struct demo_room *demo)
{
    const struct report *const *races;
    struct err err;
    bool wrong = has_wrong_result(demo);
    if (!wrong && search_races(demo->search, &races) == 0)
        return;
    struct prospects_plan plan = {
        .sources = demo->demo->files, .flags = demo->demo->flags, .expect = demo->demo->expect, .races = !wrong,
        .spurious = demo->demo->spurious,
    };
    demo->prospects = prospects_open(&plan, &err);
}

bool demo_look_ahead(struct demo_room *demo)
{
    if (demo->search && !demo->prospects && search_state(demo->search) == SEARCH_ENDED)
        open_prospects(demo);
    if (!demo->prospects || !demo->session)
        return false;
    if (demo->live || session_state(demo->session) == SESSION_RUNS || session_state(demo->session) == SESSION_BUILDS)
        prospects_forget(demo->prospects);
    else
        prospects_look(demo->prospects, demo->session);
    bool news = prospects_poll(demo->prospects);
    if (news && !demo->marks_told && !*demo->room.message && prospects_differ(demo->prospects, session_cursor(demo->session))) {
        room_say(&demo->room, LOOK_PLAIN, demo->ascii ? "x: after that step it can still go wrong. v: it cannot any more."
                                                      : "✗: after that step it can still go wrong. ✓: it cannot any more.");
        demo->marks_told = true;
    }
    return news;
}
