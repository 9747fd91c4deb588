/* bars.c — see bars.h. */
#include "session/bars.h"

#include <stdlib.h>
#include <string.h>

void bars_begin(struct bars *bars)
{
    for (size_t k = 0; k < bars->count; k++)
        free(bars->rows[k].list);
    memset(bars->row_of, 0, sizeof bars->row_of);
    bars->count = bars->transfers = 0;
    bars->full = false;
}

void bars_free(struct bars *bars)
{
    bars_begin(bars);
    free(bars->rows);
    bars->rows = NULL;
    bars->room = 0;
}

/* Room for one more: `*room` of `size` bytes each lie at `list`. */
static void *grow(void *list, size_t count, size_t *room, size_t size)
{
    size_t more = *room ? 2 * *room : 8;
    if (count < *room)
        return list;
    void *grown = realloc(list, more * size);
    if (grown)
        *room = more;
    return grown;
}

static struct bar_row *row_for(struct bars *bars, uint32_t object, enum object_kind kind)
{
    uint16_t known = bars->row_of[object];
    if (known)
        return &bars->rows[known - 1];
    struct bar_row *rows = grow(bars->rows, bars->count, &bars->room, sizeof *rows);
    if (!rows)
        return NULL;
    bars->rows = rows;
    rows[bars->count] = (struct bar_row){ .object = object, .kind = kind };
    bars->row_of[object] = (uint16_t)(bars->count + 1);
    bars->transfers += kind == OBJECT_TRANSFER;
    return &rows[bars->count++];
}

static struct bar *add(struct bar_row *row, uint32_t number, uint64_t position)
{
    struct bar *list = grow(row->list, row->count, &row->room, sizeof *list);
    if (!list)
        return NULL;
    row->list = list;
    list[row->count] = (struct bar){ .from = position, .step = number, .last = number };
    return &list[row->count++];
}

/* ---- downloads ---- */

/* Where the library's watch had the phases: it began with the looking up. */
static void set_by_watch(struct bar *bar, const struct step *step)
{
    uint64_t from = bar->until[TRANSFER_QUEUES], all = (uint64_t)step->other * 1000;
    for (int phase = TRANSFER_LOOKS_UP; phase < TRANSFER_OVER && all > 0; phase++)
        bar->until[phase] = from + transfer_ended(step->value, (enum transfer_phase)phase, all);
}

static void go_on(struct bar *bar, unsigned phase, uint64_t position)
{
    for (unsigned k = bar->phase; k < BAR_PHASES; k++)
        bar->until[k] = position;
    bar->phase = (uint8_t)phase;
}

static void take_transfer(struct bar_row *row, const struct step *step, uint32_t number, uint64_t position, bool live)
{
    unsigned phase = step->act - ACT_TRANSFER_QUEUE;
    struct bar *bar = row->count ? &row->list[row->count - 1] : NULL;
    if (!bar || phase < bar->phase)
        bar = add(row, number, position);
    if (!bar)
        return;
    go_on(bar, phase, position);
    bar->last = number;
    if (phase < TRANSFER_OVER) {
        bar->bytes = step->value;
        return;
    }
    bar->all = step->other;
    bar->status = step->result;
    if (live)
        set_by_watch(bar, step);
}

/* ---- progress ---- */

static void take_progress(struct bar_row *row, const struct step *step, uint32_t number, uint64_t position)
{
    struct bar *bar = add(row, number, position);
    if (!bar)
        return;
    bar->bytes = step->value;
    bar->all = step->other;
    bar->phase = bar->bytes >= bar->all ? TRANSFER_OVER : TRANSFER_RECEIVES;
}

void bars_take(struct bars *bars, const struct step *step, uint32_t number, uint64_t position, bool live)
{
    enum object_kind kind = act_object(step->act);
    if ((kind != OBJECT_TRANSFER && kind != OBJECT_PROGRESS) || step->object >= WORLD_OBJECTS)
        return;
    struct bar_row *row = row_for(bars, step->object, kind);
    size_t before = row ? row->count : 0;
    if (row && kind == OBJECT_TRANSFER)
        take_transfer(row, step, number, position, live);
    else if (row)
        take_progress(row, step, number, position);
    bars->full = bars->full || !row || (before == 0 && row->count == 0);
}

/* ---- asking ---- */

const struct bar *bars_at(const struct bar_row *row, uint64_t position)
{
    size_t low = 0, high = row->count;          /* all before `low` begin at or before the position */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (row->list[middle].from <= position)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? &row->list[low - 1] : NULL;
}

uint64_t bar_until(const struct bar *bar, uint64_t end)
{
    return bar->phase == TRANSFER_OVER ? bar->until[BAR_PHASES - 1] : end;
}

bool bar_in_line(const struct bar *bar, uint64_t position)
{
    return bar->phase == TRANSFER_QUEUES || bar->until[TRANSFER_QUEUES] > position;
}

bool bar_under_way(const struct bar *bar, uint64_t position)
{
    return !bar_in_line(bar, position) && (bar->phase < TRANSFER_OVER || bar->until[BAR_PHASES - 1] > position);
}

/* How much of the time from … to it is under way. */
static uint64_t overlap(const struct bar *bar, uint64_t from, uint64_t to, uint64_t end)
{
    uint64_t begin = bar->until[TRANSFER_QUEUES], until = bar_until(bar, end);
    begin = begin > from ? begin : from;
    until = until < to ? until : to;
    return bar->phase > TRANSFER_QUEUES && until > begin ? until - begin : 0;
}

unsigned bars_under_way(const struct bars *bars, uint64_t from, uint64_t to, uint64_t end)
{
    uint64_t sum = 0, width = to > from ? to - from : 1;
    for (size_t k = 0; k < bars->count; k++) {
        const struct bar_row *row = &bars->rows[k];
        for (size_t b = 0; row->kind == OBJECT_TRANSFER && b < row->count; b++)
            sum += overlap(&row->list[b], from, to, end);
    }
    return sum == 0 ? 0 : sum < width ? 1 : (unsigned)((sum + width / 2) / width);
}
