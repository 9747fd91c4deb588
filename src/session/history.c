/* history.c — see history.h. */
#include "session/history.h"

#include <stdlib.h>
#include <string.h>

/* Room for one more; false: no memory. */
static bool grow(void **items, size_t *room, size_t count, size_t size)
{
    if (count < *room)
        return true;
    size_t more = *room ? 2 * *room : 256;
    void *bigger = realloc(*items, more * size);
    if (!bigger)
        return false;
    *items = bigger;
    *room = more;
    return true;
}

static void drop_checkpoints(struct history *history, uint32_t after)
{
    enum { ALL = sizeof history->checkpoints / sizeof *history->checkpoints };
    for (size_t k = after / HISTORY_CHECKPOINT + 1; k < ALL && history->checkpoints[k]; k++) {
        free(history->checkpoints[k]);
        history->checkpoints[k] = NULL;
    }
}

bool history_begin(struct history *history)
{
    if (!history->world)
        history->world = calloc(1, sizeof *history->world);
    if (!history->world)
        return false;
    drop_checkpoints(history, 0);
    history->count = history->step_count = history->race_count = history->output_length = history->printed_count = 0;
    history->cursor = 0;
    history->applied = 0;
    history->unkept = 0;
    history->edition++;
    world_begin(history->world);
    return true;
}

void history_free(struct history *history)
{
    drop_checkpoints(history, 0);
    free(history->records);
    free(history->steps);
    free(history->world);
    free(history->races);
    free(history->output);
    free(history->printed);
    *history = (struct history){ 0 };
}

static void keep_checkpoint(struct history *history)
{
    uint32_t which = history->cursor / HISTORY_CHECKPOINT;
    if (history->cursor % HISTORY_CHECKPOINT != 0 || which == 0 || history->checkpoints[which])
        return;
    struct world *copy = malloc(sizeof *copy);
    if (copy)
        *copy = *history->world;
    history->checkpoints[which] = copy;
}

/* Puts the next record into the world. A checkpoint is the world just before a step. */
static void apply(struct history *history)
{
    const struct step *record = &history->records[history->applied++];
    if (record->phase == PHASE_DONE) {
        keep_checkpoint(history);
        history->cursor++;
    }
    world_follow(history->world, record);
}

static size_t end_of(const struct history *history, uint32_t cursor)
{
    return cursor < history->step_count ? history->steps[cursor] : history->count;
}

void history_goto(struct history *history, uint32_t cursor)
{
    if (cursor > history->step_count)
        cursor = (uint32_t)history->step_count;
    size_t end = end_of(history, cursor);
    if (end < history->applied) {
        uint32_t which = cursor / HISTORY_CHECKPOINT;
        while (which > 0 && !history->checkpoints[which])
            which--;
        if (which > 0)
            *history->world = *history->checkpoints[which];
        else
            world_begin(history->world);
        history->cursor = which * HISTORY_CHECKPOINT;
        history->applied = which > 0 ? history->steps[history->cursor] : 0;
    }
    while (history->applied < end)
        apply(history);
}

static void note_race(struct history *history, const struct step *record)
{
    if (!grow((void **)&history->races, &history->race_room, history->race_count, sizeof *history->races))
        return;
    history->races[history->race_count++] = (struct session_race){
        .object = record->object, .step = (uint32_t)history->step_count, .thread = { record->thread, (uint16_t)record->other },
        .place = { record->place, record->value }, .act = { record->act, (uint8_t)record->result },
    };
}

/* What a step printed follows it, in pieces. */
static void note_text(struct history *history, const struct step *record)
{
    const struct step *last = history->step_count ? &history->records[history->steps[history->step_count - 1]] : NULL;
    if (history->output_room - history->output_length < STEP_TEXT + 1) {
        size_t room = history->output_room ? 2 * history->output_room : 1024;
        char *more = realloc(history->output, room);
        if (!more)
            return;
        history->output = more;
        history->output_room = room;
    }
    if (!last || !grow((void **)&history->printed, &history->printed_room, history->printed_count, sizeof *history->printed))
        return;
    step_get_text(record, history->output, &history->output_length, history->output_room);
    history->printed[history->printed_count++] = (struct printed){ (uint32_t)history->step_count, history->output_length };
}

/* Text belongs to the record of that thread before it which is no text. */
static bool is_printed(const struct history *history, const struct step *record)
{
    for (size_t k = history->count; k-- > 0; ) {
        const struct step *before = &history->records[k];
        if (before->thread != record->thread || before->phase == PHASE_TEXT)
            continue;
        return before->phase == PHASE_DONE && before->act == ACT_PRINT;
    }
    return false;
}

void history_add(struct history *history, const struct step *record)
{
    bool at_end = history->applied == history->count;
    if (history->count >= HISTORY_MOST
        || !grow((void **)&history->records, &history->room, history->count, sizeof *history->records)
        || !grow((void **)&history->steps, &history->step_room, history->step_count, sizeof *history->steps)) {
        history->unkept++;
        return;
    }
    if (record->phase == PHASE_TEXT && is_printed(history, record))
        note_text(history, record);
    if (record->phase == PHASE_RACE)
        note_race(history, record);
    if (record->phase == PHASE_DONE)
        history->steps[history->step_count++] = history->count;
    step_copy(&history->records[history->count++], record);
    if (at_end)
        apply(history);
}

size_t history_output(const struct history *history, uint32_t cursor)
{
    for (size_t k = history->printed_count; k-- > 0; )
        if (history->printed[k].step <= cursor)
            return history->printed[k].end;
    return 0;
}

void history_cut(struct history *history, uint32_t cursor)
{
    history_goto(history, cursor);
    history->count = end_of(history, cursor);
    history->edition++;
    if (cursor < history->step_count)
        history->step_count = cursor;
    drop_checkpoints(history, cursor);
    while (history->race_count > 0 && history->races[history->race_count - 1].step > cursor)
        history->race_count--;
    history->output_length = history_output(history, cursor);
    while (history->printed_count > 0 && history->printed[history->printed_count - 1].step > cursor)
        history->printed_count--;
}
