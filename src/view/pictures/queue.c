/* queue.c — a message queue: its messages in the order in which they will be received, each as its priority and length; its places;
 * who waits.
 *
 *   /wishes   ●●○○   9:5 bytes  1:12 bytes   waiting: ①  */
#include "view/pictures/pictures.h"

enum { SHOWN = 4 };

/* The n-th: the most urgent first, of these the oldest; of those with types the oldest. NULL: there are not so many. */
static const struct world_message *message_at(const struct world *world, uint32_t id, unsigned n)
{
    const struct world_message *found = NULL;
    bool by_type = world->object[id].type == QUEUE_BY_TYPE;
    for (unsigned k = 0; k < world->messages; k++) {
        const struct world_message *one = &world->message[k];
        unsigned before = 0;
        for (unsigned other = 0; other < world->messages; other++)
            before += world->message[other].queue == id && !world->message[other].owed
                   && ((!by_type && world->message[other].priority > one->priority)
                       || ((by_type || world->message[other].priority == one->priority) && other < k));
        if (one->queue == id && !one->owed && before == n)
            found = one;
    }
    return found;
}

static int put_messages(const struct scene *scene, struct pane *pane, int column, enum look look, uint32_t id)
{
    for (unsigned n = 0; n < SHOWN; n++) {
        const struct world_message *message = message_at(scene->world, id, n);
        if (!message)
            return column;
        column = pane_printf(pane, 0, column, look, "%s%u:", n > 0 ? "  " : "", (unsigned)message->priority);
        column = pane_printf(pane, 0, column, LOOK_DIM, "%u byte%s", (unsigned)message->bytes, message->bytes == 1 ? "" : "s");
    }
    return message_at(scene->world, id, SHOWN) ? pane_put(pane, 0, column, LOOK_DIM, glyph(pane, " …", " ...")) : column;
}

static void draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    const struct world_object *queue = &scene->world->object[id];
    enum look look = picture_changed(scene, id) ? LOOK_CHANGED : LOOK_PLAIN;
    uint64_t messages = (int64_t)queue->value > 0 ? queue->value : 0;
    int column = queue->limit > 0 ? picture_places(pane, 0, 0, look, messages, queue->limit) : 0;
    if (messages == 0)
        column = pane_put(pane, 0, column, look, "empty");
    column = put_messages(scene, pane, column, look, id);
    if (queue->destroyed)
        column = pane_put(pane, 0, column, LOOK_DIM, queue->type == QUEUE_BY_TYPE ? "  removed" : "  its name is gone");
    picture_queue(scene, pane, 0, column, id, "waiting");
}

const struct picture picture_of_queue = { .draw = draw };
