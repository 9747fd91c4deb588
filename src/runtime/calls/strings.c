/* strings.c — mem* and str*: the compiler does not instrument them, so each announces the ranges it reads and writes, then
 * the real one runs. Of a text the range is as far as the function would look. */
#include <stdio.h>
#include <string.h>

#include "runtime/accesses.h"
#include "runtime/calls/calls.h"
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

WRAPPED(void *, memcpy, void *to, const void *from, size_t size)
{
    reads(from, size, PLACE);
    writes(to, size, PLACE);
    return memcpy(to, from, size);
}

WRAPPED(void *, memmove, void *to, const void *from, size_t size)
{
    reads(from, size, PLACE);
    writes(to, size, PLACE);
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
    writes(to, strlen(from) + 1, PLACE);
    return strcpy(to, from);
}

WRAPPED(char *, stpcpy, char *to, const char *from)
{
    reads_text(from, PLACE);
    writes(to, strlen(from) + 1, PLACE);
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
    writes(to + strlen(to), strlen(from) + 1, PLACE);
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

/* ---- formatting into memory ---- */

static int format_into(char *to, size_t room, const char *format, va_list arguments, uintptr_t place)
{
    va_list again;
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
