/* channel.c — making and opening the channel: a sealed memory file, an event descriptor, a pair of sockets.
 * The seals keep a demo from cutting the file short under the lab, which would kill it with SIGBUS. */
#include "trace/channel.h"

#include <assert.h>
#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "trace/layout.h"

/* The host's end is common to all processes that it forks: each writes lanes of its own, and a dead one's are gone on with. */
static struct channel *allocate(struct err *err)
{
    struct channel *channel = mmap(NULL, sizeof *channel, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (channel == MAP_FAILED) {
        err_set_errno(err, "no memory for a channel");
        return NULL;
    }
    *channel = (struct channel){ .memory = -1, .event = -1, .socket = -1, .host_socket = -1 };
    return channel;
}

static bool map(struct channel *channel, struct err *err)
{
    void *memory = mmap(NULL, channel->bytes, PROT_READ | PROT_WRITE, MAP_SHARED, channel->memory, 0);
    if (memory == MAP_FAILED)
        return err_set_errno(err, "cannot map %zu bytes of shared memory", channel->bytes);
    channel->shared = memory;
    return true;
}

static bool make_memory(struct channel *channel, size_t steps, struct err *err)
{
    channel->steps = steps;
    channel->bytes = sizeof(struct shared) + CHANNEL_LANES * steps * sizeof(struct step);
    channel->memory = memfd_create("threadlab", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (channel->memory < 0)
        return err_set_errno(err, "no shared memory");
    if (ftruncate(channel->memory, (off_t)channel->bytes) != 0)
        return err_set_errno(err, "no room for %zu bytes of shared memory", channel->bytes);
    if (fcntl(channel->memory, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
        return err_set_errno(err, "cannot seal the shared memory");
    if (!map(channel, err))
        return false;
    struct head *head = &channel->shared->head;
    head->magic = CHANNEL_MAGIC;
    head->version = CHANNEL_VERSION;
    head->lanes = CHANNEL_LANES;
    head->gates = CHANNEL_GATES;
    head->steps = steps;
    return true;
}

static bool make_sockets(struct channel *channel, struct err *err)
{
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
        return err_set_errno(err, "no pair of sockets");
    channel->socket = pair[0];
    channel->host_socket = pair[1];
    return true;
}

struct channel *channel_create(size_t steps, struct err *err)
{
    assert(steps >= 2 && steps <= (size_t)1 << 24 && (steps & (steps - 1)) == 0);
    struct channel *channel = allocate(err);
    if (!channel)
        return NULL;
    channel->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (channel->event < 0) {
        err_set_errno(err, "no event descriptor");
        goto failed;
    }
    if (!make_memory(channel, steps, err) || !make_sockets(channel, err))
        goto failed;
    return channel;
failed:
    channel_destroy(channel);
    err_while(err, "cannot make a channel");
    return NULL;
}

/* The size of the file is the one thing that cannot be wrong: it is sealed. */
static bool believe(struct channel *channel, struct err *err)
{
    const struct head *head = &channel->shared->head;
    if (head->magic != CHANNEL_MAGIC || head->version != CHANNEL_VERSION || head->lanes != CHANNEL_LANES
        || head->gates != CHANNEL_GATES)
        return err_set(err, "the shared memory is none of this version of Thread Lab");
    uint64_t steps = head->steps;
    if (steps < 2 || (steps & (steps - 1)) != 0
        || steps != (channel->bytes - sizeof(struct shared)) / (CHANNEL_LANES * sizeof(struct step)))
        return err_set(err, "the shared memory has the wrong size");
    channel->steps = steps;
    return true;
}

static bool open_memory(struct channel *channel, struct err *err)
{
    struct stat about;
    if (fstat(channel->memory, &about) != 0)
        return err_set_errno(err, "no shared memory at descriptor %d", channel->memory);
    if (about.st_size < (off_t)sizeof(struct shared))
        return err_set(err, "the shared memory is too small");
    channel->bytes = (size_t)about.st_size;
    return map(channel, err) && believe(channel, err);
}

struct channel *channel_open(int memory_fd, int event_fd, int socket_fd, struct err *err)
{
    struct channel *channel = allocate(err);
    if (!channel)
        return NULL;
    channel->memory = memory_fd;
    channel->event = event_fd;
    channel->socket = socket_fd;
    for (const int *fd = (const int[]){ memory_fd, event_fd, socket_fd, -1 }; *fd >= 0; fd++)
        fcntl(*fd, F_SETFD, FD_CLOEXEC);        /* what the demo starts shall not inherit them */
    if (open_memory(channel, err))
        return channel;
    channel_destroy(channel);
    err_while(err, "cannot open the channel");
    return NULL;
}

static void close_one(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

void channel_destroy(struct channel *channel)
{
    if (!channel)
        return;
    if (channel->shared)
        munmap(channel->shared, channel->bytes);
    close_one(&channel->memory);
    close_one(&channel->event);
    close_one(&channel->socket);
    close_one(&channel->host_socket);
    munmap(channel, sizeof *channel);
}

int channel_memory_fd(const struct channel *channel)
{
    return channel->memory;
}

int channel_event_fd(const struct channel *channel)
{
    return channel->event;
}

int channel_socket_fd(const struct channel *channel)
{
    return channel->host_socket;
}

void channel_host_started(struct channel *channel)
{
    close_one(&channel->host_socket);
}

_Atomic uint32_t *channel_gate(struct channel *channel, unsigned thread)
{
    assert(thread < CHANNEL_GATES);
    return &channel->shared->gate[thread].word;
}
