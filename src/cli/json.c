/* json.c — see json.h. */
#include "cli/json.h"

/* Length of the UTF-8 character at `text`; 0 when it is none. */
static int character(const unsigned char *text)
{
    int length = text[0] < 0x80 ? 1 : text[0] >= 0xf0 && text[0] < 0xf5 ? 4 : text[0] >= 0xe0 ? 3 : text[0] >= 0xc2 ? 2 : 0;
    if (text[0] >= 0xf5)
        return 0;
    for (int k = 1; k < length; k++)
        if ((text[k] & 0xc0) != 0x80)
            return 0;
    return length;
}

void json_text(FILE *out, const char *text)
{
    fputc('"', out);
    for (const unsigned char *at = (const unsigned char *)text; *at; ) {
        int length = character(at);
        if (length == 0)
            fputs("\\ufffd", out);
        else if (*at == '"' || *at == '\\')
            fprintf(out, "\\%c", *at);
        else if (*at < 0x20)
            fprintf(out, "\\u%04x", *at);
        else
            fwrite(at, 1, (size_t)length, out);
        at += length ? length : 1;
    }
    fputc('"', out);
}
