/* findings.c — see findings.h. Two executions have the same result when they end in the same way, with the same code and
 * the same last words, and have printed the same; two deadlocks are the same when the same threads stand at the same gates. */
#include "explore/findings.h"

#include <stdlib.h>
#include <string.h>

static uint64_t mix(uint64_t hash, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    for (size_t k = 0; k < length; k++)
        hash = (hash ^ at[k]) * 0x100000001b3u;         /* FNV-1a (G. Fowler, L. C. Noll, P. Vo) */
    return hash;
}

static uint64_t mix_number(uint64_t hash, uint64_t number)
{
    return mix(hash, &number, sizeof number);
}

/* What the lab cannot follow is not the program's failure. */
static bool has_failed(const struct run_end *end)
{
    switch (end->outcome) {
    case OUTCOME_EXITED:
        return end->code != 0 || end->leaked > 0;
    case OUTCOME_ONLYLIVE:
    case OUTCOME_LIMIT:
    case OUTCOME_MEMORY:
        return false;
    default:
        return true;
    }
}

static uint64_t key_of(const struct execution *execution)
{
    const struct run_end *end = execution->end;
    uint64_t key = mix(0xcbf29ce484222325u, execution->output, execution->output_length);
    key = mix_number(key, (uint64_t)end->outcome << 32 | (uint32_t)end->code);
    key = mix(key, end->text, strlen(end->text));
    key = mix_number(key, end->leaked ? end->leak_place + 1 : 0);
    if (end->outcome == OUTCOME_LIVELOCK && end->text[0] == '\0')
        return key;                     /* wherever it happened to be when the steps were up */
    if (end->outcome != OUTCOME_EXITED)
        key = mix_number(key, end->place);
    bool stalled = end->outcome == OUTCOME_DEADLOCK || end->outcome == OUTCOME_LIVELOCK;
    for (uint16_t t = 0; stalled && t < execution->world->threads; t++)
        if (execution->world->thread[t].phase == THREAD_AT_GATE)
            key = mix_number(mix_number(key, t), execution->world->thread[t].about.place);
    return key;
}

/* A copy without zero bytes, as a text needs. */
static char *text_of(const char *bytes, size_t length)
{
    char *text = malloc(length + 1);
    if (!text)
        return NULL;
    for (size_t k = 0; k < length; k++)
        text[k] = bytes[k] ? bytes[k] : ' ';
    text[length] = '\0';
    return text;
}

static bool is_simpler(const struct report *known, const struct execution *execution)
{
    if (known->preemptions != execution->preemptions)
        return execution->preemptions < known->preemptions;
    return execution->steps < known->steps;
}

/* The execution's schedule as the finding's. */
static bool take_schedule(struct finding *finding, const struct execution *execution)
{
    struct schedule schedule = { 0 };
    bool good = execution->schedule(execution->data, &schedule);
    size_t length = good ? schedule_write(&schedule, NULL, 0) : 0;
    char *text = good ? malloc(length + 1) : NULL;
    if (text) {
        schedule_write(&schedule, text, length + 1);
        free((char *)finding->report.schedule);
        finding->report.schedule = text;
        finding->report.preemptions = execution->preemptions;
        finding->report.steps = execution->steps;
        finding->report.circle = execution->circle;
    }
    schedule_free(&schedule);
    return text != NULL;
}

static struct finding *find(struct finding *list, size_t count, uint64_t key)
{
    for (size_t k = 0; k < count; k++)
        if (list[k].key == key)
            return &list[k];
    return NULL;
}

/* Races are not counted: one is told in the first execution that has it, not in those that only begin alike. */
static bool count(struct finding *finding, const struct execution *execution, bool is_new)
{
    bool simpler = is_new || is_simpler(&finding->report, execution), counts = finding->report.kind == REPORT_FOUND;
    finding->report.traces += counts && execution->is_trace;
    finding->report.sampled += counts && execution->is_sample;
    finding->changed = finding->changed || simpler;
    return !simpler || take_schedule(finding, execution);
}

static void free_texts(struct finding *finding)
{
    free((char *)finding->report.schedule);
    free((char *)finding->report.text);
    free((char *)finding->report.output);
}

/* The next place; when there is none left, a failure takes that of a result that did not fail. NULL: there are more than fit. */
static struct finding *place_for(struct findings *findings, bool failed)
{
    if (findings->founds < FINDINGS)
        return &findings->found[findings->founds++];
    findings->more = true;
    for (size_t k = FINDINGS; failed && k-- > 0; )
        if (!findings->found[k].report.failed) {
            free_texts(&findings->found[k]);
            return &findings->found[k];
        }
    return NULL;
}

static bool note_result(struct findings *findings, const struct execution *execution)
{
    uint64_t key = key_of(execution);
    struct finding *known = find(findings->found, findings->founds, key);
    if (known)
        return count(known, execution, false);
    const struct run_end *end = execution->end;
    struct finding *finding = place_for(findings, has_failed(end));
    if (!finding)
        return true;
    *finding = (struct finding){ .key = key };
    finding->report = (struct report){
        .kind = REPORT_FOUND, .number = (uint64_t)(finding - findings->found), .outcome = end->outcome, .code = (uint32_t)end->code,
        .thread = end->thread, .place = end->leaked ? end->leak_place : end->place, .leaked = end->leaked, .failed = has_failed(end),
        .text = text_of(end->text, strlen(end->text)), .output = text_of(execution->output, execution->output_length),
    };
    return finding->report.text && finding->report.output && count(finding, execution, true);
}

/* The same two places are the same race, whichever comes first. */
static uint64_t key_of_race(const struct step *race)
{
    uint64_t low = race->place < race->value ? race->place : race->value;
    uint64_t high = race->place < race->value ? race->value : race->place;
    return mix_number(mix_number(0xcbf29ce484222325u, low), high);
}

static bool note_race(struct findings *findings, const struct step *race, const struct execution *execution)
{
    uint64_t key = key_of_race(race);
    struct finding *known = find(findings->race, findings->races, key);
    if (known)
        return count(known, execution, false);
    if (findings->races == FINDINGS) {
        findings->more = true;
        return true;
    }
    struct finding *finding = &findings->race[findings->races];
    *finding = (struct finding){ .key = key };
    finding->report = (struct report){
        .kind = REPORT_RACE, .number = findings->races, .thread = race->thread, .place = race->place, .act = race->act,
        .other = race->other, .other_place = race->value, .other_act = (uint64_t)race->result, .object = race->object,
    };
    findings->races++;
    return count(finding, execution, true);
}

void findings_watch(void *data, const struct step *step)
{
    struct findings *findings = data;
    if (step->phase == PHASE_RACE && findings->raced_count < RACES_OF_A_RUN)
        step_copy(&findings->raced[findings->raced_count++], step);
    if (findings->usage)
        usage_watch(findings->usage, step);
}

void findings_begin_run(struct findings *findings)
{
    findings->raced_count = 0;
    if (findings->usage)
        usage_begin_run(findings->usage);
}

bool findings_note(struct findings *findings, const struct execution *execution)
{
    bool good = note_result(findings, execution);
    for (size_t k = 0; good && k < findings->raced_count; k++)
        good = note_race(findings, &findings->raced[k], execution);
    return good;
}

bool findings_failed(const struct findings *findings)
{
    for (size_t k = 0; k < findings->founds; k++)
        if (findings->found[k].report.failed)
            return true;
    return false;
}

void findings_free(struct findings *findings)
{
    for (size_t k = 0; k < findings->founds; k++)
        free_texts(&findings->found[k]);
    for (size_t k = 0; k < findings->races; k++)
        free((char *)findings->race[k].report.schedule);
    free(findings->usage);
}
