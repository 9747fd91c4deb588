/* queue.c — what message queues do (mq_overview(7), msgop(2)): the most urgent message comes first, or the oldest of the type that is
 * wanted; one waits to send when the queue is full, and to receive when there is none. Live runs only. */
#include "world/rules.h"

/* A type of its own, any up to one (told as its negative), or any at all. */
static bool is_wanted(const struct world_message *message, int64_t wanted)
{
    return wanted == 0 || (wanted > 0 ? message->priority == (uint32_t)wanted : message->priority <= 0 - (uint64_t)wanted);
}

static bool may_receive(const struct world *world, const struct world_object *queue, const struct step *about)
{
    if (queue->type != QUEUE_BY_TYPE || world->messages == WORLD_MESSAGES)
        return (int64_t)queue->value > 0;
    for (unsigned k = 0; k < world->messages; k++)
        if (world->message[k].queue == about->object && !world->message[k].owed && is_wanted(&world->message[k], (int64_t)about->value))
            return true;
    return false;
}

/* Of a queue that is limited by its bytes only the system knows when there is room again; an empty one has some. */
static bool may_send(const struct world_object *queue)
{
    return (int64_t)queue->value < (int64_t)queue->limit || (int64_t)queue->value <= 0;
}

static unsigned ways(const struct world *world, const struct world_object *queue, const struct step *about)
{
    bool gone = queue->destroyed && queue->type == QUEUE_BY_TYPE, over = (about->size & WAIT_OVER) || gone;
    switch (about->act) {
    case ACT_QUEUE_SEND: case ACT_QUEUE_TIMEDSEND:
        return ways_when(over || may_send(queue), about);
    case ACT_QUEUE_RECEIVE: case ACT_QUEUE_TIMEDRECEIVE:
        return ways_when(over || may_receive(world, queue, about), about);
    default:
        return way_bit(WAY_GO);
    }
}

/* The oldest of that priority or type; `owed`: of those that are. False: there is none. */
static bool take_out(struct world *world, const struct step *step, bool owed)
{
    for (unsigned k = 0; k < world->messages; k++) {
        const struct world_message *one = &world->message[k];
        if (one->queue != step->object || one->priority != (uint32_t)step->value || one->owed != owed)
            continue;
        world->messages--;
        for (unsigned next = k; next < world->messages; next++)
            world->message[next] = world->message[next + 1];
        return true;
    }
    return false;
}

static void add(struct world *world, const struct step *step, bool owed)
{
    if (world->messages < WORLD_MESSAGES)
        world->message[world->messages++] = (struct world_message){ (uint16_t)step->object, owed, (uint32_t)step->value,
                                                                    (uint32_t)step->result };
}

/* The record of a receiver may come before the sender's: the count evens out, and so do the messages. */
static void put(struct world *world, struct world_object *queue, const struct step *step)
{
    queue->value++;
    if (!take_out(world, step, true))
        add(world, step, false);
}

static void take(struct world *world, struct world_object *queue, const struct step *step)
{
    queue->value--;
    if (!take_out(world, step, false))
        add(world, step, true);
}

static int32_t act(struct world *world, struct world_object *queue, struct step *step)
{
    switch (step->act) {
    case ACT_QUEUE_OPEN:
        if (step->result >= 0)
            queue->limit = (uint32_t)step->value;
        queue->destroyed = queue->destroyed && step->result < 0;
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
