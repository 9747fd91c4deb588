/* lint.c — tells the author of a lesson what is wrong: what lesson/lint.h finds, whether the demos compile, and whether all
 * of it does what the lesson says (proving.h). */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "build/build.h"
#include "cli/cli.h"
#include "cli/proving.h"
#include "lesson/lint.h"

enum { ROOM = 100 };

static unsigned print_messages(const struct lesson *lesson, const struct demo *demo, const struct build *build)
{
    const struct build_message *messages;
    size_t count = build_messages(build, &messages);
    for (size_t k = 0; k < count; k++)
        printf("%s:%d: %s: %s\n", messages[k].file, messages[k].line, messages[k].error ? "error" : "warning", messages[k].text);
    if (build_error(build)->text[0])
        printf("%s: demo %s does not build: %s\n", lesson->id, demo->name, build_error(build)->text);
    return build_error(build)->text[0] ? 1 : 0;
}

static unsigned build_demo(const struct lesson *lesson, const struct demo *demo)
{
    struct err err;
    struct build_plan plan = { .sources = demo->files, .flags = demo->flags, .flavours = BUILD_TRACED | BUILD_PLAIN };
    struct build *build = build_start(&plan, &err);
    if (!build) {
        printf("%s: demo %s: %s\n", lesson->id, demo->name, err.text);
        return 1;
    }
    build_wait(build, &err);
    unsigned errors = print_messages(lesson, demo, build);
    build_destroy(build);
    return errors;
}

static unsigned check_demo(const struct lesson *lesson, const struct demo *demo)
{
    unsigned errors = build_demo(lesson, demo);
    return errors ? errors : prove_demo(lesson, demo);
}

static unsigned lint(const struct lesson *lesson)
{
    struct complaint complaints[ROOM];
    unsigned errors = 0;
    if (lesson->complaint) {
        printf("%s/%s\n", lesson->id, lesson->complaint);
        return 1;
    }
    size_t count = lint_lesson(lesson, complaints, ROOM);
    for (size_t k = 0; k < count && k < ROOM; k++) {
        printf("%s/%s:%d: %s: %s\n", lesson->id, complaints[k].file, complaints[k].line,
               complaints[k].error ? "error" : "advice", complaints[k].text);
        errors += complaints[k].error;
    }
    for (size_t k = 0; k < lesson->demo_count; k++)
        errors += check_demo(lesson, lesson->demos[k]);
    for (size_t k = 0; k < lesson->exercise_count; k++)
        errors += prove_exercise(lesson, lesson->exercises[k]);
    for (size_t k = 0; k < lesson->hunt_count; k++)
        errors += prove_hunt(lesson, lesson->hunts[k]);
    return errors;
}

/* "lessons/02-locks", or "." within it: a lesson's own folder, wherever the lab's lessons are. */
static bool is_folder(const char *operand, char *path)
{
    char file[PATH_MAX];
    return realpath(operand, path) && path_join(file, sizeof file, path, "lesson.md") && path_exists(file);
}

static bool is_wanted(const struct options *options, const struct lesson *lesson)
{
    char path[PATH_MAX], own[PATH_MAX];
    for (unsigned k = 0; k < options->operands; k++) {
        if (is_folder(options->operand[k], path)) {
            if (realpath(lesson->folder, own) && strcmp(path, own) == 0)
                return true;
            continue;
        }
        size_t length = strlen(options->operand[k]), id = strlen(lesson->id);
        while (length > 0 && options->operand[k][length - 1] == '/')
            length--;
        if (length >= id && strncmp(options->operand[k] + length - id, lesson->id, id) == 0)
            return true;
        if (strcmp(options->operand[k], lesson->number) == 0 || strcmp(options->operand[k], lesson->name) == 0)
            return true;
    }
    return options->operands == 0;
}

int cli_lint(const struct options *options)
{
    int code = CODE_FINE;
    const struct lesson *const *lessons;
    unsigned errors = 0, read = 0;
    char folder[PATH_MAX];
    struct options here = *options;
    if (!here.lessons && here.operands > 0 && is_folder(here.operand[0], folder)) {
        *strrchr(folder, '/') = '\0';
        here.lessons = folder;
    }
    struct catalogue *catalogue = cli_lessons(&here, &code);
    if (!catalogue)
        return code;
    size_t count = catalogue_lessons(catalogue, &lessons);
    for (size_t k = 0; k < count; k++) {
        if (!is_wanted(options, lessons[k]))
            continue;
        errors += lint(lessons[k]);
        read++;
    }
    catalogue_close(catalogue);
    if (read == 0)
        return cli_complain(CODE_NO_INPUT, "there is no such lesson");
    printf("%u lesson%s, %u error%s\n", read, read == 1 ? "" : "s", errors, errors == 1 ? "" : "s");
    return errors ? CODE_FAILED : CODE_FINE;
}
