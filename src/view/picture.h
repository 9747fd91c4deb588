/* picture.h — how the state of an object looks: one file of pictures/ for each kind. Pictures read the world, write their
 * pane and keep no state; a test walks trace/kinds.h and finds a picture for every kind.
 *
 *   › lock    ◆ held by ①   waiting: ② ③         `›` marks what the last step changed, for exactly that step
 *
 * A structure of a known kind (composed.h) is one object, until it is opened.
 *
 * Threads: one. Memory: none kept. Errors: none; what does not fit is cut off. */
#ifndef VIEW_PICTURE_H
#define VIEW_PICTURE_H

#include "session/prospects.h"
#include "session/session.h"
#include "session/spans.h"
#include "session/tell.h"
#include "view/pane.h"

/* What a picture is drawn of. */
struct scene {
    struct tell tell;               /* the session; `ascii` as in the pane */
    const struct world *world;      /* of the session, at the cursor */
    bool opened;                    /* composed objects show their parts */
    const struct prospects *prospects;      /* where each thread's next step leads; NULL: not asked */
    const struct spans *spans;      /* who waited when; NULL: nobody has kept that */
};

struct picture {
    int (*rows)(const struct scene *scene, uint32_t id);        /* 1 … 3; NULL: 1 */
    void (*draw)(const struct scene *scene, uint32_t id, struct pane *pane);   /* right of mark and name */
};

const struct picture *picture_of(enum object_kind kind);        /* NULL: no such kind */

/* One object: mark, name, state, in `rows` rows. */
int picture_rows(const struct scene *scene, uint32_t id);
void picture_draw(const struct scene *scene, uint32_t id, int name_columns, struct pane *pane);

/* All of them, in the order in which the program met them, in as many columns as there is room for. When they do not all
 * fit, those that matter now (just changed, held, waited for, next) stay, and the rest is counted. */
void pictures_draw(const struct scene *scene, struct pane *pane);
int pictures_rows(const struct scene *scene, int columns);      /* how many rows all of them would take */

/* ---- for pictures/ ---- */

bool picture_changed(const struct scene *scene, uint32_t id);   /* by the last step */
int picture_thread(const struct scene *scene, struct pane *pane, int row, int column, uint16_t thread);
int picture_threads(const struct scene *scene, struct pane *pane, int row, int column, const uint16_t *threads, size_t count);

/* "waiting: ② ③", or nothing when nobody does; `word` says how they wait. Returns the column after it. */
int picture_queue(const struct scene *scene, struct pane *pane, int row, int column, uint32_t id, const char *word);

/* "protects share", as far as the run shows it. Returns the column after it. */
int picture_protects(const struct scene *scene, struct pane *pane, int row, int column, uint32_t id);

/* A lock's state: "◆ held by ①", "◇ free", "✗ destroyed". Returns the column after it. */
int picture_lock(const struct scene *scene, struct pane *pane, uint32_t id);

/* `full` of `of` places: "●●○". More than fit in 16 are not drawn. Returns the column after it. */
int picture_places(struct pane *pane, int row, int column, enum look look, uint64_t full, uint64_t of);

#endif
