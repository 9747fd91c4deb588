/* types.c — from a type and an offset to the name of the part that lies there; and values as C writes them. */
#include <ctype.h>
#include <dwarf.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "build/debug.h"

enum { DEEPEST = 16 };      /* structures in arrays in structures … */

bool debug_type(Dwarf_Die *die, Dwarf_Die *type)
{
    Dwarf_Attribute attribute;
    if (!dwarf_attr_integrate(die, DW_AT_type, &attribute) || !dwarf_formref_die(&attribute, type))
        return false;
    for (;;) {
        switch (dwarf_tag(type)) {
        case DW_TAG_typedef: case DW_TAG_const_type: case DW_TAG_volatile_type: case DW_TAG_atomic_type:
        case DW_TAG_restrict_type:
            if (!dwarf_attr(type, DW_AT_type, &attribute) || !dwarf_formref_die(&attribute, type))
                return false;
            break;
        default:
            return true;
        }
    }
}

uint64_t debug_size(Dwarf_Die *type)
{
    Dwarf_Word size;
    return dwarf_aggregate_size(type, &size) == 0 ? size : 0;
}

static void append(char *name, size_t room, const char *text)
{
    size_t length = strlen(name);
    if (length < room)
        snprintf(name + length, room - length, "%s", text);
}

static bool number_of(Dwarf_Die *die, unsigned which, uint64_t *number)
{
    Dwarf_Attribute attribute;
    Dwarf_Word word;
    if (!dwarf_attr_integrate(die, which, &attribute) || dwarf_formudata(&attribute, &word) != 0)
        return false;
    *number = word;
    return true;
}

static bool part(Dwarf_Die *type, uint64_t offset, unsigned size, char *name, size_t room, struct value_type *out, int depth);

/* An array of several dimensions has a subrange for each; all but the first make up the element. */
static bool array_part(Dwarf_Die *type, uint64_t offset, unsigned size, char *name, size_t room, struct value_type *out,
                       int depth)
{
    Dwarf_Die element, dimension;
    uint64_t lengths[4];
    int dimensions = 0;
    if (!debug_type(type, &element) || dwarf_child(type, &dimension) != 0)
        return false;
    do {
        uint64_t last;
        if (dwarf_tag(&dimension) == DW_TAG_subrange_type && dimensions < 4)
            lengths[dimensions++] = number_of(&dimension, DW_AT_count, &last) ? last
                                  : number_of(&dimension, DW_AT_upper_bound, &last) ? last + 1 : 1;
    } while (dwarf_siblingof(&dimension, &dimension) == 0);
    uint64_t unit = debug_size(&element);
    for (int k = 0; k < dimensions; k++) {
        uint64_t stride = unit;
        char index[24];
        for (int j = k + 1; j < dimensions; j++)
            stride *= lengths[j];
        if (stride == 0)
            return false;
        snprintf(index, sizeof index, "[%" PRIu64 "]", offset / stride);
        append(name, room, index);
        offset %= stride;
    }
    return part(&element, offset, size, name, room, out, depth + 1);
}

/* What a pthread_mutex_t is made of is nobody's business. */
static bool is_inside_libc(Dwarf_Die *member)
{
    const char *name = dwarf_diename(member);
    return name && strncmp(name, "__", 2) == 0;
}

static bool member_part(Dwarf_Die *type, uint64_t offset, unsigned size, char *name, size_t room, struct value_type *out,
                        int depth)
{
    Dwarf_Die member;
    if (dwarf_child(type, &member) != 0)
        return false;
    do {
        Dwarf_Die inner;
        uint64_t start = 0;
        if (dwarf_tag(&member) != DW_TAG_member || is_inside_libc(&member) || !debug_type(&member, &inner))
            continue;
        number_of(&member, DW_AT_data_member_location, &start);
        if (offset < start || offset - start + size > debug_size(&inner))
            continue;
        if (dwarf_diename(&member)) {
            append(name, room, ".");
            append(name, room, dwarf_diename(&member));
        }
        return part(&inner, offset - start, size, name, room, out, depth + 1);
    } while (dwarf_siblingof(&member, &member) == 0);
    return false;
}

static void base_kind(Dwarf_Die *type, struct value_type *out)
{
    uint64_t encoding = 0;
    number_of(type, DW_AT_encoding, &encoding);
    switch (encoding) {
    case DW_ATE_boolean:
        out->kind = VALUE_BOOL;
        break;
    case DW_ATE_float:
        out->kind = VALUE_FLOAT;
        break;
    case DW_ATE_signed:
        out->kind = VALUE_SIGNED;
        break;
    case DW_ATE_signed_char: case DW_ATE_unsigned_char:
        out->kind = VALUE_CHAR;
        break;
    default:
        out->kind = VALUE_UNSIGNED;
    }
}

/* The innermost one that has a name counts. */
static void note_whole(Dwarf_Die *type, const char *name, struct value_type *out)
{
    const char *tag = dwarf_diename(type);
    if (!tag)
        return;
    snprintf(out->whole, sizeof out->whole, "%s", tag);
    out->whole_length = (unsigned)strlen(name);
}

static bool part(Dwarf_Die *type, uint64_t offset, unsigned size, char *name, size_t room, struct value_type *out, int depth)
{
    out->size = size;
    if (depth > DEEPEST)
        return false;
    switch (dwarf_tag(type)) {
    case DW_TAG_array_type:
        return array_part(type, offset, size, name, room, out, depth);
    case DW_TAG_structure_type: case DW_TAG_union_type: case DW_TAG_class_type:
        out->kind = VALUE_OTHER;
        note_whole(type, name, out);
        return member_part(type, offset, size, name, room, out, depth) || offset == 0;
    case DW_TAG_pointer_type:
        out->kind = VALUE_POINTER;
        return offset == 0;
    case DW_TAG_enumeration_type:
        out->kind = VALUE_ENUM;
        out->die = dwarf_dieoffset(type);
        return offset == 0;
    case DW_TAG_base_type:
        base_kind(type, out);
        return offset == 0;
    default:
        out->kind = VALUE_OTHER;
        return true;
    }
}

bool debug_part(Dwarf_Die *type, uint64_t offset, unsigned size, char *name, size_t room, struct value_type *out)
{
    *out = (struct value_type){ .kind = VALUE_OTHER, .size = size };
    return part(type, offset, size, name, room, out, 0);
}

static bool enumerator(struct symbols *symbols, uint64_t die, uint64_t value, char *out, size_t room)
{
    Dwarf_Die type, child;
    if (!dwarf_offdie(symbols->dwarf, die, &type) || dwarf_child(&type, &child) != 0)
        return false;
    do {
        uint64_t number;
        if (number_of(&child, DW_AT_const_value, &number) && (uint32_t)number == (uint32_t)value && dwarf_diename(&child)) {
            snprintf(out, room, "%s", dwarf_diename(&child));
            return true;
        }
    } while (dwarf_siblingof(&child, &child) == 0);
    return false;
}

static int64_t sign_extend(uint64_t value, unsigned size)
{
    unsigned shift = size < 8 ? 64 - 8 * size : 0;
    return (int64_t)(value << shift) >> shift;
}

static void write_float(uint64_t value, unsigned size, char *out, size_t room)
{
    double number = 0;
    float small;
    if (size == 4) {
        memcpy(&small, &value, sizeof small);
        number = (double)small;
    } else {
        memcpy(&number, &value, sizeof number);
    }
    snprintf(out, room, "%g", number);
}

void symbols_value(struct symbols *symbols, const struct value_type *type, uint64_t value, char *out, size_t room)
{
    switch (type->kind) {
    case VALUE_BOOL:
        snprintf(out, room, "%s", value ? "true" : "false");
        return;
    case VALUE_CHAR:
        if (isprint((int)(value & 0xff)))
            snprintf(out, room, "'%c'", (int)(value & 0xff));
        else
            snprintf(out, room, "%" PRId64, sign_extend(value, type->size));
        return;
    case VALUE_FLOAT:
        write_float(value, type->size, out, room);
        return;
    case VALUE_POINTER:
        snprintf(out, room, value ? "set" : "NULL");
        return;
    case VALUE_ENUM:
        if (symbols && enumerator(symbols, type->die, value, out, room))
            return;
        snprintf(out, room, "%" PRId64, sign_extend(value, type->size));
        return;
    case VALUE_SIGNED:
        snprintf(out, room, "%" PRId64, sign_extend(value, type->size));
        return;
    default:
        snprintf(out, room, "%" PRIu64, value);
    }
}
