/* thread.c — the state of a thread in one word; the id of its picture is the thread's number. Its lane is lanes.c. */
#include "view/pictures/pictures.h"

const char *thread_word(const struct world *world, uint16_t thread, enum look *look)
{
    struct wait wait;
    const struct world_thread *self = &world->thread[thread];
    switch (self->phase) {
    case THREAD_ABSENT:
        *look = LOOK_DIM;
        return "absent";
    case THREAD_ENDED:
        *look = LOOK_ENDED;
        return self->joiner != NOBODY ? "joined" : self->detached ? "gone" : "ended";
    case THREAD_RUNNING:
        if (self->resting && world->outcome == OUTCOME_RUNNING) {
            *look = LOOK_BLOCKED;
            return "waits";
        }
        *look = world->outcome == OUTCOME_RUNNING ? LOOK_RUNNING : LOOK_ENDED;
        return world->outcome == OUTCOME_RUNNING ? "running" : world->outcome == OUTCOME_EXITED ? "cut off" : "stopped";
    default:
        break;
    }
    if (world->outcome == OUTCOME_EXITED) {     /* the program did not wait for it */
        *look = LOOK_ENDED;
        return "cut off";
    }
    if (!world_waits(world, thread, &wait)) {
        *look = LOOK_READY;
        return "ready";
    }
    if (self->about.act == ACT_SLEEP || (self->asleep_on && !self->signalled)) {
        *look = LOOK_SLEEPING;
        return "asleep";
    }
    *look = LOOK_BLOCKED;
    return "blocked";
}

static void draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    enum look look;
    if (id >= scene->world->threads)
        return;
    int column = picture_thread(scene, pane, 0, 0, (uint16_t)id);
    const char *word = thread_word(scene->world, (uint16_t)id, &look);
    pane_put(pane, 0, column + 1, look, word);
}

const struct picture picture_of_thread = { .draw = draw };
