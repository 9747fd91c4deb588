/* report.c — see report.h. */
#include "trace/report.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct writer {
    char *out;
    size_t room, length;
};

static void put(struct writer *writer, const char *bytes, size_t count)
{
    if (writer->length < writer->room) {
        size_t left = writer->room - writer->length;
        memcpy(writer->out + writer->length, bytes, count < left ? count : left);
    }
    writer->length += count;
}

/* What is zero need not be said. */
static void put_number(struct writer *writer, const char *name, uint64_t number)
{
    char line[64];
    if (number)
        put(writer, line, (size_t)snprintf(line, sizeof line, "%s=%" PRIu64 "\n", name, number));
}

static void put_text(struct writer *writer, const char *text)
{
    put(writer, text ? text : "", text ? strlen(text) + 1 : 1);
}

size_t report_write(const struct report *report, char *out, size_t room)
{
    struct writer writer = { out, room, 0 };
#define X(name, what) put_number(&writer, #name, report->name);
    REPORT_LIST(X)
#undef X
    put(&writer, "\n", 1);
    put_text(&writer, report->schedule);
    put_text(&writer, report->text);
    put_text(&writer, report->output);
    return writer.length;
}

static void take_number(struct report *report, const char *name, uint64_t number)
{
#define X(known, what) if (strcmp(name, #known) == 0) report->known = number;
    REPORT_LIST(X)
#undef X
}

/* One line `word=number`; false when it is something else. */
static bool take_line(struct report *report, char *line)
{
    char *equals = strchr(line, '='), *end;
    if (!equals)
        return false;
    *equals = '\0';
    uint64_t number = strtoull(equals + 1, &end, 10);
    if (end == equals + 1 || *end != '\0')
        return false;
    take_number(report, line, number);
    return true;
}

/* The next of the texts; "" when there are no more. */
static const char *take_text(char **at, const char *end)
{
    if (*at >= end)
        return "";
    const char *text = *at;
    *at += strlen(text) + 1;
    return text;
}

bool report_read(enum report_kind kind, char *payload, size_t length, struct report *report)
{
    *report = (struct report){ .kind = kind, .schedule = "", .text = "", .output = "" };
    if (length == 0 || payload[length - 1] != '\0' || kind >= REPORT_KINDS)
        return false;
    char *at = payload, *end = payload + length;
    while (at < end && *at != '\n') {
        char *stop = memchr(at, '\n', (size_t)(end - at));
        if (!stop)
            return false;
        *stop = '\0';
        if (!take_line(report, at))
            return false;
        at = stop + 1;
    }
    at++;
    report->schedule = take_text(&at, end);
    report->text = take_text(&at, end);
    report->output = take_text(&at, end);
    return true;
}
