/* source.c — a program's text on a pane; see source.h. */
#include "view/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/highlight.h"
#include "view/say.h"

enum {
    NUMBER = 4,                 /* columns: the mark and the line's number … */
    MARGIN = 4,                 /* … and the threads at it */
    CODE = NUMBER + 1 + MARGIN + 1,
    BESIDE = CODE + 50,         /* where wide panes put what comes next: near the code, and in one column */
    TAB = 8, LINE = 400, LARGEST = 4 << 20,
};

struct line {
    const char *text;           /* without tabs, and without the anchor that a lesson points at */
    char anchor[32];            /* its name; "" */
    bool alone;                 /* the anchor stands on a line of its own: it means the next one */
    enum look *looks;           /* one for each byte */
    int columns;
};

struct source {
    char path[512];
    struct line *lines;         /* of line n: lines[n - 1] */
    int count;
};

/* ---- reading ---- */

static char *read_whole(const char *path, size_t *length, struct err *err)
{
    FILE *file = fopen(path, "re");
    char *text = NULL;
    *length = 0;
    if (!file) {
        err_set_errno(err, "cannot read %s", path);
        return NULL;
    }
    text = malloc(LARGEST);
    if (text)
        *length = fread(text, 1, LARGEST, file);
    else
        err_set(err, "no memory for %s", path);
    fclose(file);
    return text;
}

static void untab(const char *from, size_t length, char *out, size_t room)
{
    size_t used = 0;
    for (size_t k = 0; k < length && used + TAB + 1 < room; k++) {
        if (from[k] == '\r')
            continue;
        if (from[k] != '\t') {
            out[used++] = from[k];
            continue;
        }
        do
            out[used++] = ' ';
        while (used % TAB);
    }
    out[used] = '\0';
}

/* Takes `// @name` off the end of the line. */
static void take_anchor(struct line *line, char *text)
{
    char *at = strstr(text, "// @");
    if (!at)
        return;
    size_t length = strcspn(at + 4, " ");
    snprintf(line->anchor, sizeof line->anchor, "%.*s", (int)length, at + 4);
    while (at > text && at[-1] == ' ')
        at--;
    *at = '\0';
    line->alone = *text == '\0';
}

static bool add_line(struct source *source, struct highlight *state, const char *text, size_t length)
{
    char clean[LINE];
    untab(text, length, clean, sizeof clean);
    struct line *lines = realloc(source->lines, (size_t)(source->count + 1) * sizeof *lines);
    if (!lines)
        return false;
    source->lines = lines;
    struct line *line = &lines[source->count];
    *line = (struct line){ .text = NULL };
    take_anchor(line, clean);
    line->text = strdup(clean);
    line->looks = calloc(strlen(clean) + 1, sizeof *line->looks);
    line->columns = text_columns(clean);
    source->count++;
    if (!line->text || !line->looks)
        return false;
    highlight_line(state, line->text, strlen(line->text), line->looks);
    return true;
}

static bool split(struct source *source, const char *text, size_t length)
{
    struct highlight state = { 0 };
    const char *end = text + length;
    while (text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const char *stop = newline ? newline : end;
        if (!add_line(source, &state, text, (size_t)(stop - text)))
            return false;
        text = stop + 1;
    }
    return true;
}

struct source *source_open(const char *path, struct err *err)
{
    size_t length;
    char *text = read_whole(path, &length, err);
    struct source *source = text ? calloc(1, sizeof *source) : NULL;
    if (source) {
        snprintf(source->path, sizeof source->path, "%s", path);
        if (!split(source, text, length)) {
            err_set(err, "no memory for %s", path);
            source_close(source);
            source = NULL;
        }
    }
    free(text);
    return source;
}

void source_close(struct source *source)
{
    if (!source)
        return;
    for (int k = 0; k < source->count; k++) {
        free((char *)source->lines[k].text);
        free(source->lines[k].looks);
    }
    free(source->lines);
    free(source);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *source_name(const struct source *source)
{
    return base_name(source->path);
}

int source_lines(const struct source *source)
{
    return source->count;
}

int source_anchor(const struct source *source, const char *name)
{
    for (int k = 0; k < source->count && *name; k++)
        if (strcmp(source->lines[k].anchor, name) == 0)
            return source->lines[k].alone && k + 2 <= source->count ? k + 2 : k + 1;
    return 0;
}

/* ---- where threads stand ---- */

static bool line_of_place(const struct source *source, const struct scene *scene, uint64_t place, int *line)
{
    struct place where;
    if (place == 0 || !session_place(scene->tell.session, place, &where))
        return false;
    if (strcmp(base_name(where.file), base_name(source->path)) != 0 || where.line < 1 || where.line > source->count)
        return false;
    *line = where.line;
    return true;
}

bool source_line_of(const struct source *source, const struct scene *scene, uint16_t thread, int *line)
{
    const struct world_thread *self = &scene->world->thread[thread];
    if (thread >= scene->world->threads || self->phase == THREAD_ABSENT || self->phase == THREAD_ENDED)
        return false;
    if (self->phase == THREAD_AT_GATE && self->about.place != 0)
        return line_of_place(source, scene, self->about.place, line);
    return line_of_place(source, scene, self->last_place, line);
}

bool source_line_done(const struct source *source, const struct scene *scene, int *line)
{
    const struct step *step = session_step(scene->tell.session, session_cursor(scene->tell.session));
    return step && line_of_place(source, scene, step->place, line);
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
        char run[LINE];
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
        bool wrong = number == look->wrong;
        pane_printf(pane, row, 0, wrong ? LOOK_FAILURE : number == done ? LOOK_CHANGED : LOOK_DIM, "%s%3d",
                    wrong ? "!" : number == done ? glyph(pane, "›", ">") : " ", number);
        draw_code(pane, row, line);
        if (!scene)
            continue;
        draw_margin(scene, &standing, number, pane, row);
        draw_next(scene, &standing, number, CODE + line->columns, pane, row);
    }
}
