/* prospects.c — see prospects.h. */
#include "session/prospects.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session/judge.h"

static const double SECONDS = 2;            /* for one thread's choice */

struct prospects {
    struct prospects_plan plan;
    char *schedule;                         /* the choices so far; NULL: nothing has been looked at */
    char *prefix;                           /* the same, and the choice that is being tried */
    uint32_t cursor;
    unsigned ways[WORLD_THREADS];
    uint16_t threads, next;                 /* those before `next` have been asked for */
    struct search *search;                  /* of thread `next` − 1; NULL: none */
    enum prospect known[WORLD_THREADS];
};

struct prospects *prospects_open(const struct prospects_plan *plan, struct err *err)
{
    struct prospects *prospects = calloc(1, sizeof *prospects);
    if (prospects)
        prospects->plan = *plan;
    else
        err_set(err, "no memory to look ahead");
    return prospects;
}

void prospects_forget(struct prospects *prospects)
{
    search_close(prospects->search);
    prospects->search = NULL;
    free(prospects->schedule);
    free(prospects->prefix);
    prospects->schedule = prospects->prefix = NULL;
    prospects->threads = prospects->next = 0;
}

void prospects_close(struct prospects *prospects)
{
    if (!prospects)
        return;
    prospects_forget(prospects);
    free(prospects);
}

/* ---- asking, one thread after the other ---- */

static void ask(struct prospects *prospects, uint16_t thread)
{
    struct err err;
    size_t length = strlen(prospects->schedule);
    free(prospects->prefix);
    prospects->prefix = malloc(length + 16);
    if (!prospects->prefix)
        return;
    snprintf(prospects->prefix, length + 16, "%s %u", prospects->schedule, thread);
    struct search_plan plan = {
        .sources = prospects->plan.sources, .flags = prospects->plan.flags, .how = SEARCH_COMPLETE, .prefix = prospects->prefix,
        .seconds = SECONDS, .spurious = prospects->plan.spurious,
    };
    prospects->search = search_start(&plan, &err);
}

static void ask_next(struct prospects *prospects)
{
    while (!prospects->search && prospects->next < prospects->threads) {
        uint16_t thread = prospects->next++;
        if (prospects->ways[thread] & 1u << WAY_GO)
            ask(prospects, thread);
    }
}

void prospects_look(struct prospects *prospects, const struct session *session)
{
    const struct world *world = session_world(session);
    size_t length = session_schedule(session, NULL, 0);
    char *schedule = malloc(length + 1);
    if (!schedule)
        return;
    session_schedule(session, schedule, length + 1);
    if (prospects->schedule && strcmp(schedule, prospects->schedule) == 0) {
        free(schedule);
        return;
    }
    prospects_forget(prospects);
    prospects->schedule = schedule;
    prospects->cursor = session_cursor(session);
    prospects->threads = world->threads;
    for (uint16_t t = 0; t < world->threads; t++) {
        prospects->ways[t] = world_ways(world, t);
        prospects->known[t] = PROSPECT_UNKNOWN;
    }
    ask_next(prospects);
}

/* ---- answers ---- */

static bool goes_wrong(const struct prospects *prospects)
{
    const struct report *const *found;
    size_t count = search_found(prospects->search, &found);
    for (size_t k = 0; k < count; k++)
        if (found[k]->failed || !judge_last_line(found[k]->output, prospects->plan.expect))
            return true;
    return prospects->plan.races && search_races(prospects->search, &found) > 0;
}

static bool is_over(const struct search *search)
{
    return search_state(search) == SEARCH_ENDED || search_state(search) == SEARCH_FAILED;
}

int prospects_fd(const struct prospects *prospects)
{
    return prospects->search ? search_fd(prospects->search) : -1;
}

int prospects_wait(const struct prospects *prospects)
{
    return prospects->search ? search_wait(prospects->search) : -1;
}

bool prospects_poll(struct prospects *prospects)
{
    bool changed = false;
    while (prospects->search) {
        while (search_poll(prospects->search))
            ;
        bool wrong = goes_wrong(prospects);
        if (!wrong && !is_over(prospects->search))
            break;
        if (wrong || judge_is_complete(prospects->search)) {
            prospects->known[prospects->next - 1] = wrong ? PROSPECT_FAILS : PROSPECT_SAFE;
            changed = true;
        }
        search_close(prospects->search);
        prospects->search = NULL;
        ask_next(prospects);
    }
    return changed;
}

enum prospect prospects_of(const struct prospects *prospects, uint32_t cursor, uint16_t thread)
{
    bool looked = prospects && prospects->schedule && prospects->cursor == cursor && thread < prospects->threads;
    return looked ? prospects->known[thread] : PROSPECT_UNKNOWN;
}
