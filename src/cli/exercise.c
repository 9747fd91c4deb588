/* exercise.c — `threadlab exercise`: which exercises there are and how far the learner is with each; or, of one, the
 * learner's own file judged, without a screen. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "lesson/exercise.h"
#include "lesson/progress.h"
#include "session/attempt.h"

struct work {
    const struct options *options;
    const struct lesson *lesson;
    const struct exercise *exercise;
    struct progress *progress;
    char path[PATH_ROOM];
    bool made;                      /* the learner's copy has been made just now */
    struct attempt *attempt;
    struct judgement judgement;
};

static bool is_done(const struct work *work)
{
    char subject[200];
    return progress_has(work->progress, "did", exercise_subject(work->lesson, work->exercise, subject, sizeof subject));
}

/* ---- all of them ---- */

static const char *state(const struct work *work)
{
    return is_done(work) ? "passed" : path_exists(work->path) ? "begun" : "new";
}

static void list_json(const struct work *work, bool first)
{
    printf("%s{\"exercise\":\"%s/%s\",\"title\":", first ? "" : ",", work->lesson->id, work->exercise->name);
    json_text(stdout, work->exercise->title);
    printf(",\"state\":\"%s\",\"file\":", state(work));
    json_text(stdout, work->path);
    printf("}");
}

static void list_text(const struct work *work)
{
    char name[200];
    snprintf(name, sizeof name, "%s/%s", work->lesson->id, work->exercise->name);
    printf("%-24s %-7s %s\n", name, state(work), work->exercise->title);
}

static int list_all(struct work *work, const struct catalogue *catalogue)
{
    const struct lesson *const *lessons;
    struct err err;
    bool first = true, json = work->options->json;
    size_t count = catalogue_lessons(catalogue, &lessons);
    fputs(json ? "[" : "", stdout);
    for (size_t k = 0; k < count; k++)
        for (size_t e = 0; e < lessons[k]->exercise_count; e++) {
            work->lesson = lessons[k];
            work->exercise = lessons[k]->exercises[e];
            if (!exercise_path(work->lesson, work->exercise, work->path, sizeof work->path, &err))
                return cli_complain(CODE_SYSTEM, "%s", err.text);
            if (json)
                list_json(work, first);
            else
                list_text(work);
            first = false;
        }
    fputs(json ? "]\n" : "", stdout);
    return CODE_FINE;
}

/* ---- one of them ---- */

static const char *word(const struct demand *demand)
{
    return demand->state == DEMAND_HOLDS ? "holds" : demand->state == DEMAND_FAILS ? "fails" : "unknown";
}

static const char *verdict(enum judged judged)
{
    static const char *const words[] = {
        [JUDGED_OPEN] = "unfinished", [JUDGED_PASSED] = "passed", [JUDGED_FAILED] = "failed", [JUDGED_UNFINISHED] = "unfinished",
        [JUDGED_REFUSED] = "refused", [JUDGED_NO_PROGRAM] = "does not compile",
    };
    return words[judged];
}

/* What the program needs to be compiled, and the end of the line. */
static void print_flags(const char *const *flags)
{
    for (size_t k = 0; flags[k]; k++)
        printf("%s %s", k == 0 ? " --" : "", flags[k]);
    printf("\n");
}

static void print_text(const struct work *work)
{
    const struct judgement *judgement = &work->judgement;
    printf("%s/%s: %s\n%s\n\nYour file%s: %s\n\n", work->lesson->id, work->exercise->name, work->exercise->title,
           work->exercise->task, work->made ? " (copied just now)" : "", work->path);
    const char *changed = exercise_change_text(exercise_changed(work->lesson, work->exercise));
    if (*changed)
        printf("%s\n\n", changed);
    for (size_t k = 0; k < judgement->count; k++)
        printf("  %-8s %s\n", word(&judgement->demands[k]), judgement->demands[k].text);
    printf("\n%s\n", judgement->sentence);
    if (judgement->shown && (*judgement->shown->schedule || !judgement->shown->steps))
        printf("Watch that run: threadlab run %s --schedule '%s'", work->path, judgement->shown->schedule);
    else if (work->exercise->live && judgement->judged == JUDGED_FAILED)
        printf("Watch a run: threadlab run %s --carrier kernel", work->path);
    else
        return;
    print_flags(work->exercise->flags);
}

static void print_json(const struct work *work)
{
    const struct judgement *judgement = &work->judgement;
    printf("{\"exercise\":\"%s/%s\",\"verdict\":\"%s\",\"file\":", work->lesson->id, work->exercise->name,
           verdict(judgement->judged));
    json_text(stdout, work->path);
    printf(",\"sentence\":");
    json_text(stdout, judgement->sentence);
    printf(",\"demands\":[");
    for (size_t k = 0; k < judgement->count; k++) {
        printf("%s{\"text\":", k ? "," : "");
        json_text(stdout, judgement->demands[k].text);
        printf(",\"state\":\"%s\"}", word(&judgement->demands[k]));
    }
    printf("],\"schedule\":");
    if (judgement->shown)
        json_text(stdout, judgement->shown->schedule);
    else
        printf("null");
    printf("}\n");
}

static void print_messages(const struct work *work)
{
    const struct build_message *messages;
    size_t count = attempt_messages(work->attempt, &messages);
    for (size_t k = 0; k < count; k++)
        fprintf(stderr, "%s:%d:%d: %s: %s\n", messages[k].file, messages[k].line, messages[k].column,
                messages[k].error ? "error" : "warning", messages[k].text);
}

static int code_of(enum judged judged)
{
    switch (judged) {
    case JUDGED_PASSED:     return CODE_FINE;
    case JUDGED_FAILED:     return CODE_FAILED;
    case JUDGED_NO_PROGRAM: return CODE_BAD_DATA;
    default:                return CODE_UNFINISHED;
    }
}

static int judge_one(struct work *work)
{
    struct err err;
    char subject[200];
    if (!exercise_path(work->lesson, work->exercise, work->path, sizeof work->path, &err)
        || !exercise_copy(work->lesson, work->exercise, &work->made, &err))
        return cli_complain(CODE_CANNOT_WRITE, "%s", err.text);
    work->attempt = attempt_start(work->exercise, work->path, &err);
    if (!work->attempt)
        return cli_complain(CODE_MISSING, "%s", err.text);
    attempt_finish(work->attempt);
    attempt_judge(work->exercise, work->attempt, &work->judgement);
    if (work->judgement.judged == JUDGED_PASSED)
        progress_note(work->progress, "did", exercise_subject(work->lesson, work->exercise, subject, sizeof subject));
    print_messages(work);
    if (work->options->json)
        print_json(work);
    else
        print_text(work);
    attempt_close(work->attempt);
    return code_of(work->judgement.judged);
}

int cli_exercise(const struct options *options)
{
    struct err err = { "" };
    int code = CODE_FINE;
    struct work work = { .options = options };
    if (options->operands > 1)
        return cli_complain(CODE_USAGE, "one exercise at a time");
    struct catalogue *catalogue = cli_lessons(options, &code);
    if (!catalogue)
        return code;
    work.progress = progress_open(&err);
    if (options->operands == 0)
        code = list_all(&work, catalogue);
    else if (!catalogue_find_exercise(catalogue, options->operand[0], &work.lesson, &work.exercise, &err))
        code = cli_complain(CODE_NO_INPUT, "%s", err.text);
    else if (!work.exercise)
        code = cli_complain(CODE_USAGE, "which exercise of %s? `threadlab exercise` lists them", work.lesson->id);
    else
        code = judge_one(&work);
    progress_close(work.progress);
    catalogue_close(catalogue);
    return code;
}
