/* output.h — what the demo prints: each print is a gate; the text is kept (bounded) and travels behind the step. */
#ifndef RUNTIME_OUTPUT_H
#define RUNTIME_OUTPUT_H

#include <stddef.h>
#include <stdint.h>

enum { OUTPUT_ROOM = 64 * 1024 };

void output_begin(void);
void output_print(const char *text, size_t length, uintptr_t place);

/* Live, threads and processes print at the same time: how much of that length is still kept. */
size_t output_room(size_t length);
const char *output_text(size_t *length);

#endif
