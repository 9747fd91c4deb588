/* symbols.h — what addresses of a traced library mean: lines, functions, variables and their types, read from its debug
 * information with libdw. All addresses are ELF addresses, that is relative to where the library was loaded.
 * Threads: one thread. Memory: symbols_close(NULL) does nothing; texts are copied to the caller.
 * Errors:  symbols_open gives NULL and *err; a look-up that finds nothing returns false. */
#ifndef BUILD_SYMBOLS_H
#define BUILD_SYMBOLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct symbols;

struct place {
    char file[256];         /* as the compiler was given it */
    char function[96];      /* innermost, inlined functions by their own name */
    int line, column;
};

struct value_type {
    enum { VALUE_UNSIGNED, VALUE_SIGNED, VALUE_BOOL, VALUE_CHAR, VALUE_FLOAT, VALUE_POINTER, VALUE_ENUM, VALUE_OTHER } kind;
    unsigned size;
    uint64_t die;           /* of an enumeration: where its names are in the debug information */
    char whole[32];         /* the structure that it is a member of, as in `struct queue`; "" none, or it has no name … */
    unsigned whole_length;  /* … and how many bytes of the variable's name are that structure's: "jobs" of "jobs.count" */
};

struct symbols *symbols_open(const char *path, struct err *err);
void symbols_close(struct symbols *symbols);

/* `address` is a return address: the call before it is what is meant. */
bool symbols_place(struct symbols *symbols, uint64_t address, struct place *place);

/* Name of the global (or static) that covers the address, down to member and element: "share", "item[3]", "q.len". */
bool symbols_global(struct symbols *symbols, uint64_t address, unsigned size, char *name, size_t room,
                    struct value_type *type);

/* The same for a variable on the stack: `function_address` any address in the function, `offset` the variable's distance
 * from the canonical frame address (negative). */
bool symbols_local(struct symbols *symbols, uint64_t function_address, int64_t offset, unsigned size, char *name,
                   size_t room, struct value_type *type);

/* The same for what lies `offset` bytes into a heap block: `call` is the return address of the allocation, `block` the block's
 * size. The block is called after a pointer of the allocating function to something of that size: "node" in
 * `struct node *node = malloc(sizeof *node)`. */
bool symbols_heap(struct symbols *symbols, uint64_t call, uint64_t block, uint64_t offset, unsigned size, char *name,
                  size_t room, struct value_type *type);

/* Where a member lies in `struct tag`, and how large it is: "state", or "step.due" in a structure within. */
bool symbols_member(struct symbols *symbols, const char *tag, const char *member, unsigned *offset, unsigned *size);

/* The text that lies at an address among the program's constants, as far as there is room. */
bool symbols_text(struct symbols *symbols, uint64_t address, char *out, size_t room);

/* What became of the files that are wanted. Returns how many ranges. */
struct code_range { uint64_t low, high; };
size_t symbols_code_of(struct symbols *symbols, bool (*wanted)(const void *data, const char *file), const void *data,
                       struct code_range *ranges, size_t room);

/* Writes a value as C would show it: -3, true, 'a', 0x0 as NULL, an enumerator's name. */
void symbols_value(struct symbols *symbols, const struct value_type *type, uint64_t value, char *out, size_t room);

#endif
