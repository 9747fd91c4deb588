/* notice.c — what event descriptors do (eventfd(2), timerfd_create(2), signalfd(2)): a read takes the count, or waits until there
 * is one. Only of a count does the program itself decide when. Live runs only. */
#include "world/rules.h"

static unsigned ways(const struct world *world, const struct world_object *notice, const struct step *about)
{
    (void)world;
    if (about->act != ACT_NOTICE_READ)
        return way_bit(WAY_GO);
    bool may = (int64_t)notice->value > 0;
    if (notice->type == NOTICE_COUNT && !may && !(about->size & WAIT_OVER))
        return 0;
    return ways_outside(may, about);
}

static int32_t act(struct world *world, struct world_object *notice, struct step *step)
{
    uint16_t process = world->thread[step->thread].process;
    switch (step->act) {
    case ACT_NOTICE_MAKE:
        notice->value = step->value;
        notice->destroyed = false;
        end_open(world, step->object, process, step->other, PIPE_BOTH);
        break;
    case ACT_NOTICE_WRITE: case ACT_NOTICE_TRYWRITE:
        if (step->result > 0)
            notice->value += step->value;
        break;
    case ACT_NOTICE_READ: case ACT_NOTICE_TRYREAD:
        if (step->result > 0 && notice->type == NOTICE_COUNT)
            notice->value -= step->value;
        break;
    case ACT_NOTICE_CLOSE:
        end_close(world, process, step->other);
        notice->destroyed = world_open(world, step->object, PIPE_BOTH, ALL_PROCESSES) == 0;
        break;
    case ACT_NOTICE_DUP:
        end_duplicate(world, step);
        break;
    default:
        break;
    }
    return 0;
}

static uint16_t holder(const struct world *world, const struct world_object *notice, const struct step *about)
{
    (void)world;
    (void)notice;
    (void)about;
    return NOBODY;
}

const struct rules rules_notice = { .ways = ways, .act = act, .holder = holder };
