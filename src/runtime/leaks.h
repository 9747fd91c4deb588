/* leaks.h — memory that a program has not freed when it ends, and that nothing points to any more: not its data, not a
 * stack that is still in use, no block that is itself pointed to. Conservative, as mark-and-sweep collectors are (H.-J. Boehm,
 * M. Weiser: Garbage Collection in an Uncooperative Environment, Software — Practice and Experience 18(9), 1988): a number
 * that looks like a pointer counts as one. Fiber carrier only. */
#ifndef RUNTIME_LEAKS_H
#define RUNTIME_LEAKS_H

#include <stddef.h>
#include <stdint.h>

/* Bytes that are lost; *place: a code address of whoever allocated the first of them. Called by the thread that ends the
 * program. */
size_t leaks_find(uintptr_t *place);

#endif
