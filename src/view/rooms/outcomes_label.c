/* outcomes_label.c — what one row of the outcomes screen says: how a run ended and what it printed, on one line, so that no
 * two results look alike; see outcomes_inside.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/rooms/outcomes_inside.h"
#include "view/say.h"

enum { ESCAPED = 1024, BEFORE = 6, BEHIND = 400 };

/* ---- what tells one from the others ---- */

/* Ends of lines count as blanks, as they do where a lesson says what is printed. */
static char flat(char letter)
{
    return letter == '\n' ? ' ' : letter;
}

static size_t alike(const char *a, const char *b, bool lines)
{
    size_t k = 0;
    while (a[k] && (lines ? a[k] == b[k] : flat(a[k]) == flat(b[k])))
        k++;
    return k;
}

static int in_order(const void *a, const void *b)
{
    const struct report *const *one = a, *const *other = b;
    const char *x = (*one)->output, *y = (*other)->output;
    size_t k = alike(x, y, false);
    return x[k] || y[k] ? (unsigned char)flat(x[k]) - (unsigned char)flat(y[k]) : strcmp(x, y);
}

static void compare(struct telling *telling, const char *output, const char *other)
{
    size_t k = alike(output, other, false);
    bool lines = !output[k] && !other[k];       /* else they look alike */
    if (lines)
        k = alike(output, other, true);
    telling->lines = telling->lines || lines;
    telling->differs = k > telling->differs ? k : telling->differs;
}

/* Texts are where they are until they are told anew. */
static uint64_t signature(const struct report *const *found, size_t count)
{
    uint64_t these = count;
    for (size_t k = 0; k < count; k++)
        these = these * 31 + (uintptr_t)found[k]->output;
    return these;
}

/* In the order of their texts the one most like it stands beside each. */
void outcomes_compare(struct outcomes_room *self)
{
    const struct report *const *found, *sorted[OUTCOMES_FOUND];
    size_t count = search_found(self->plan.search, &found);
    count = count < OUTCOMES_FOUND ? count : OUTCOMES_FOUND;
    uint64_t these = signature(found, count);
    if (self->compared == these)
        return;
    self->compared = these;
    memcpy(sorted, found, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, in_order);
    memset(self->telling, 0, sizeof self->telling);
    for (size_t k = 0, other = 0; k < count; k++) {
        struct telling *telling = &self->telling[sorted[k]->number % OUTCOMES_FOUND];
        if (k > 0 && strcmp(sorted[k - 1]->output, sorted[k]->output) != 0)
            other = k;                          /* the first of those that print the same */
        if (other > 0)
            compare(telling, sorted[k]->output, sorted[other - 1]->output);
        size_t next = k + 1;
        while (next < count && strcmp(sorted[next]->output, sorted[k]->output) == 0)
            next++;
        if (next < count)
            compare(telling, sorted[k]->output, sorted[next]->output);
    }
}

/* ---- what a row says ---- */

/* Printed bytes as C writes them, so that one row holds them and nothing moves the cursor; `lines`: ends of lines, too. */
static void escape(const char *text, size_t length, bool lines, char *out, size_t room)
{
    size_t used = 0;
    for (size_t k = 0; k < length && text[k] && used + 3 < room; k++) {
        const char *letter = strchr("\nn\rr\tt\ff\vv\bb\aa\033e", text[k]);
        if (text[k] == '\n' && !lines) {
            out[used++] = ' ';
        } else if (letter && (unsigned char)text[k] < ' ') {
            out[used++] = '\\';
            out[used++] = letter[1];
        } else {
            out[used++] = text[k];
        }
    }
    out[used] = '\0';
}

/* Back to where a character of UTF-8 begins. */
static size_t at_character(const char *text, size_t at)
{
    while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80)
        at--;
    return at;
}

/* As much of the output as goes into `columns`: its beginning, and where that leaves out what tells it from others, that place. */
static void printed(const struct outcomes_room *self, const struct report *report, const struct pane *pane, int columns, char *out,
                    size_t room)
{
    char text[ESCAPED], cut[ESCAPED];
    const char *output = report->output;
    const struct telling *telling = &self->telling[report->number % OUTCOMES_FOUND];
    size_t length = strlen(output), differs = telling->differs;
    bool lines = telling->lines;
    if (length > 0 && output[length - 1] == '\n')
        length--;
    escape(output, length, lines, text, sizeof text);
    say_cut(pane, text, columns, cut, sizeof cut);
    char before[ESCAPED];
    escape(output, differs < length ? differs : length, lines, before, sizeof before);
    if (text_columns(text) <= columns || text_columns(before) < columns - 2 || columns < 4 * BEFORE) {
        snprintf(out, room, "%s", cut);
        return;
    }
    size_t from = at_character(output, differs > BEFORE ? differs - BEFORE : 0), head = at_character(output, (size_t)columns / 3);
    escape(output, head, lines, before, sizeof before);
    escape(output + from, length - from < BEHIND ? length - from : BEHIND, lines, text, sizeof text);
    snprintf(cut, sizeof cut, "%.200s%s%.700s", before, glyph(pane, "…", "..."), text);
    say_cut(pane, cut, columns, out, room);
}

/* What it printed; how it ended, if that is not how it should. */
const char *outcomes_label(const struct outcomes_room *self, const struct report *report, const struct pane *pane, int columns,
                           char *out, size_t room)
{
    char before[300] = "", behind[80] = "";
    if (report->kind == REPORT_RACE) {
        snprintf(out, room, "data race: %s line %d, %s line %d", outcomes_verb(report->other_act),
                 outcomes_line(self, report->other_place), outcomes_verb(report->act), outcomes_line(self, report->place));
        return out;
    }
    if (report->outcome != OUTCOME_EXITED)
        snprintf(before, sizeof before, "%s%s%s%s", outcome_word((enum outcome)report->outcome), report->text[0] ? ": " : "",
                 report->text, report->output[0] ? ", printed " : "");
    else if (report->leaked)
        snprintf(behind, sizeof behind, "%sleaks %llu bytes, line %d", report->output[0] ? ", " : "",
                 (unsigned long long)report->leaked, outcomes_line(self, report->place));
    else if (report->code)
        snprintf(behind, sizeof behind, "%sexit code %d", report->output[0] ? ", " : "", (int)(int32_t)report->code);
    else if (!report->output[0])
        snprintf(behind, sizeof behind, "prints nothing");
    char shown[ESCAPED] = "";
    int left = columns - text_columns(before) - text_columns(behind);
    if (report->output[0] && left > 0)
        printed(self, report, pane, left, shown, sizeof shown);
    snprintf(out, room, "%s%s%s", before, shown, behind);
    return out;
}
