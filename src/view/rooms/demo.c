/* demo.c — the life of the demo room: a lesson's page, the program of that page, and what the session tells; see demo.h. */
#include "view/rooms/demo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/exercise.h"
#include "view/say.h"

static const double SPEED = 4;                  /* steps a second, to begin with */

enum { ABOVE_ANCHOR = 3 };                      /* lines seen above the one a lesson points at */

/* ---- pages ---- */

const struct page *demo_page(const struct demo_room *demo)
{
    const struct lesson *lesson = demo->plan.lesson;
    return lesson && demo->page < lesson->page_count ? &lesson->pages[demo->page] : NULL;
}

static const struct block *block_on(const struct page *page, enum block_kind kind)
{
    for (size_t k = 0; k < page->block_count; k++)
        if (page->blocks[k].kind == kind)
            return &page->blocks[k];
    return NULL;
}

/* A page may measure more than one thing: what comes after what has been measured, and after the last the first. */
const struct measure_block *demo_next_measure(const struct demo_room *demo)
{
    const struct page *page = demo_page(demo);
    const struct measure_block *first = NULL;
    bool seen = false;
    for (size_t k = 0; page && k < page->block_count; k++) {
        const struct measure_block *block = page->blocks[k].measure;
        if (block && seen)
            return block;
        if (block && !first)
            first = block;
        seen = seen || (block && block == demo->block);
    }
    return first ? first : demo->block;
}

/* A page without a block of this kind goes on with the one before; pages before the first look ahead to it. */
static const struct block *block_for(const struct lesson *lesson, size_t page, enum block_kind kind)
{
    for (size_t k = page + 1; k-- > 0; ) {
        const struct block *block = block_on(&lesson->pages[k], kind);
        if (block)
            return block;
    }
    for (size_t k = page + 1; k < lesson->page_count; k++) {
        const struct block *block = block_on(&lesson->pages[k], kind);
        if (block)
            return block;
    }
    return NULL;
}

static bool page_has(const struct page *page, const struct demo *wanted)
{
    for (size_t k = 0; k < page->block_count; k++)
        if (wanted && page->blocks[k].demo == wanted)
            return true;
    return false;
}

static size_t page_of_demo(const struct lesson *lesson, const struct demo *wanted)
{
    for (size_t k = 0; k < lesson->page_count; k++)
        if (page_has(&lesson->pages[k], wanted))
            return k;
    return 0;
}

const struct predict *demo_question(const struct demo_room *demo)
{
    const struct page *page = demo_page(demo);
    const struct block *block = page ? block_on(page, BLOCK_PREDICT) : NULL;
    return block ? block->predict : NULL;
}

const struct hunt *demo_hunt(const struct demo_room *demo)
{
    const struct page *page = demo_page(demo);
    const struct block *block = page ? block_on(page, BLOCK_HUNT) : NULL;
    return block ? block->hunt : NULL;
}

static bool is_done(const struct demo_room *demo, const struct exercise *exercise)
{
    char subject[200];
    return demo->plan.progress
        && progress_has(demo->plan.progress, "did", exercise_subject(demo->plan.lesson, exercise, subject, sizeof subject));
}

/* A page may have several: the first that has not been passed yet. */
const struct exercise *demo_exercise(const struct demo_room *demo)
{
    const struct page *page = demo_page(demo);
    const struct exercise *first = NULL;
    for (size_t k = 0; page && k < page->block_count; k++) {
        const struct exercise *exercise = page->blocks[k].exercise;
        if (exercise && !is_done(demo, exercise))
            return exercise;
        first = first ? first : exercise;
    }
    return first;
}

static void note_page(struct demo_room *demo)
{
    char subject[128];
    if (!demo->plan.progress || !demo->plan.lesson)
        return;
    snprintf(subject, sizeof subject, "%s %zu", demo->plan.lesson->id, demo->page + 1);
    progress_note(demo->plan.progress, "read", subject);
    progress_set_last(demo->plan.progress, subject);
}

void demo_note_run(struct demo_room *demo)
{
    char subject[128];
    if (!demo->plan.progress || !demo->plan.lesson || !demo->demo)
        return;
    snprintf(subject, sizeof subject, "%s/%s", demo->plan.lesson->id, demo->demo->name);
    progress_note(demo->plan.progress, "ran", subject);
}

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
}

static void forget_run(struct demo_room *demo)
{
    session_close(demo->session);
    demo->session = NULL;
    demo->cursor = 0;
    demo->races = 0;
    demo->state = SESSION_BUILDS;
    demo->wrong_line = 0;
    demo->run_when_ready = false;
    demo->lanes.selected = NOBODY;
    demo->lanes_most = demo->lower_most = 0;
}

bool demo_open_session(struct demo_room *demo)
{
    forget_run(demo);
    if (!demo->demo)
        return false;
    uint64_t seed = demo->plan.seed ? demo->plan.seed : demo->demo->seed;
    struct session_plan plan = {
        .sources = demo->demo->files, .flags = demo->demo->flags, .seed = seed, .schedule = demo->plan.schedule,
        .carrier = demo->live ? CARRIER_KERNEL : CARRIER_FIBER, .speed = demo->live ? 0 : SPEED,
    };
    demo->session = session_open(&plan, &demo->trouble);
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
    const struct block *program = block_for(lesson, page, BLOCK_DEMO);
    const struct block *measure = block_for(lesson, page, BLOCK_MEASURE);
    demo->block = measure ? measure->measure : NULL;
    if (!page_has(&lesson->pages[page], demo->demo))
        show_demo(demo, program ? program->demo : NULL);
    note_page(demo);
}

void demo_measure(struct demo_room *demo)
{
    if (demo->timings && demo->measured == demo->block && timings_state(demo->timings) == TIMINGS_DONE)
        demo->block = demo_next_measure(demo);
    timings_stop(demo->timings);
    demo->measured = demo->block;
    demo->timings = timings_start(demo->block, &demo->trouble);
    if (!demo->timings)
        room_say(&demo->room, LOOK_FAILURE, "%s", demo->trouble.text);
}

/* ---- what the session tells ---- */

struct scene demo_scene(const struct demo_room *demo, bool ascii)
{
    return (struct scene){ .tell = { demo->session, ascii }, .world = session_world(demo->session),
                           .opened = demo->opened, .prospects = demo->prospects };
}

/* Where to look: at whoever moved, where it stands now; when it stands nowhere any more, at the step it took last. */
static bool line_to_watch(const struct demo_room *demo, const struct scene *scene, size_t source, int *line)
{
    uint16_t watched = demo->lanes.selected != NOBODY ? demo->lanes.selected : scene->world->current;
    if (watched == NOBODY)
        watched = 0;
    return source_line_of(demo->sources[source], scene, watched, line)
        || source_line_done(demo->sources[source], scene, line);
}

static void follow_source(struct demo_room *demo, const struct scene *scene)
{
    int line, rows = demo->areas[PART_SOURCE].rows > 2 ? demo->areas[PART_SOURCE].rows : 8;
    for (size_t k = 0; k < demo->source_count; k++) {
        if (!line_to_watch(demo, scene, k, &line))
            continue;
        demo->source = k;
        demo->source_top = source_follow_all(demo->sources[k], scene, demo->source_top, rows, line);
        return;
    }
}

static void say_step(struct demo_room *demo, const struct scene *scene, bool back)
{
    char text[400], plain[400];
    const struct step *step = session_step(demo->session, demo->cursor);
    if (!step) {
        room_say(&demo->room, LOOK_PLAIN, "At the beginning: nothing has happened yet.");
        return;
    }
    tell_step(&scene->tell, step, text, sizeof text);
    say_plain(text, plain, sizeof plain);
    if (scene->world->misuse && !back)
        room_say(&demo->room, LOOK_FAILURE, "%s — it %s!", plain, scene->world->misuse);
    else
        room_say(&demo->room, LOOK_PLAIN, "%s%s", back ? "Back to where " : "", plain);
}

/* A race that has just been found; what is worse has been said already. */
static void say_race(struct demo_room *demo, const struct scene *scene)
{
    char text[400], plain[400];
    const struct session_race *races;
    size_t count = session_races(demo->session, &races);
    if (count <= demo->races || demo->room.message_look != LOOK_PLAIN)
        return;
    tell_race(&scene->tell, &races[count - 1], text, sizeof text);
    room_say(&demo->room, LOOK_WARNING, "%s%s", scene->tell.ascii ? "! " : "⚠ ", say_plain(text, plain, sizeof plain));
}

/* Of the steps since `before`: a leap may have taken several. Of a long way only the last step is spoken of. */
static void say_lost_update(struct demo_room *demo, const struct scene *scene, uint32_t before)
{
    enum { LEAP = 64 };
    char text[400], plain[400];
    uint32_t first = demo->cursor - before <= LEAP ? before + 1 : demo->cursor;
    for (uint32_t n = demo->cursor; n >= first; n--)
        if (tell_lost_update(&scene->tell, n, text, sizeof text)) {
            room_say(&demo->room, LOOK_WARNING, "%s%s", scene->tell.ascii ? "! " : "⚠ ",
                     say_plain(text, plain, sizeof plain));
            return;
        }
}

void demo_follow(struct demo_room *demo)
{
    struct scene scene = demo_scene(demo, demo->ascii);
    uint32_t cursor = session_cursor(demo->session), before = demo->cursor;
    bool back = cursor < before;
    const struct session_race *races;
    if (cursor == demo->cursor)
        return;
    demo->cursor = cursor;
    follow_source(demo, &scene);
    say_step(demo, &scene, back);
    if (!back) {
        say_lost_update(demo, &scene, before);
        say_race(demo, &scene);
    }
    demo->races = session_races(demo->session, &races);
}

static void find_wrong_line(struct demo_room *demo)
{
    const struct build_message *messages;
    size_t count = session_messages(demo->session, &messages);
    for (size_t k = 0; k < count; k++) {
        const char *slash = strrchr(messages[k].file, '/');
        const char *file = slash ? slash + 1 : messages[k].file;
        for (size_t s = 0; messages[k].error && s < demo->source_count; s++) {
            if (strcmp(file, source_name(demo->sources[s])) != 0)
                continue;
            demo->source = s;
            demo->wrong_line = messages[k].line;
            demo->source_top = source_follow(demo->sources[s], demo->source_top, 8, messages[k].line);
            return;
        }
    }
}

static void notice_state(struct demo_room *demo)
{
    enum session_state state = session_state(demo->session);
    const char *why;
    if (state == demo->state)
        return;
    bool was_building = demo->state == SESSION_BUILDS;
    demo->state = state;
    if (state == SESSION_FAILED) {
        find_wrong_line(demo);
        room_say(&demo->room, LOOK_FAILURE, "%s", session_error(demo->session));
    } else if (state == SESSION_PAUSED && was_building) {
        struct scene scene = demo_scene(demo, demo->ascii);
        follow_source(demo, &scene);
        if (demo->demo->watch && *demo->demo->watch && !*demo->room.message)
            room_say(&demo->room, LOOK_PLAIN, "Watch: %s", demo->demo->watch);
    }
    if (state == SESSION_PAUSED && demo->run_when_ready) {
        demo->run_when_ready = false;
        if (!session_run(demo->session, &why))
            room_say(&demo->room, LOOK_WARNING, "%s", why);
    }
    demo->state = session_state(demo->session);
}

/* What the program printed last, for the judgement. */
static const char *last_line(const struct demo_room *demo, char *out, size_t room)
{
    size_t length, from;
    const char *output = session_output(demo->session, &length);
    while (length > 0 && output[length - 1] == '\n')
        length--;
    for (from = length; from > 0 && output[from - 1] != '\n' && output[from - 1] != '\r'; from--)
        ;
    snprintf(out, room, "%.*s", (int)(length - from), output + from);
    return out;
}

bool demo_has_failed(const struct demo_room *demo, char *sentence, size_t room)
{
    char printed[160];
    struct scene scene = demo_scene(demo, demo->ascii);
    enum outcome outcome = session_outcome(demo->session, NULL);
    const char *expect = demo->demo->expect;
    tell_outcome(&scene.tell, sentence, room);
    size_t used = strlen(sentence);
    if (outcome != OUTCOME_EXITED)
        return true;
    bool judged = expect && *expect;
    bool right = !judged || strcmp(last_line(demo, printed, sizeof printed), expect) == 0;
    if (!right && *printed)
        snprintf(sentence + used, room - used, " But it printed \"%s\"; it should have printed \"%s\".", printed, expect);
    else if (!right)
        snprintf(sentence + used, room - used, " But it printed nothing; it should have printed \"%s\".", expect);
    else if (judged && demo->demo->broken)
        snprintf(sentence + used, room - used,
                 " It printed \"%s\", as it should: this time the bug did not show. `%c` tries again.", expect,
                 demo->live ? 'r' : 'n');
    else if (judged)
        snprintf(sentence + used, room - used, " It printed \"%s\", as it should.", expect);
    return !right || session_world(demo->session)->exit_code != 0;
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
    if (demo_search_goes_on(demo) && count < max)
        fds[count++] = (struct pollfd){ .fd = search_fd(demo->search), .events = POLLIN };
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
    if (demo_search_goes_on(demo))
        wait = room_sooner(wait, search_wait(demo->search));
    return demo->prospects ? room_sooner(wait, prospects_wait(demo->prospects)) : wait;
}

static bool tick(struct room *room)
{
    struct demo_room *demo = demo_of(room);
    bool changed = false;
    if (demo->session && session_poll(demo->session)) {
        demo_follow(demo);
        notice_state(demo);
        demo_walk_along(demo);
        changed = true;
    }
    if (demo->timings && timings_poll(demo->timings))
        changed = true;
    if (demo_search_goes_on(demo) && search_poll(demo->search))
        changed = true;
    if (demo_look_ahead(demo))
        changed = true;
    return changed;
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
        demo_turn_to(demo, plan->demo ? page_of_demo(plan->lesson, plan->demo)
                           : plan->page < plan->lesson->page_count ? plan->page : 0);
    return &demo->room;
}
