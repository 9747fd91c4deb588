/* compare.c — see compare.h. The lines that both have are a longest common subsequence, found with the usual table
 * (R. A. Wagner and M. J. Fischer, The String-to-String Correction Problem, 1974). */
#include "view/rooms/compare.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"

enum { MOST = 1 << 20, LINES_MOST = 2000, WHEEL = 3 };

enum side { SIDE_BOTH, SIDE_MINE, SIDE_THEIRS };

struct line { enum side side; const char *text; };

/* One of the two texts, cut into lines. */
struct version { char *text; const char *lines[LINES_MOST]; size_t count; bool cut; };

struct compare_room {
    struct room room;
    char title[200];
    struct version mine, theirs;
    struct line *lines;             /* the two as one */
    size_t count;
    int top, rows;                  /* as drawn last */
};

static struct compare_room *own(const struct room *room)
{
    return (struct compare_room *)room;
}

/* ---- comparing ---- */

static bool read_version(struct version *version, const char *path, struct err *err)
{
    size_t length;
    char *rest = version->text = path_read(path, MOST, &length, err);
    if (!rest)
        return false;
    for (char *line; version->count < LINES_MOST && (line = strsep(&rest, "\n")); )
        version->lines[version->count++] = line;
    version->cut = rest && *rest;
    if (version->count > 0 && !*version->lines[version->count - 1])
        version->count--;           /* what follows the last line end is no line */
    return true;
}

static bool is_same(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* longest[i][j]: of common lines, in mine from i on and theirs from j on. */
static void measure_common(const struct version *mine, const struct version *theirs, uint16_t *longest)
{
    size_t wide = theirs->count + 1;
    for (size_t i = mine->count; i-- > 0; )
        for (size_t j = theirs->count; j-- > 0; ) {
            uint16_t skip_mine = longest[(i + 1) * wide + j], skip_theirs = longest[i * wide + j + 1];
            uint16_t best = skip_mine > skip_theirs ? skip_mine : skip_theirs;
            if (is_same(mine->lines[i], theirs->lines[j]))
                best = (uint16_t)(longest[(i + 1) * wide + j + 1] + 1);
            longest[i * wide + j] = best;
        }
}

static void merge(struct compare_room *self, const uint16_t *longest)
{
    const struct version *mine = &self->mine, *theirs = &self->theirs;
    size_t i = 0, j = 0, wide = theirs->count + 1;
    while (i < mine->count || j < theirs->count) {
        struct line *line = &self->lines[self->count++];
        if (i < mine->count && j < theirs->count && is_same(mine->lines[i], theirs->lines[j])) {
            *line = (struct line){ SIDE_BOTH, mine->lines[i++] };
            j++;
        } else if (i < mine->count && (j == theirs->count || longest[(i + 1) * wide + j] >= longest[i * wide + j + 1])) {
            *line = (struct line){ SIDE_MINE, mine->lines[i++] };
        } else {
            *line = (struct line){ SIDE_THEIRS, theirs->lines[j++] };
        }
    }
}

static bool compare(struct compare_room *self, struct err *err)
{
    size_t high = self->mine.count + 1, wide = self->theirs.count + 1;
    uint16_t *longest = calloc(high * wide, sizeof *longest);
    self->lines = calloc(high + wide, sizeof *self->lines);
    if (longest && self->lines) {
        measure_common(&self->mine, &self->theirs, longest);
        merge(self, longest);
    }
    if (self->count > 0 && (self->mine.cut || self->theirs.cut))
        self->lines[self->count++] = (struct line){ SIDE_BOTH, "(What comes after 2,000 lines is not compared.)" };
    free(longest);
    return self->count > 0 || err_set(err, "there is nothing to compare");
}

/* ---- the room ---- */

static void draw_line(struct pane *pane, int row, const struct line *line)
{
    static const struct { enum look look; const char *mark, *text_mark; } sides[] = {
        [SIDE_BOTH] = { LOOK_PLAIN, " ", " " }, [SIDE_MINE] = { LOOK_WARNING, "−", "-" }, [SIDE_THEIRS] = { LOOK_GOOD, "+", "+" },
    };
    pane_put(pane, row, 0, sides[line->side].look, glyph(pane, sides[line->side].mark, sides[line->side].text_mark));
    pane_put(pane, row, 2, sides[line->side].look, line->text);
}

static void draw(struct room *room, struct pane *pane)
{
    struct compare_room *self = own(room);
    pane_box(pane, LOOK_BORDER, glyph(pane, "− yours   + our solution", "- yours   + our solution"));
    struct pane inner = pane_part(pane, 1, 2, pane->rows - 2, pane->columns - 4);
    self->rows = inner.rows;
    for (int row = 0; row < inner.rows && (size_t)(self->top + row) < self->count; row++)
        draw_line(&inner, row, &self->lines[self->top + row]);
    if (self->top > 0)
        pane_put(pane, 1, pane->columns - 2, LOOK_KEY, glyph(pane, "▴", "^"));
    if ((size_t)(self->top + inner.rows) < self->count)
        pane_put(pane, pane->rows - 2, pane->columns - 2, LOOK_KEY, glyph(pane, "▾", "v"));
}

static void title(const struct room *room, struct pane *line)
{
    pane_put(line, 0, 0, LOOK_TITLE, own(room)->title);
    pane_put(line, 0, line->columns - 8, LOOK_DIM, "solution");
}

static void scroll(struct compare_room *self, int by)
{
    int most = (int)self->count - self->rows;
    int top = self->top + by;
    self->top = top > most ? most : top;
    self->top = self->top < 0 ? 0 : self->top;
}

static const char *why(const struct room *room, const struct command *command)
{
    (void)room;
    return command->action == ACTION_STOP ? "Nothing runs." : NULL;
}

static struct move act(struct room *room, const struct command *command)
{
    struct compare_room *self = own(room);
    switch (command->action) {
    case ACTION_UP:             scroll(self, -1); break;
    case ACTION_DOWN:           scroll(self, 1); break;
    case ACTION_WHEEL_UP:       scroll(self, -WHEEL); break;
    case ACTION_WHEEL_DOWN:     scroll(self, WHEEL); break;
    case ACTION_SCREEN_UP:      scroll(self, 1 - self->rows); break;
    case ACTION_SCREEN_DOWN:    scroll(self, self->rows - 1); break;
    case ACTION_TOP:            scroll(self, -(int)self->count); break;
    case ACTION_BOTTOM:         scroll(self, (int)self->count); break;
    default:                    break;
    }
    return move_stay();
}

static void destroy(struct room *room)
{
    struct compare_room *self = own(room);
    free(self->mine.text);
    free(self->theirs.text);
    free(self->lines);
    free(self);
}

static const struct room_ops ops = {
    .name = "the solution", .keys = KEYS_TEXT, .title = title, .draw = draw, .why = why, .act = act, .destroy = destroy,
};

struct room *compare_room_make(const struct compare_plan *plan, struct err *err)
{
    struct compare_room *self = calloc(1, sizeof *self);
    if (!self) {
        err_set(err, "no memory to compare");
        return NULL;
    }
    room_make(&self->room, &ops);
    snprintf(self->title, sizeof self->title, "%s", plan->title);
    if (read_version(&self->mine, plan->mine, err) && read_version(&self->theirs, plan->theirs, err) && compare(self, err))
        return &self->room;
    destroy(&self->room);
    return NULL;
}
