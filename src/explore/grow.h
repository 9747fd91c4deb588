/* grow.h — arrays that grow with what is found. Threads: one. Memory: the caller's, to be freed. */
#ifndef EXPLORE_GROW_H
#define EXPLORE_GROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

/* `pointer` is the array's address, `room` how many elements of `size` bytes it has room for; `needed` afterwards at least. False:
 * no memory, and all is as it was. */
static inline bool grow(void *pointer, size_t *room, size_t needed, size_t size)
{
    void **array = pointer;
    if (needed <= *room)
        return true;
    size_t larger = *room ? *room * 2 : 256;
    while (larger < needed)
        larger *= 2;
    void *moved = realloc(*array, larger * size);
    if (!moved)
        return false;
    *array = moved;
    *room = larger;
    return true;
}

#endif
