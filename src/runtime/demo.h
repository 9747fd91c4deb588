/* demo.h — the demo's library in memory: where its code and data lie, and putting its memory back as it was. */
#ifndef RUNTIME_DEMO_H
#define RUNTIME_DEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct demo {
    int (*main)(int, char **, char **);
    void *library;                          /* of dlopen(3): what it is linked with is found through it */
    uintptr_t base;                         /* where it was loaded: run-time address − ELF address */
    uintptr_t text_low, text_high;          /* all of it, code and data */
    uintptr_t data_low, data_high;          /* the writable segment */
    int words;                              /* live: what main gets; its name is the first */
    char **word;
    const void *tls_image;                  /* what a new thread's _Thread_local variables hold */
    size_t tls_filled, tls_size, tls_module;
};

extern struct demo demo;

bool demo_load(const char *path, struct err *err);
void demo_reset(void);                                  /* the writable segment as it was after loading */
void *demo_tls(uint16_t thread);                        /* the thread's block of _Thread_local variables */
void demo_tls_reset(uint16_t thread);
bool demo_tls_holds(uintptr_t address, uint16_t *thread);

static inline bool demo_holds_data(uintptr_t address)
{
    return address - demo.data_low < demo.data_high - demo.data_low;
}

static inline bool demo_holds(uintptr_t address)
{
    return address - demo.text_low < demo.text_high - demo.text_low;
}

#endif
