/* open.c — the lab on a terminal, at a lesson or with a program of the learner's own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/supervisor.h"
#include "cli/cli.h"
#include "lesson/progress.h"
#include "view/app.h"

struct catalogue *cli_lessons(const struct options *options, int *code)
{
    char folder[PATH_ROOM];
    struct err err;
    bool found = options->lessons ? snprintf(folder, sizeof folder, "%s", options->lessons) < (int)sizeof folder
                                  : lessons_folder(folder, sizeof folder, &err);
    struct catalogue *catalogue = found ? catalogue_open(folder, &err) : NULL;
    if (!catalogue)
        *code = cli_complain(CODE_NO_INPUT, "%s", err.text);
    return catalogue;
}

const char *cli_kit_flag(const struct options *options)
{
    static char flag[PATH_ROOM + 8];
    char folder[PATH_ROOM], kit[PATH_ROOM];
    bool found = options->lessons ? snprintf(folder, sizeof folder, "%s", options->lessons) < (int)sizeof folder
                                  : lessons_folder(folder, sizeof folder, NULL);
    flag[0] = '\0';
    if (found && path_join(kit, sizeof kit, folder, "kit") && path_exists(kit))
        snprintf(flag, sizeof flag, "-I%s", kit);
    return flag;
}

int cli_find(const struct options *options, const struct catalogue *catalogue, const struct lesson **lesson,
             const struct demo **demo)
{
    struct err err;
    if (options->operands > 1)
        return cli_complain(CODE_USAGE, "one lesson at a time");
    if (options->operands == 1 && !catalogue_find(catalogue, options->operand[0], lesson, demo, &err))
        return cli_complain(CODE_NO_INPUT, "%s", err.text);
    if (*lesson && (*lesson)->complaint)
        return cli_complain(CODE_BAD_DATA, "%s", (*lesson)->complaint);
    return CODE_FINE;
}

/* The screen, in the supervisor's child. */
static int run_app(void *opaque)
{
    struct err err = { "" };
    struct app_options *app = opaque;
    app->progress = progress_open(&err);
    int result = app_run(app, &err);
    progress_close(app->progress);
    if (result < 0)
        return cli_complain(CODE_MISSING, "%s `threadlab --plain LESSON/DEMO` works without a screen.", err.text);
    return result == 0 ? CODE_FINE : 128 + result;
}

static int show(const struct options *options, struct app_options *app)
{
    app->ascii = options->ascii;
    app->mouse = true;
    app->colour = options->no_color ? COLOUR_NEVER : COLOUR_AUTO;
    app->seed = options->seed;
    app->schedule = options->schedule;
    app->live = options->live;
    return supervisor_run(run_app, app);
}

int cli_with(const struct options *options,
             int (*carry_out)(const struct options *options, const struct catalogue *catalogue, const struct lesson *lesson,
                              const struct demo *demo))
{
    int code = CODE_FINE;
    const struct lesson *lesson = NULL;
    const struct demo *demo = NULL;
    struct catalogue *catalogue = cli_lessons(options, &code);
    if (!catalogue)
        return code;
    code = cli_find(options, catalogue, &lesson, &demo);
    if (code == CODE_FINE)
        code = carry_out(options, catalogue, lesson, demo);
    catalogue_close(catalogue);
    return code;
}

static int open_lesson(const struct options *options, const struct catalogue *catalogue, const struct lesson *lesson,
                       const struct demo *demo)
{
    if (!options->plain)
        return show(options, &(struct app_options){ .catalogue = catalogue, .lesson = lesson, .demo = demo });
    if (lesson && !demo && lesson->demo_count > 0)
        demo = lesson->demos[0];
    return demo ? cli_plain(options, demo) : cli_complain(CODE_USAGE, "--plain needs a demo, such as 02-locks/race");
}

int cli_open(const struct options *options)
{
    return cli_with(options, open_lesson);
}

int cli_own(const struct options *options, struct own *own)
{
    size_t count = 0;
    *own = (struct own){ 0 };
    for (unsigned k = 0; k < options->operands; k++) {
        if (!realpath(options->operand[k], own->names[k]))
            return cli_complain(CODE_NO_INPUT, "there is no file %s", options->operand[k]);
        own->files[k] = own->names[k];
    }
    if (*cli_kit_flag(options))
        own->flags[count++] = cli_kit_flag(options);
    for (unsigned k = 0; k < FILES && options->flags[k]; k++)
        own->flags[count++] = options->flags[k];
    const char *slash = strrchr(own->files[0], '/');
    own->demo = (struct demo){
        .name = slash + 1, .title = slash + 1, .files = own->files, .flags = own->flags, .anchor = "", .expect = "",
        .watch = "", .live = options->live,
    };
    return CODE_FINE;
}

static int run_demo(const struct options *options, const struct demo *demo)
{
    char file[PATH_ROOM];
    const char *words[] = { "--urls", file, NULL };
    struct demo alone = *demo;
    if (options->urls && !demo->urls)
        return cli_complain(CODE_USAGE, "%s takes no addresses: --urls is for programs that download", demo->name);
    if (options->urls) {
        int code = cli_look_at_urls(options->urls);
        if (code != CODE_FINE)
            return code;
        if (!realpath(options->urls, file))
            return cli_complain(CODE_NO_INPUT, "there is no file %s", options->urls);
        alone.words = words;
        alone.expect = "";                  /* what comes is not the lesson's */
    }
    return options->plain ? cli_plain(options, &alone) : show(options, &(struct app_options){ .demo = &alone });
}

/* A lesson's program, without its lesson. */
static int run_of_lesson(const struct options *options, const struct catalogue *catalogue, const struct lesson *lesson,
                         const struct demo *demo)
{
    (void)catalogue;
    (void)lesson;
    return demo ? run_demo(options, demo) : cli_complain(CODE_USAGE, "run needs a C file, or a demo such as 02-locks/race");
}

/* Not what a C file is called. */
static bool names_lesson(const struct options *options)
{
    const char *dot = strrchr(options->operand[0], '.');
    return options->operands == 1 && (!dot || strchr(dot, '/')) && !path_exists(options->operand[0]);
}

int cli_run(const struct options *options)
{
    static struct own own;
    if (options->operands == 0)
        return cli_complain(CODE_USAGE, "run needs a C file");
    if (names_lesson(options))
        return cli_with(options, run_of_lesson);
    if (options->urls)
        return cli_complain(CODE_USAGE, "--urls is for a program of a lesson, that downloads");
    int code = cli_own(options, &own);
    if (code != CODE_FINE)
        return code;
    if (options->plain)
        return cli_plain(options, &own.demo);
    return show(options, &(struct app_options){ .demo = &own.demo });
}
