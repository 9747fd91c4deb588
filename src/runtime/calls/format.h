/* format.h — printf reads the texts it is given: each %s is an access, which nobody else announces.
 * Threads: any of the demo's. Memory: nothing is kept. Errors: none; what is not understood is not announced. */
#ifndef RUNTIME_CALLS_FORMAT_H
#define RUNTIME_CALLS_FORMAT_H

#include <stdarg.h>
#include <stdint.h>

/* Announces the texts among the arguments, which it does not use up. Call it before they are formatted. */
void format_reads(const char *format, va_list arguments, uintptr_t place);

#endif
