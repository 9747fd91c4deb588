/* keeps.c — see keeps.h. */
#include "lesson/keeps.h"

#include <string.h>

/* Where the next letter stands that counts. */
static const char *skip(const char *at)
{
    for (;;) {
        const char *end = NULL;
        if (at[0] == '/' && at[1] == '*')
            end = strstr(at + 2, "*/");
        if (end)
            at = end + 2;
        else if (at[0] == '/' && at[1] == '/')
            at += strcspn(at, "\n");
        else if (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')
            at++;
        else
            return at;
    }
}

/* After a text or a letter in quotes, or after one letter of anything else. */
static const char *after(const char *at)
{
    char quote = *at;
    if (quote != '"' && quote != '\'')
        return at + 1;
    for (at++; *at && *at != quote && *at != '\n'; at++)
        if (*at == '\\' && at[1])
            at++;
    return *at ? at + 1 : at;
}

/* Does it begin with the piece? */
static bool begins_with(const char *at, const char *piece)
{
    piece = skip(piece);
    while (*piece) {
        const char *end = after(at), *piece_end = after(piece);
        if (!*at || end - at != piece_end - piece || memcmp(at, piece, (size_t)(end - at)) != 0)
            return false;
        at = skip(end);
        piece = skip(piece_end);
    }
    return true;
}

bool keeps(const char *program, const char *piece)
{
    for (const char *at = skip(program); *at; at = skip(after(at)))
        if (begins_with(at, piece))
            return true;
    return false;
}
