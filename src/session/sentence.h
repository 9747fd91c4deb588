/* sentence.h — a text that grows at its end into a buffer of fixed size; what does not fit is left out, whole characters
 * at a time. Private to session/'s tell*.c. Threads: any. Memory: the caller's buffer. */
#ifndef SESSION_SENTENCE_H
#define SESSION_SENTENCE_H

#include <stddef.h>

#include "session/tell.h"

struct sentence {
    char *out;
    size_t room, used;
};

struct sentence sentence_begin(char *out, size_t room);
void sentence_add(struct sentence *sentence, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A name from the program, in back-ticks; a thread as an actor: "main", "①"; " (line 14)" or nothing. */
void sentence_object(struct sentence *sentence, const struct tell *tell, uint32_t object);
void sentence_actor(struct sentence *sentence, const struct tell *tell, uint16_t thread);
void sentence_line(struct sentence *sentence, const struct tell *tell, uint64_t place);
void sentence_value(struct sentence *sentence, const struct tell *tell, const struct step *step);

/* The phrase of kinds.h with `%` and `&` filled in from the step. */
/* "ping", "task tick", "its own stack": what the thread switches to. */
void sentence_switch(struct sentence *sentence, const struct tell *tell, const struct step *step);
void sentence_phrase(struct sentence *sentence, const struct tell *tell, const struct step *step, const char *phrase);

/* What a call on processes or pipes answered; false: the step is none of these. */
bool tell_live_result(struct sentence *sentence, const struct tell *tell, const struct step *step);

/* How a process ended, from its wait status: "exit status 3", "killed by SIGTERM". */
void sentence_status(struct sentence *sentence, int status);

/* Who waits for any child waits for no object: " a child", or which one it was. */
void tell_live_child(struct sentence *sentence, const struct step *step);

/* Is it a call that only a live run makes, and that waits for other things than threads do among themselves? */
bool tell_is_live(const struct step *step);

/* What such a call must wait for, after "waits for ". */
bool tell_live_reason(struct sentence *sentence, const struct tell *tell, const struct step *about);   /* true: the line, too */

/* The same two for sockets, descriptor sets and the like; see tell_outside.c. */
void tell_outside_reason(struct sentence *sentence, const struct tell *tell, const struct step *about);
bool tell_outside_result(struct sentence *sentence, const struct tell *tell, const struct step *step);

/* "main, `child 1` and `child 2` itself": who has that end open. */
void sentence_holders(struct sentence *sentence, const struct tell *tell, uint32_t object, enum pipe_end end, uint16_t self);

/* What a call that failed said, from a negative errno value. */
void sentence_error(struct sentence *sentence, int32_t result);

#endif
