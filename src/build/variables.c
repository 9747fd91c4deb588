/* variables.c — which variable lies at an address, or at a distance from a function's frame. */
#include <dwarf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "build/debug.h"

/* The one operation of a simple location. */
static bool single_operation(Dwarf_Die *die, unsigned attribute, Dwarf_Op *operation)
{
    Dwarf_Attribute location;
    Dwarf_Op *operations;
    size_t count;
    if (!dwarf_attr_integrate(die, attribute, &location) || dwarf_getlocation(&location, &operations, &count) != 0)
        return false;
    if (count < 1)
        return false;
    *operation = operations[0];
    return count == 1;
}

static void collect(struct symbols *symbols, Dwarf_Die *die)
{
    Dwarf_Op operation;
    Dwarf_Die type;
    if (!single_operation(die, DW_AT_location, &operation) || operation.atom != DW_OP_addr || !debug_type(die, &type))
        return;
    if (symbols->global_count == symbols->global_room) {
        size_t room = symbols->global_room ? 2 * symbols->global_room : 32;
        struct global *more = realloc(symbols->globals, room * sizeof *more);
        if (!more)
            return;
        symbols->globals = more;
        symbols->global_room = room;
    }
    const char *name = dwarf_diename(die);
    char *copy = strdup(name ? name : "?");
    if (copy)
        symbols->globals[symbols->global_count++] = (struct global){ operation.number, debug_size(&type), copy, type };
}

/* Static variables of functions are inside them. */
static void visit(struct symbols *symbols, Dwarf_Die *parent)
{
    Dwarf_Die child;
    if (dwarf_child(parent, &child) != 0)
        return;
    do {
        int tag = dwarf_tag(&child);
        if (tag == DW_TAG_variable)
            collect(symbols, &child);
        else if (tag == DW_TAG_subprogram || tag == DW_TAG_lexical_block)
            visit(symbols, &child);
    } while (dwarf_siblingof(&child, &child) == 0);
}

void debug_collect_globals(struct symbols *symbols)
{
    Dwarf_Off offset = 0, next;
    size_t header;
    while (dwarf_nextcu(symbols->dwarf, offset, &next, &header, NULL, NULL, NULL) == 0) {
        Dwarf_Die unit;
        if (dwarf_offdie(symbols->dwarf, offset + header, &unit))
            visit(symbols, &unit);
        offset = next;
    }
}

bool symbols_global(struct symbols *symbols, uint64_t address, unsigned size, char *name, size_t room,
                    struct value_type *type)
{
    for (size_t k = 0; k < symbols->global_count; k++) {
        struct global *global = &symbols->globals[k];
        if (address < global->address || address >= global->address + (global->size ? global->size : 1))
            continue;
        snprintf(name, room, "%s", global->name);
        debug_part(&global->type, address - global->address, size, name, room, type);
        return true;
    }
    return false;
}

/* How far the frame base that fbreg counts from lies below the canonical frame address: 0 as gcc does it; a frame
 * pointer, as clang does it, points at the saved one, two words below. */
static bool frame_base(Dwarf_Die *function, int64_t *below)
{
    Dwarf_Op operation;
    if (!single_operation(function, DW_AT_frame_base, &operation))
        return false;
    *below = operation.atom == DW_OP_call_frame_cfa ? 0 : 16;
    return true;
}

struct wanted {
    int64_t offset, below;
    unsigned size;
    char *name;
    size_t room;
    struct value_type *type;
};

static bool is_it(Dwarf_Die *die, const struct wanted *wanted)
{
    Dwarf_Op operation;
    Dwarf_Die type;
    if (!single_operation(die, DW_AT_location, &operation) || operation.atom != DW_OP_fbreg || !debug_type(die, &type))
        return false;
    int64_t start = (int64_t)operation.number - wanted->below, size = (int64_t)debug_size(&type);
    if (wanted->offset < start || wanted->offset >= start + (size ? size : 1))
        return false;
    const char *name = dwarf_diename(die);
    snprintf(wanted->name, wanted->room, "%s", name ? name : "?");
    debug_part(&type, (uint64_t)(wanted->offset - start), wanted->size, wanted->name, wanted->room, wanted->type);
    return true;
}

static bool find_local(Dwarf_Die *scope, const struct wanted *wanted)
{
    Dwarf_Die child;
    if (dwarf_child(scope, &child) != 0)
        return false;
    do {
        int tag = dwarf_tag(&child);
        if ((tag == DW_TAG_variable || tag == DW_TAG_formal_parameter) && is_it(&child, wanted))
            return true;
        if ((tag == DW_TAG_lexical_block || tag == DW_TAG_inlined_subroutine) && find_local(&child, wanted))
            return true;
    } while (dwarf_siblingof(&child, &child) == 0);
    return false;
}

bool symbols_local(struct symbols *symbols, uint64_t function_address, int64_t offset, unsigned size, char *name,
                   size_t room, struct value_type *type)
{
    Dwarf_Die unit, *scopes = NULL;
    bool found = false;
    if (function_address == 0 || !debug_unit(symbols, function_address - 1, &unit))
        return false;
    int count = dwarf_getscopes(&unit, function_address - 1, &scopes);
    for (int k = 0; k < count && !found; k++) {
        struct wanted wanted = { offset, 0, size, name, room, type };
        if (dwarf_tag(&scopes[k]) == DW_TAG_subprogram && frame_base(&scopes[k], &wanted.below))
            found = find_local(&scopes[k], &wanted);
    }
    free(scopes);
    return found;
}

/* ---- heap blocks ---- */

struct block_wanted {
    uint64_t block, offset;
    unsigned size;
    bool array;                 /* a pointer to one of many will do */
    char *name;
    size_t room;
    struct value_type *type;
};

/* Is the variable a pointer to something as large as the block, or, for an array, as large as its elements? */
static bool points_to_it(Dwarf_Die *die, const struct block_wanted *wanted)
{
    Dwarf_Die pointer, target;
    const char *name = dwarf_diename(die);
    if (!name || !debug_type(die, &pointer) || dwarf_tag(&pointer) != DW_TAG_pointer_type || !debug_type(&pointer, &target))
        return false;
    uint64_t size = debug_size(&target);
    if (size == 0 || (wanted->array ? wanted->block % size : wanted->block - size) != 0)
        return false;
    snprintf(wanted->name, wanted->room, "%s", name);
    if (wanted->block > size)
        snprintf(wanted->name, wanted->room, "%s[%llu]", name, (unsigned long long)(wanted->offset / size));
    debug_part(&target, wanted->offset % size, wanted->size, wanted->name, wanted->room, wanted->type);
    return true;
}

static bool find_pointer(Dwarf_Die *scope, const struct block_wanted *wanted)
{
    Dwarf_Die child;
    if (dwarf_child(scope, &child) != 0)
        return false;
    do {
        int tag = dwarf_tag(&child);
        if ((tag == DW_TAG_variable || tag == DW_TAG_formal_parameter) && points_to_it(&child, wanted))
            return true;
        if (tag == DW_TAG_lexical_block && find_pointer(&child, wanted))
            return true;
    } while (dwarf_siblingof(&child, &child) == 0);
    return false;
}

static bool find_in_scopes(Dwarf_Die *scopes, int count, const struct block_wanted *wanted)
{
    for (int k = 0; k < count; k++) {
        int tag = dwarf_tag(&scopes[k]);
        if ((tag == DW_TAG_subprogram || tag == DW_TAG_inlined_subroutine || tag == DW_TAG_lexical_block)
            && find_pointer(&scopes[k], wanted))
            return true;
    }
    return false;
}

/* Most blocks are as large as some number of pointers: what fits exactly comes first. */
bool symbols_heap(struct symbols *symbols, uint64_t call, uint64_t block, uint64_t offset, unsigned size, char *name,
                  size_t room, struct value_type *type)
{
    Dwarf_Die unit, *scopes = NULL;
    struct block_wanted wanted = { block, offset, size, false, name, room, type };
    if (call == 0 || block == 0 || !debug_unit(symbols, call - 1, &unit))
        return false;
    int count = dwarf_getscopes(&unit, call - 1, &scopes);
    bool found = find_in_scopes(scopes, count, &wanted);
    wanted.array = true;
    found = found || find_in_scopes(scopes, count, &wanted);
    free(scopes);
    return found;
}
