/* pipe.c — bytes on their way, who has which end open, and who waits at it.
 *
 *   to_child   ①▶ 12 bytes ▶② ①     left of the bytes: who can write; right: who can read */
#include "view/pictures/pictures.h"

/* The first threads of all processes that have this end open, none twice. */
static size_t holders(const struct world *world, uint32_t id, enum pipe_end end, uint16_t *threads, size_t room)
{
    size_t count = 0;
    for (uint16_t p = 0; p < STEP_PROCESSES && count < room; p++)
        if (world_open(world, id, end, p) > 0)
            threads[count++] = p == 0 ? 0 : (uint16_t)world->object[world->process[p]].readers;
    return count;
}

static int put_ends(const struct scene *scene, struct pane *pane, int row, int column, uint32_t id, enum pipe_end end)
{
    uint16_t threads[STEP_PROCESSES];
    size_t count = holders(scene->world, id, end, threads, STEP_PROCESSES);
    if (count == 0)
        return pane_put(pane, row, column, LOOK_DIM, glyph(pane, "✗ closed", "x closed"));
    return picture_threads(scene, pane, row, column, threads, count);
}

static int put_bytes(struct pane *pane, int row, int column, enum look look, uint64_t value)
{
    long long bytes = (long long)value > 0 ? (long long)value : 0;
    return pane_printf(pane, row, column, look, "%lld byte%s", bytes, bytes == 1 ? "" : "s");
}

/* Who reads at one end of a pair, or writes at the other, waits for bytes, or room, in the same direction. */
static int row_of(const struct world *world, uint16_t waiter)
{
    const struct step *about = &world->thread[waiter].about;
    enum pipe_end towards = about->act == ACT_PIPE_WRITE ? PIPE_WRITES : PIPE_READS;
    for (unsigned k = 0; k < world->ends; k++)
        if (world->end[k].process == world->thread[waiter].process && world->end[k].descriptor == (int16_t)about->other)
            return world->end[k].end == towards ? 0 : 1;
    return 0;
}

static void put_waiters(const struct scene *scene, struct pane *pane, int row, int column, uint32_t id)
{
    uint16_t waiters[32], here[32];
    size_t count = 0, all = world_waiters(scene->world, id, waiters, sizeof waiters / sizeof *waiters);
    for (size_t k = 0; k < all; k++)
        if (scene->world->object[id].type != PIPE_PAIR || row_of(scene->world, waiters[k]) == row)
            here[count++] = waiters[k];
    if (count > 0)
        picture_threads(scene, pane, row, pane_put(pane, row, column + 2, LOOK_BLOCKED, "waiting: "), here, count);
}

static int rows(const struct scene *scene, uint32_t id)
{
    return scene->world->object[id].type == PIPE_PAIR ? 2 : 1;
}

static void draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    const struct world_object *pipe = &scene->world->object[id];
    enum look look = picture_changed(scene, id) ? LOOK_CHANGED : LOOK_PLAIN;
    if (pipe->changed == 0) {
        pane_put(pane, 0, 0, LOOK_DIM, "not open yet");
        put_waiters(scene, pane, 0, 12, id);
        return;
    }
    for (int row = 0; row < rows(scene, id); row++) {
        enum pipe_end from = row == 0 ? PIPE_WRITES : PIPE_READS, to = row == 0 ? PIPE_READS : PIPE_WRITES;
        int column = put_ends(scene, pane, row, 0, id, from);
        column = pane_put(pane, row, column, LOOK_DIM, glyph(pane, " ▶ ", " > "));
        column = put_bytes(pane, row, column, look, row == 0 ? pipe->value : pipe->reading);
        column = pane_put(pane, row, column, LOOK_DIM, glyph(pane, " ▶ ", " > "));
        column = put_ends(scene, pane, row, column, id, to);
        put_waiters(scene, pane, row, column, id);
    }
}

const struct picture picture_of_pipe = { .rows = rows, .draw = draw };
