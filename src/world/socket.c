/* socket.c — what sockets do (socket(7), accept(2), connect(2), shutdown(2)). Of a connection both of whose ends are the program's
 * own, the bytes on their way are counted; else what a thread waits for comes from outside. Live runs only. */
#include <errno.h>
#include <sys/socket.h>

#include "world/rules.h"

static void begin(struct world *world, uint32_t id, uint16_t process, uint32_t descriptor, enum socket_state state)
{
    struct world_object *socket = &world->object[id];
    socket->value = 0;
    socket->depth = state;
    socket->readers = socket->limit = socket->generation = 0;
    socket->destroyed = false;
    socket->changed = world->step;
    end_open(world, id, process, descriptor, PIPE_BOTH);
}

static struct world_object *other_end(struct world *world, const struct world_object *socket)
{
    struct world_object *other = &world->object[socket->limit % WORLD_OBJECTS];
    return socket->limit != 0 && other->kind == OBJECT_SOCKET ? other : NULL;
}

static void join(struct world *world, uint32_t one, uint32_t other)
{
    if (one == 0 || other == 0 || one >= WORLD_OBJECTS || other >= WORLD_OBJECTS || world->object[other].kind != OBJECT_SOCKET)
        return;
    world->object[one].limit = other;
    world->object[other].limit = one;
    world->object[other].changed = world->step;
}

/* The other end may still read what has been sent, and then comes the end. */
static void fall_silent(struct world *world, struct world_object *socket)
{
    struct world_object *other = other_end(world, socket);
    socket->readers |= SOCKET_SILENT;
    if (other)
        other->readers |= SOCKET_OVER;
}

void socket_ends(struct world *world, uint32_t id)
{
    struct world_object *socket = &world->object[id], *other = other_end(world, socket);
    fall_silent(world, socket);
    socket->depth = SOCKET_CLOSED;
    socket->destroyed = true;
    socket->limit = 0;
    if (other)
        other->limit = 0;
}

bool socket_is_ready(const struct world_object *socket)
{
    return (int64_t)socket->value > 0 || (socket->readers & SOCKET_OVER);
}

/* Can anyone but the program itself end that wait? */
static bool is_own(const struct world_object *socket, const struct step *about)
{
    return socket->depth == SOCKET_CONNECTED && socket->limit != 0 && !(about->size & WAIT_LIMITED);
}

static unsigned ways(const struct world *world, const struct world_object *socket, const struct step *about)
{
    const struct world_object *other = &world->object[socket->limit % WORLD_OBJECTS];
    bool may;
    switch (about->act) {
    case ACT_SOCKET_READ: case ACT_SOCKET_ACCEPT: case ACT_SOCKET_POLL:
        may = socket_is_ready(socket);
        break;
    case ACT_SOCKET_WRITE:
        may = socket->limit != 0 && (int64_t)other->value <= 0;
        break;
    case ACT_SOCKET_CONNECT:
        may = about->value != 0;            /* to a socket that listens: it only has to knock */
        break;
    default:
        return way_bit(WAY_GO);
    }
    if (is_own(socket, about) && !may && !(about->size & WAIT_OVER))
        return 0;
    return ways_outside(may, about);
}

static void move(struct world *world, struct world_object *socket, const struct step *step)
{
    struct world_object *other = other_end(world, socket);
    bool reads = step->act == ACT_SOCKET_READ || step->act == ACT_SOCKET_TRYREAD;
    bool counted = other || (socket->readers & SOCKET_OVER);
    if (socket->depth == SOCKET_CONNECTS && step->result > 0)
        socket->depth = SOCKET_CONNECTED;
    if (step->result <= 0 || !counted || socket->depth != SOCKET_CONNECTED)
        return;
    if (reads)
        socket->value -= (uint64_t)step->result;
    else if (other)
        other->value += (uint64_t)step->result;
    if (other)
        other->changed = world->step;
}

static void accept_one(struct world *world, struct world_object *listener, const struct step *step)
{
    uint32_t fresh = step->other, from = (uint32_t)step->value;
    if (step->result < 0 || fresh == 0 || fresh >= WORLD_OBJECTS || world->object[fresh].kind != OBJECT_SOCKET)
        return;
    uint32_t port = listener->generation;
    begin(world, fresh, world->thread[step->thread].process, (uint32_t)step->result, SOCKET_CONNECTED);
    world->object[fresh].generation = port;
    join(world, fresh, from);
    if (world->object[fresh].limit == 0)
        return;
    world->object[from].depth = SOCKET_CONNECTED;
    if (!(world->object[from].readers & SOCKET_PENDING))
        return;
    world->object[from].readers &= ~(uint32_t)SOCKET_PENDING;
    listener->value -= (int64_t)listener->value > 0;
}

/* As soon as the other side's system has answered; somebody may have accepted it already. */
static void connect_it(struct world *world, struct world_object *socket, const struct step *step)
{
    uint32_t listener = (uint32_t)step->value, from = (uint32_t)(step->value >> 32);
    if (step->result == -EINPROGRESS)
        socket->depth = SOCKET_CONNECTS;
    if (step->result != 0 && step->result != -EINPROGRESS)
        return;
    if (step->result == 0)
        socket->depth = SOCKET_CONNECTED;
    if (listener != 0 && listener < WORLD_OBJECTS)
        socket->generation = world->object[listener].generation;
    if (from != 0)
        join(world, step->object, from);
    if (socket->limit != 0)
        socket->depth = SOCKET_CONNECTED;
    if (socket->limit != 0 || listener == 0 || listener >= WORLD_OBJECTS || world->object[listener].kind != OBJECT_SOCKET)
        return;
    socket->readers |= SOCKET_PENDING;
    world->object[listener].value++;
    world->object[listener].changed = world->step;
}

static int32_t act(struct world *world, struct world_object *socket, struct step *step)
{
    uint16_t process = world->thread[step->thread].process;
    switch (step->act) {
    case ACT_SOCKET_MAKE:
        begin(world, step->object, process, step->other, SOCKET_NEW);
        break;
    case ACT_SOCKET_LISTEN:
        if (step->result == 0)
            socket->depth = SOCKET_LISTENS;
        /* fall through */
    case ACT_SOCKET_BIND:
        if (step->result == 0 && step->value != 0)
            socket->generation = (uint32_t)step->value;
        break;
    case ACT_SOCKET_ACCEPT: case ACT_SOCKET_TRYACCEPT:
        accept_one(world, socket, step);
        break;
    case ACT_SOCKET_CONNECT: case ACT_SOCKET_TRYCONNECT:
        connect_it(world, socket, step);
        break;
    case ACT_SOCKET_SHUTDOWN:
        if (step->result == 0 && step->value != SHUT_RD)
            fall_silent(world, socket);
        break;
    case ACT_SOCKET_CLOSE:
        end_close(world, process, step->other);
        break;
    case ACT_SOCKET_DUP:
        end_duplicate(world, step);
        break;
    case ACT_SOCKET_POLL:
        break;
    default:
        move(world, socket, step);
    }
    return 0;
}

static uint16_t holder(const struct world *world, const struct world_object *socket, const struct step *about)
{
    (void)world;
    (void)socket;
    (void)about;
    return NOBODY;      /* anyone with the other end */
}

const struct rules rules_socket = { .ways = ways, .act = act, .holder = holder };
