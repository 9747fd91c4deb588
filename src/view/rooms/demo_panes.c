/* demo_panes.c — what stands in each part of the demo room, and in its title line; see demo.h. */
#include <stdio.h>
#include <string.h>

#include "view/picture.h"
#include "view/rooms/demo.h"
#include "view/graph.h"
#include "view/say.h"
#include "view/story.h"
#include "view/timing.h"

static bool is_ready(const struct demo_room *demo)
{
    if (!demo->session)
        return false;
    enum session_state state = session_state(demo->session);
    return state != SESSION_BUILDS && state != SESSION_FAILED;
}

/* ---- the title line ---- */

static const char *state_words(const struct demo_room *demo, const struct pane *line)
{
    switch (session_state(demo->session)) {
    case SESSION_BUILDS:
        return "compiling";
    case SESSION_FAILED:
        return glyph(line, "✗ no program", "x no program");
    case SESSION_RUNS:
        return glyph(line, "▶ runs", "> runs");
    case SESSION_ENDED:
        return glyph(line, "■ ended", "# ended");
    default:
        return glyph(line, "⏸ paused", "= paused");
    }
}

/* From the most to the least telling, as far as there is room: state, step, mode, seed, speed. */
static void state_text(const struct demo_room *demo, const struct pane *line, int room, char *out, size_t size)
{
    char parts[5][64], joined[400];
    unsigned long long lost = session_lost(demo->session);
    snprintf(parts[0], sizeof parts[0], "%s", state_words(demo, line));
    if (lost > 0)       /* a live run too fast to be seen whole: that is said, never hidden */
        snprintf(parts[0], sizeof parts[0], "%s%llu steps unseen   %s", glyph(line, "⚠ ", "! "), lost,
                 state_words(demo, line));
    snprintf(parts[1], sizeof parts[1], "step %u/%u", (unsigned)session_cursor(demo->session),
             (unsigned)session_length(demo->session));
    snprintf(parts[2], sizeof parts[2], "%s", demo->live ? glyph(line, "○ watch ● live", "  watch [live]")
                                                         : glyph(line, "● watch ○ live", "[watch] live "));
    snprintf(parts[3], sizeof parts[3], "seed %llu", (unsigned long long)session_seed(demo->session));
    if (session_speed(demo->session) > 0)
        snprintf(parts[4], sizeof parts[4], "%g/s", session_speed(demo->session));
    else
        snprintf(parts[4], sizeof parts[4], "full speed");
    out[0] = '\0';
    for (int k = 0; k < 5; k++) {
        if (k == 3 && demo->live)
            continue;
        int length = snprintf(joined, sizeof joined, "%s%s%s", out, *out ? "   " : "", parts[k]);
        if (length < 0 || (size_t)length >= sizeof joined || text_columns(joined) > room)
            break;
        snprintf(out, size, "%s", joined);
    }
}

void demo_title(const struct room *room, struct pane *line)
{
    const struct demo_room *demo = demo_of(room);
    char text[400];
    int column = 0;
    if (demo->plan.lesson)
        column = pane_printf(line, 0, column, LOOK_TITLE, "%s %s", demo->plan.lesson->number, demo->plan.lesson->name);
    if (demo->source_count > 0)
        column = pane_printf(line, 0, column, LOOK_TITLE, "%s%s", column ? glyph(line, " › ", " > ") : "",
                             source_name(demo->sources[demo->source]));
    if (!demo->session)
        return;
    state_text(demo, line, line->columns - column - 3, text, sizeof text);
    pane_put(line, 0, line->columns - text_columns(text), LOOK_PLAIN, text);
}

/* ---- titles of the parts ---- */

static void source_title(const struct demo_room *demo, char *out, size_t room)
{
    const char *title = demo->demo->title;
    snprintf(out, room, "%s%s%s%s", demo->source_count ? source_name(demo->sources[demo->source]) : "source",
             title && *title ? ": " : "", title ? title : "", demo->demo->broken ? " (broken on purpose)" : "");
}

const char *demo_part_title(const struct demo_room *demo, enum demo_part part, char *out, size_t room)
{
    const struct page *page = demo_page(demo);
    out[0] = '\0';
    switch (part) {
    case PART_STORY:
        if (page)
            snprintf(out, room, "Story %zu/%zu", demo->page + 1, demo->plan.lesson->page_count);
        break;
    case PART_SOURCE:
        source_title(demo, out, room);
        break;
    case PART_LANES:
        snprintf(out, room, demo->session && session_state(demo->session) == SESSION_FAILED ? "No program" : "Threads");
        break;
    case PART_OUTCOME:
        snprintf(out, room, "Outcome");
        break;
    case PART_OBJECTS:
        snprintf(out, room, "Objects");
        break;
    default:
        snprintf(out, room, "Timing%s%s", demo->block && demo->block->title && *demo->block->title ? ": " : "",
                 demo->block && demo->block->title ? demo->block->title : "");
    }
    return out;
}

/* ---- no program (yet) ---- */

static void draw_messages(const struct demo_room *demo, struct pane *pane)
{
    const struct build_message *messages;
    size_t count = session_messages(demo->session, &messages);
    int row = say_wrap(pane, 0, 0, pane->columns, pane->rows, LOOK_FAILURE,
                       count > 0 ? "It does not compile:" : session_error(demo->session));
    for (size_t k = 0; k < count && row < pane->rows; k++) {
        const char *slash = strrchr(messages[k].file, '/');
        char text[600];
        snprintf(text, sizeof text, "%s:%d: %s", slash ? slash + 1 : messages[k].file, messages[k].line, messages[k].text);
        row += say_wrap(pane, row, 0, pane->columns, pane->rows - row, messages[k].error ? LOOK_STRONG : LOOK_DIM, text);
    }
}

static void draw_absence(const struct demo_room *demo, struct pane *pane)
{
    if (!demo->session)
        say_wrap(pane, 0, 0, pane->columns, pane->rows, LOOK_FAILURE, demo->trouble.text);
    else if (session_state(demo->session) == SESSION_FAILED)
        draw_messages(demo, pane);
    else
        pane_printf(pane, 0, 0, LOOK_DIM, "Compiling %s %s", demo->source_count ? source_name(demo->sources[0]) : "",
                    glyph(pane, "…", "..."));
}

/* A message may take two rows; more than a dozen nobody reads. */
static int absence_rows(const struct demo_room *demo)
{
    enum { ROWS_MOST = 12 };
    const struct build_message *messages;
    if (!demo->session || session_state(demo->session) != SESSION_FAILED)
        return 1;
    int rows = 2 + 2 * (int)session_messages(demo->session, &messages);
    return rows < ROWS_MOST ? rows : ROWS_MOST;
}

/* ---- the parts ---- */

static void draw_source(struct demo_room *demo, struct pane *pane)
{
    if (demo->source_count == 0) {
        say_wrap(pane, 0, 0, pane->columns, pane->rows, LOOK_FAILURE, demo->trouble.text);
        return;
    }
    bool ready = is_ready(demo);
    struct scene scene = ready ? demo_scene(demo, pane->ascii) : (struct scene){ .world = NULL };
    if (ready && pane->rows != demo->source_rows)
        demo_follow_source(demo, &scene, pane->rows);
    struct source_look look = { .top = demo->source_top, .wrong = demo->wrong_line };
    source_draw(demo->sources[demo->source], ready ? &scene : NULL, &look, pane);
}

/* At the end, and because all wait. */
static bool stands_still(const struct demo_room *demo)
{
    return session_outcome(demo->session, NULL) == OUTCOME_DEADLOCK
        && session_cursor(demo->session) == session_length(demo->session);
}

static void draw_outcome(const struct demo_room *demo, struct pane *pane)
{
    char sentence[600];
    bool failed = demo_has_failed(demo, sentence, sizeof sentence);
    int row = say_wrap(pane, 0, 0, pane->columns, pane->rows, failed ? LOOK_FAILURE : LOOK_GOOD, sentence);
    if (!stands_still(demo))
        return;
    struct scene scene = demo_scene(demo, pane->ascii);
    graph_draw(&scene, pane, row);
}

static int outcome_rows(const struct demo_room *demo, const struct scene *scene, int columns)
{
    char sentence[600];
    struct pane nothing = { .columns = columns, .ascii = scene->tell.ascii };
    demo_has_failed(demo, sentence, sizeof sentence);
    int rows = say_wrap(NULL, 0, 0, columns, 0, LOOK_PLAIN, sentence);
    return rows + (stands_still(demo) ? graph_draw(scene, &nothing, 0) : 0);
}

static struct timing timing_of(const struct demo_room *demo, struct timing_line *lines)
{
    const struct measure_block *block = demo->block;
    struct timings *timings = demo_timings(demo);
    struct timing timing = { .title = block->title, .conclude = block->conclude, .lines = lines };
    timing.count = block->variant_count < MEASURE_VARIANTS ? block->variant_count : MEASURE_VARIANTS;
    for (size_t k = 0; k < timing.count; k++) {
        const struct variant *variant = &block->variants[k];
        size_t length = strlen(variant->file);
        lines[k] = (struct timing_line){
            .name = variant->name, .row = timings ? timings_row(timings, k) : NULL, .quoted = variant->quoted,
            .judged = variant->expect && *variant->expect,
            .other = length > 3 && strcmp(variant->file + length - 3, ".py") == 0,
        };
    }
    if (!timings)
        return timing;
    timing.measuring = timings_state(timings) <= TIMINGS_RUN;
    timing.stopped = timings_state(timings) == TIMINGS_CUT;
    timing.measured = timing.stopped || timings_state(timings) == TIMINGS_DONE;
    timing.trouble = timings_state(timings) == TIMINGS_FAILED ? timings_error(timings)->text : NULL;
    timing.age = timings_age(timings);
    timing.progress = timings_progress(timings, &timing.of);
    return timing;
}

static void draw_story(const struct demo_room *demo, struct pane *pane)
{
    if (demo_page(demo))
        story_draw(pane, demo_page(demo), demo->story_top);
}

void demo_draw_part(struct demo_room *demo, enum demo_part part, struct pane *pane)
{
    struct timing_line lines[MEASURE_VARIANTS];
    if (part == PART_STORY) {
        draw_story(demo, pane);
    } else if (part == PART_SOURCE) {
        draw_source(demo, pane);
    } else if (part == PART_TIMING) {
        if (demo->block) {
            struct timing timing = timing_of(demo, lines);
            timing_draw(&timing, pane);
        }
    } else if (!is_ready(demo)) {
        if (part == PART_LANES)
            draw_absence(demo, pane);
    } else {
        struct scene scene = demo_scene(demo, pane->ascii);
        if (part == PART_LANES)
            lanes_draw(&scene, &demo->lanes, pane);
        else if (part == PART_OBJECTS)
            pictures_draw(&scene, pane);
        else
            draw_outcome(demo, pane);
    }
}

/* How many rows the part would like to have. */
int demo_part_rows(const struct demo_room *demo, enum demo_part part, int columns, bool ascii)
{
    struct timing_line lines[MEASURE_VARIANTS];
    if (part == PART_TIMING) {
        struct timing timing = timing_of(demo, lines);
        return timing_rows(&timing, columns - 2);
    }
    if (!is_ready(demo))
        return part == PART_LANES ? absence_rows(demo) : 0;
    struct scene scene = demo_scene(demo, ascii);
    switch (part) {
    case PART_LANES:
        return lanes_rows(&scene);
    case PART_OBJECTS:
        return pictures_rows(&scene, columns - 2);
    case PART_OUTCOME:
        return session_state(demo->session) == SESSION_ENDED ? outcome_rows(demo, &scene, columns - 2) : 0;
    default:
        return 0;
    }
}
