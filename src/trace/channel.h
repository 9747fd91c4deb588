/* channel.h — the one road between a running demo and the lab. Steps come up, commands go down, each in order.
 *
 * It is a sealed memory file that both map, an event descriptor for "there are steps", and a socket for commands.
 *   head | lane 0 | lane 1 | … | lane n−1 | gates
 * A lane is a ring of steps with one writer and one reader. A fiber host writes lane 0 only; on the kernel carrier each
 * thread has the lane of its number (from CHANNEL_LANES on they share the last one, under a lock of the host's).
 * Writers never wait for the reader unless asked to (channel_put): what does not fit is counted in the lane's `lost`.
 *
 * Threads: put from the one owner of a lane, take from the lab's main thread. Neither locks, so killing either is safe.
 * Memory:  whoever creates it destroys it; channel_destroy(NULL) does nothing. The memory holds no pointer.
 * Hostile: the demo shares the host's memory and may scribble here. The reader copies each step, then validates it;
 *          ring positions are taken modulo the size; nothing read here is ever used as an index unchecked.
 * Errors:  NULL or false, the reason in *err, nothing left behind. */
#ifndef TRACE_CHANNEL_H
#define TRACE_CHANNEL_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "trace/step.h"

enum { CHANNEL_LANES = 64, CHANNEL_GATES = 1024, CHANNEL_VERSION = 1, COMMAND_TEXT = 60000 };

/* What the lab can ask of a host. Append-only. */
enum command_kind {
    COMMAND_NONE,
    COMMAND_BEGIN,      /* run from the start: seed = argument; first the schedule in `text`, silently up to choice `count`, then wait.
                         * Live there is no schedule: which code is machinery (runtime/machinery.h), and `count` as of COMMAND_OVER */
    COMMAND_STEP,       /* thread `thread` passes one gate by way `way`. Live, `argument` 1: it is held at the next one, whatever
                         * COMMAND_OVER says */
    COMMAND_LEAP,       /* thread `thread` goes on until its next synchronisation */
    COMMAND_NEXT,       /* the scheduler's own choice, `count` times */
    COMMAND_RUN,        /* live: open every gate for good; fiber: on to the end */
    COMMAND_PACE,       /* live: `argument` gates per second, chosen by the host from the seed; 0: hold */
    COMMAND_QUIT,
    COMMAND_SEARCH,     /* explore, as `text` says (orders.h); reports come, the last a REPORT_END, then a mark. Any command ends it */
    COMMAND_OVER,       /* live: `argument` 1: nobody is held before something small (act_is_small) in machinery; 0: everywhere */
    COMMANDS
};

struct command {
    uint32_t kind;          /* enum command_kind */
    uint32_t number;        /* comes back in a PHASE_MARK when the command has been carried out */
    uint32_t thread;
    uint32_t way;
    uint64_t count;
    uint64_t argument;
    char text[COMMAND_TEXT];    /* schedule text, NUL-terminated; only what is used of it travels */
};

struct channel;

/* The lab's end. `steps` is the capacity of each lane, a power of two. */
struct channel *channel_create(size_t steps, struct err *err);
void channel_destroy(struct channel *channel);
int channel_memory_fd(const struct channel *channel);    /* for the host: the memory … */
int channel_event_fd(const struct channel *channel);     /* … the event descriptor, readable when steps have come … */
int channel_socket_fd(const struct channel *channel);    /* … and the host's end of the command socket */
void channel_host_started(struct channel *channel);      /* closes our copy of the host's end, so that its death is seen */

bool channel_take(struct channel *channel, struct step *out);   /* the next step, all lanes merged by time; false: nothing new; never blocks */
uint64_t channel_lost(struct channel *channel);                 /* records the host could not keep, in all */
uint64_t channel_damaged(const struct channel *channel);        /* records that were taken and were not valid; skipped */
void channel_arm(struct channel *channel);                      /* asks for one event when the next step comes; then poll the event fd */
bool channel_send(struct channel *channel, const struct command *command, struct err *err);

/* The host's end, from the three descriptors it was given. */
struct channel *channel_open(int memory_fd, int event_fd, int socket_fd, struct err *err);
void channel_put(struct channel *channel, unsigned lane, const struct step *step);      /* waits for room: fibers, where nothing may be lost */
bool channel_offer(struct channel *channel, unsigned lane, const struct step *step);    /* counts as lost when full: live runs */
bool channel_spare(struct channel *channel, unsigned lane);     /* is there room for what is not a step? If not, one record counts as lost */
bool channel_receive(struct channel *channel, struct command *command);                 /* blocks; false: the lab has gone */
bool channel_peek(struct channel *channel);                                             /* is a command waiting? */

/* The futex word of a thread's gate (kernel carrier); `thread` < CHANNEL_GATES. */
_Atomic uint32_t *channel_gate(struct channel *channel, unsigned thread);

#endif
