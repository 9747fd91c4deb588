/* urls.c — `run LESSON/DEMO --urls FILE`: is that a list of addresses? The program reads it itself; here it is said, before
 * anything is built, what is wrong with it. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/cli.h"

enum { LINE = 1002, ADDRESSES = 160 };      /* bytes with newline and end; and so many */

static bool is_address(const char *line)
{
    bool known = strncasecmp(line, "http://", 7) == 0 || strncasecmp(line, "https://", 8) == 0;
    const char *host = known ? strstr(line, "://") + 3 : "";
    if (!isalnum((unsigned char)*host) && *host != '[')
        return false;
    for (const char *at = line; *at; at++)
        if (!isgraph((unsigned char)*at))
            return false;
    return true;
}

static void trim(char *line)
{
    size_t length = strlen(line), blanks = strspn(line, " \t");
    while (length > blanks && isspace((unsigned char)line[length - 1]))
        length--;
    memmove(line, line + blanks, length - blanks);
    line[length - blanks] = '\0';
}

/* What is wrong with the file's lines; CODE_FINE. */
static int look_through(const char *name, FILE *file)
{
    char line[LINE];
    unsigned number = 0, addresses = 0;
    while (fgets(line, sizeof line, file)) {
        number++;
        if (!strchr(line, '\n') && !feof(file))
            return cli_complain(CODE_BAD_DATA, "%s:%u: more than %d characters", name, number, LINE - 2);
        trim(line);
        if (*line == '\0' || *line == '#')
            continue;
        if (!is_address(line))
            return cli_complain(CODE_BAD_DATA, "%s:%u: \"%.60s\" is no address that begins with http:// or https://", name, number, line);
        if (++addresses > ADDRESSES)
            return cli_complain(CODE_BAD_DATA, "%s:%u: more than %d addresses", name, number, ADDRESSES);
    }
    if (ferror(file))
        return cli_complain(CODE_NO_INPUT, "%s cannot be read", name);
    return addresses > 0 ? CODE_FINE : cli_complain(CODE_BAD_DATA, "%s holds no address", name);
}

int cli_look_at_urls(const char *name)
{
    FILE *file = fopen(name, "r");
    if (!file)
        return cli_complain(CODE_NO_INPUT, "there is no file %s", name);
    int code = look_through(name, file);
    fclose(file);
    return code;
}
