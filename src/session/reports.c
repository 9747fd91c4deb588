/* reports.c — see reports.h. */
#include "session/reports.h"

#include <stdlib.h>
#include <string.h>

enum { USES = 4096, PAYLOAD = 256 << 10 };

bool reports_begin(struct reports *reports, bool uses)
{
    reports->progress.report = (struct report){ .schedule = "", .text = "", .output = "" };
    reports->uses = uses ? calloc(USES, sizeof *reports->uses) : NULL;
    return !uses || reports->uses;
}

static void free_list(struct report_list *list)
{
    for (size_t k = 0; k < REPORTS; k++)
        free(list->kept[k].payload);
}

void reports_free(struct reports *reports)
{
    free_list(&reports->found);
    free_list(&reports->races);
    free(reports->progress.payload);
    free(reports->payload);
    free(reports->uses);
}

static void keep(struct kept *kept, const struct report *report, char *payload)
{
    free(kept->payload);
    kept->payload = payload;
    kept->report = *report;
}

static bool put_in_list(struct report_list *list, const struct report *report, char *payload)
{
    if (report->number > list->count || report->number >= REPORTS)
        return false;
    if (report->number == list->count)
        list->report[list->count++] = &list->kept[report->number].report;
    keep(&list->kept[report->number], report, payload);
    return true;
}

/* What was left out of a long report is its end: half a schedule leads elsewhere, so it is none. */
static void forget_half_a_schedule(const struct reports *reports, struct report *report)
{
    if (report->schedule + strlen(report->schedule) == reports->payload + reports->length - 1)
        report->schedule = "";
}

static bool keep_use(struct reports *reports, const struct report *report)
{
    if (report->act >= ACTS || report->thread > UINT16_MAX || reports->use_count == USES || !reports->uses)
        return false;
    reports->uses[reports->use_count++] = (struct search_use){
        .place = report->place, .address = report->object, .thread = (uint16_t)report->thread, .act = (uint8_t)report->act,
    };
    return true;
}

/* Takes the payload over, or not. */
static bool keep_report(struct reports *reports, const struct report *report, char *payload)
{
    switch (report->kind) {
    case REPORT_FOUND:
        return report->outcome < OUTCOMES && put_in_list(&reports->found, report, payload);
    case REPORT_RACE:
        return report->act < ACTS && report->other_act < ACTS && put_in_list(&reports->races, report, payload);
    default:
        keep(&reports->progress, report, payload);
        return true;
    }
}

/* A payload is complete, or there is no room for more of it. */
static void take_report(struct reports *reports)
{
    struct report report;
    char *payload = reports->payload;
    if (reports->cut)
        payload[reports->length - 1] = '\0';
    bool good = report_read(reports->kind, payload, reports->length, &report), is_use = good && report.kind == REPORT_USE;
    if (good && reports->cut)
        forget_half_a_schedule(reports, &report);
    reports->payload = NULL;
    good = good && (is_use ? keep_use(reports, &report) : keep_report(reports, &report, payload));
    reports->unread = reports->unread || !good;
    if (!good || is_use)
        free(payload);
}

static void begin_report(struct reports *reports, const struct step *step)
{
    reports->unread = reports->unread || reports->payload;     /* the one before never came to its end */
    free(reports->payload);
    reports->length = 0;
    reports->cut = step->value > PAYLOAD;
    reports->wanted = reports->cut ? PAYLOAD : step->value;
    reports->kind = (enum report_kind)step->act;
    reports->payload = reports->wanted > 0 ? malloc(reports->wanted) : NULL;
    reports->unread = reports->unread || !reports->payload;
}

static void add_letters(struct reports *reports, const struct step *step)
{
    size_t size = step->size <= STEP_TEXT ? step->size : STEP_TEXT;
    if (!reports->payload)
        return;
    if (size > reports->wanted - reports->length) {
        reports->cut = true;
        size = reports->wanted - reports->length;
    }
    memcpy(reports->payload + reports->length, step, size);
    reports->length += size;
    if (reports->length == reports->wanted)
        take_report(reports);
}

void reports_take(struct reports *reports, const struct step *step)
{
    if (step->phase == PHASE_REPORT)
        begin_report(reports, step);
    else if (step->phase == PHASE_TEXT)
        add_letters(reports, step);
}

bool reports_are_whole(const struct reports *reports)
{
    return !reports->unread && !reports->payload;
}
