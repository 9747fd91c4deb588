/* demo.c — the life of the demo room: the program of a page, its run, its timings; see demo.h. */
#include "view/rooms/demo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/say.h"

static const double SPEED = 4;                  /* steps a second, to begin with */

enum { ABOVE_ANCHOR = 3 };                      /* lines seen above the one a lesson points at */

/* ---- the program ---- */

static void close_sources(struct demo_room *demo)
{
    for (size_t k = 0; k < demo->source_count; k++)
        source_close(demo->sources[k]);
    demo->source_count = demo->source = 0;
}

static void open_sources(struct demo_room *demo)
{
    struct err err;
    close_sources(demo);
    for (size_t k = 0; demo->demo->files[k] && demo->source_count < DEMO_SOURCES; k++) {
        struct source *source = source_open(demo->demo->files[k], &err);
        if (source)
            demo->sources[demo->source_count++] = source;
        else
            demo->trouble = err;
    }
    int anchor = demo->source_count ? source_anchor(demo->sources[0], demo->demo->anchor) : 0;
    demo->source_top = anchor > ABOVE_ANCHOR ? anchor - ABOVE_ANCHOR : 1;
    demo->source_rows = 0;
}

static void forget_run(struct demo_room *demo)
{
    session_close(demo->session);
    demo->session = NULL;
    spans_close(demo->spans);
    demo->spans = NULL;
    demo->cursor = 0;
    demo->races = 0;
    demo->state = SESSION_BUILDS;
    demo->wrong_line = 0;
    demo->run_when_ready = false;
    demo->lanes.selected = NOBODY;
    demo->lanes_most = demo->lower_most = 0;
}

void demo_step_over(struct demo_room *demo)
{
    if (demo->session)
        session_step_over(demo->session, !demo->opened && !demo->plan.every_step);
}

bool demo_open_session(struct demo_room *demo)
{
    forget_run(demo);
    if (!demo->demo)
        return false;
    uint64_t seed = demo->plan.seed ? demo->plan.seed : demo->demo->seed;
    struct session_plan plan = {
        .sources = demo->demo->files, .flags = demo->demo->flags, .seed = seed, .schedule = demo->plan.schedule,
        .words = demo->demo->words,
        .carrier = demo->live ? CARRIER_KERNEL : CARRIER_FIBER, .speed = demo->live ? 0 : SPEED,
    };
    demo->session = session_open(&plan, &demo->trouble);
    demo->spans = demo->session ? spans_open(demo->live) : NULL;
    demo_step_over(demo);
    return demo->session != NULL;
}

static void show_demo(struct demo_room *demo, const struct demo *wanted)
{
    if (wanted == demo->demo)
        return;
    demo_forget_search(demo);
    demo->demo = wanted;
    demo->live = wanted && (wanted->live || (demo->plan.live && !demo->session));
    if (!wanted) {
        forget_run(demo);
        close_sources(demo);
        return;
    }
    open_sources(demo);
    demo_open_session(demo);
    demo->walk_steps = demo->plan.walk;
    demo->plan.walk = 0;
    demo->plan.schedule = NULL;         /* a schedule given with the plan was meant for the first program only */
}

void demo_turn_to(struct demo_room *demo, size_t page)
{
    const struct lesson *lesson = demo->plan.lesson;
    demo->page = page;
    demo->story_top = 0;
    const struct block *program = demo_block_for(lesson, page, BLOCK_DEMO);
    const struct block *measure = demo_block_for(lesson, page, BLOCK_MEASURE);
    demo->block = measure ? measure->measure : NULL;
    if (!demo_page_has(&lesson->pages[page], demo->demo))
        show_demo(demo, program ? program->demo : NULL);
    demo_note_page(demo);
}

struct timings *demo_timings(const struct demo_room *demo)
{
    if (demo->timings && demo->measured == demo->block)
        return demo->timings;
    return demo->plan.measured && demo->block ? measured_find(demo->plan.measured, demo->block) : NULL;
}

static bool follow_timings(struct demo_room *demo)
{
    if (!demo->timings || !timings_poll(demo->timings))
        return false;
    if (timings_state(demo->timings) == TIMINGS_DONE && demo->plan.measured) {
        measured_keep(demo->plan.measured, demo->timings);
        demo->timings = NULL;
    }
    return true;
}

void demo_measure(struct demo_room *demo)
{
    struct timings *before = demo_timings(demo);
    if (before && timings_state(before) == TIMINGS_DONE)
        demo->block = demo_next_measure(demo);
    timings_stop(demo->timings);
    demo->measured = demo->block;
    demo->timings = timings_start(demo->block, &demo->trouble);
    if (!demo->timings)
        room_say(&demo->room, LOOK_FAILURE, "%s", demo->trouble.text);
}

/* ---- the room ---- */

static int fds(const struct room *room, struct pollfd *fds, int max)
{
    const struct demo_room *demo = demo_of(room);
    int count = 0;
    int session = demo->session ? session_fd(demo->session) : -1;
    int timings = demo->timings ? timings_fd(demo->timings) : -1;
    int prospects = demo->prospects ? prospects_fd(demo->prospects) : -1;
    if (session >= 0 && count < max)
        fds[count++] = (struct pollfd){ .fd = session, .events = POLLIN };
    count += demo_explore_fds(demo, fds + count, max - count);
    if (timings >= 0 && count < max)
        fds[count++] = (struct pollfd){ .fd = timings, .events = POLLIN };
    if (prospects >= 0 && count < max)
        fds[count++] = (struct pollfd){ .fd = prospects, .events = POLLIN };
    return count;
}

static int wait_ms(const struct room *room)
{
    const struct demo_room *demo = demo_of(room);
    int wait = demo->session ? session_wait(demo->session) : -1;
    if (demo->spans && spans_behind(demo->spans, demo->session) > 0)
        wait = 0;
    wait = room_sooner(wait, demo_explore_wait(demo));
    return demo->prospects ? room_sooner(wait, prospects_wait(demo->prospects)) : wait;
}

static bool tick(struct room *room)
{
    struct demo_room *demo = demo_of(room);
    bool changed = false;
    if (demo->session && session_poll(demo->session)) {
        demo_follow(demo);
        demo_notice_state(demo);
        demo_note_refusal(demo);
        demo_note_leaving(demo);
        demo_walk_along(demo);
        changed = true;
    }
    if (demo->spans && spans_behind(demo->spans, demo->session) > 0)
        changed = true;                     /* the next drawing takes more in */
    if (follow_timings(demo))
        changed = true;
    if (demo_explore_poll(demo))
        changed = true;
    if (demo_look_ahead(demo))
        changed = true;
    return changed;
}

/* What lay above may have moved the program. */
static void shown(struct room *room)
{
    demo_of(room)->source_rows = 0;
    demo_search_shown(room);
}

static void destroy(struct room *room)
{
    struct demo_room *demo = demo_of(room);
    forget_run(demo);
    demo_forget_search(demo);
    close_sources(demo);
    timings_stop(demo->timings);
    free(demo);
}

static const struct room_ops ops = {
    .name = "a program",
    .keys = KEYS_DEMO | KEYS_STORY,
    .title = demo_title,
    .draw = demo_draw,
    .why = demo_why,
    .act = demo_act,
    .answer = demo_answer,
    .fds = fds,
    .wait_ms = wait_ms,
    .tick = tick,
    .wanted = demo_wanted,
    .shown = shown,
    .brief = demo_brief,
    .destroy = destroy,
};

struct room *demo_room_make(const struct demo_plan *plan, struct err *err)
{
    struct demo_room *demo = calloc(1, sizeof *demo);
    if (!demo) {
        err_set(err, "no memory for the demo");
        return NULL;
    }
    room_make(&demo->room, &ops);
    demo->plan = *plan;
    demo->lanes.selected = NOBODY;
    demo->focus = plan->lesson ? PART_STORY : PART_SOURCE;
    if (plan->demo)
        show_demo(demo, plan->demo);
    if (plan->lesson && plan->lesson->page_count > 0)
        demo_turn_to(demo, plan->demo ? demo_page_of(plan->lesson, plan->demo)
                           : plan->page < plan->lesson->page_count ? plan->page : 0);
    return &demo->room;
}
