/* socket.c — one end of a connection, or where connections arrive.
 *
 *   socket 3   listens at port 4711   1 not accepted yet   waiting: ①
 *   socket 4   ⇄ socket 5 ②   12 bytes on their way to it  */
#include "view/pictures/pictures.h"

/* The first threads of all processes that have it open; of one alone, nobody needs to be told. */
static int put_holders(const struct scene *scene, struct pane *pane, int column, uint32_t id)
{
    uint16_t threads[STEP_PROCESSES];
    size_t count = 0;
    const struct world *world = scene->world;
    if (world->process[0] == 0)
        return column;
    for (uint16_t p = 0; p < STEP_PROCESSES; p++)
        if (world_open(world, id, PIPE_BOTH, p) > 0)
            threads[count++] = p == 0 ? 0 : (uint16_t)world->object[world->process[p]].readers;
    return picture_threads(scene, pane, 0, pane_put(pane, 0, column, LOOK_DIM, " "), threads, count);
}

static int put_listening(struct pane *pane, enum look look, const struct world_object *socket)
{
    int column = socket->generation != 0 ? pane_printf(pane, 0, 0, look, "listens at port %u", (unsigned)socket->generation)
                                         : pane_put(pane, 0, 0, look, "listens");
    if ((int64_t)socket->value > 0)
        column = pane_printf(pane, 0, column, LOOK_READY, "  %lld not accepted yet", (long long)socket->value);
    return column;
}

static int put_other_end(const struct scene *scene, struct pane *pane, enum look look, const struct world_object *socket)
{
    char name[96];
    bool known = socket->limit != 0;
    int column = pane_put(pane, 0, 0, look, glyph(pane, "⇄ ", "<> "));
    if (!known && (socket->readers & SOCKET_OVER))
        return pane_put(pane, 0, column, LOOK_DIM, "the other end is closed");
    if (!known)
        return pane_put(pane, 0, column, LOOK_DIM, socket->readers & SOCKET_PENDING ? "not accepted yet" : "outside");
    column = pane_put(pane, 0, column, LOOK_CODE, session_object_name(scene->tell.session, socket->limit, name, sizeof name));
    column = put_holders(scene, pane, column, socket->limit);
    return socket->readers & SOCKET_OVER ? pane_put(pane, 0, column, LOOK_DIM, ", which sends no more") : column;
}

static int put_connected(const struct scene *scene, struct pane *pane, enum look look, const struct world_object *socket)
{
    int column = put_other_end(scene, pane, look, socket);
    long long bytes = (int64_t)socket->value > 0 ? (long long)socket->value : 0;
    bool counted = socket->limit != 0 || bytes > 0;
    return counted ? pane_printf(pane, 0, column, look, "  %lld byte%s to receive", bytes, bytes == 1 ? "" : "s") : column;
}

static void draw(const struct scene *scene, uint32_t id, struct pane *pane)
{
    const struct world_object *socket = &scene->world->object[id];
    enum look look = picture_changed(scene, id) ? LOOK_CHANGED : LOOK_PLAIN;
    int column;
    switch ((enum socket_state)socket->depth) {
    case SOCKET_LISTENS:
        column = put_listening(pane, look, socket);
        break;
    case SOCKET_CONNECTED:
        column = put_connected(scene, pane, look, socket);
        break;
    case SOCKET_CONNECTS:
        column = pane_put(pane, 0, 0, look, "connects");
        break;
    case SOCKET_CLOSED:
        pane_put(pane, 0, 0, LOOK_DIM, glyph(pane, "✗ closed", "x closed"));
        return;
    default:
        column = pane_put(pane, 0, 0, look, socket->generation != 0 ? "has an address" : "not connected");
    }
    picture_queue(scene, pane, 0, column, id, "waiting");
}

const struct picture picture_of_socket = { .draw = draw };
