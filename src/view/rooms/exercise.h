/* exercise.h — the screen of an exercise: what is asked, what the learner's own program does of it, and its source. Private
 * to rooms/exercise*.c and to their test.
 *
 *   exercise.c        life: the file, the search that judges it, what each key does
 *   exercise_panes.c  what stands where */
#ifndef VIEW_ROOMS_EXERCISE_H
#define VIEW_ROOMS_EXERCISE_H

#include "base/path.h"
#include "base/watch.h"
#include "lesson/exercise.h"
#include "session/attempt.h"
#include "view/room.h"
#include "view/rooms/rooms.h"
#include "view/source.h"

struct exercise_room {
    struct room room;
    struct exercise_plan plan;
    char path[PATH_ROOM];               /* of the learner's own file */
    const char *files[2];               /* that one alone */
    struct demo mine;                   /* it as a program that can be watched */
    struct watch *watch;                /* NULL: only `r` judges again */
    struct attempt *attempt;            /* of the file as it was saved last; NULL: it could not be begun, `trouble` says why */
    enum exercise_change changed;       /* since the file was copied */
    struct err trouble;
    struct judgement judgement;
    size_t hints;                       /* shown so far */
    bool asked;                         /* for the solution, before it was earned */
    struct source *source;              /* the file as it was judged; NULL: it cannot be read */
    int wrong_line;                     /* where the compiler complains, or where the failing run broke; 0: nowhere */
    int text_top, text_rows, source_top;        /* scrolling, as drawn last */
    bool in_source;                     /* the source scrolls, not the text */
    bool big;                           /* the one that scrolls has the whole pane */
    int split;                          /* first row (or, when wide, column) of the source */
    bool wide;
};

static inline struct exercise_room *exercise_of(const struct room *room)
{
    return (struct exercise_room *)room;
}

bool exercise_is_judging(const struct exercise_room *self);
bool exercise_can_be_watched(const struct exercise_room *self);     /* a run that fails; of what only runs live, another run */
size_t exercise_hints(const struct exercise_room *self);        /* that there are */

void exercise_draw(struct room *room, struct pane *pane);
void exercise_title(const struct room *room, struct pane *line);

#endif
