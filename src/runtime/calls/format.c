/* format.c — see format.h. Only where arguments lie is worked out here; what comes of them is the C library's. */
#include "runtime/calls/format.h"

#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/accesses.h"

/* One conversion: "%-*.3ls" */
struct conversion { int precision; char length, letter; };

/* Past digits, or past a star, whose number is among the arguments. */
static const char *number(const char *at, int *value, va_list *arguments)
{
    *value = 0;
    if (*at == '*') {
        *value = va_arg(*arguments, int);
        return at + 1;
    }
    for (; isdigit((unsigned char)*at); at++)
        *value = *value < 100000 ? *value * 10 + (*at - '0') : *value;
    return at;
}

/* `at` stands behind the percent sign; returns what stands behind the conversion. */
static const char *parse(const char *at, struct conversion *out, va_list *arguments)
{
    int width;
    *out = (struct conversion){ .precision = -1 };
    at = number(at + strspn(at, "-+ #0'"), &width, arguments);
    if (*at == '.')
        at = number(at + 1, &out->precision, arguments);
    for (; *at && strchr("hlLqjzt", *at); at++)
        out->length = out->length == 'l' && *at == 'l' ? 'q' : *at;
    out->letter = *at;
    return *at ? at + 1 : at;
}

static void skip_integer(char length, va_list *arguments)
{
    switch (length) {
    case 'q': case 'L': case 'j': (void)va_arg(*arguments, long long); break;
    case 'l': case 'z': case 't': (void)va_arg(*arguments, long); break;
    default: (void)va_arg(*arguments, int);
    }
}

static void read_text(const struct conversion *conversion, va_list *arguments, uintptr_t place)
{
    const char *text = va_arg(*arguments, const char *);
    if (!text || conversion->length == 'l')
        return;
    size_t most = conversion->precision >= 0 ? (size_t)conversion->precision : PTRDIFF_MAX;
    size_t length = strnlen(text, most);
    access_range(text, length < most ? length + 1 : length, ACT_READ, place);
}

static void convert(const struct conversion *conversion, va_list *arguments, uintptr_t place)
{
    switch (conversion->letter) {
    case 'd': case 'i': case 'u': case 'o': case 'x': case 'X': case 'c':
        skip_integer(conversion->letter == 'c' ? 0 : conversion->length, arguments);
        break;
    case 'a': case 'A': case 'e': case 'E': case 'f': case 'F': case 'g': case 'G':
        if (conversion->length == 'L')
            (void)va_arg(*arguments, long double);
        else
            (void)va_arg(*arguments, double);
        break;
    case 's':
        read_text(conversion, arguments, place);
        break;
    case 'p':
        (void)va_arg(*arguments, void *);
        break;
    default:
        break;
    }
}

void format_reads(const char *format, va_list from, uintptr_t place)
{
    struct conversion conversion;
    va_list arguments;
    va_copy(arguments, from);
    for (const char *at = format; (at = strchr(at, '%')); ) {
        at = parse(at + 1, &conversion, &arguments);
        if (!strchr("diuoxXcaAeEfFgGsp%m", conversion.letter))
            break;              /* it counts its arguments, or asks for what is seldom asked for: left alone from here */
        convert(&conversion, &arguments, place);
    }
    va_end(arguments);
}
