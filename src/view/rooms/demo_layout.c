/* demo_layout.c — where everything goes, from 60 columns to as many as there are. Parts share their borders:
 *
 *   ╭ Story ────╮ or ┬ Source ───────────╮      Below WIDE columns story and source take turns, and so do objects and
 *   ├ Threads ──┴────────────────────────┤      timing; a story in focus then has the pane to itself, for a page is
 *   ├ Outcome ───────────────────────────┤      written to fill a small screen. Heights never shrink while a program
 *   ├ Objects ─────────┬ Timing ─────────┤      runs: what moves shall be the program, not the frame.
 *   ╰──────────────────┴─────────────────╯ */
#include <string.h>

#include "view/rooms/demo.h"
#include "view/story.h"
#include "view/watched.h"

enum {
    WIDE = 104, VERY_WIDE = 160, SOURCE_COLUMNS = 84,            /* a line of a lesson's code, its number and its threads */
    STORY_LEAST = 34, STORY_MOST = 62,
    SOURCE_LEAST = 4, SOURCE_ENOUGH = 30, LANES_LEAST = 4, LANES_ALONE = 2, OBJECTS_LEAST = 3,
    OBJECTS_COLUMNS = 46,
    RECORDS_AT_ONCE = 50000,            /* of a run, folded for one drawing: some milliseconds */
};

/* Two parts side by side, or one: `second` PARTS. */
struct band { enum demo_part first, second; int rows, split; };

bool demo_is_wide(int columns)
{
    return columns >= WIDE;
}

static int smaller(int a, int b) { return a < b ? a : b; }
static int larger(int a, int b) { return a > b ? a : b; }

static int story_columns(int columns)
{
    return larger(STORY_LEAST, smaller(STORY_MOST, columns - SOURCE_COLUMNS - 3));
}

static struct band upper_band(const struct demo_room *demo, int columns)
{
    bool story = demo->plan.lesson != NULL, program = demo->demo != NULL;
    if (story && program && demo_is_wide(columns))
        return (struct band){ PART_STORY, PART_SOURCE, 0, story_columns(columns) + 1 };
    if (story && (demo->focus == PART_STORY || !program))
        return (struct band){ PART_STORY, PARTS, 0, 0 };
    return (struct band){ PART_SOURCE, PARTS, 0, 0 };
}

static struct band lower_band(const struct demo_room *demo, int columns)
{
    if (demo->block && demo_is_wide(columns)) {
        int split = demo_timings(demo) ? columns >= VERY_WIDE ? columns * 3 / 10 : columns / 3 : columns * 2 / 3;
        return (struct band){ PART_OBJECTS, PART_TIMING, 0, larger(split, OBJECTS_COLUMNS) };
    }
    if (demo->block && demo->focus == PART_TIMING)
        return (struct band){ PART_TIMING, PARTS, 0, 0 };
    return (struct band){ PART_OBJECTS, PARTS, 0, 0 };
}

static int band_wants(const struct demo_room *demo, const struct band *band, int columns, bool ascii)
{
    int first = band->split ? band->split - 1 : columns - 2;
    int rows = demo_part_rows(demo, band->first, first, ascii);
    if (band->second != PARTS)
        rows = larger(rows, demo_part_rows(demo, band->second, columns - first - 3, ascii));
    return rows;
}

/* How many rows show all of the program, and of the story where it stands beside it. */
static int upper_wants(const struct demo_room *demo, const struct band *upper)
{
    int rows = demo->source_count ? source_lines(demo->sources[demo->source]) : 0;
    if (upper->split && demo_page(demo))
        rows = larger(rows, story_rows(demo_page(demo), upper->split - 3));
    return rows;
}

/* Up to `wanted` rows for the band, out of what is spare. */
static int give(struct band *band, int wanted, int spare)
{
    int rows = smaller(wanted - band->rows, spare);
    if (rows > 0)
        band->rows += rows;
    return rows > 0 ? spare - rows : spare;
}

/* Where one thread does it all, on several stacks, there is more to see of these than of its lane. */
static int lanes_least(const struct demo_room *demo, bool ascii)
{
    if (!demo->session || demo_why_no_run(demo))
        return LANES_LEAST;
    struct scene scene = demo_scene(demo, ascii);
    return scene.world->threads == 1 && watched_next(&scene, 0) != 0 ? LANES_ALONE : LANES_LEAST;
}

/* Gives every band its rows; the upper one gets what is left. `room`: rows without borders. */
static void share_rows(struct demo_room *demo, struct band *bands, size_t count, int room, int columns, bool ascii)
{
    struct band *lanes_band = &bands[1], *lower_band = &bands[count - 1];
    int least = lanes_least(demo, ascii), lanes = larger(least, demo_part_rows(demo, PART_LANES, columns - 2, ascii));
    int lower = larger(OBJECTS_LEAST, band_wants(demo, lower_band, columns, ascii));
    demo->lanes_most = lanes = larger(lanes, least == LANES_ALONE ? 0 : demo->lanes_most);
    demo->lower_most = lower = larger(lower, demo->lower_most);
    int outcome = count == 4 ? demo_part_rows(demo, PART_OUTCOME, columns - 2, ascii) : 0;
    lanes_band->rows = smaller(lanes, larger(least, room / 3));
    int most = demo->focus == PART_TIMING ? room - least - SOURCE_LEAST : room / 4 + LANES_LEAST - least;
    lower_band->rows = smaller(lower, larger(OBJECTS_LEAST, most));
    int left = room - lanes_band->rows - lower_band->rows - outcome, wants = upper_wants(demo, &bands[0]);
    if (count == 4)
        bands[2].rows = outcome;
    if (left > wants) {                 /* what the upper band does not need shows more of the others */
        int spare = give(lanes_band, lanes, give(lower_band, lower, left - wants));
        left = wants + spare;
    }
    if (left - larger(SOURCE_ENOUGH, wants) >= lanes - 1) {     /* a blank row between lanes; more would be far to look */
        lanes_band->rows = 2 * lanes - 1;
        left -= lanes - 1;
    }
    while (left < SOURCE_LEAST && lower_band->rows > 2) {
        lower_band->rows--;
        left++;
    }
    while (left < SOURCE_LEAST && lanes_band->rows > 3) {
        lanes_band->rows--;
        left++;
    }
    bands[0].rows = larger(left, 1);
}

static const char *corner(const struct pane *pane, bool above, bool below, bool left, bool right)
{
    static const char *const unicode[16] = {
        /* bits: above 8, below 4, left 2, right 1 */
        " ", "─", "─", "─", "│", "╭", "╮", "┬", "│", "╰", "╯", "┴", "│", "├", "┤", "┼",
    };
    return pane->ascii ? "+" : unicode[above * 8 + below * 4 + left * 2 + right];
}

static void put_title(const struct demo_room *demo, struct pane *pane, int row, int column, int columns,
                      enum demo_part part)
{
    char title[160], shown[200];
    bool focus = part == demo->focus;
    if (part == PARTS || columns < 6)
        return;
    demo_part_title(demo, part, title, sizeof title);
    struct pane line = pane_part(pane, row, column + 1, 1, columns - 2);
    strcpy(shown, focus ? glyph(pane, " ▸ ", " > ") : " ");
    strncat(shown, title, sizeof shown - strlen(shown) - 2);
    strcat(shown, " ");
    pane_put(&line, 0, 0, focus ? LOOK_STRONG : LOOK_TITLE, shown);
}

/* The border above `below`; NULL: the last one. `above` NULL: the first one. */
static void draw_border(const struct demo_room *demo, struct pane *pane, int row, const struct band *above,
                        const struct band *below)
{
    int right = pane->columns - 1;
    pane_fill(pane, row, 0, pane->columns, LOOK_BORDER, glyph(pane, "─", "-"));
    for (int column = 0; column <= right; column++) {
        bool edge = column == 0 || column == right;
        bool up = above && (edge || (above->split && column == above->split));
        bool down = below && (edge || (below->split && column == below->split));
        if (up || down)
            pane_put(pane, row, column, LOOK_BORDER, corner(pane, up, down, column > 0, column < right));
    }
    if (!below)
        return;
    put_title(demo, pane, row, 0, below->split ? below->split : pane->columns, below->first);
    if (below->split)
        put_title(demo, pane, row, below->split, pane->columns - below->split, below->second);
}

static void draw_inside(struct demo_room *demo, struct pane *pane, enum demo_part part, struct area area)
{
    struct pane inside = pane_part(pane, area.row, area.column, area.rows, area.columns);
    demo->areas[part] = area;
    if (inside.rows > 0 && inside.columns > 0)
        demo_draw_part(demo, part, &inside);
}

static void draw_band(struct demo_room *demo, struct pane *pane, int row, const struct band *band)
{
    int right = pane->columns - 1;
    for (int r = row; r < row + band->rows; r++) {
        pane_put(pane, r, 0, LOOK_BORDER, glyph(pane, "│", "|"));
        pane_put(pane, r, right, LOOK_BORDER, glyph(pane, "│", "|"));
        if (band->split)
            pane_put(pane, r, band->split, LOOK_BORDER, glyph(pane, "│", "|"));
    }
    int first = band->split ? band->split : right;
    draw_inside(demo, pane, band->first, (struct area){ row, 2, band->rows, first - 3 });
    if (band->split)
        draw_inside(demo, pane, band->second, (struct area){ row, band->split + 2, band->rows, right - band->split - 3 });
}

static void draw_bands(struct demo_room *demo, struct pane *pane, const struct band *bands, size_t count)
{
    int row = 0;
    for (size_t k = 0; k < count; k++) {
        draw_border(demo, pane, row, k ? &bands[k - 1] : NULL, &bands[k]);
        draw_band(demo, pane, row + 1, &bands[k]);
        row += bands[k].rows + 1;
    }
    draw_border(demo, pane, row, &bands[count - 1], NULL);
}

static void draw_one(struct demo_room *demo, struct pane *pane, enum demo_part part)
{
    struct band band = { part, PARTS, pane->rows - 2, 0 };
    draw_bands(demo, pane, &band, 1);
}

void demo_draw(struct room *room, struct pane *pane)
{
    struct demo_room *demo = demo_of(room);
    memset(demo->areas, 0, sizeof demo->areas);
    demo->ascii = pane->ascii;
    if (demo->spans)
        spans_follow(demo->spans, demo->session, RECORDS_AT_ONCE);
    struct band bands[4] = { upper_band(demo, pane->columns), { PART_LANES, PARTS, 0, 0 } };
    if (demo->big || !demo->demo) {
        draw_one(demo, pane, demo->demo ? demo->focus : PART_STORY);
        return;
    }
    if (bands[0].first == PART_STORY && !bands[0].split) {
        draw_one(demo, pane, PART_STORY);
        return;
    }
    size_t count = 2;
    if (demo_part_rows(demo, PART_OUTCOME, pane->columns - 2, pane->ascii) > 0)
        bands[count++] = (struct band){ PART_OUTCOME, PARTS, 0, 0 };
    bands[count++] = lower_band(demo, pane->columns);
    share_rows(demo, bands, count, pane->rows - (int)count - 1, pane->columns, pane->ascii);
    draw_bands(demo, pane, bands, count);
}
