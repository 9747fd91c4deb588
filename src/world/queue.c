/* queue.c — what message queues do (mq_overview(7)): the most urgent message comes first, of these the oldest; one waits to send
 * when the queue is full, and to receive when it is empty. Live runs only. */
#include "world/rules.h"

static unsigned ways(const struct world *world, const struct world_object *queue, const struct step *about)
{
    (void)world;
    switch (about->act) {
    case ACT_QUEUE_SEND: case ACT_QUEUE_TIMEDSEND:
        return ways_when((about->size & WAIT_OVER) || (int64_t)queue->value < (int64_t)queue->limit, about);
    case ACT_QUEUE_RECEIVE: case ACT_QUEUE_TIMEDRECEIVE:
        return ways_when((about->size & WAIT_OVER) || (int64_t)queue->value > 0, about);
    default:
        return way_bit(WAY_GO);
    }
}

static void put(struct world *world, struct world_object *queue, const struct step *step)
{
    queue->value++;
    if (world->messages < WORLD_MESSAGES)
        world->message[world->messages++] = (struct world_message){ (uint16_t)step->object, (uint32_t)step->value, (uint32_t)step->result };
}

/* The record of a receiver may come before the sender's: then there is nothing yet to take out, and the count evens out. */
static void take(struct world *world, struct world_object *queue, const struct step *step)
{
    queue->value--;
    for (unsigned k = 0; k < world->messages; k++) {
        if (world->message[k].queue != step->object || world->message[k].priority != (uint32_t)step->value)
            continue;
        world->messages--;
        for (unsigned next = k; next < world->messages; next++)
            world->message[next] = world->message[next + 1];
        return;
    }
}

static int32_t act(struct world *world, struct world_object *queue, struct step *step)
{
    switch (step->act) {
    case ACT_QUEUE_OPEN:
        if (step->result >= 0)
            queue->limit = (uint32_t)step->value;
        break;
    case ACT_QUEUE_SEND: case ACT_QUEUE_TRYSEND: case ACT_QUEUE_TIMEDSEND:
        if (step->result >= 0)
            put(world, queue, step);
        break;
    case ACT_QUEUE_RECEIVE: case ACT_QUEUE_TRYRECEIVE: case ACT_QUEUE_TIMEDRECEIVE:
        if (step->result >= 0)
            take(world, queue, step);
        break;
    case ACT_QUEUE_REMOVE:
        queue->destroyed = queue->destroyed || step->result == 0;
        break;
    default:
        break;
    }
    return 0;
}

static uint16_t holder(const struct world *world, const struct world_object *queue, const struct step *about)
{
    (void)world;
    (void)queue;
    (void)about;
    return NOBODY;      /* anyone may send, or receive */
}

const struct rules rules_queue = { .ways = ways, .act = act, .holder = holder };
