/* memory.h — what was told of watched structures, record by record, so that it is known as after any of them. Private to
 * session/. Threads: one. Memory: memory_forget takes a zeroed one; what finds no memory is not known later. */
#ifndef SESSION_MEMORY_H
#define SESSION_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "trace/step.h"

enum { MEMORY_WORDS = 64, MEMORY_THREADS = 64, MEMORY_KIND = 32 };

/* How something has changed: its values, each with the index of the record that told it. */
struct past {
    struct moment { size_t record; uint64_t value, place; } *moments;
    size_t count, room;
};

struct kept {
    char kind[MEMORY_KIND];
    size_t kind_length;
    struct step watch;              /* where it is */
    uint64_t address;
    size_t begun, ended;            /* records; ended 0: not yet */
    char name[64];                  /* found when first asked for; "" */
    struct past word[MEMORY_WORDS], left;
    struct past touched;            /* any of the words */
};

struct memory {
    struct kept **kept;             /* by number − 1 */
    size_t count, room;
    uint32_t latest;                /* told of last: whose kind a text is */
    /* Of each thread: where its own stack was left; from where machinery was called; on which stack it is. */
    struct past own[MEMORY_THREADS], called[MEMORY_THREADS], on[MEMORY_THREADS];
};

void memory_note(struct memory *memory, const struct step *step, size_t record);    /* of any phase */
void memory_note_kind(struct memory *memory, const struct step *text);      /* a text that belongs to a PHASE_WATCH */
void memory_cut(struct memory *memory, size_t records);                     /* forgets what later ones told */
void memory_forget(struct memory *memory);                                  /* all */

/* The latest before that record; NULL: none. */
const struct moment *past_before(const struct past *past, size_t record);

#endif
