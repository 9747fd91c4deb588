/* told.h — what the calls on descriptors share: the step of a call on one, whether it would have to wait, and leaving it with
 * errno as the call left it. Live runs only. */
#ifndef RUNTIME_CALLS_TOLD_H
#define RUNTIME_CALLS_TOLD_H

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "runtime/gate.h"

/* The acts on one kind of object that have the same meaning for all of them; ACT_NONE: there is none of its own. */
struct acts { enum act read, tryread, write, trywrite, close, dup; };
const struct acts *told_acts(enum object_kind kind);

/* Is what the thread does left out (lab_hide)? Then what it opens is not followed, whoever uses it. */
bool told_hidden(void);

/* Is something there for poll(2) of these `events`, now? */
bool told_ready(int fd, short events);

/* Would a call on it wait? `flags`: of recv(2) and its like. */
bool told_blocks(int fd, int flags);

/* Begins, or ends, to wait in what is not shown: no step, but known (PHASE_REST). errno stays. */
void told_rest(bool begins);

/* Comes to the gate; errno stays. */
void told_enter(struct step *step);

/* Passes it, after a call that has returned `result` or set errno: a negative errno value is what is recorded. Gives it back. */
ssize_t told_leave(struct step *step, ssize_t result);

/* A step that is nothing but told. */
void told_say(struct step *step, int64_t result);

/* The object gets a name. */
void told_name(uint32_t object, const char *name);

/* A new descriptor stands for a new object, which is called after it: "socket 5". As long as nobody else can have the one that it
 * stood for before, that serves again. */
uint32_t told_object(enum object_kind kind, const char *word, int fd, int32_t type);

#endif
