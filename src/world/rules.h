/* rules.h — what a kind of object must say for itself. Private to world/: one file per kind defines one `struct rules`. */
#ifndef WORLD_RULES_H
#define WORLD_RULES_H

#include "world/world.h"

struct rules {
    /* By which ways the thread that announced `about` may pass now. */
    unsigned (*ways)(const struct world *world, const struct world_object *object, const struct step *about);

    /* The act happens: changes the object, fills in value and other, returns what the call returns. A breach of the
     * primitive's rules is put into world->misuse. */
    int32_t (*act)(struct world *world, struct world_object *object, struct step *step);

    /* Who could let a blocked thread go; NOBODY when it is no one in particular. NULL: always the owner. */
    uint16_t (*holder)(const struct world *world, const struct world_object *object, const struct step *about);
};

extern const struct rules rules_thread, rules_variable, rules_mutex, rules_rwlock, rules_spin, rules_condition,
                          rules_barrier, rules_semaphore, rules_once, rules_output, rules_process, rules_pipe,
                          rules_socket, rules_watch, rules_notice, rules_queue, rules_transfer, rules_progress;

/* The bit of a way in what `ways` returns. */
static inline unsigned way_bit(unsigned way)
{
    return 1u << way;
}

/* Has the thread been cancelled while it waits at a cancellation point? (`size` of such an announcement is 1 unless it has
 * switched cancellation off.) */
static inline bool is_called_off(const struct world *world, const struct step *about)
{
    return about->size != 0 && world->thread[about->thread].cancelled;
}

/* GO when it may, otherwise TIMEOUT for a timed act, otherwise nothing. */
static inline unsigned ways_when(bool may, const struct step *about)
{
    if (may)
        return way_bit(WAY_GO);
    return (act_traits(about->act) & ACT_TIMED) ? way_bit(WAY_TIMEOUT) : 0;
}

/* Whether `thread` could take the mutex without waiting; also asked by conditions. */
bool mutex_free_for(const struct world_object *mutex, uint16_t thread);
/* Hands the mutex over / takes it away entirely, whatever its depth. */
void mutex_take(struct world_object *mutex, uint16_t thread, uint32_t depth);
void mutex_give(struct world_object *mutex);

/* Makes a place for a new thread of that number; false: there is no such place. */
bool thread_room(struct world *world, uint32_t thread);

/* A process has ended with that status, whichever way: its threads, its ends of pipes. */
void process_end(struct world *world, uint16_t process, int32_t status);

/* ---- ends.c: what is open as which descriptor ---- */
const struct world_end *end_of(const struct world *world, uint16_t process, uint32_t descriptor);     /* NULL: nothing known */
void end_open(struct world *world, uint32_t object, uint16_t process, uint32_t descriptor, unsigned end);
void end_close(struct world *world, uint16_t process, uint32_t descriptor);
void end_duplicate(struct world *world, const struct step *step);
/* The child has open what its parent has; a process that has ended has nothing open. */
void ends_inherit(struct world *world, uint16_t parent, uint16_t child);
void ends_close_all(struct world *world, uint16_t process);

void socket_ends(struct world *world, uint32_t socket);         /* nobody has it open any more */
/* Would who waits for it to be readable be let go, as far as the books know? */
bool socket_is_ready(const struct world_object *socket);
bool pipe_has_bytes(const struct world_object *pipe);

/* A wait that something outside the program can end, too, or a clock: the way that is open while the books see no reason to go. */
static inline unsigned ways_outside(bool may, const struct step *about)
{
    return way_bit(may || (about->size & WAIT_OVER) ? WAY_GO : WAY_TIMEOUT);
}

#endif
