/* printing.c — stdio output to stdout and stderr, and write(2) to descriptors 1 and 2. Each call is one gate: on fibers
 * stdout behaves as if unbuffered, so that what is printed appears with the step that prints it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <errno.h>

#include "runtime/accesses.h"
#include "runtime/calls/calls.h"
#include "runtime/calls/format.h"
#include "runtime/calls/moving.h"
#include "runtime/carrier/descriptors.h"
#include "runtime/gate.h"
#include "runtime/output.h"

/* The formats are the demo's own, checked when it was compiled. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

enum { LINE = 4096, LINE_MOST = 1 << 19 };

void print_bytes(const char *bytes, size_t length, uintptr_t place)
{
    if (length > 0)
        output_print(bytes, length, place);
}

static int descriptor_of(FILE *stream)
{
    return stream == stdout ? STDOUT_FILENO : stream == stderr ? STDERR_FILENO : -1;
}

/* Live, what is printed may go where the program has led it: into a pipe, or a file. */
static void print_to(int descriptor, const char *bytes, size_t length, uintptr_t place)
{
    ssize_t written = 0;
    if (!carrier->live || descriptors_print(descriptor))
        print_bytes(bytes, length, place);
    else if (length > 0)
        written = moving_write(descriptor, bytes, length, place);
    (void)written;
}

/* Only what goes to the terminal is kept; a file is for live runs. */
static bool is_terminal(FILE *stream)
{
    if (descriptor_of(stream) >= 0)
        return true;
    gate_only_live("writing to a file");
    return false;
}

/* Longer texts than LINE are cut there: a demo's line is for reading. */
static int print_line(int descriptor, const char *format, va_list arguments, uintptr_t place)
{
    char line[LINE];
    format_reads(format, arguments, place);
    int length = vsnprintf(line, sizeof line, format, arguments);
    if (length > 0)
        print_to(descriptor, line, (size_t)length < sizeof line ? (size_t)length : sizeof line - 1, place);
    return length;
}

static int print_format(FILE *stream, const char *format, va_list arguments, uintptr_t place)
{
    if (!runner_self || !is_terminal(stream))
        return vfprintf(stream, format, arguments);
    return print_line(descriptor_of(stream), format, arguments, place);
}

static int print_text(FILE *stream, const char *text, size_t length, uintptr_t place)
{
    if (!runner_self || !is_terminal(stream))
        return fwrite(text, 1, length, stream) == length ? 1 : EOF;
    access_range(text, length, ACT_READ, place);
    print_to(descriptor_of(stream), text, length, place);
    return 1;
}

static int print_character(FILE *stream, int character, uintptr_t place)
{
    char byte = (char)character;
    return print_text(stream, &byte, 1, place) == EOF ? EOF : (unsigned char)byte;
}

WRAPPED(int, printf, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = print_format(stdout, format, arguments, PLACE);
    va_end(arguments);
    return length;
}

WRAPPED(int, vprintf, const char *format, va_list arguments)
{
    return print_format(stdout, format, arguments, PLACE);
}

WRAPPED(int, fprintf, FILE *stream, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = print_format(stream, format, arguments, PLACE);
    va_end(arguments);
    return length;
}

WRAPPED(int, vfprintf, FILE *stream, const char *format, va_list arguments)
{
    return print_format(stream, format, arguments, PLACE);
}

WRAPPED(int, dprintf, int descriptor, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (runner_self && descriptor != STDOUT_FILENO && descriptor != STDERR_FILENO)
        gate_only_live("dprintf to a file");
    int length = runner_self && (descriptor == STDOUT_FILENO || descriptor == STDERR_FILENO || descriptors_object(descriptor))
               ? print_line(descriptor, format, arguments, PLACE) : vdprintf(descriptor, format, arguments);
    va_end(arguments);
    return length;
}

/* The text and its newline in one piece, as no other thread's output can come between them; it is on the thread's stack, since
 * a run can end while it stands at the gate. What is too long for that comes in two. */
WRAPPED(int, puts, const char *text)
{
    size_t length = strlen(text);
    if (!runner_self || !is_terminal(stdout))
        return puts(text);
    if (length >= LINE_MOST) {
        print_text(stdout, text, length, PLACE);
        return print_text(stdout, "\n", 1, PLACE);
    }
    char line[length + 1];
    access_range(text, length + 1, ACT_READ, PLACE);
    memcpy(line, text, length);
    line[length] = '\n';
    print_to(STDOUT_FILENO, line, length + 1, PLACE);
    return 1;
}

WRAPPED(int, fputs, const char *text, FILE *stream)
{
    return print_text(stream, text, strlen(text), PLACE);
}

WRAPPED(int, fputs_unlocked, const char *text, FILE *stream)
{
    return print_text(stream, text, strlen(text), PLACE);
}

WRAPPED(int, putchar, int character)
{
    return print_character(stdout, character, PLACE);
}

WRAPPED(int, putchar_unlocked, int character)
{
    return print_character(stdout, character, PLACE);
}

WRAPPED(int, putc, int character, FILE *stream)
{
    return print_character(stream, character, PLACE);
}

WRAPPED(int, putc_unlocked, int character, FILE *stream)
{
    return print_character(stream, character, PLACE);
}

WRAPPED(int, fputc, int character, FILE *stream)
{
    return print_character(stream, character, PLACE);
}

WRAPPED(int, fputc_unlocked, int character, FILE *stream)
{
    return print_character(stream, character, PLACE);
}

WRAPPED(size_t, fwrite, const void *items, size_t size, size_t count, FILE *stream)
{
    return print_text(stream, items, size * count, PLACE) == EOF ? 0 : count;
}

WRAPPED(size_t, fwrite_unlocked, const void *items, size_t size, size_t count, FILE *stream)
{
    return print_text(stream, items, size * count, PLACE) == EOF ? 0 : count;
}

WRAPPED(int, fflush, FILE *stream)
{
    return runner_self && (!stream || stream == stdout || stream == stderr) ? 0 : fflush(stream);
}

WRAPPED(int, setvbuf, FILE *stream, char *buffer, int mode, size_t size)
{
    return runner_self && (stream == stdout || stream == stderr) ? 0 : setvbuf(stream, buffer, mode, size);
}

WRAPPED(void, setbuf, FILE *stream, char *buffer)
{
    if (!runner_self || (stream != stdout && stream != stderr))
        setbuf(stream, buffer);
}

WRAPPED(void, perror, const char *text)
{
    char line[LINE];
    int number = gate_is_live() ? errno : runner_self->error_number;
    int length = text && *text ? snprintf(line, sizeof line, "%s: %s\n", text, strerror(number))
                               : snprintf(line, sizeof line, "%s\n", strerror(number));
    print_text(stderr, line, (size_t)length < sizeof line ? (size_t)length : sizeof line - 1, PLACE);
}

WRAPPED(ssize_t, write, int descriptor, const void *bytes, size_t size)
{
    if (!runner_self)
        return write(descriptor, bytes, size);
    bool prints = descriptor == STDOUT_FILENO || descriptor == STDERR_FILENO;
    if (!prints)
        gate_only_live("write to a file");
    access_range(bytes, size, ACT_READ, PLACE);
    if (carrier->live && descriptors_object(descriptor))
        return moving_write(descriptor, bytes, size, PLACE);
    if (carrier->live && !descriptors_print(descriptor))
        return write(descriptor, bytes, size);
    print_bytes(bytes, size, PLACE);
    return (ssize_t)size;
}
