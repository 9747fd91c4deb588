/* strings.c — mem* and str*: the compiler does not instrument them, so each announces the ranges it reads and writes, then
 * the real one runs. Of a text the range is as far as the function would look. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "runtime/accesses.h"
#include "runtime/calls/calls.h"
#include "runtime/calls/format.h"
#include "runtime/gate.h"

/* The formats are the demo's own, checked when it was compiled. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#if !defined __clang__
#pragma GCC diagnostic ignored "-Wformat-truncation"
#endif

static void reads(const void *start, size_t size, uintptr_t place)
{
    access_range(start, size, ACT_READ, place);
}

static void reads_text(const char *text, uintptr_t place)
{
    if (runner_self)
        access_range(text, strlen(text) + 1, ACT_READ, place);
}

static void writes(void *start, size_t size, uintptr_t place)
{
    access_range(start, size, ACT_WRITE, place);
}

static void copies(void *to, const void *from, size_t size, uintptr_t place)
{
    access_copy(to, from, size, place);
}

WRAPPED(void *, memcpy, void *to, const void *from, size_t size)
{
    reads(from, size, PLACE);
    copies(to, from, size, PLACE);
    return memcpy(to, from, size);
}

WRAPPED(void *, memmove, void *to, const void *from, size_t size)
{
    reads(from, size, PLACE);
    copies(to, from, size, PLACE);
    return memmove(to, from, size);
}

WRAPPED(void *, memset, void *to, int byte, size_t size)
{
    writes(to, size, PLACE);
    return memset(to, byte, size);
}

WRAPPED(int, memcmp, const void *one, const void *other, size_t size)
{
    reads(one, size, PLACE);
    reads(other, size, PLACE);
    return memcmp(one, other, size);
}

WRAPPED(void *, memchr, const void *start, int byte, size_t size)
{
    reads(start, size, PLACE);
    return memchr(start, byte, size);
}

WRAPPED(size_t, strlen, const char *text)
{
    reads_text(text, PLACE);
    return strlen(text);
}

WRAPPED(char *, strcpy, char *to, const char *from)
{
    reads_text(from, PLACE);
    copies(to, from, strlen(from) + 1, PLACE);
    return strcpy(to, from);
}

WRAPPED(char *, stpcpy, char *to, const char *from)
{
    reads_text(from, PLACE);
    copies(to, from, strlen(from) + 1, PLACE);
    return stpcpy(to, from);
}

WRAPPED(char *, strncpy, char *to, const char *from, size_t size)
{
    reads(from, strnlen(from, size), PLACE);
    writes(to, size, PLACE);
    size_t length = strnlen(from, size);
    memcpy(to, from, length);
    memset(to + length, 0, size - length);
    return to;
}

WRAPPED(char *, strcat, char *to, const char *from)
{
    reads_text(to, PLACE);
    reads_text(from, PLACE);
    copies(to + strlen(to), from, strlen(from) + 1, PLACE);
    return strcat(to, from);
}

WRAPPED(char *, strncat, char *to, const char *from, size_t size)
{
    reads_text(to, PLACE);
    reads(from, strnlen(from, size), PLACE);
    writes(to + strlen(to), strnlen(from, size) + 1, PLACE);
    char *end = to + strlen(to);
    size_t length = strnlen(from, size);
    memcpy(end, from, length);
    end[length] = '\0';
    return to;
}

WRAPPED(int, strcmp, const char *one, const char *other)
{
    reads_text(one, PLACE);
    reads_text(other, PLACE);
    return strcmp(one, other);
}

WRAPPED(int, strncmp, const char *one, const char *other, size_t size)
{
    reads(one, strnlen(one, size), PLACE);
    reads(other, strnlen(other, size), PLACE);
    return strncmp(one, other, size);
}

WRAPPED(char *, strchr, const char *text, int byte)
{
    reads_text(text, PLACE);
    return strchr(text, byte);
}

WRAPPED(char *, strrchr, const char *text, int byte)
{
    reads_text(text, PLACE);
    return strrchr(text, byte);
}

WRAPPED(char *, strstr, const char *text, const char *sought)
{
    reads_text(text, PLACE);
    reads_text(sought, PLACE);
    return strstr(text, sought);
}

WRAPPED(size_t, strnlen, const char *text, size_t most)
{
    reads(text, strnlen(text, most), PLACE);
    return strnlen(text, most);
}

WRAPPED(int, strcasecmp, const char *one, const char *other)
{
    reads_text(one, PLACE);
    reads_text(other, PLACE);
    return strcasecmp(one, other);
}

WRAPPED(int, strncasecmp, const char *one, const char *other, size_t size)
{
    reads(one, strnlen(one, size), PLACE);
    reads(other, strnlen(other, size), PLACE);
    return strncasecmp(one, other, size);
}

WRAPPED(size_t, strspn, const char *text, const char *set)
{
    reads_text(text, PLACE);
    reads_text(set, PLACE);
    return strspn(text, set);
}

WRAPPED(size_t, strcspn, const char *text, const char *set)
{
    reads_text(text, PLACE);
    reads_text(set, PLACE);
    return strcspn(text, set);
}

WRAPPED(char *, strpbrk, const char *text, const char *set)
{
    reads_text(text, PLACE);
    reads_text(set, PLACE);
    return strpbrk(text, set);
}

/* It writes one byte, behind the word it finds, and the caller's `rest`. */
WRAPPED(char *, strtok_r, char *text, const char *set, char **rest)
{
    reads(rest, sizeof *rest, PLACE);
    char *from = text ? text : *rest;
    reads_text(from, PLACE);
    reads_text(set, PLACE);
    char *end = from + strspn(from, set);
    end += strcspn(end, set);
    if (*end)
        writes(end, 1, PLACE);
    writes(rest, sizeof *rest, PLACE);
    return strtok_r(text, set, rest);
}

/* ---- numbers ---- */

/* From here to leave_errno the thread's errno is the machine's, for a function that sets it. */
static int enter_errno(void)
{
    int before = errno;
    if (!gate_is_live())
        errno = runner_self->error_number;
    return before;
}

static void leave_errno(int before)
{
    if (gate_is_live())
        return;
    runner_self->error_number = errno;
    errno = before;
}

/* Reads as far as the function does, which is asked first, and the byte at which it stops. */
#define NUMBER(type, name, parameters, ask, call) \
    WRAPPED(type, name, parameters) \
    { \
        char *stop; \
        int kept = errno; \
        (void)ask; \
        errno = kept; \
        reads(text, (size_t)(stop - text) + 1, PLACE); \
        if (end) \
            writes(end, sizeof *end, PLACE); \
        int before = enter_errno(); \
        type value = call; \
        leave_errno(before); \
        return value; \
    }
#define WITH_BASE const char *text, char **end, int base
#define DECIMAL const char *text, char **end

NUMBER(long, strtol, WITH_BASE, strtol(text, &stop, base), strtol(text, end, base))
NUMBER(unsigned long, strtoul, WITH_BASE, strtoul(text, &stop, base), strtoul(text, end, base))
NUMBER(long long, strtoll, WITH_BASE, strtoll(text, &stop, base), strtoll(text, end, base))
NUMBER(unsigned long long, strtoull, WITH_BASE, strtoull(text, &stop, base), strtoull(text, end, base))
NUMBER(double, strtod, DECIMAL, strtod(text, &stop), strtod(text, end))
NUMBER(float, strtof, DECIMAL, strtof(text, &stop), strtof(text, end))

#define SIMPLE_NUMBER(type, name, through) \
    WRAPPED(type, name, const char *text) \
    { \
        char *stop; \
        (void)through; \
        reads(text, (size_t)(stop - text) + 1, PLACE); \
        return name(text); \
    }

SIMPLE_NUMBER(int, atoi, strtol(text, &stop, 10))
SIMPLE_NUMBER(long, atol, strtol(text, &stop, 10))
SIMPLE_NUMBER(long long, atoll, strtoll(text, &stop, 10))
SIMPLE_NUMBER(double, atof, strtod(text, &stop))

/* ---- arrays ---- */

WRAPPED(void, bzero, void *start, size_t size)
{
    writes(start, size, PLACE);
    memset(start, 0, size);
}

/* The demo's function compares, and is watched; that the rest moves whole elements about is said before and after. */
WRAPPED(void, qsort, void *start, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    reads(start, count * size, PLACE);
    writes(start, count * size, PLACE);
    qsort(start, count, size, compare);
    writes(start, count * size, PLACE);
}

/* ---- formatting into memory ---- */

static int format_into(char *to, size_t room, const char *format, va_list arguments, uintptr_t place)
{
    va_list again;
    format_reads(format, arguments, place);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length >= 0 && room > 0)
        writes(to, (size_t)length < room ? (size_t)length + 1 : room, place);
    return vsnprintf(to, room, format, arguments);
}

WRAPPED(int, vsnprintf, char *to, size_t room, const char *format, va_list arguments)
{
    return format_into(to, room, format, arguments, PLACE);
}

WRAPPED(int, vsprintf, char *to, const char *format, va_list arguments)
{
    return format_into(to, INT32_MAX, format, arguments, PLACE);
}

WRAPPED(int, snprintf, char *to, size_t room, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = format_into(to, room, format, arguments, PLACE);
    va_end(arguments);
    return length;
}

WRAPPED(int, sprintf, char *to, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = format_into(to, INT32_MAX, format, arguments, PLACE);
    va_end(arguments);
    return length;
}

WRAPPED(int, sscanf, const char *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    reads_text(text, PLACE);
    int count = vsscanf(text, format, arguments);
    va_end(arguments);
    return count;
}

WRAPPED(int, __isoc99_sscanf, const char *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    reads_text(text, PLACE);
    int count = vsscanf(text, format, arguments);
    va_end(arguments);
    return count;
}
