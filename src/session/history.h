/* history.h — every record of a run, and the world after any of its steps. Private to session/.
 *
 * Steps are numbered from 1: step k is the k-th PHASE_DONE. The world at cursor k has seen all records before step k+1.
 * Going back means: the nearest checkpoint at or before, then the records from there; a checkpoint every 16384 steps keeps
 * that under a millisecond.
 * Threads: one. Memory: history_free takes a zeroed or freed history. What finds no memory is counted as lost. */
#ifndef SESSION_HISTORY_H
#define SESSION_HISTORY_H

#include "session/session.h"

enum { HISTORY_CHECKPOINT = 16384, HISTORY_MOST = 4 << 20 };       /* steps between checkpoints; records kept */

struct printed { uint32_t step; size_t end; };

struct history {
    struct step *records;
    size_t count, room;
    size_t *steps;                      /* index of the record that is step k+1 */
    size_t step_count, step_room;
    struct world *checkpoints[HISTORY_MOST / HISTORY_CHECKPOINT + 1];
    struct world *world;                /* at `cursor`, with `applied` records in it */
    uint32_t cursor;
    size_t applied;
    struct session_race *races;
    size_t race_count, race_room;
    char *output;
    size_t output_length, output_room;
    struct printed *printed;
    size_t printed_count, printed_room;
    uint64_t unkept;
    uint32_t edition;                   /* how often records have been dropped */
};

bool history_begin(struct history *history);            /* forgets everything; false: no memory */
void history_free(struct history *history);
void history_add(struct history *history, const struct step *record);      /* the cursor follows if it was at the end */
void history_cut(struct history *history, uint32_t cursor);                /* forgets what came after step `cursor` */
void history_goto(struct history *history, uint32_t cursor);
size_t history_output(const struct history *history, uint32_t cursor);     /* bytes printed up to there */

#endif
