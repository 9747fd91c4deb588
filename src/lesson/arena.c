/* arena.c — see arena.h. */
#include "lesson/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 64 << 10, ALIGN = 16 };

struct chunk {
    struct chunk *next;
    size_t used, room;
    _Alignas(ALIGN) char bytes[];
};

void *arena_take(struct arena *arena, size_t size)
{
    size = (size + ALIGN - 1) / ALIGN * ALIGN;
    if (!arena->chunks || arena->chunks->room - arena->chunks->used < size) {
        size_t room = size > CHUNK ? size : CHUNK;
        struct chunk *chunk = calloc(1, sizeof *chunk + room);
        if (!chunk) {
            arena->failed = true;
            return NULL;
        }
        chunk->room = room;
        chunk->next = arena->chunks;
        arena->chunks = chunk;
    }
    void *taken = arena->chunks->bytes + arena->chunks->used;
    arena->chunks->used += size;
    return taken;
}

char *arena_text(struct arena *arena, const char *text, size_t length)
{
    char *copy = arena_take(arena, length + 1);
    if (copy)
        memcpy(copy, text, length);
    return copy;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = length >= 0 ? arena_take(arena, (size_t)length + 1) : NULL;
    if (text)
        vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return text;
}

void arena_free(struct arena *arena)
{
    while (arena->chunks) {
        struct chunk *next = arena->chunks->next;
        free(arena->chunks);
        arena->chunks = next;
    }
}

void *list_add(struct arena *arena, struct list *list, size_t size)
{
    if (list->count == list->room) {
        size_t room = list->room ? 2 * list->room : 8;
        void *more = arena_take(arena, (room + 1) * size);      /* one more: lists end with a zeroed item */
        if (!more)
            return NULL;
        if (list->count)
            memcpy(more, list->items, list->count * size);
        list->items = more;
        list->room = room;
    }
    return (char *)list->items + size * list->count++;
}
