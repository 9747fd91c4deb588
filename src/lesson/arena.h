/* arena.h — memory that is given back all at once: everything a catalogue lends out lives here. Private to lesson/.
 * Threads: one. Errors: what finds no memory is NULL, and arena_failed says so at the end. */
#ifndef LESSON_ARENA_H
#define LESSON_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena {
    struct chunk *chunks;
    bool failed;
};

void *arena_take(struct arena *arena, size_t size);         /* zeroed, aligned for anything; never NULL for a small size
                                                               unless memory is out */
char *arena_text(struct arena *arena, const char *text, size_t length);     /* a copy, NUL-terminated */
char *arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
void arena_free(struct arena *arena);

/* A list that grows in an arena: items of `size` bytes. */
struct list {
    void *items;
    size_t count, room;
};

void *list_add(struct arena *arena, struct list *list, size_t size);        /* the new item, zeroed; NULL: no memory */

#endif
