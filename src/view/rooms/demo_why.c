/* demo_why.c — why a key of the demo room cannot do it now, as a sentence for the message line; see demo.h. */
#include "view/composed.h"
#include "view/watched.h"
#include "view/rooms/demo.h"

static const char *const no_program = "This page has no program.";
static const char *const compiling = "The program is still being compiled.";
static const char *const broken = "There is no program to run: see what the compiler says.";

const char *demo_why_no_run(const struct demo_room *demo)
{
    if (!demo->demo)
        return no_program;
    if (!demo->session)
        return demo->trouble.text;
    switch (session_state(demo->session)) {
    case SESSION_BUILDS:
        return compiling;
    case SESSION_FAILED:
        return broken;
    default:
        return NULL;
    }
}

static bool at_end(const struct demo_room *demo)
{
    return session_cursor(demo->session) == session_length(demo->session);
}

static const char *why_no_step(const struct demo_room *demo)
{
    const char *why = demo_why_no_run(demo);
    if (why)
        return why;
    if (session_state(demo->session) == SESSION_ENDED)
        return "The program has ended: u takes a step back, r runs it again.";
    return NULL;
}

static const char *why_no_time(const struct demo_room *demo, bool back)
{
    const char *why = demo_why_no_run(demo);
    if (why)
        return why;
    if (back && session_cursor(demo->session) == 0)
        return "This is the beginning.";
    if (!back && at_end(demo))
        return session_state(demo->session) == SESSION_ENDED ? "This is the end of the run."
                                                              : "Nothing is known beyond this step yet: s or a digit goes on.";
    return NULL;
}

static const char *why_no_page(const struct demo_room *demo, bool back)
{
    if (!demo->plan.lesson)
        return "There are no pages beside this program.";
    if (back ? demo->page == 0 : demo->page + 1 >= demo->plan.lesson->page_count)
        return back ? "This is the first page." : "This is the last page: q goes back to the lessons.";
    return NULL;
}

static bool measures(const struct demo_room *demo)
{
    return demo->timings && timings_state(demo->timings) <= TIMINGS_RUN;
}

static const char *why_no_chart(const struct demo_room *demo)
{
    const char *why = demo_why_no_run(demo);
    if (why)
        return why;
    return session_length(demo->session) == 0 ? "Nobody has gone yet: there is nothing to chart." : NULL;
}

static bool runs_something(const struct demo_room *demo)
{
    return measures(demo) || (demo->session && session_state(demo->session) == SESSION_RUNS);
}

/* Enter: a step of the thread chosen in the lanes; when none is, the next page. */
static const char *why_no_enter(const struct demo_room *demo)
{
    if (demo->lanes.selected != NOBODY)
        return why_no_step(demo);
    return demo->plan.lesson ? why_no_page(demo, false) : "First choose a thread: tab to the lanes, then j and k.";
}

static const char *why_no_composed(const struct demo_room *demo)
{
    char whole[WHOLE_ROOM];
    if (!demo->session)
        return "There is no program.";
    struct scene scene = demo_scene(demo, demo->ascii);
    if (watched_next(&scene, 0) != 0)
        return NULL;
    for (uint32_t k = 0; k < scene.world->objects; k++)
        if (composed_holds(&scene, scene.world->met[k], whole))
            return NULL;
    return "None of the objects is composed of others.";
}

static bool is_built(const struct demo_room *demo)
{
    return !demo->session || session_state(demo->session) != SESSION_BUILDS;
}

const char *demo_why(const struct room *room, const struct command *command)
{
    const struct demo_room *demo = demo_of(room);
    switch (command->action) {
    case ACTION_RUN:
        return is_built(demo) ? demo_why_no_run(demo) : NULL;
    case ACTION_EXPLORE:        /* waits for the compiler on its own screen */
        if (demo->demo && demo->demo->live)
            return "This program runs only live; what is explored is stepped.";
        return is_built(demo) ? demo_why_no_run(demo) : NULL;
    case ACTION_STEP:
    case ACTION_LEAP:
    case ACTION_STEP_INTO:
    case ACTION_NEXT:
        return why_no_step(demo);
    case ACTION_OPEN:
        return why_no_enter(demo);
    case ACTION_BACK:
    case ACTION_BACK_SWITCH:
    case ACTION_FIRST:
        return why_no_time(demo, true);
    case ACTION_FORWARD:
    case ACTION_FORWARD_SWITCH:
    case ACTION_LAST:
        return why_no_time(demo, false);
    case ACTION_SLOWER:
    case ACTION_FASTER:
    case ACTION_RESTART:
    case ACTION_SEED:
    case ACTION_COPY:
    case ACTION_PLAY:
        return demo_why_no_run(demo);
    case ACTION_CHART:
        return why_no_chart(demo);
    case ACTION_LIVE:
        return demo->demo && demo->demo->live ? "This program runs live only." : demo_why_no_run(demo);
    case ACTION_MEASURE:
        if (measures(demo))
            return "It is being measured; ^C stops it, and keeps what there is.";
        return demo->block ? NULL : "There is nothing to measure here.";
    case ACTION_ANSWER:
        return demo_question(demo) ? NULL : "This page asks nothing.";
    case ACTION_OPEN_PARTS:
        return demo->opened ? "Composed objects are open already; `-` closes them." : why_no_composed(demo);
    case ACTION_CLOSE_PARTS:
        return demo->opened ? NULL : "Composed objects are closed already; `+` opens them.";
    case ACTION_HUNT:
        return demo_hunt(demo) ? NULL : "This page has no hunt.";
    case ACTION_EXERCISE:
        return demo_exercise(demo) ? NULL : "This page has no exercise.";
    case ACTION_STORY:
        return demo->plan.lesson ? NULL : "There is no story beside this program.";
    case ACTION_PAGE_BACK:
        return why_no_page(demo, true);
    case ACTION_PAGE_ON:
        return why_no_page(demo, false);
    case ACTION_STOP:
        return runs_something(demo) ? NULL : "Nothing runs.";
    default:
        return NULL;
    }
}
