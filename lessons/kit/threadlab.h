/* threadlab.h — what a program may tell the lab about itself. Compiled
 * by the lab, this call gives objects the names you choose; compiled
 * by anyone else, it is nothing at all: not a call, not a symbol. */
#ifndef THREADLAB_H
#define THREADLAB_H

#ifdef THREADLAB_TRACED

/* From now on the object at this address is called `name` in the lab.
 * Copies the name; up to 40 bytes are shown. */
void lab_name(const void *object, const char *name);

#else

static inline void lab_name(const void *object, const char *name)
{
    (void)object;
    (void)name;
}

#endif
#endif
