/* reading.c — the lab's end of the lanes: taking steps out in the order of their time.
 * Everything in the shared memory may be a demo's scribble: steps are copied before they are checked, positions that
 * cannot be make the lane begin anew where the writer says it is, and every loop is bounded by what we know ourselves. */
#include <linux/futex.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "trace/layout.h"

enum { DAMAGE_AT_ONCE = 4096 };     /* so many bad steps in a row, and channel_take gives the caller a turn */

/* Tells the writer how far we are; see wait_for_room in writing.c for the order. */
static void publish(struct channel *channel, unsigned lane)
{
    struct positions *positions = &channel->shared->lane[lane];
    struct reader *reader = &channel->reader[lane];
    reader->published = reader->tail;
    atomic_store(&positions->tail, reader->tail);
    if (atomic_load(&positions->waiting) != 0) {
        atomic_store(&positions->waiting, 0);
        syscall(SYS_futex, &positions->waiting, FUTEX_WAKE, 1, NULL, NULL, 0);
    }
}

/* Is there a step? Looks at the shared head only when the steps known of have been taken. */
static bool has_step(struct channel *channel, unsigned lane)
{
    struct reader *reader = &channel->reader[lane];
    if (reader->head != reader->tail)
        return true;
    reader->head = atomic_load(&channel->shared->lane[lane].head);
    if (reader->head - reader->tail > channel->steps) {
        channel->damaged++;
        reader->tail = reader->head;
    }
    if (reader->head != reader->tail)
        return true;
    if (reader->published != reader->tail)
        publish(channel, lane);
    return false;
}

/* Takes one lane's next valid step. Room is given back a quarter at a time: publishing costs the writer a cache miss. */
static bool next(struct channel *channel, unsigned lane, struct step *out)
{
    struct reader *reader = &channel->reader[lane];
    for (int bad = 0; bad < DAMAGE_AT_ONCE && has_step(channel, lane); bad++) {
        *out = *(const volatile struct step *)channel_slot(channel, lane, reader->tail);
        reader->tail++;
        if (reader->tail - reader->published >= channel->steps / 4)
            publish(channel, lane);
        if (step_valid(out))
            return true;
        channel->damaged++;
    }
    return false;
}

/* Fills `first` of every lane that has a step. A release is recorded before it happens and an acquire after, so what
 * happened before a step that we have seen is in its lane already: looking until a whole round finds nothing new means
 * that no step is taken before another that it depends on. Each round but the last fills a lane, so it ends. */
static void look_round(struct channel *channel)
{
    uint64_t before;
    do {
        before = channel->waiting;
        channel->used |= atomic_load(&channel->shared->head.used);
        for (uint64_t empty = channel->used & ~before; empty; empty &= empty - 1) {
            unsigned lane = (unsigned)__builtin_ctzll(empty);
            if (next(channel, lane, &channel->reader[lane].first))
                channel->waiting |= (uint64_t)1 << lane;
        }
    } while (channel->waiting != before);
}

/* A piece of text has no time of its own, its letters lie there: it follows the record before it at once. */
static uint64_t time_of(const struct step *step)
{
    return step->phase == PHASE_TEXT ? 0 : step->time;
}

static bool take_earliest(struct channel *channel, struct step *out)
{
    look_round(channel);
    if (!channel->waiting)
        return false;
    unsigned earliest = (unsigned)__builtin_ctzll(channel->waiting);
    for (uint64_t more = channel->waiting; more; more &= more - 1) {
        unsigned lane = (unsigned)__builtin_ctzll(more);
        if (time_of(&channel->reader[lane].first) < time_of(&channel->reader[earliest].first))
            earliest = lane;
    }
    *out = channel->reader[earliest].first;
    channel->waiting &= ~((uint64_t)1 << earliest);
    return true;
}

bool channel_take(struct channel *channel, struct step *out)
{
    channel->used |= atomic_load_explicit(&channel->shared->head.used, memory_order_acquire);
    if (channel->used <= 1)
        return channel->used && next(channel, 0, out);
    return take_earliest(channel, out);
}

uint64_t channel_lost(struct channel *channel)
{
    uint64_t lost = 0;
    for (unsigned lane = 0; lane < CHANNEL_LANES; lane++)
        lost += atomic_load_explicit(&channel->shared->lane[lane].lost, memory_order_relaxed);
    return lost;
}

uint64_t channel_damaged(const struct channel *channel)
{
    return channel->damaged;
}

static bool anything(struct channel *channel)
{
    uint64_t used = channel->used |= atomic_load(&channel->shared->head.used);
    bool found = channel->waiting != 0;
    for (; used; used &= used - 1) {
        unsigned lane = (unsigned)__builtin_ctzll(used);
        found = has_step(channel, lane) || found;
        publish(channel, lane);         /* heals a tail that was scribbled over, for which a writer may wait */
    }
    return found;
}

/* The demo shares the event descriptor and may have made it blocking: neither call may make us wait. */
static void drain(const struct channel *channel)
{
    uint64_t count;
    struct iovec here = { &count, sizeof count };
    ssize_t got = preadv2(channel->event, &here, 1, -1, RWF_NOWAIT);
    (void)got;
}

static void raise_event(const struct channel *channel)
{
    uint64_t one = 1;
    struct pollfd event = { .fd = channel->event, .events = POLLOUT };
    if (poll(&event, 1, 0) > 0 && (event.revents & POLLOUT)) {
        ssize_t written = write(channel->event, &one, sizeof one);
        (void)written;
    }
}

/* See publish in writing.c for why no wake-up is lost. */
void channel_arm(struct channel *channel)
{
    _Atomic uint32_t *armed = &channel->shared->head.armed;
    drain(channel);
    atomic_store(armed, 1);
    if (anything(channel)) {
        atomic_store(armed, 0);
        raise_event(channel);
    }
}
