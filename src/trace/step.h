/* step.h — the record that crosses from a running demo to the lab, 48 bytes, the same in memory, channel and file.
 *
 *   0        8        16       24     28     32      36     40    42    43    44    45    46      48
 *   | time   | value  | place  |object|other |result |serial|thread|phase| act | way |size |process|
 *
 * Numbers only: no pointer, no enum's size and no padding. A thread stands at a gate (PHASE_ABOUT), is let through and
 * has acted (PHASE_DONE); what else is worth knowing travels in the other phases. Whoever reads a step that another
 * process wrote must copy it first and then ask step_valid. */
#ifndef TRACE_STEP_H
#define TRACE_STEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "trace/kinds.h"

enum phase {
    PHASE_NONE,
    PHASE_ABOUT,    /* `thread` waits at its gate, about to do `act` on `object` */
    PHASE_DONE,     /* it has passed and done it: `value`, `result`, and by which `way` */
    PHASE_MEET,     /* `object` is of kind `act`: `value` address, `size` bytes, `other` region, `result` its type; `process` in
                       whose memory it lies, or ALL_PROCESSES. Of a process: `size` its number, `process` its parent's,
                       `value` its pid, where that is known */
    PHASE_NAME,     /* the program names `object` (or thread, when object is 0): texts of the thread `other` follow */
    PHASE_TEXT,     /* up to STEP_TEXT bytes of text, belonging to the record before; `size` of them */
    PHASE_RACE,     /* `thread` at `place` races with thread `other` at `value` on `object`; `act` as about; `result` its act */
    PHASE_OUTCOME,  /* the program ended: `act` is the enum outcome, `result` the exit code or signal; texts follow */
    PHASE_LOST,     /* `value` records could not be kept; 0: from now on not every object has a number, and what has none is not told */
    PHASE_MARK,     /* an answer of the host: `value` says to which command; `result` 0: carried out, else errno's why not */
    PHASE_REPORT,   /* a search tells something: `act` is its enum report_kind, `value` the length of the text that follows */
    PHASE_STACK,    /* a stack is left, and will be gone on with at `place`, `value` bytes of it in use. Whose it is: `object` the
                       variable that is a coroutine's state, 0: none known; `other` the structure it lies in (PHASE_WATCH);
                       0 as well: the thread's own stack */
    PHASE_WATCH,    /* structure number `object` is watched from now on: where it lies, as in PHASE_MEET; `result` its size in
                       bytes, 0: it is not watched any more; its kind follows as text */
    PHASE_MEMORY,   /* in structure `object`, at offset `other`, lie the eight bytes `value` now; `place`: the same, where it is an
                       address in the demo. At MEMORY_ADDRESS: what its address is */
    PHASE_CALLED,   /* the gates in machinery to which `thread` comes from now on are reached from `place` in the learner's code */
    PHASE_REST,     /* `thread` waits from now on (`value` 1), or no more (0), for the world outside, in what is not shown (lab_hide) */
    PHASES
};

/* By which way a gate was passed, and the letter it has in a schedule. */
enum way {
    WAY_GO,         /* as the program wants it: "2" */
    WAY_TIMEOUT,    /* the clock ended the waiting: "2t" */
    WAY_SPURIOUS,   /* a condition's waiter woke with nobody having signalled: "2s" */
    WAY_WAKE,       /* WAY_WAKE + k: this signal wakes not the longest waiter but the k-th after it: "2w1" */
    WAYS = 32
};

/* Where a PHASE_MEET of a variable in a heap block says it is: where in all arenas, how far in the block, how large that is;
 * what is too large for its bits is told as the most there can be. */
enum { HEAP_OFFSET_MOST = 0xffff, HEAP_SIZE_MOST = 0x1ffff, HEAP_SPOT_ADDRESS = 0x7fffffff };
static inline uint64_t heap_spot(uint64_t address, uint64_t offset, uint64_t size)
{
    offset = offset < HEAP_OFFSET_MOST ? offset : HEAP_OFFSET_MOST;
    size = size < HEAP_SIZE_MOST ? size : HEAP_SIZE_MOST;
    return (address & 0x7fffffff) | offset << 31 | size << 47;
}
static inline uint64_t heap_spot_offset(uint64_t spot) { return spot >> 31 & HEAP_OFFSET_MOST; }
static inline uint64_t heap_spot_size(uint64_t spot) { return spot >> 47; }
static inline uint64_t heap_spot_block(uint64_t spot) { return (spot & 0x7fffffff) - heap_spot_offset(spot); }

/* What the fields of steps on processes and pipes say (live runs only). `object` is the process or the pipe.
 *   FORK         other: the thread that the child begins with; START of that thread: value: the child's pid
 *   QUIT, DIE    value: how it ended, as waitpid(2) tells it; DIE is told for the process, which cannot any more
 *   WAIT_…       result: 0 or an errno value; other: number of the process that was buried, ALL_PROCESSES: none; value: how it ended
 *   KILL         value: the signal
 *   PIPE_MAKE    value: the two descriptors, the reading one low
 *   PIPE_OPEN    about: other: the end; done: result: descriptor, or an errno value negated
 *   PIPE_READ …  other: the descriptor; value: bytes asked for; done: result: bytes moved, or an errno value negated
 *   PIPE_DUP     other: the descriptor; result: the new one, or an errno value negated */
/* What the fields of steps on downloads and progress say, which a program tells by the kit's threadlab.h:
 *   TRANSFER_…    value: bytes so far
 *   TRANSFER_END  result: the status of HTTP, or an errno value negated; other: µs in all; value: transfer_shares
 *   PROGRESS      value: how much is done; other: of how much */
enum transfer_phase { TRANSFER_QUEUES, TRANSFER_LOOKS_UP, TRANSFER_CONNECTS, TRANSFER_WAITS, TRANSFER_RECEIVES, TRANSFER_OVER };
enum { TRANSFER_PARTS = TRANSFER_OVER - TRANSFER_LOOKS_UP, TRANSFER_SHARE = (1 << 20) - 1 };

/* By when, of all its time, a phase was over: so many of TRANSFER_SHARE. The last is over with the whole. */
static inline uint64_t transfer_shares(const long ended[TRANSFER_PARTS])
{
    uint64_t shares = 0, all = ended[TRANSFER_PARTS - 1] > 0 ? (uint64_t)ended[TRANSFER_PARTS - 1] : 1;
    for (int k = 0; k < TRANSFER_PARTS - 1; k++) {
        uint64_t end = ended[k] > 0 ? (uint64_t)ended[k] : 0;
        shares |= (end < all ? (end * TRANSFER_SHARE + all / 2) / all : TRANSFER_SHARE) << 20 * k;
    }
    return shares;
}

/* When that phase was over, if the whole took `all` of any unit. */
static inline uint64_t transfer_ended(uint64_t shares, enum transfer_phase phase, uint64_t all)
{
    if (phase >= TRANSFER_RECEIVES)
        return all;
    if (phase < TRANSFER_LOOKS_UP)
        return 0;
    uint64_t share = shares >> 20 * (phase - TRANSFER_LOOKS_UP) & TRANSFER_SHARE;
    return (uint64_t)((double)all * (double)share / TRANSFER_SHARE + 0.5);
}

enum pipe_type { PIPE_PLAIN, PIPE_NAMED, PIPE_PAIR, PIPE_TYPES };     /* a pair's end 0 reads what end 1 writes, and the other way */
enum pipe_end { PIPE_READS, PIPE_WRITES, PIPE_BOTH };                 /* of a pair: its first end, its second end */

/* On sockets and other descriptors (live runs only). A descriptor is `other`; what fails has errno negated as its `result`.
 *   SOCKET_MAKE       other: the descriptor
 *   SOCKET_BIND, …_LISTEN   value: the port; 0: it has none
 *   SOCKET_ACCEPT     about: the listening descriptor; done: result: the new one; other: its socket; value: that one's other end, 0: unknown
 *   SOCKET_CONNECT    value: the socket that listens there, 0: unknown; done: above its low 32 bits also the other end, 0: unknown
 *   SOCKET_READ …     as for pipes
 *   SOCKET_SHUTDOWN   value: of shutdown(2)
 *   SELECT            value: how many descriptors; result: how many of them are ready
 *   WATCH_CHANGE      other: the descriptor that is or is no longer watched; value: its object, 0: unknown; size: 1: it is watched
 *   WATCH_WAIT        result: how many are ready
 *   NOTICE_MAKE       other: the descriptor; value: its count
 *   NOTICE_READ       value: what was read of a count or a clock; of signals their number. NOTICE_WRITE: value: what is added
 *   QUEUE_OPEN        value: most messages, above 32 bits their most bytes; result: the descriptor
 *   QUEUE_SEND …      value: priority, of System V's queues the type, about: of a receiver's the one that it wants; result: bytes
 *   ALARM             value: when the last of this process may go off; 0: none
 * Who waits for what may come from outside says in `size` of its announcement whether it need not (WAIT_OVER), or not for ever. */
enum { WAIT_OVER = 2, WAIT_LIMITED = 4 };
enum socket_type { SOCKET_STREAM, SOCKET_DATAGRAM, SOCKET_TYPES };    /* of a PHASE_MEET, as pipe_type is */
enum queue_type { QUEUE_BY_PRIORITY, QUEUE_BY_TYPE, QUEUE_TYPES };
enum notice_type { NOTICE_COUNT, NOTICE_CLOCK, NOTICE_SIGNAL, NOTICE_TYPES };

/* Where a variable lives; `other` of PHASE_MEET. */
enum region { REGION_GLOBAL, REGION_STACK, REGION_HEAP, REGION_TLS, REGION_OTHER, REGIONS };

enum {
    STEP_TEXT = 24,                 /* bytes of text in one record: they lie over time, value and place */
    STEP_UNDECIDED = INT32_MIN,     /* `result` of a step whose outcome the rule book shall decide */
    STEP_PROCESSES = 64,            /* processes that one run may have */
    MEMORY_ADDRESS = 0x7fffffff,    /* `other` of the first PHASE_MEMORY */
    WRITE_UNSEEN = 1,               /* `result` of a plain write: recorded before it was made, and nobody knows what it writes */
    ALL_PROCESSES = 0xffff,         /* `process` of what lies in shared memory */
};

struct step {
    uint64_t time;      /* ns since the program began; virtual on fibers */
    uint64_t value;     /* read or written value; deadline of a timed act; number of bytes printed */
    uint64_t place;     /* code address, relative to where the demo was loaded; 0: none */
    uint32_t object;    /* id of the object; 0: none */
    uint32_t other;     /* id of the second object, or number of the second thread */
    int32_t result;     /* what the call returns */
    uint32_t serial;    /* counts the records of one thread, so that a gap is seen */
    uint16_t thread;    /* 0 is main */
    uint8_t phase;      /* enum phase */
    uint8_t act;        /* enum act; object kind in PHASE_MEET; enum outcome in PHASE_OUTCOME */
    uint8_t way;        /* enum way */
    uint8_t size;       /* bytes of the access; of a wait: 1 when a cancel may end it */
    uint16_t process;   /* 0 is the program's first process */
};

_Static_assert(sizeof(struct step) == 48, "the step record has no padding and never changes its size");

/* The engine writes and copies millions of steps a second. These write whole words and copy word by word, because a wide
 * load from where narrow stores have just been made waits until the stores have left the store buffer. */
static inline void step_copy(struct step *to, const struct step *from)
{
#pragma GCC unroll 6
    for (size_t k = 0; k < sizeof *to; k += sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, (const char *)from + k, sizeof word);
        __asm__("" : "+r"(word));       /* keeps the compiler from joining words, here and below from splitting them */
        memcpy((char *)to + k, &word, sizeof word);
    }
}

/* The word that holds thread … process. */
static inline void step_put_head(struct step *step, uint16_t thread, unsigned phase, unsigned act, unsigned way, unsigned size)
{
    uint64_t word = thread | (uint64_t)phase << 16 | (uint64_t)act << 24 | (uint64_t)way << 32 | (uint64_t)size << 40;
    if (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) {
        __asm__("" : "+r"(word));
        memcpy(&step->thread, &word, sizeof word);
        return;
    }
    step->thread = thread;
    step->phase = (uint8_t)phase;
    step->act = (uint8_t)act;
    step->way = (uint8_t)way;
    step->size = (uint8_t)size;
    step->process = 0;
}

/* The word that holds result and serial. */
static inline void step_put_result(struct step *step, int32_t result, uint32_t serial)
{
    uint64_t word = (uint32_t)result | (uint64_t)serial << 32;
    if (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) {
        __asm__("" : "+r"(word));
        memcpy(&step->result, &word, sizeof word);
        return;
    }
    step->result = result;
    step->serial = serial;
}

/* A step of which nothing more is known yet. */
static inline void step_make(struct step *step, unsigned act, uint32_t object, uint64_t place, uint16_t thread,
                             int32_t result, unsigned size)
{
    uint64_t objects = object;
    step->time = 0;
    step->value = 0;
    step->place = place;
    if (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) {
        __asm__("" : "+r"(objects));
        memcpy(&step->object, &objects, sizeof objects);
    } else {
        step->object = object;
        step->other = 0;
    }
    step_put_result(step, result, 0);
    step_put_head(step, thread, PHASE_NONE, act, WAY_GO, size);
}

/* A write of which nobody knows what it writes: one piece of a structure that is copied as a whole, later. */
static inline bool step_is_unseen(const struct step *step)
{
    return step->result == WRITE_UNSEEN && step->act == ACT_WRITE && step->phase == PHASE_DONE;
}

/* True when every enum of the step lies in its range. Object and thread numbers are checked by whoever has the tables. */
bool step_valid(const struct step *step);

/* Fills *out with a PHASE_TEXT record of at most STEP_TEXT bytes of text; returns how many bytes it took. */
size_t step_put_text(struct step *out, const char *text, size_t length);

/* Appends the bytes of a PHASE_TEXT record to `text`, which holds *length of `room` bytes; keeps it NUL-terminated. */
void step_get_text(const struct step *step, char *text, size_t *length, size_t room);

#endif
