/* structures.h — what the structures of the kit hold that the program keeps to itself, such as the tasks of an event loop: read
 * from its memory at each step (runtime/watching.h), and known here for every step, so that going back shows what was. Also
 * which code is the kit's, and from where in the learner's own it was called.
 *
 * All of this is as at the session's cursor. A structure has a number; they are in the order in which they were made.
 * Threads: one. Memory: texts are copied to the caller. Errors: what is not known is false or 0. */
#ifndef SESSION_STRUCTURES_H
#define SESSION_STRUCTURES_H

#include "session/session.h"

uint32_t structures_next(const struct session *session, uint32_t after);        /* 0: no other. Begin with 0 */
const char *structures_kind(const struct session *session, uint32_t number);    /* "task", of `struct task` */
const char *structures_name(const struct session *session, uint32_t number, char *out, size_t room);   /* the variable's */
const char *structures_title(const struct session *session, uint32_t number, char *out, size_t room);  /* a task's own name */
/* Does the object lie in one of them, or where one was? Or is it the kit's own where there are such: what it has on its stack or
 * has allocated, and its _Thread_local variables, which say on which stack and in which loop a thread is. */
bool structures_hold(const struct session *session, uint32_t object);
bool structures_changed(const struct session *session, uint32_t number);        /* by the last step */
uint64_t structures_since(const struct session *session, uint32_t number);      /* ns of the run: when it was first looked at */

/* A member's value: "state", or "step.due". */
bool structures_value(const struct session *session, uint32_t number, const char *member, uint64_t *value);
/* What a member that is an array of characters, or points to a constant or into another structure, says. */
bool structures_text(const struct session *session, uint32_t number, const char *member, char *out, size_t room);
/* Which one a pointer points into, and how far; 0: none. */
uint32_t structures_at(const struct session *session, uint64_t address, uint64_t *offset);
/* The member's own address. */
uint64_t structures_address(const struct session *session, uint32_t number, const char *member);
/* What function a member points to, or the place it was called from. */
bool structures_place(const struct session *session, uint32_t number, const char *member, struct place *out);

/* Where a stack was left, in the learner's own code if it is called from there; and how many bytes of it were in use. */
struct left { uint64_t place, bytes; };
bool structures_left(const struct session *session, uint32_t number, struct left *left);
bool structures_thread_left(const struct session *session, uint16_t thread, struct left *left);   /* its own stack */

/* Which stack the thread is on, by its address (0: its own); and whose stack that is (0: nobody's who is known). */
uint64_t structures_stack_of(const struct session *session, uint16_t thread);
uint32_t structures_of_stack(const struct session *session, uint64_t stack);

/* Is it the coroutine on which an event loop runs (kit/greenlet.c)? */
bool structures_is_hub(const struct session *session, uint32_t number);

/* Where an ACT_SWITCH goes, as things were then; `name` of the task or the coroutine. */
enum switched { SWITCHED_UNKNOWN, SWITCHED_OWN, SWITCHED_LOOP, SWITCHED_TASK, SWITCHED_COROUTINE };
enum switched structures_switched(const struct session *session, const struct step *step, char *name, size_t room);

/* … and is it the event loop that switches, which goes on from a coroutine of its own? */
bool structures_loop_switches(const struct session *session, const struct step *step);

/* Is that code the kit's? Every file in a folder `kit`, unless the program itself lies in one. */
bool structures_is_kit(const struct session *session, uint64_t place);

/* Where the step was taken, or is about to be, in the learner's own code: what stands in the kit was called from there. */
uint64_t structures_own_place(const struct session *session, const struct step *step);

#endif
