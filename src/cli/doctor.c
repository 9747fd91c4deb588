/* doctor.c — what this machine has for the lab, and what to do about what it has not. */
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "base/process.h"
#include "build/build.h"
#include "cli/cli.h"

static int bad(const char *what, const char *story)
{
    printf("  ✗ %-14s %s\n", what, story);
    return 1;
}

static int good(const char *what, const char *story)
{
    printf("  ✓ %-14s %s\n", what, story);
    return 0;
}

static int try_compiler(void)
{
    static const char program[] = "int shared;\nint main(void)\n{\n    return shared++;\n}\n";
    char folder[PATH_ROOM], path[PATH_ROOM];
    struct err err = { "" };
    if (!path_cache(folder, sizeof folder, &err) || !path_join(path, sizeof path, folder, "doctor.c")
        || !path_write(path, program, sizeof program - 1, &err))
        return bad("cache", err.text);
    const char *sources[] = { path, NULL };
    struct build_plan plan = { .sources = sources, .flavours = BUILD_TRACED | BUILD_PLAIN };
    struct build *build = build_start(&plan, &err);
    bool built = build && build_wait(build, &err);
    build_destroy(build);
    unlink(path);
    good("cache", folder);
    return built ? good("compiler", "builds both flavours of a demo") : bad("compiler", err.text);
}

static int try_python(void)
{
    char output[80] = "";
    const char *argv[] = { "python3", "--version", NULL };
    struct process_plan plan = { .argv = argv };
    struct process_report report;
    if (!process_run(&plan, 10, &report, output, sizeof output, NULL) || report.code != 0) {
        printf("  – %-14s not here: the Python twins are left out of the timings\n", "python3");
        return 0;
    }
    output[strcspn(output, "\n")] = '\0';
    return good("python3", output);
}

static int try_terminal(void)
{
    const char *term = getenv("TERM"), *charset = nl_langinfo(CODESET);
    if (!isatty(STDOUT_FILENO))
        printf("  – %-14s stdout is none: only --plain works\n", "terminal");
    else if (!term || strcmp(term, "dumb") == 0)
        bad("terminal", "TERM names none that can move its cursor: only --plain works");
    else
        good("terminal", term);
    if (strcmp(charset, "UTF-8") == 0)
        return good("characters", charset);
    printf("  – %-14s %s: the screen is drawn with ASCII; a UTF-8 locale shows more\n", "characters", charset);
    return 0;
}

static int try_data(const struct options *options)
{
    char folder[PATH_ROOM];
    struct err err;
    int code = 0, troubles = 0;
    troubles += path_data(folder, sizeof folder, &err) ? good("progress", folder) : bad("progress", err.text);
    struct catalogue *catalogue = cli_lessons(options, &code);
    const struct lesson *const *lessons;
    char text[40];
    if (!catalogue)
        return troubles + 1;
    snprintf(text, sizeof text, "%zu", catalogue_lessons(catalogue, &lessons));
    catalogue_close(catalogue);
    return troubles + good("lessons", text);
}

int cli_doctor(const struct options *options)
{
    int troubles = try_compiler() + try_python() + try_terminal() + try_data(options);
    printf("%s\n", troubles ? "Something is missing: see above." : "All is well.");
    return troubles ? CODE_MISSING : CODE_FINE;
}
