/* threadlab.h — what a program may tell the lab about itself. Compiled
 * by the lab, these calls give objects the names you choose; compiled
 * by anyone else, they are nothing at all: not a call, not a symbol. */
#ifndef THREADLAB_H
#define THREADLAB_H

#ifdef THREADLAB_TRACED

/* From now on the object at this address is called `name` in the lab.
 * Copies the name; up to 40 bytes are shown. */
void lab_name(const void *object, const char *name);

/* A remark in the trace, where it happens. */
void lab_note(const char *text);

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

#endif
#endif
