/* messages.c — see messages.h. GCC and clang agree on this form (GNU coding standards, "Formatting Error Messages"). */
#include "build/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void copy(char *out, size_t room, const char *text, size_t length)
{
    snprintf(out, room, "%.*s", (int)(length < room ? length : room - 1), text);
}

/* "12:34: " behind a file name; moves *at behind it. */
static bool read_numbers(const char **at, const char *end, struct build_message *message)
{
    char *after;
    message->line = (int)strtol(*at, &after, 10);
    if (after == *at || after >= end || *after != ':')
        return false;
    message->column = (int)strtol(after + 1, &after, 10);
    if (after >= end || *after != ':')
        return false;
    *at = after + 1;
    return true;
}

static bool read_kind(const char *at, struct build_message *message)
{
    static const struct { const char *word; bool error; } kinds[] = {
        { " error: ", true }, { " fatal error: ", true }, { " warning: ", false },
    };
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        size_t length = strlen(kinds[k].word);
        if (strncmp(at, kinds[k].word, length) != 0)
            continue;
        message->error = kinds[k].error;
        copy(message->text, sizeof message->text, at + length, strcspn(at + length, "\n"));
        return true;
    }
    return false;
}

static bool read_line(const char *line, size_t length, struct build_message *message)
{
    *message = (struct build_message){ .line = 0 };
    for (const char *colon = line; (colon = memchr(colon, ':', (size_t)(line + length - colon))); colon++) {
        const char *at = colon + 1;
        if (!read_numbers(&at, line + length, message) || !read_kind(at, message))
            continue;
        copy(message->file, sizeof message->file, line, (size_t)(colon - line));
        return true;
    }
    const char *undefined = strstr(line, "undefined reference to");
    if (!undefined || undefined >= line + length)
        return false;
    *message = (struct build_message){ .error = true };
    copy(message->text, sizeof message->text, undefined, (size_t)(line + length - undefined));
    return true;
}

static bool is_known(const struct build_message *messages, size_t count, const struct build_message *message)
{
    for (size_t k = 0; k < count; k++)
        if (messages[k].line == message->line && messages[k].column == message->column
            && strcmp(messages[k].file, message->file) == 0 && strcmp(messages[k].text, message->text) == 0)
            return true;
    return false;
}

size_t messages_read(const char *output, struct build_message *messages, size_t count, size_t room)
{
    while (*output && count < room) {
        size_t length = strcspn(output, "\n");
        if (read_line(output, length, &messages[count]) && !is_known(messages, count, &messages[count]))
            count++;
        output += length + (output[length] == '\n');
    }
    return count;
}
