/* claims.h — what every unit test includes: cmocka, with the headers it forgot to include itself. */
#ifndef TESTS_CLAIMS_H
#define TESTS_CLAIMS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* For what valgrind does otherwise than the system. */
#define SKIP_UNDER_VALGRIND() \
    do { \
        const char *tools = getenv("LD_PRELOAD"); \
        if (tools && strstr(tools, "valgrind")) \
            skip(); \
    } while (0)

#endif
