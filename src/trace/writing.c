/* writing.c — the host's end of the lanes: putting steps in, waking the reader when it asked for it. */
#include <errno.h>
#include <linux/futex.h>
#include <poll.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "trace/layout.h"

enum { LOOK_AGAIN = 250 * 1000 * 1000 };       /* ns between two looks at whether the lab is still there */

/* No wake-up is lost. The reader stores `armed`, then looks at the heads; we store a head, then look at `armed`; all
 * four are seq_cst, so they stand in one order that all agree on. If our look at `armed` missed the reader's store, our
 * look came before that store, so did our store of the head, and the reader's look at the head finds the step.
 * Whoever turns `armed` back to 0 writes the one event. */
static void publish(struct channel *channel, struct positions *lane, uint64_t head)
{
    atomic_store(&lane->head, head);
    _Atomic uint32_t *armed = &channel->shared->head.armed;
    if (__builtin_expect(atomic_load(armed) != 0, 0) && atomic_exchange(armed, 0) != 0) {
        uint64_t one = 1;
        ssize_t written = write(channel->event, &one, sizeof one);
        (void)written;      /* EAGAIN: the counter is full, so the descriptor is readable as it should be */
    }
}

/* A tail that cannot be is a demo's scribble: then we go on as if all had been taken, which costs records, not safety. */
static bool has_room(struct channel *channel, struct writer *writer, const struct positions *lane)
{
    if (writer->head - writer->tail < channel->steps)
        return true;
    writer->tail = atomic_load(&lane->tail);
    if (writer->head - writer->tail > channel->steps)
        writer->tail = writer->head;
    return writer->head - writer->tail < channel->steps;
}

static void put(struct channel *channel, unsigned lane, const struct step *step)
{
    struct writer *writer = &channel->writer[lane];
    if (__builtin_expect(writer->head == 0, 0))
        atomic_fetch_or(&channel->shared->head.used, (uint64_t)1 << lane);
    step_copy(channel_slot(channel, lane, writer->head), step);
    publish(channel, &channel->shared->lane[lane], ++writer->head);
}

static void lose(struct channel *channel, unsigned lane)
{
    struct writer *writer = &channel->writer[lane];
    atomic_store_explicit(&channel->shared->lane[lane].lost, ++writer->lost, memory_order_relaxed);
}

bool channel_offer(struct channel *channel, unsigned lane, const struct step *step)
{
    lane %= CHANNEL_LANES;
    if (__builtin_expect(!has_room(channel, &channel->writer[lane], &channel->shared->lane[lane]), 0)) {
        lose(channel, lane);
        return false;
    }
    put(channel, lane, step);
    return true;
}

/* Half of it is for steps alone. */
bool channel_spare(struct channel *channel, unsigned lane)
{
    lane %= CHANNEL_LANES;
    struct writer *writer = &channel->writer[lane];
    if (writer->head - writer->tail < channel->steps / 2)
        return true;
    writer->tail = atomic_load(&channel->shared->lane[lane].tail);
    if (writer->head - writer->tail < channel->steps / 2)
        return true;
    lose(channel, lane);
    return false;
}

static bool lab_is_gone(struct channel *channel)
{
    struct pollfd socket = { .fd = channel->socket, .events = 0 };
    if (!channel->lab_gone && poll(&socket, 1, 0) > 0)
        channel->lab_gone = (socket.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
    return channel->lab_gone;
}

/* The same order as in `publish`, the other way round: we store `waiting`, then look at the tail; the reader stores its
 * tail, then looks at `waiting`, turns it back and wakes us. */
static void wait_for_room(struct channel *channel, struct writer *writer, struct positions *lane)
{
    const struct timespec while_asleep = { .tv_nsec = LOOK_AGAIN };
    for (;;) {
        atomic_store(&lane->waiting, 1);
        if (has_room(channel, writer, lane) || lab_is_gone(channel))
            break;
        syscall(SYS_futex, &lane->waiting, FUTEX_WAIT, 1, &while_asleep, NULL, 0);
    }
    atomic_store(&lane->waiting, 0);
}

void channel_put(struct channel *channel, unsigned lane, const struct step *step)
{
    lane %= CHANNEL_LANES;
    struct writer *writer = &channel->writer[lane];
    struct positions *positions = &channel->shared->lane[lane];
    if (!has_room(channel, writer, positions)) {
        wait_for_room(channel, writer, positions);
        if (!has_room(channel, writer, positions)) {        /* the lab has gone */
            lose(channel, lane);
            return;
        }
    }
    put(channel, lane, step);
}
