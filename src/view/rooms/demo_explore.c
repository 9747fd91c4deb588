/* demo_explore.c — `x` in the demo room: searches every way the program can go, and walks along a run that was found. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session/judge.h"
#include "session/tale.h"
#include "view/rooms/demo.h"
#include "view/rooms/outcomes.h"
#include "view/say.h"

static bool is_running(const struct demo_room *demo)
{
    return demo->search && (search_state(demo->search) == SEARCH_RUNS || search_state(demo->search) == SEARCH_BUILDS);
}

void demo_forget_search(struct demo_room *demo)
{
    search_close(demo->search);
    prospects_close(demo->prospects);
    demo->search = NULL;
    demo->prospects = NULL;
    demo->walk_steps = 0;
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
    demo->walk_steps = (uint32_t)report->steps;
    if (demo->focus == PART_STORY)
        demo->focus = PART_SOURCE;      /* on a small screen the story would hide the run */
}

struct move demo_explore(struct demo_room *demo)
{
    struct err err = { "" };
    if (!demo->search) {
        struct search_plan plan = { .sources = demo->demo->files, .flags = demo->demo->flags };
        demo->search = search_start(&plan, &err);
    }
    struct outcomes_plan plan = {
        .search = demo->search, .name = demo->demo->name, .expect = demo->demo->expect, .chosen = walk, .data = demo,
    };
    struct room *room = demo->search ? outcomes_room_make(&plan, &err) : NULL;
    if (room)
        return move_open(room);
    room_say(&demo->room, LOOK_FAILURE, "%s", err.text);
    return move_stay();
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
    uint16_t stopped;
    uint32_t decisive = tale_decisive(demo->session, &stopped);
    if (!session_goto(demo->session, decisive, &why))
        return false;
    demo_follow(demo);
    room_say(&demo->room, LOOK_STRONG, "%s U goes on along this run, step by step; a digit leaves it.",
             decisive ? "Here a thread that could go on is stopped, and that decides it." : "The run from its beginning.");
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
    return prospects_poll(demo->prospects);
}

bool demo_search_goes_on(const struct demo_room *demo)
{
    return is_running(demo);
}
