/* layout.c — what of a program does not depend on a run: where members lie in a structure, what its constants say, and which
 * code each of its files became. */
#include <dwarf.h>
#include <gelf.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "build/debug.h"

/* ---- members ---- */

static bool member_at(Dwarf_Die *structure, const char *name, size_t length, unsigned *offset, Dwarf_Die *type)
{
    Dwarf_Die member;
    if (dwarf_child(structure, &member) != 0)
        return false;
    do {
        const char *called = dwarf_diename(&member);
        Dwarf_Attribute location;
        Dwarf_Word start = 0;
        if (dwarf_tag(&member) != DW_TAG_member || !called || strlen(called) != length || strncmp(called, name, length) != 0)
            continue;
        if (dwarf_attr(&member, DW_AT_data_member_location, &location))
            dwarf_formudata(&location, &start);
        *offset += (unsigned)start;
        return debug_type(&member, type);
    } while (dwarf_siblingof(&member, &member) == 0);
    return false;
}

/* "step.due" in the structure. */
static bool walk(Dwarf_Die *structure, const char *path, unsigned *offset, Dwarf_Die *type)
{
    Dwarf_Die at = *structure;
    *offset = 0;
    while (*path) {
        size_t length = strcspn(path, ".");
        if (!member_at(&at, path, length, offset, type))
            return false;
        at = *type;
        path += length + (path[length] == '.');
    }
    return true;
}

static bool structure_in(Dwarf_Die *unit, const char *tag, Dwarf_Die *out)
{
    Dwarf_Die child, first;
    if (dwarf_child(unit, &child) != 0)
        return false;
    do {
        const char *name = dwarf_diename(&child);
        if (dwarf_tag(&child) != DW_TAG_structure_type || !name || strcmp(name, tag) != 0 || dwarf_child(&child, &first) != 0)
            continue;
        *out = child;
        return true;
    } while (dwarf_siblingof(&child, &child) == 0);
    return false;
}

/* A name may stand for several structures: the one that has the member is meant. */
static bool find(struct symbols *symbols, const char *tag, const char *member, unsigned *offset, Dwarf_Die *type)
{
    Dwarf_Off at = 0, next;
    size_t header;
    while (dwarf_nextcu(symbols->dwarf, at, &next, &header, NULL, NULL, NULL) == 0) {
        Dwarf_Die unit, structure;
        if (dwarf_offdie(symbols->dwarf, at + header, &unit) && structure_in(&unit, tag, &structure)
            && walk(&structure, member, offset, type))
            return true;
        at = next;
    }
    return false;
}

bool symbols_member(struct symbols *symbols, const char *tag, const char *member, unsigned *offset, unsigned *size)
{
    for (size_t k = 0; k < symbols->member_count; k++) {
        const struct known_member *known = &symbols->members[k];
        if (strcmp(known->tag, tag) != 0 || strcmp(known->member, member) != 0)
            continue;
        *offset = known->offset;
        *size = known->size;
        return known->found;
    }
    Dwarf_Die type;
    bool found = find(symbols, tag, member, offset, &type);
    *size = found ? (unsigned)(dwarf_tag(&type) == DW_TAG_pointer_type ? sizeof(uint64_t) : debug_size(&type)) : 0;
    if (symbols->member_count < MEMBERS) {
        struct known_member *known = &symbols->members[symbols->member_count++];
        snprintf(known->tag, sizeof known->tag, "%s", tag);
        snprintf(known->member, sizeof known->member, "%s", member);
        known->offset = *offset;
        known->size = *size;
        known->found = found;
    }
    return found;
}

/* ---- constants ---- */

bool symbols_text(struct symbols *symbols, uint64_t address, char *out, size_t room)
{
    Elf *elf = dwarf_getelf(symbols->dwarf);
    Elf_Scn *section = NULL;
    while (room > 0 && (section = elf_nextscn(elf, section))) {
        GElf_Shdr head;
        if (!gelf_getshdr(section, &head) || head.sh_type != SHT_PROGBITS || address - head.sh_addr >= head.sh_size)
            continue;
        uint64_t left = head.sh_size - (address - head.sh_addr);
        size_t wanted = left < room - 1 ? (size_t)left : room - 1;
        ssize_t got = pread(symbols->fd, out, wanted, (off_t)(head.sh_offset + (address - head.sh_addr)));
        out[got > 0 ? got : 0] = '\0';
        return got > 0;
    }
    return false;
}

/* ---- code ---- */

size_t symbols_code_of(struct symbols *symbols, bool (*wanted)(const void *data, const char *file), const void *data,
                       struct code_range *ranges, size_t room)
{
    Dwarf_Off at = 0, next;
    size_t header, count = 0;
    while (dwarf_nextcu(symbols->dwarf, at, &next, &header, NULL, NULL, NULL) == 0) {
        Dwarf_Die unit;
        Dwarf_Addr base, low, high;
        ptrdiff_t more = 0;
        bool found = dwarf_offdie(symbols->dwarf, at + header, &unit) && dwarf_diename(&unit)
                  && wanted(data, dwarf_diename(&unit));
        while (found && count < room && (more = dwarf_ranges(&unit, more, &base, &low, &high)) > 0)
            ranges[count++] = (struct code_range){ low, high };
        at = next;
    }
    return count;
}
