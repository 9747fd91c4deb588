/* symbols.c — opening the debug information, lines and functions. Variables are in variables.c, types in types.c. */
#include "build/symbols.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "build/debug.h"

struct symbols *symbols_open(const char *path, struct err *err)
{
    struct symbols *symbols = calloc(1, sizeof *symbols);
    if (!symbols) {
        err_set(err, "no memory for debug information");
        return NULL;
    }
    symbols->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (symbols->fd < 0) {
        err_set_errno(err, "cannot read %s", path);
        symbols_close(symbols);
        return NULL;
    }
    symbols->dwarf = dwarf_begin(symbols->fd, DWARF_C_READ);
    if (!symbols->dwarf) {
        err_set(err, "no debug information in %s: %s", path, dwarf_errmsg(-1));
        symbols_close(symbols);
        return NULL;
    }
    debug_collect_globals(symbols);
    return symbols;
}

void symbols_close(struct symbols *symbols)
{
    if (!symbols)
        return;
    for (size_t k = 0; k < symbols->global_count; k++)
        free(symbols->globals[k].name);
    free(symbols->globals);
    if (symbols->dwarf)
        dwarf_end(symbols->dwarf);
    if (symbols->fd >= 0)
        close(symbols->fd);
    free(symbols);
}

/* By the table of address ranges where there is one, else by asking each unit. */
bool debug_unit(struct symbols *symbols, uint64_t address, Dwarf_Die *unit)
{
    if (dwarf_addrdie(symbols->dwarf, address, unit))
        return true;
    Dwarf_Off offset = 0, next;
    size_t header;
    while (dwarf_nextcu(symbols->dwarf, offset, &next, &header, NULL, NULL, NULL) == 0) {
        if (dwarf_offdie(symbols->dwarf, offset + header, unit) && dwarf_haspc(unit, address) > 0)
            return true;
        offset = next;
    }
    return false;
}

static void name_function(Dwarf_Die *unit, uint64_t address, struct place *place)
{
    Dwarf_Die *scopes = NULL;
    int count = dwarf_getscopes(unit, address, &scopes);
    for (int k = 0; k < count; k++) {
        int tag = dwarf_tag(&scopes[k]);
        if (tag != DW_TAG_subprogram && tag != DW_TAG_inlined_subroutine)
            continue;
        const char *name = dwarf_diename(&scopes[k]);
        snprintf(place->function, sizeof place->function, "%s", name ? name : "");
        break;
    }
    free(scopes);
}

static bool find_place(struct symbols *symbols, uint64_t address, struct place *place)
{
    Dwarf_Die unit;
    if (!debug_unit(symbols, address, &unit))
        return false;
    Dwarf_Line *line = dwarf_getsrc_die(&unit, address);
    const char *file = line ? dwarf_linesrc(line, NULL, NULL) : NULL;
    if (!file)
        return false;
    snprintf(place->file, sizeof place->file, "%s", file);
    dwarf_lineno(line, &place->line);
    dwarf_linecol(line, &place->column);
    name_function(&unit, address, place);
    return true;
}

/* The same few places are asked for again and again. */
bool symbols_place(struct symbols *symbols, uint64_t address, struct place *place)
{
    if (address == 0)
        return false;
    struct known_place *known = &symbols->places[address % PLACES];
    if (known->address != address) {
        memset(known, 0, sizeof *known);
        known->address = address;
        known->found = find_place(symbols, address - 1, &known->place);
    }
    *place = known->place;
    return known->found;
}
