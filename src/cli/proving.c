/* proving.c — see proving.h. */
#include "cli/proving.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session/attempt.h"

static const double SECONDS = 5;

static unsigned complain(const struct lesson *lesson, bool error, const char *format, ...) __attribute__((format(printf, 3, 4)));
static unsigned complain(const struct lesson *lesson, bool error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    printf("%s: %s: ", lesson->id, error ? "error" : "advice");
    vprintf(format, arguments);
    putchar('\n');
    va_end(arguments);
    return error;
}

static struct search *search_all(const struct lesson *lesson, const struct search_plan *plan, const char *name)
{
    struct err err;
    struct search *search = search_start(plan, &err);
    if (!search) {
        complain(lesson, true, "%s: %s", name, err.text);
        return NULL;
    }
    search_finish(search);
    if (search_state(search) == SEARCH_ENDED)
        return search;
    complain(lesson, true, "%s: %s", name, search_error(search));
    search_close(search);
    return NULL;
}

/* ---- demos ---- */

static bool can_go_wrong(const struct demo *demo, const struct search *search)
{
    const struct report *const *found;
    size_t count = search_found(search, &found);
    for (size_t k = 0; k < count; k++)
        if (!found[k]->failed && !judge_last_line(found[k]->output, demo->expect))
            return true;
    return search_worst(search) != NULL;
}

/* With the worst luck, and nothing else: that is for the lesson to tell, not for us to forbid. */
static bool only_livelocks(const struct search *search)
{
    const struct report *const *found;
    size_t count = search_found(search, &found);
    for (size_t k = 0; k < count; k++)
        if (found[k]->failed && found[k]->outcome != OUTCOME_LIVELOCK)
            return false;
    return search_races(search, &found) == 0;
}

static unsigned judge_sound(const struct lesson *lesson, const struct demo *demo, const struct search *search)
{
    switch (search_verdict(search)) {
    case VERDICT_FAILS:
        if (only_livelocks(search))
            return complain(lesson, false, "demo %s can go on for ever", demo->name);
        return complain(lesson, true, "demo %s fails, and is not marked as broken", demo->name);
    case VERDICT_SOUND:
        if (can_go_wrong(demo, search))
            complain(lesson, false, "demo %s does not always print \"%s\"", demo->name, demo->expect);
        return 0;
    case VERDICT_BOUNDED:
        complain(lesson, false, "demo %s: sound with at most %llu preemptions; not all was tried", demo->name,
                 (unsigned long long)search_progress(search)->bounded - 1);
        return 0;
    default:
        complain(lesson, false, "demo %s: not all was tried", demo->name);
        return 0;
    }
}

unsigned prove_demo(const struct lesson *lesson, const struct demo *demo)
{
    struct search_plan plan = { .sources = demo->files, .flags = demo->flags, .seconds = SECONDS, .spurious = demo->spurious };
    struct search *search = demo->live ? NULL : search_all(lesson, &plan, demo->name);
    if (!search)
        return !demo->live;
    unsigned errors = 0;
    if (!demo->broken)
        errors = judge_sound(lesson, demo, search);
    else if (!can_go_wrong(demo, search))
        errors = complain(lesson, true, "demo %s is marked as broken, and no run that fails was found", demo->name);
    search_close(search);
    return errors;
}

/* ---- exercises ---- */

static bool passes(const struct lesson *lesson, const struct exercise *exercise, const char *file, enum judged *judged,
                   char *sentence, size_t room)
{
    struct judgement judgement;
    struct err err;
    struct attempt *attempt = attempt_start(exercise, file, &err);
    if (!attempt)
        return !complain(lesson, true, "%s: %s", exercise->name, err.text);
    attempt_finish(attempt);
    attempt_judge(exercise, attempt, &judgement);
    *judged = judgement.judged;
    snprintf(sentence, room, "%s", judgement.sentence);
    attempt_close(attempt);
    return *judged != JUDGED_NO_PROGRAM || !complain(lesson, true, "%s: %s", exercise->name, sentence);
}

unsigned prove_exercise(const struct lesson *lesson, const struct exercise *exercise)
{
    enum judged given, solved;
    char sentence[600];
    unsigned errors = 0;
    if (!passes(lesson, exercise, exercise->file, &given, sentence, sizeof sentence))
        return 1;
    if (given != JUDGED_FAILED)
        errors += complain(lesson, true, "exercise %s does not fail as it is given: %s", exercise->name, sentence);
    if (!passes(lesson, exercise, exercise->solution, &solved, sentence, sizeof sentence))
        return errors + 1;
    if (solved != JUDGED_PASSED)
        errors += complain(lesson, true, "the solution of exercise %s does not pass: %s", exercise->name, sentence);
    return errors;
}

/* ---- hunts ---- */

unsigned prove_hunt(const struct lesson *lesson, const struct hunt *hunt)
{
    const struct demo *demo = NULL;
    for (size_t k = 0; k < lesson->demo_count; k++)
        if (strcmp(lesson->demos[k]->name, hunt->demo) == 0)
            demo = lesson->demos[k];
    if (!demo)
        return 0;               /* lint_lesson has said so */
    struct search_plan plan = { .sources = demo->files, .flags = demo->flags, .seconds = SECONDS, .spurious = demo->spurious };
    struct search *search = search_all(lesson, &plan, hunt->name);
    if (!search)
        return 1;
    unsigned errors = judge_nearest(hunt, search) ? 0 : complain(lesson, true, "hunt %s: no run was found that gets there", hunt->name);
    search_close(search);
    return errors;
}
