/* list.c — the lessons and their demos, for people or for programs. */
#include <stdio.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "lesson/progress.h"

static void print_lesson(const struct lesson *lesson)
{
    if (lesson->complaint) {
        printf("%-16s cannot be read: %s\n", lesson->id, lesson->complaint);
        return;
    }
    printf("%-16s %s\n", lesson->id, lesson->title);
    for (size_t k = 0; k < lesson->demo_count; k++) {
        const struct demo *demo = lesson->demos[k];
        printf("    %s/%-18s %s%s%s\n", lesson->id, demo->name, demo->title, demo->live ? " (runs live)" : "",
               demo->broken ? " (broken on purpose)" : "");
    }
}

static void json_lesson(const struct lesson *lesson)
{
    printf("{\"id\":");
    json_text(stdout, lesson->id);
    printf(",\"title\":");
    json_text(stdout, lesson->title ? lesson->title : "");
    printf(",\"complaint\":");
    if (lesson->complaint)
        json_text(stdout, lesson->complaint);
    else
        printf("null");
    printf(",\"pages\":%zu,\"demos\":[", lesson->page_count);
    for (size_t k = 0; k < lesson->demo_count; k++) {
        printf("%s{\"name\":", k ? "," : "");
        json_text(stdout, lesson->demos[k]->name);
        printf(",\"title\":");
        json_text(stdout, lesson->demos[k]->title);
        printf(",\"broken\":%s,\"live\":%s}", lesson->demos[k]->broken ? "true" : "false", lesson->demos[k]->live ? "true" : "false");
    }
    printf("]}");
}

int cli_list(const struct options *options)
{
    int code = CODE_FINE;
    const struct lesson *const *lessons;
    struct catalogue *catalogue = cli_lessons(options, &code);
    if (!catalogue)
        return code;
    size_t count = catalogue_lessons(catalogue, &lessons);
    if (options->json)
        printf("[");
    for (size_t k = 0; k < count; k++) {
        if (options->json) {
            printf("%s", k ? "," : "");
            json_lesson(lessons[k]);
        } else {
            print_lesson(lessons[k]);
        }
    }
    if (options->json)
        printf("]\n");
    catalogue_close(catalogue);
    return code;
}

int cli_reset(const struct options *options)
{
    struct err err = { "" };
    struct progress *progress = progress_open(&err);
    if (options->operands > 1)
        return cli_complain(CODE_USAGE, "one lesson at a time");
    bool good = progress && progress_forget(progress, options->operands ? options->operand[0] : NULL, &err);
    progress_close(progress);
    return good ? CODE_FINE : cli_complain(CODE_CANNOT_WRITE, "%s", err.text);
}
