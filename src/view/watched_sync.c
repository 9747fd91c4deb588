/* watched_sync.c — what tasks wait for: event, lock, semaphore and queue of the kit's event loop, with the tasks in their
 * lines, the first one first; see watched.h. */
#include "view/watched.h"

#include <stdio.h>
#include <string.h>

#include "session/structures.h"

enum { IN_LINE = 64 };

static uint64_t value_of(const struct scene *scene, uint32_t number, const char *member)
{
    uint64_t value;
    structures_value(scene->tell.session, number, member, &value);
    return value;
}

/* The task that a member points to. */
static uint32_t task_in(const struct scene *scene, uint32_t number, const char *member)
{
    uint64_t within;
    return structures_at(scene->tell.session, value_of(scene, number, member), &within);
}

static int put_gap(struct pane *pane, int column, enum look look, const char *text)
{
    return pane_put(pane, 0, column ? column + 2 : 0, look, text);
}

static int put_line(const struct scene *scene, uint32_t number, struct pane *pane, int column, const char *line, const char *word)
{
    char first[32], name[64];
    snprintf(first, sizeof first, "%s.first", line);
    uint32_t task = task_in(scene, number, first);
    if (task != 0)
        column = put_gap(pane, column, LOOK_BLOCKED, word);
    for (int k = 0; k < IN_LINE && task != 0; k++) {
        column = pane_put(pane, 0, column + 1, LOOK_BLOCKED, structures_title(scene->tell.session, task, name, sizeof name));
        task = task_in(scene, task, "behind");
    }
    return column;
}

void watched_event_draw(const struct scene *scene, uint32_t number, struct pane *pane)
{
    bool set = value_of(scene, number, "is_set");
    const char *text = set ? glyph(pane, "⚑ set", "* set") : glyph(pane, "⚐ not set", "o not set");
    put_line(scene, number, pane, pane_put(pane, 0, 0, LOOK_PLAIN, text), "line", "waits:");
}

void watched_lock_draw(const struct scene *scene, uint32_t number, struct pane *pane)
{
    char name[64];
    uint32_t owner = task_in(scene, number, "owner");
    int column = pane_put(pane, 0, 0, LOOK_PLAIN, owner ? glyph(pane, "◆ held by ", "# held by ") : glyph(pane, "◇ free", "o free"));
    if (owner != 0)
        column = pane_put(pane, 0, column, LOOK_STRONG, structures_title(scene->tell.session, owner, name, sizeof name));
    put_line(scene, number, pane, column, "line", "waiting:");
}

void watched_semaphore_draw(const struct scene *scene, uint32_t number, struct pane *pane)
{
    uint64_t count = value_of(scene, number, "count");
    int column = picture_places(pane, 0, 0, LOOK_PLAIN, count, count);
    column = pane_printf(pane, 0, column, LOOK_PLAIN, "%llu free place%s", (unsigned long long)count, count == 1 ? "" : "s");
    put_line(scene, number, pane, column, "line", "waiting:");
}

void watched_queue_draw(const struct scene *scene, uint32_t number, struct pane *pane)
{
    uint64_t count = value_of(scene, number, "count"), most = value_of(scene, number, "maxsize");
    int column = picture_places(pane, 0, 0, LOOK_PLAIN, count, most);
    if (most > 0)
        column = pane_printf(pane, 0, column, LOOK_PLAIN, "%llu of %llu", (unsigned long long)count, (unsigned long long)most);
    else
        column = pane_printf(pane, 0, column, LOOK_PLAIN, "%llu in it", (unsigned long long)count);
    column = pane_printf(pane, 0, column + 2, LOOK_PLAIN, "unfinished %llu",
                         (unsigned long long)value_of(scene, number, "unfinished"));
    if (value_of(scene, number, "closed"))
        column = put_gap(pane, column, LOOK_WARNING, "shut down");
    column = put_line(scene, number, pane, column, "getters", "get waits:");
    column = put_line(scene, number, pane, column, "putters", "put waits:");
    put_line(scene, number, pane, column, "joiners", "join waits:");
}
