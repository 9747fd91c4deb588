/* debug.h — what symbols.c, variables.c and types.c share of the debug information (DWARF 4 and 5). Private to build/. */
#ifndef BUILD_DEBUG_H
#define BUILD_DEBUG_H

#include <elfutils/libdw.h>

#include "build/symbols.h"

enum { PLACES = 1024, MEMBERS = 128 };

struct global {
    uint64_t address, size;
    char *name;
    Dwarf_Die type;
};

struct known_place { uint64_t address; bool found; struct place place; };

struct known_member { char tag[32], member[48]; unsigned offset, size; bool found; };

struct symbols {
    int fd;
    Dwarf *dwarf;
    struct global *globals;
    size_t global_count, global_room;
    struct known_place places[PLACES];
    struct known_member members[MEMBERS];
    size_t member_count;
};

void debug_collect_globals(struct symbols *symbols);
bool debug_unit(struct symbols *symbols, uint64_t address, Dwarf_Die *unit);

/* The type of a variable or member, without typedefs and qualifiers. */
bool debug_type(Dwarf_Die *die, Dwarf_Die *type);
uint64_t debug_size(Dwarf_Die *type);

/* Appends to `name` the way from a variable of `type` to the part of `size` bytes at `offset` in it: "[3].len". */
bool debug_part(Dwarf_Die *type, uint64_t offset, unsigned size, char *name, size_t room, struct value_type *out);

#endif
