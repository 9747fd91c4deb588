/* Claims about debug information: what a learner wrote is what the lab calls it. */
#include "tests/claims.h"

#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/process.h"
#include "build/build.h"
#include "build/symbols.h"

static const char *const source =
    "enum colour { RED, GREEN, BLUE };\n"                                               /* 1 */
    "int share;\n"
    "enum colour colour;\n"
    "struct item { char tag; int number[4]; struct { double weight; } inner; };\n"
    "struct item item[3];\n"                                                            /* 5 */
    "int grid[2][3];\n"
    "static int hidden(void)\n"
    "{\n"
    "    static int calls;\n"
    "    return ++calls;\n"                                                             /* 10 */
    "}\n"
    "int add(int turns)\n"
    "{\n"
    "    share += turns;\n"
    "    return share;\n"                                                               /* 15 */
    "}\n"
    "int main(void) { return add(1) + hidden() + (int)item[0].tag + grid[0][0] + (int)colour; }\n";

static char folder[] = "/tmp/threadlab-symbols-XXXXXX";
static struct symbols *symbols;
static char *library;
static size_t library_size;

static int open_symbols(void **state)
{
    (void)state;
    char path[PATH_ROOM];
    struct err err = { "" };
    if (!mkdtemp(folder) || setenv("XDG_CACHE_HOME", folder, 1) != 0 || !path_join(path, sizeof path, folder, "kinds.c")
        || !path_write(path, source, strlen(source), &err))
        return -1;
    const char *sources[] = { path, NULL };
    struct build *build = build_start(&(struct build_plan){ .sources = sources, .flavours = BUILD_TRACED }, &err);
    if (!build || !build_wait(build, &err))
        return -1;
    symbols = symbols_open(build_traced(build), &err);
    library = path_read(build_traced(build), 16 << 20, &library_size, &err);
    build_destroy(build);
    return symbols && library ? 0 : -1;
}

static int close_symbols(void **state)
{
    (void)state;
    struct process_report report;
    char output[256];
    const char *argv[] = { "rm", "-rf", folder, NULL };
    symbols_close(symbols);
    free(library);
    return !process_run(&(struct process_plan){ .argv = argv }, 10, &report, output, sizeof output, NULL);
}

/* Where the linker has put it: read from the symbol table, not from the debug information. */
static uint64_t address_of(const char *name, uint64_t *size)
{
    Elf64_Ehdr head;
    memcpy(&head, library, sizeof head);
    for (unsigned k = 0; k < head.e_shnum; k++) {
        Elf64_Shdr table, texts;
        memcpy(&table, library + head.e_shoff + k * sizeof table, sizeof table);
        if (table.sh_type != SHT_SYMTAB)
            continue;
        memcpy(&texts, library + head.e_shoff + table.sh_link * sizeof texts, sizeof texts);
        for (size_t at = 0; at + sizeof(Elf64_Sym) <= table.sh_size; at += sizeof(Elf64_Sym)) {
            Elf64_Sym symbol;
            memcpy(&symbol, library + table.sh_offset + at, sizeof symbol);
            if (strcmp(library + texts.sh_offset + symbol.st_name, name) != 0)
                continue;
            if (size)
                *size = symbol.st_size;
            return symbol.st_value;
        }
    }
    fail_msg("%s is not in the library", name);
    return 0;
}

static void named(uint64_t address, unsigned size, const char *expected, struct value_type *type)
{
    char name[64] = "";
    assert_true(symbols_global(symbols, address, size, name, sizeof name, type));
    assert_string_equal(name, expected);
}

static void shown(const struct value_type *type, uint64_t value, const char *expected)
{
    char text[64];
    symbols_value(symbols, type, value, text, sizeof text);
    assert_string_equal(text, expected);
}

static void a_global_has_its_name_and_its_sign(void **state)
{
    (void)state;
    struct value_type type;
    named(address_of("share", NULL), 4, "share", &type);
    shown(&type, 0xfffffffd, "-3");
}

static void an_enumeration_shows_its_names(void **state)
{
    (void)state;
    struct value_type type;
    named(address_of("colour", NULL), 4, "colour", &type);
    shown(&type, 2, "BLUE");
    shown(&type, 7, "7");
}

static void a_part_is_named_down_to_the_element(void **state)
{
    (void)state;
    struct value_type type;
    uint64_t item = address_of("item", NULL), grid = address_of("grid", NULL), one = 32;
    named(item, 1, "item[0].tag", &type);
    shown(&type, 'x', "'x'");
    named(item + one + 4 + 8, 4, "item[1].number[2]", &type);
    named(item + 2 * one + 24, 8, "item[2].inner.weight", &type);
    double weight = 2.5;
    uint64_t bits;
    memcpy(&bits, &weight, sizeof bits);
    shown(&type, bits, "2.5");
    named(grid + 5 * 4, 4, "grid[1][2]", &type);
}

static void what_belongs_to_nothing_has_no_name(void **state)
{
    (void)state;
    char name[64];
    struct value_type type;
    assert_false(symbols_global(symbols, 0x7fffffff, 4, name, sizeof name, &type));
}

static void a_place_has_file_line_and_function(void **state)
{
    (void)state;
    uint64_t size, start = address_of("add", &size);
    struct place place;
    bool seen_14 = false;
    for (uint64_t address = start + 1; address < start + size; address++) {
        assert_true(symbols_place(symbols, address, &place));
        assert_string_equal(place.function, "add");
        assert_non_null(strstr(place.file, "kinds.c"));
        assert_in_range(place.line, 12, 16);
        seen_14 = seen_14 || place.line == 14;
    }
    assert_true(seen_14);
}

static void no_address_is_no_place(void **state)
{
    (void)state;
    struct place place;
    assert_false(symbols_place(symbols, 0, &place));
    assert_false(symbols_place(symbols, 0x7fffffff, &place));
}

static void a_file_without_debug_information_is_a_sentence(void **state)
{
    (void)state;
    struct err err = { "" };
    assert_null(symbols_open("/nowhere/at/all.so", &err));
    assert_non_null(strstr(err.text, "/nowhere/at/all.so"));
    assert_null(symbols_open("/etc/passwd", &err));
    assert_non_null(strstr(err.text, "/etc/passwd"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_global_has_its_name_and_its_sign),
        cmocka_unit_test(an_enumeration_shows_its_names),
        cmocka_unit_test(a_part_is_named_down_to_the_element),
        cmocka_unit_test(what_belongs_to_nothing_has_no_name),
        cmocka_unit_test(a_place_has_file_line_and_function),
        cmocka_unit_test(no_address_is_no_place),
        cmocka_unit_test(a_file_without_debug_information_is_a_sentence),
    };
    return cmocka_run_group_tests(tests, open_symbols, close_symbols);
}
