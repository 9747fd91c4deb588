/* threadlab.h — what a program may tell the lab about itself. Compiled
 * by the lab, these calls give objects the names you choose; compiled
 * by anyone else, they are nothing at all: not a call, not a symbol. */
#ifndef THREADLAB_H
#define THREADLAB_H

#include <stdbool.h>

#ifdef THREADLAB_TRACED

/* From now on the object at this address is called `name` in the lab.
 * Copies the name; up to 40 bytes are shown. */
void lab_name(const void *object, const char *name);

/* A remark in the trace, where it happens. */
void lab_note(const char *text);

/* What this thread reads and writes is not shown, until it says so
 * with `false`: machinery that is not what the program is about. Only
 * in a live run; a search sees all there is. */
void lab_hide(bool hide);

#else

static inline void lab_name(const void *object, const char *name)
{
    (void)object;
    (void)name;
}

static inline void lab_note(const char *text)
{
    (void)text;
}

static inline void lab_hide(bool hide)
{
    (void)hide;
}

#endif
#endif
