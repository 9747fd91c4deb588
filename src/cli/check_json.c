/* check_json.c — what a check has found, for other programs; the schema stands in docs/checking.md. */
#include <stdio.h>

#include "cli/check.h"
#include "cli/json.h"

static const char *verdict_word(const struct check *check)
{
    if (check->worst)
        return "fails";
    switch (search_verdict(check->search)) {
    case VERDICT_SOUND:
        return "sound";
    case VERDICT_REFUSED:
        return "refused";
    default:
        return "unfinished";
    }
}

static void text(const char *key, const char *value)
{
    printf("\"%s\": ", key);
    json_text(stdout, value);
    printf(", ");
}

static void count(const char *key, uint64_t value)
{
    printf("\"%s\": %llu, ", key, (unsigned long long)value);
}

static void position(const struct check *check, const char *prefix, uint64_t at)
{
    struct place place;
    bool known = search_place(check->search, at, &place);
    printf("\"%sfile\": ", prefix);
    json_text(stdout, known ? place.file : "");
    printf(", \"%sline\": %d, ", prefix, known ? place.line : 0);
}

static void found(const struct check *check, const struct report *report)
{
    double chance = 0, error = 0;
    bool sampled = search_chance(check->search, report, &chance, &error);
    text("kind", check_kind(check, report));
    text("outcome", outcome_word((enum outcome)report->outcome));
    printf("\"failed\": %s, \"code\": %d, ", report->failed ? "true" : "false", (int)(int32_t)report->code);
    count("thread", report->thread);
    position(check, "", report->place);
    text("text", report->text);
    text("output", report->output);
    count("leaked", report->leaked);
    count("traces", report->traces);
    if (sampled)
        printf("\"chance\": %.4f, \"error\": %.4f, ", chance, error);
}

static void race(const struct check *check, const struct report *report)
{
    text("kind", "data race");
    count("thread", report->thread);
    text("act", act_name((enum act)report->act));
    position(check, "", report->place);
    count("other_thread", report->other);
    text("other_act", act_name((enum act)report->other_act));
    position(check, "other_", report->other_place);
}

static void one(const struct check *check, const struct report *report)
{
    printf("{ ");
    if (report->kind == REPORT_RACE)
        race(check, report);
    else
        found(check, report);
    count("preemptions", report->preemptions);
    count("steps", report->steps);
    printf("\"schedule\": ");
    json_text(stdout, report->schedule);
    printf(" }");
}

static void list(const struct check *check, const char *key, const struct report *const *reports, size_t length)
{
    printf("  \"%s\": [", key);
    for (size_t k = 0; k < length; k++) {
        printf("%s\n    ", k ? "," : "");
        one(check, reports[k]);
    }
    printf("%s],\n", length ? "\n  " : "");
}

static void story(const struct check *check)
{
    static struct turn turn;
    struct tale tale;
    const char *before = "";
    printf("  \"story\": [");
    if (check->session) {
        tale_begin(&tale, check->session, check->ascii);
        for (; tale_next(&tale, &turn) && turn.first <= check_steps_told(check); before = ",") {
            printf("%s\n    ", before);
            json_text(stdout, turn.text);
        }
    }
    printf("],\n");
}

void check_print_json(const struct check *check)
{
    const struct report *progress = search_progress(check->search);
    const struct report *const *reports;
    char line[1200];
    printf("{\n  ");
    text("verdict", verdict_word(check));
    text("sentence", check_verdict(check, line, sizeof line));
    printf("\"memory_model\": \"sequential consistency\",\n  ");
    count("executions", progress->executions);
    count("traces", progress->traces);
    count("redundant", progress->redundant);
    count("estimate", progress->estimate);
    printf("\"complete\": %s, \"bounded\": %lld, \"seconds\": %.3f, ", progress->complete ? "true" : "false",
           (long long)progress->bounded - 1, (double)progress->nanoseconds / 1e9);
    count("longest", progress->longest);
    printf("\"threads\": %llu,\n", (unsigned long long)progress->threads);
    if (check->worst) {
        printf("  \"failure\": ");
        one(check, check->worst);
        printf(",\n");
        if (*check_why_race(check, line, sizeof line)) {
            printf("  \"why\": ");
            json_text(stdout, line);
            printf(",\n");
        }
        if (check->passing) {
            printf("  \"passing\": ");
            json_text(stdout, check->passing);
            printf(",\n");
        }
        story(check);
    }
    size_t length = search_races(check->search, &reports);
    list(check, "races", reports, length);
    length = search_found(check->search, &reports);
    list(check, "results", reports, length);
    printf("  \"version\": 1\n}\n");
}
