/* judge_text.c — is that what should have been printed? See judge.h; apart from it because many ask that and judge nothing. */
#include "session/judge.h"

#include <string.h>

bool judge_prints(const char *output, const char *line)
{
    while (*output && (*output == *line || (*output == '\n' && *line == ' '))) {
        output++;
        line++;
    }
    while (*output == '\n')
        output++;
    return !*output && !*line;
}

bool judge_last_line(const char *output, const char *expect)
{
    size_t length = strlen(output), from;
    while (length > 0 && output[length - 1] == '\n')
        length--;
    for (from = length; from > 0 && output[from - 1] != '\n' && output[from - 1] != '\r'; from--)
        ;
    return !*expect || judge_prints(output, expect) || (length - from == strlen(expect) && memcmp(output + from, expect, length - from) == 0);
}
