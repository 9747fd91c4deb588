/* measure.c — a lesson's timings as text or JSON: the same figures as in the timing panel. */
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/json.h"
#include "session/timings.h"
#include "view/timing.h"

static void show_progress(const struct timings *timings)
{
    unsigned of, done = timings_progress(timings, &of);
    if (isatty(STDERR_FILENO))
        fprintf(stderr, "\r%u of %u \r", done, of);
}

static void carry_out(struct timings *timings)
{
    for (;;) {
        while (timings_poll(timings))
            show_progress(timings);
        enum timings_state state = timings_state(timings);
        if (state == TIMINGS_DONE || state == TIMINGS_FAILED)
            return;
        struct pollfd ready = { .fd = timings_fd(timings), .events = POLLIN };
        poll(&ready, 1, 200);
    }
}

static double longest(const struct timings *timings, const struct measure_block *block)
{
    double most = 0;
    for (size_t k = 0; k < block->variant_count; k++) {
        const struct measure_row *row = timings_row(timings, k);
        if (row && row->median > most)
            most = row->median;
    }
    return most;
}

static void print_bar(double part)
{
    char bar[25];
    int length = (int)(part * 24 + 0.5);
    memset(bar, '#', sizeof bar);
    bar[length < 24 ? length : 24] = '\0';
    printf("%s", bar);
}

/* The study notes' figure, from another machine, and how many times ours it is. */
static void print_notes(double quoted, double median)
{
    char text[64];
    printf("  notes %s", timing_seconds(quoted, false, text, sizeof text));
    if (median > 0)
        printf(quoted / median < 0.995 ? " (×%.2f)" : " (×%.1f)", quoted / median);
}

static void print_row(const struct variant *variant, const struct measure_row *row, double most)
{
    if (!row || row->runs == 0) {
        printf("  %-22s %s\n", variant->name, row && row->note[0] ? row->note : "not measured");
        return;
    }
    printf("  %-22s %9.2f ms  (%.2f – %.2f)  user %.2f  sys %.2f ms  switches %.0f + %.0f  peak %.1f MB", variant->name,
           1e3 * row->median, 1e3 * row->low, 1e3 * row->high, 1e3 * row->user, 1e3 * row->system, row->voluntary,
           row->involuntary, row->peak / 1e6);
    if (row->wrong + row->failed > 0)
        printf("  wrong %u/%u", row->wrong + row->failed, row->runs + row->failed);
    if (variant->quoted > 0)
        print_notes(variant->quoted, row->median);
    printf("\n  %-22s ", "");
    print_bar(most > 0 ? row->median / most : 0);
    printf("\n");
}

static void json_row(const struct variant *variant, const struct measure_row *row, bool first)
{
    printf("%s{\"name\":", first ? "" : ",");
    json_text(stdout, variant->name);
    if (row && row->runs > 0)
        printf(",\"runs\":%u,\"wrong\":%u,\"failed\":%u,\"median\":%.9f,\"low\":%.9f,\"high\":%.9f,\"user\":%.9f,\"system\":%.9f,"
               "\"voluntary\":%.1f,\"involuntary\":%.1f,\"peak\":%.0f", row->runs, row->wrong, row->failed, row->median, row->low,
               row->high, row->user, row->system, row->voluntary, row->involuntary, row->peak);
    if (variant->quoted > 0)
        printf(",\"notes\":%.9f", variant->quoted);
    printf(",\"note\":");
    json_text(stdout, row ? row->note : "");
    printf("}");
}

static void print_block(const struct timings *timings, const struct measure_block *block)
{
    double most = longest(timings, block);
    printf("%s — median of at least %u rounds, in turn (middle half)\n", block->title, block->rounds ? block->rounds : 10);
    for (size_t k = 0; k < block->variant_count; k++)
        print_row(&block->variants[k], timings_row(timings, k), most);
    if (block->conclude && *block->conclude)
        printf("  %s\n", block->conclude);
    printf("\n");
}

static void json_block(const struct timings *timings, const struct measure_block *block, bool first)
{
    printf("%s{\"title\":", first ? "" : ",");
    json_text(stdout, block->title);
    printf(",\"conclude\":");
    json_text(stdout, block->conclude ? block->conclude : "");
    printf(",\"variants\":[");
    for (size_t k = 0; k < block->variant_count; k++)
        json_row(&block->variants[k], timings_row(timings, k), k == 0);
    printf("]}");
}

static int measure_lesson(const struct options *options, const struct lesson *lesson)
{
    if (options->json)
        printf("[");
    for (size_t k = 0; k < lesson->measure_count; k++) {
        struct err err;
        struct measure_block block = *lesson->measures[k];
        block.rounds = options->rounds ? options->rounds : block.rounds;
        struct timings *timings = timings_start(&block, &err);
        if (!timings)
            return cli_complain(CODE_MISSING, "%s", err.text);
        carry_out(timings);
        if (timings_state(timings) == TIMINGS_FAILED) {
            int code = cli_complain(CODE_MISSING, "%s", timings_error(timings)->text);
            timings_stop(timings);
            return code;
        }
        if (options->json)
            json_block(timings, &block, k == 0);
        else
            print_block(timings, &block);
        timings_stop(timings);
    }
    if (options->json)
        printf("]\n");
    return CODE_FINE;
}

static int measure(const struct options *options, const struct catalogue *catalogue, const struct lesson *lesson,
                   const struct demo *demo)
{
    (void)catalogue;
    (void)demo;
    if (!lesson)
        return cli_complain(CODE_USAGE, "measure needs a lesson, such as 02-locks");
    if (lesson->measure_count == 0)
        return cli_complain(CODE_NO_INPUT, "%s has nothing to measure", lesson->id);
    return measure_lesson(options, lesson);
}

int cli_measure(const struct options *options)
{
    return cli_with(options, measure);
}
