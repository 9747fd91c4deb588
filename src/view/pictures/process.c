/* process.c — a process: its number, whose child it is, whether it is alive, and how it ended. */
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "view/pictures/pictures.h"

static int put_status(struct pane *pane, int column, enum look look, int status)
{
    if (WIFSIGNALED(status)) {
        const char *name = sigabbrev_np(WTERMSIG(status));
        return pane_printf(pane, 0, column, look, "killed by SIG%s", name ? name : "?");
    }
    return pane_printf(pane, 0, column, look, "exit status %d", WEXITSTATUS(status));
}

static int put_parent(const struct scene *scene, struct pane *pane, int column, const struct world_object *process)
{
    const struct world *world = scene->world;
    const struct world_object *parent = &world->object[world->process[process->process % STEP_PROCESSES]];
    if (process->size == 0 || parent->kind != OBJECT_PROCESS)
        return column;
    if (world_is_orphan(world, process->size))
        return pane_put(pane, 0, column, LOOK_WARNING, "orphan: its parent has ended");
    column = pane_put(pane, 0, column, LOOK_DIM, "child of ");
    return picture_thread(scene, pane, 0, column, (uint16_t)parent->readers);
}

/* Known from the moment somebody is about to fork it; it has a first thread from the fork on. */
static bool is_forked(const struct world_object *process)
{
    return process->size == 0 || process->readers != 0;
}

static void draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    const struct world_object *process = &scene->world->object[id];
    enum look look = picture_changed(scene, id) ? LOOK_CHANGED : LOOK_PLAIN;
    int column = 0;
    if (process->value != 0)
        column = pane_printf(pane, 0, 0, LOOK_DIM, "pid %llu  ", (unsigned long long)process->value);
    switch ((enum life)process->depth) {
    case LIFE_RUNS:
        if (!is_forked(process)) {
            pane_put(pane, 0, column, LOOK_DIM, "not forked yet");
            break;
        }
        column = pane_put(pane, 0, column, look, glyph(pane, "▶ alive  ", "> alive  "));
        put_parent(scene, pane, column, process);
        break;
    case LIFE_ZOMBIE:
        column = pane_put(pane, 0, column, look, glyph(pane, "◌ zombie, ", "z zombie, "));
        column = put_status(pane, column, look, process->type);
        pane_put(pane, 0, column, LOOK_DIM, ": not waited for");
        break;
    default:
        column = pane_put(pane, 0, column, LOOK_DIM, glyph(pane, "✗ gone, ", "x gone, "));
        put_status(pane, column, look, process->type);
    }
}

const struct picture picture_of_process = { .draw = draw };
