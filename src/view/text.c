/* text.c — UTF-8 taken apart; see text.h. */
#include "view/text.h"

#include <locale.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <wchar.h>

enum { REPLACEMENT = 0xfffd, CONTROL_PICTURES = 0x2400, PICTURE_OF_DELETE = 0x2421 };

/* How many bytes follow a first byte; -1: it is none. */
static int bytes_after(unsigned char first)
{
    if (first < 0x80)
        return 0;
    if (first >= 0xc2 && first < 0xe0)
        return 1;
    if (first >= 0xe0 && first < 0xf0)
        return 2;
    return first >= 0xf0 && first < 0xf5 ? 3 : -1;
}

static uint32_t decode(const char **text)
{
    static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
    const unsigned char *at = (const unsigned char *)*text;
    int more = bytes_after(*at);
    *text += 1;
    if (more <= 0)
        return more < 0 ? REPLACEMENT : *at;
    uint32_t code = *at & (0x3fu >> more);
    for (int k = 1; k <= more; k++) {
        if ((at[k] & 0xc0) != 0x80)
            return REPLACEMENT;             /* takes one byte only: the next may begin a good character */
        code = code << 6 | (at[k] & 0x3fu);
    }
    if (code < least[more] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
        return REPLACEMENT;
    *text += more;
    return code;
}

static void encode(uint32_t code, char out[5])
{
    memset(out, 0, 5);
    if (code < 0x80) {
        out[0] = (char)code;
    } else if (code < 0x800) {
        out[0] = (char)(0xc0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        out[0] = (char)(0xe0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3f));
        out[2] = (char)(0x80 | (code & 0x3f));
    } else {
        out[0] = (char)(0xf0 | code >> 18);
        out[1] = (char)(0x80 | (code >> 12 & 0x3f));
        out[2] = (char)(0x80 | (code >> 6 & 0x3f));
        out[3] = (char)(0x80 | (code & 0x3f));
    }
}

/* Marks that turn the direction of text, break lines or show nothing: a program could hide its output behind them. */
static bool deceives(uint32_t code)
{
    return (code >= 0x80 && code < 0xa0) || code == 0xad || code == 0x61c || (code >= 0x200b && code <= 0x200f) ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) || code == 0xfeff ||
           (code >= 0xfff0 && code < 0xfffd) || (code >= 0xe0000 && code < 0xe1000);
}

/* glibc knows the widths of all characters, but tells them only inside a UTF-8 locale, whatever the learner's is. */
static int width_of(uint32_t code)
{
    static locale_t utf8;
    if (!utf8)
        utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    if (!utf8)
        return 1;
    locale_t before = uselocale(utf8);
    int width = wcwidth((wchar_t)code);
    uselocale(before);
    return width;
}

int text_take(const char **text, char out[5])
{
    uint32_t code = decode(text);
    if (code >= ' ' && code < 0x7f) {
        encode(code, out);
        return 1;
    }
    if (code < ' ')
        code += CONTROL_PICTURES;
    else if (code == 0x7f)
        code = PICTURE_OF_DELETE;
    else if (deceives(code))
        code = REPLACEMENT;
    int width = width_of(code);
    if (width < 0) {
        code = REPLACEMENT;
        width = 1;
    }
    encode(code, out);
    return width;
}

char text_ascii(const char *utf8)
{
    static const struct { const char *from; char to; } near[] = {
        { "─", '-' }, { "━", '=' }, { "│", '|' }, { "┃", '|' }, { "╭", '+' }, { "╮", '+' }, { "╰", '+' }, { "╯", '+' },
        { "├", '+' }, { "┤", '+' }, { "┬", '+' }, { "┴", '+' }, { "┼", '+' }, { "┄", '.' }, { "┅", '.' }, { "╌", '.' },
        { "–", '-' }, { "—", '-' }, { "−", '-' }, { "‘", '\'' }, { "’", '\'' }, { "“", '"' }, { "”", '"' },
        { "•", '*' }, { "·", '.' }, { "…", '.' }, { "×", 'x' }, { "→", '>' }, { "←", '<' }, { "↑", '^' }, { "↓", 'v' },
        { "▶", '>' }, { "▸", '>' }, { "◀", '<' }, { "▴", '^' }, { "▾", 'v' }, { "›", '>' }, { "●", '*' }, { "○", 'o' },
        { "◆", '*' }, { "◇", 'o' }, { "✓", 'v' }, { "✗", 'x' }, { "⚠", '!' }, { "█", '#' }, { "▇", '#' }, { "░", '.' },
        { "①", '1' }, { "②", '2' }, { "③", '3' }, { "④", '4' }, { "⑤", '5' }, { "⑥", '6' }, { "⑦", '7' }, { "⑧", '8' },
        { "⑨", '9' }, { "⓪", '0' }, { "ä", 'a' }, { "ö", 'o' }, { "ü", 'u' }, { "é", 'e' }, { "è", 'e' }, { "\u00a0", ' ' },
        { "±", '~' }, { "µ", 'u' }, { "≤", '<' }, { "≥", '>' }, { "⏸", '=' }, { "▏", '|' }, { "▍", '|' }, { "▌", '#' },
        { "▎", '|' }, { "▋", '#' }, { "▊", '#' }, { "▉", '#' }, { "‹", '<' }, { "◂", '<' }, { "∥", '|' }, { "■", '#' },
        { "◈", '*' }, { "☾", 'z' },
    };
    if ((unsigned char)utf8[0] < 0x80)
        return utf8[0];
    for (size_t k = 0; k < sizeof near / sizeof near[0]; k++)
        if (strcmp(near[k].from, utf8) == 0)
            return near[k].to;
    return '?';
}
