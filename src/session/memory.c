/* memory.c — see memory.h. */
#include "session/memory.h"

#include <stdlib.h>
#include <string.h>

enum { WORD = 8 };

/* ---- the past of one thing ---- */

static void add(struct past *past, size_t record, uint64_t value, uint64_t place)
{
    if (past->count == past->room) {
        size_t room = past->room ? 2 * past->room : 4;
        struct moment *more = realloc(past->moments, room * sizeof *more);
        if (!more)
            return;
        past->moments = more;
        past->room = room;
    }
    past->moments[past->count++] = (struct moment){ record, value, place };
}

const struct moment *past_before(const struct past *past, size_t record)
{
    size_t low = 0, high = past->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (past->moments[middle].record < record)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? &past->moments[low - 1] : NULL;
}

static void cut(struct past *past, size_t records)
{
    while (past->count > 0 && past->moments[past->count - 1].record >= records)
        past->count--;
}

static void forget(struct past *past)
{
    free(past->moments);
    *past = (struct past){ 0 };
}

/* ---- structures ---- */

static struct kept *kept_of(const struct memory *memory, uint32_t number)
{
    return number > 0 && number <= memory->count ? memory->kept[number - 1] : NULL;
}

/* Numbers are given in order, and told nearly so: live, threads tell of theirs side by side. Of some nothing is told, for they
 * were not watched at any gate. */
static bool make_room(struct memory *memory, uint32_t number)
{
    enum { MOST = 1 << 20 };
    if (number <= memory->room || number > MOST)
        return number <= memory->room;
    size_t room = 16;
    while (room < number)
        room *= 2;
    struct kept **more = realloc(memory->kept, room * sizeof *more);
    if (!more)
        return false;
    memory->kept = more;
    memory->room = room;
    return true;
}

static void begin(struct memory *memory, const struct step *step, size_t record)
{
    struct kept *known = kept_of(memory, step->object);
    if (known)
        known->kind_length = 0;                     /* some of it was lost: it is told again */
    if (known || !make_room(memory, step->object))
        return;
    struct kept *kept = calloc(1, sizeof *kept);
    if (!kept)
        return;
    kept->watch = *step;
    kept->begun = record;
    while (memory->count < step->object)
        memory->kept[memory->count++] = NULL;
    memory->kept[step->object - 1] = kept;
}

static void note_watch(struct memory *memory, const struct step *step, size_t record)
{
    struct kept *kept = kept_of(memory, step->object);
    memory->latest = step->object;
    if (step->result == 0 && kept)
        kept->ended = record;
    else if (step->result != 0)
        begin(memory, step, record);
}

static void note_word(struct memory *memory, const struct step *step, size_t record)
{
    struct kept *kept = kept_of(memory, step->object);
    if (!kept)
        return;
    if (step->other == MEMORY_ADDRESS)
        kept->address = step->value;
    if (step->other / WORD >= MEMORY_WORDS)
        return;
    add(&kept->word[step->other / WORD], record, step->value, step->place);
    add(&kept->touched, record, 0, 0);
}

static void note_stack(struct memory *memory, const struct step *step, size_t record)
{
    struct kept *kept = kept_of(memory, step->other);
    if (kept)
        add(&kept->left, record, step->value, step->place);
    else if (step->other == 0 && step->object == 0 && step->thread < MEMORY_THREADS)
        add(&memory->own[step->thread], record, step->value, step->place);
}

void memory_note(struct memory *memory, const struct step *step, size_t record)
{
    switch (step->phase) {
    case PHASE_WATCH:
        note_watch(memory, step, record);
        return;
    case PHASE_MEMORY:
        note_word(memory, step, record);
        return;
    case PHASE_STACK:
        note_stack(memory, step, record);
        return;
    case PHASE_CALLED:
        if (step->thread < MEMORY_THREADS)
            add(&memory->called[step->thread], record, 0, step->place);
        return;
    case PHASE_DONE:
        if (step->act == ACT_SWITCH && step->thread < MEMORY_THREADS)
            add(&memory->on[step->thread], record, step->value, step->place);
        return;
    default:
        return;
    }
}

void memory_note_kind(struct memory *memory, const struct step *text)
{
    struct kept *kept = kept_of(memory, memory->latest);
    if (kept)
        step_get_text(text, kept->kind, &kept->kind_length, sizeof kept->kind);
}

/* ---- forgetting ---- */

static void destroy(struct kept *kept)
{
    if (!kept)
        return;
    for (size_t k = 0; k < MEMORY_WORDS; k++)
        forget(&kept->word[k]);
    forget(&kept->left);
    forget(&kept->touched);
    free(kept);
}

static void cut_kept(struct kept *kept, size_t records)
{
    if (!kept)
        return;
    if (kept->ended >= records)
        kept->ended = 0;
    for (size_t k = 0; k < MEMORY_WORDS; k++)
        cut(&kept->word[k], records);
    cut(&kept->left, records);
    cut(&kept->touched, records);
}

void memory_cut(struct memory *memory, size_t records)
{
    while (memory->count > 0 && (!memory->kept[memory->count - 1] || memory->kept[memory->count - 1]->begun >= records))
        destroy(memory->kept[--memory->count]);
    for (size_t k = 0; k < memory->count; k++)
        cut_kept(memory->kept[k], records);
    for (size_t k = 0; k < MEMORY_THREADS; k++) {
        cut(&memory->own[k], records);
        cut(&memory->called[k], records);
        cut(&memory->on[k], records);
    }
}

void memory_forget(struct memory *memory)
{
    memory_cut(memory, 0);
    for (size_t k = 0; k < MEMORY_THREADS; k++) {
        forget(&memory->own[k]);
        forget(&memory->called[k]);
        forget(&memory->on[k]);
    }
    free(memory->kept);
    *memory = (struct memory){ 0 };
}
