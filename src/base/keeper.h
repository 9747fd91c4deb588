/* keeper.h — the small process that stands between the lab and one program: it starts it, is the sub-reaper of all its
 * descendants, reports how it ends, and kills whatever is left when the lab lets go of the lifeline. Private to base/.
 * It runs in a fork of the lab that never returns; it allocates nothing and calls no stdio. */
#ifndef BASE_KEEPER_H
#define BASE_KEEPER_H

#include "base/process.h"

/* What comes up the status pipe, each time something changes. */
struct keeper_news {
    pid_t pid;                          /* of the program */
    struct process_report report;
};

/* What goes down the lifeline; its end means KEEPER_KILL. */
enum { KEEPER_STOP = 's', KEEPER_KILL = 'k', KEEPER_REST = 'r', KEEPER_LOOK = 'l' };

struct keeper {
    const struct process_plan *plan;
    int lifeline, status, output;       /* the keeper's ends */
};

void keeper_run(const struct keeper *keeper) __attribute__((noreturn));

/* In the program's own process, before its code: descriptors, limits, directory. False with errno set; *what names it. */
bool keeper_prepare(const struct process_plan *plan, int output, const char **what);

/* Sends a signal to every descendant of this process; returns how many there are, and their resident bytes together. */
unsigned keeper_signal_all(int signal, uint64_t *resident);

/* Removes the names that what this keeper has started has left (see sweep.c). */
void keeper_sweep(pid_t keeper);

/* For the program's own process: its environment, with the mark of its keeper, which is its parent. Static. */
const char *const *keeper_mark(const char *const *env);

/* In the lab: the keeper has been killed. Ends whoever bears its mark, and removes their names. Milliseconds. */
void keeper_lost(pid_t keeper);

#endif
