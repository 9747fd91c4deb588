/* transfer.c — what downloads and progress come to: nothing waits here, a program tells what it does. */
#include "world/rules.h"

static unsigned ways(const struct world *world, const struct world_object *object, const struct step *about)
{
    (void)world;
    (void)object;
    (void)about;
    return way_bit(WAY_GO);
}

static enum transfer_phase phase_of(unsigned act)
{
    return (enum transfer_phase)(TRANSFER_QUEUES + (act - ACT_TRANSFER_QUEUE));
}

/* One that was over, or further on, begins anew. */
static int32_t transfer_act(struct world *world, struct world_object *transfer, struct step *step)
{
    enum transfer_phase phase = phase_of(step->act);
    (void)world;
    if (transfer->generation == 0 || phase < (enum transfer_phase)transfer->depth)
        transfer->generation++;
    transfer->depth = phase;
    if (phase != TRANSFER_OVER) {
        transfer->value = step->value;
        return 0;
    }
    int32_t result = step->result == STEP_UNDECIDED ? 0 : step->result;
    transfer->reading = step->value;
    transfer->limit = step->other;
    transfer->type = result;
    return result;
}

static int32_t progress_act(struct world *world, struct world_object *progress, struct step *step)
{
    (void)world;
    if (progress->limit == 0 || step->value == 0)
        progress->reading = step->time;
    if (step->value > progress->value || step->value == 0)
        progress->value = step->value;          /* what several threads tell may come out of order */
    progress->limit = step->other;
    progress->generation = (uint32_t)((step->time - progress->reading) / 1000);
    return 0;
}

const struct rules rules_transfer = { .ways = ways, .act = transfer_act };
const struct rules rules_progress = { .ways = ways, .act = progress_act };
