/* protects.h — what a lock protects, as far as the run shows it: the variables that threads other than main have touched
 * only while they held it (the idea of Eraser, Savage et al. 1997). Main is left out: it makes ready what nobody shares
 * yet, and prints what nobody shares any more.
 * Threads: one. Memory: none kept. Errors: none; of a very long run only the latest steps are looked at. */
#ifndef VIEW_PROTECTS_H
#define VIEW_PROTECTS_H

#include "session/session.h"

/* Fills `variables` with the objects that `lock` protects; returns how many, at most `room`. */
size_t protects_of(const struct session *session, uint32_t lock, uint32_t *variables, size_t room);

#endif
