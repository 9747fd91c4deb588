/* graph.c — see graph.h. */
#include "view/graph.h"

#include <stdio.h>
#include <string.h>

#include "view/say.h"

enum { GAP = 4, PIECE = 512 };

static void add(char *piece, const char *text)
{
    size_t length = strlen(piece);
    snprintf(piece + length, PIECE - length, "%s", text);
}

static void add_thread(const struct scene *scene, char *piece, uint16_t thread)
{
    char name[32];
    if (thread == NOBODY)
        add(piece, "nobody");
    else
        add(piece, thread == 0 ? "main" : tell_thread(&scene->tell, thread, name, sizeof name));
}

/* Of a pipe every process that has the other end open could let the thread go; itself, too. False: nobody, or no pipe. */
static bool add_processes(const struct scene *scene, char *piece, uint16_t thread)
{
    const struct world *world = scene->world;
    const struct step *about = &world->thread[thread].about;
    enum pipe_end end = about->act == ACT_PIPE_WRITE ? PIPE_READS : PIPE_WRITES;
    bool any = false;
    if (act_object(about->act) != OBJECT_PIPE || world->object[about->object].type == PIPE_PAIR)
        return false;
    for (uint16_t p = 0; p < STEP_PROCESSES; p++) {
        if (world_open(world, about->object, end, p) == 0)
            continue;
        add(piece, any ? " " : "");
        add_thread(scene, piece, p == 0 ? 0 : (uint16_t)world->object[world->process[p]].readers);
        any = true;
    }
    return any;
}

/* Of a connection, its other end; of anything else that is not the program's own, the world. */
static bool add_outside(const struct scene *scene, char *piece, uint16_t thread)
{
    char name[96];
    const struct step *about = &scene->world->thread[thread].about;
    const struct world_object *object = &scene->world->object[about->object];
    bool connected = act_object(about->act) == OBJECT_SOCKET && object->depth == SOCKET_CONNECTED && object->limit != 0;
    if (connected)
        add(piece, session_object_name(scene->tell.session, object->limit, name, sizeof name));
    else if (act_traits(about->act) & ACT_OUTSIDE)
        add(piece, "outside");
    return connected || (act_traits(about->act) & ACT_OUTSIDE);
}

/* " ─ b ▶ ": what stands between the two. */
static void add_edge(const struct scene *scene, char *piece, uint16_t thread, const struct wait *wait)
{
    char name[96] = "join";
    enum act act = (enum act)scene->world->thread[thread].about.act;
    if (wait->object != 0 || (act_traits(act) & ACT_OUTSIDE))
        tell_awaited(&scene->tell, act, wait->object, NOBODY, name, sizeof name);
    add(piece, scene->tell.ascii ? " - " : " ─ ");
    add(piece, name);
    add(piece, scene->tell.ascii ? " > " : " ▶ ");
}

/* Puts the piece behind the others, or on a row of its own. */
static void put(struct pane *pane, int *row, int *column, const char *piece)
{
    int columns = text_columns(piece);
    if (*column > 0 && *column + GAP + columns > pane->columns) {
        ++*row;
        *column = 0;
    }
    int from = *column ? *column + GAP : 0;
    *column = pane_put(pane, *row, from, LOOK_FAILURE, piece);
    if (*column < from + columns)           /* a pane that only counts */
        *column = from + columns;
}

int graph_draw(const struct scene *scene, struct pane *pane, int row)
{
    static uint16_t cycle[WORLD_THREADS];   /* too large for stack frames that are drawn often */
    static bool drawn[WORLD_THREADS];
    const struct world *world = scene->world;
    size_t length = world_cycle(world, cycle);
    char piece[PIECE] = "";
    struct wait wait;
    int first = row, column = 0;
    memset(drawn, 0, sizeof drawn);
    for (size_t k = 0; k < length && world_waits(world, cycle[k], &wait); k++) {
        drawn[cycle[k]] = true;
        add_thread(scene, piece, cycle[k]);
        add_edge(scene, piece, cycle[k], &wait);
        if (k + 1 == length)
            add_thread(scene, piece, cycle[0]);
    }
    if (length > 0)
        put(pane, &row, &column, piece);
    for (uint16_t t = 0; t < world->threads; t++) {
        if (drawn[t] || !world_waits(world, t, &wait))
            continue;
        piece[0] = '\0';
        add_thread(scene, piece, t);
        add_edge(scene, piece, t, &wait);
        if (wait.thread != NOBODY || (!add_processes(scene, piece, t) && !add_outside(scene, piece, t)))
            add_thread(scene, piece, wait.thread);
        put(pane, &row, &column, piece);
    }
    return column > 0 ? row - first + 1 : 0;
}
