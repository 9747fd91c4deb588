/* source_draw.c — a program's text on a pane: where threads stand in it, and what they are about to do there; see
 * source.h. */
#include <stdio.h>
#include <string.h>

#include "session/structures.h"
#include "view/say.h"
#include "view/source.h"
#include "view/source_lines.h"

enum {
    NUMBER = 4,                 /* columns: the mark and the line's number … */
    MARGIN = 4,                 /* … and the threads at it */
    CODE = NUMBER + 1 + MARGIN + 1,
    BESIDE = CODE + 50,         /* where wide panes put what comes next: near the code, and in one column */
    RUN = 400,                  /* bytes of one look; a line has no more */
};

/* ---- where threads stand ---- */

static bool line_of_place(const struct source *source, const struct scene *scene, uint64_t place, int *line)
{
    struct place where;
    if (place == 0 || !session_place(scene->tell.session, place, &where))
        return false;
    if (strcmp(source_base_name(where.file), source_base_name(source->path)) != 0 || where.line < 1 || where.line > source->count)
        return false;
    *line = where.line;
    return true;
}

/* While the kit is stepped over, what stands in its code stands where that was called; a switch always. */
static uint64_t place_of(const struct scene *scene, const struct step *step)
{
    bool over = step->act == ACT_SWITCH || session_is_over(scene->tell.session);
    return over ? structures_own_place(scene->tell.session, step) : step->place;
}

/* The kit's own code, while it is stepped over, is no place to look at. */
static bool is_passed_over(const struct scene *scene, uint64_t place)
{
    return session_is_over(scene->tell.session) && structures_is_kit(scene->tell.session, place);
}

bool source_line_of(const struct source *source, const struct scene *scene, uint16_t thread, int *line)
{
    const struct world_thread *self = &scene->world->thread[thread];
    if (thread >= scene->world->threads || self->phase == THREAD_ABSENT || self->phase == THREAD_ENDED)
        return false;
    if (self->phase == THREAD_AT_GATE && self->about.place != 0)
        return line_of_place(source, scene, place_of(scene, &self->about), line);
    return !is_passed_over(scene, self->last_place) && line_of_place(source, scene, self->last_place, line);
}

/* What ends a thread stands on no line: then the last one it was at counts. */
bool source_line_done(const struct source *source, const struct scene *scene, int *line)
{
    enum { SEARCHED = 2000 };
    uint32_t number = session_cursor(scene->tell.session);
    const struct step *latest = session_step(scene->tell.session, number);
    for (int k = 0; latest && number > 0 && k < SEARCHED; k++, number--) {
        const struct step *step = session_step(scene->tell.session, number);
        struct place where;
        if (step && step->thread == latest->thread && step->place != 0 && !is_passed_over(scene, place_of(scene, step))
            && session_place(scene->tell.session, step->place, &where))
            return line_of_place(source, scene, place_of(scene, step), line);
    }
    return false;
}

int source_follow_all(const struct source *source, const struct scene *scene, int top, int rows, int line)
{
    int first = line, last = line, edge = rows >= 6 ? 1 : 0;
    for (uint16_t t = 0; t < scene->world->threads; t++) {
        int at;
        if (!source_line_of(source, scene, t, &at))
            continue;
        int from = at < first ? at : first, to = at > last ? at : last;
        if (to - from + 1 + 2 * edge > rows)
            continue;
        first = from;
        last = to;
    }
    top = source_follow(source, top, rows, first);
    if (last > top + rows - 1 - edge)
        top = last - rows + 1 + edge;
    return source_follow(source, top, rows, line);
}

int source_follow(const struct source *source, int top, int rows, int line)
{
    int edge = rows >= 6 ? 1 : 0, last = source->count - rows + 1;
    if (line < top + edge || line > top + rows - 1 - edge)
        top = line - rows / 2;
    if (top > last)
        top = last;
    return top < 1 ? 1 : top;
}

/* ---- drawing ---- */

struct standing { uint16_t thread[64]; int line[64]; int count; };

static void find_standing(const struct source *source, const struct scene *scene, struct standing *standing)
{
    standing->count = 0;
    for (uint16_t t = 0; scene && t < scene->world->threads && standing->count < 64; t++) {
        int line;
        if (!source_line_of(source, scene, t, &line))
            continue;
        standing->thread[standing->count] = t;
        standing->line[standing->count++] = line;
    }
}

static void draw_code(struct pane *pane, int row, const struct line *line)
{
    size_t length = strlen(line->text), from = 0;
    int column = CODE;
    while (from < length) {
        char run[RUN];
        size_t end = from + 1;
        while (end < length && line->looks[end] == line->looks[from])
            end++;
        snprintf(run, sizeof run, "%.*s", (int)(end - from), line->text + from);
        column = pane_put(pane, row, column, line->looks[from], run);
        from = end;
    }
}

/* Numbers of the threads at this line, as many as the margin holds. */
static void draw_margin(const struct scene *scene, const struct standing *standing, int line, struct pane *pane, int row)
{
    int column = NUMBER + 1, left = 0;
    for (int k = 0; k < standing->count; k++) {
        char name[16];
        if (standing->line[k] != line)
            continue;
        tell_thread(&scene->tell, standing->thread[k], name, sizeof name);
        if (column + text_columns(name) > CODE - 1) {
            left++;
            continue;
        }
        column = pane_put(pane, row, column, say_thread_look(standing->thread[k]), name);
    }
    if (left > 0)
        pane_put(pane, row, CODE - 1, LOOK_DIM, "+");
}

static void next_of(const struct scene *scene, uint16_t thread, char *out, size_t room)
{
    char text[256];
    out[0] = '\0';
    if (scene->world->thread[thread].phase != THREAD_AT_GATE)
        return;
    if (!*tell_wait(&scene->tell, thread, text, sizeof text))
        tell_about(&scene->tell, thread, text, sizeof text);
    char *line = strstr(text, " (line ");      /* it stands beside that line */
    if (line)
        *line = '\0';
    snprintf(out, room, "%s", text);
}

/* "① about to write share   ② about to read share" beside the code, in what it leaves free. */
static void draw_next(const struct scene *scene, const struct standing *standing, int line, int code_end,
                      struct pane *pane, int row)
{
    char all[1024] = "";
    size_t used = 0;
    for (int k = 0; k < standing->count && used + 300 < sizeof all; k++) {
        char text[256], name[16];
        if (standing->line[k] != line)
            continue;
        next_of(scene, standing->thread[k], text, sizeof text);
        if (*text)
            used += (size_t)snprintf(all + used, sizeof all - used, "%s%s %s", used ? "   " : "",
                                     standing->thread[k] == 0 ? "main"
                                     : tell_thread(&scene->tell, standing->thread[k], name, sizeof name), text);
    }
    char plain[1024];
    int columns = text_columns(say_plain(all, plain, sizeof plain)), room = pane->columns - code_end - 2;
    if (columns == 0 || room < 16)
        return;
    int shown = columns < room ? columns : room, at = pane->columns - shown;
    if (at > code_end + 2 && at > BESIDE)
        at = code_end + 2 > BESIDE ? code_end + 2 : BESIDE;
    say_put(pane, row, at, shown, LOOK_EMPHASIS, all);
}

/* "▴ ① ②": who stands above the first line shown, or below the last. Returns how many columns it took. */
static int draw_beyond(const struct scene *scene, const struct standing *standing, int from, int to, struct pane *pane,
                       int row, const char *arrow)
{
    enum { NAMED = 4 };
    char text[96];
    int count = 0;
    size_t used = (size_t)snprintf(text, sizeof text, " %s", arrow);
    for (int k = 0; k < standing->count; k++) {
        char name[16];
        if (standing->line[k] < from || standing->line[k] > to || ++count > NAMED)
            continue;
        used += (size_t)snprintf(text + used, sizeof text - used, " %s",
                                 standing->thread[k] == 0 ? "main"
                                 : tell_thread(&scene->tell, standing->thread[k], name, sizeof name));
    }
    if (count == 0)
        return 0;
    if (count > NAMED)
        snprintf(text + used, sizeof text - used, " +%d", count - NAMED);
    int columns = text_columns(text);
    pane_put(pane, row, pane->columns - columns, LOOK_KEY, text);
    return columns;
}

/* The first and the last row say who stands beyond them; the code there has that much less room. */
static struct pane beyond(const struct source *source, const struct scene *scene, const struct standing *standing, int top,
                          struct pane *pane, int row)
{
    int taken = 0, last = top + pane->rows - 1;
    if (row == 0)
        taken = draw_beyond(scene, standing, 1, top - 1, pane, row, glyph(pane, "▴", "^"));
    else if (row == pane->rows - 1)
        taken = draw_beyond(scene, standing, last + 1, source->count, pane, row, glyph(pane, "▾", "v"));
    return pane_part(pane, 0, 0, pane->rows, pane->columns - taken);
}

void source_draw(const struct source *source, const struct scene *scene, const struct source_look *look, struct pane *pane)
{
    struct standing standing;
    int done = 0;
    if (scene)
        source_line_done(source, scene, &done);
    find_standing(source, scene, &standing);
    for (int row = 0; row < pane->rows; row++) {
        int number = look->top + row;
        if (number < 1 || number > source->count)
            continue;
        const struct line *line = &source->lines[number - 1];
        struct pane free = scene ? beyond(source, scene, &standing, look->top, pane, row) : *pane;
        bool wrong = number == look->wrong;
        pane_printf(&free, row, 0, wrong ? LOOK_FAILURE : number == done ? LOOK_CHANGED : LOOK_DIM, "%s%3d",
                    wrong ? "!" : number == done ? glyph(pane, "›", ">") : " ", number);
        draw_code(&free, row, line);
        if (!scene)
            continue;
        draw_margin(scene, &standing, number, &free, row);
        draw_next(scene, &standing, number, CODE + line->columns, &free, row);
    }
}
