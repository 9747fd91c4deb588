/* nearest.c — see nearest.h. */
#include "session/nearest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session/judge.h"
#include "session/tale.h"

struct nearest {
    const char *const *sources, *const *flags, *expect;
    struct session *session;        /* follows the failing run; NULL: done */
    struct search *search;          /* makes the other one; NULL: not yet, or done */
    char sentence[160];
};

char *nearest_prefix(struct session *session, uint16_t *goes_on, uint32_t *step)
{
    const char *why;
    *step = tale_decisive(session, goes_on);
    if (*step == 0 || !session_goto(session, *step, &why))
        return NULL;
    size_t length = session_schedule(session, NULL, 0), room = length + 16;
    char *text = malloc(room);
    if (!text)
        return NULL;
    session_schedule(session, text, length + 1);
    snprintf(text + length, room - length, " %u", *goes_on);
    return text;
}

struct nearest *nearest_open(const char *const *sources, const char *const *flags, const char *expect, const struct report *report,
                             struct err *err)
{
    struct session_plan plan = {
        .sources = sources, .flags = flags, .carrier = CARRIER_FIBER, .seed = 1, .schedule = report->schedule,
    };
    struct nearest *nearest = calloc(1, sizeof *nearest);
    if (nearest)
        *nearest = (struct nearest){ .sources = sources, .flags = flags, .expect = expect, .session = session_open(&plan, err) };
    if (nearest && nearest->session)
        return nearest;
    if (!nearest)
        err_set(err, "no memory for another run");
    free(nearest);
    return NULL;
}

void nearest_close(struct nearest *nearest)
{
    if (!nearest)
        return;
    session_close(nearest->session);
    search_close(nearest->search);
    free(nearest);
}

/* The failing run has come to its end: what would be said, should the one beside it pass. */
static void begin_search(struct nearest *nearest)
{
    struct err err;
    struct tell tell = { nearest->session, false };
    uint16_t thread;
    uint32_t step;
    char name[16], *prefix = nearest_prefix(nearest->session, &thread, &step);
    struct search_plan plan = {
        .sources = nearest->sources, .flags = nearest->flags, .how = SEARCH_BOUNDED, .prefix = prefix, .executions = 1,
    };
    if (prefix) {
        snprintf(nearest->sentence, sizeof nearest->sentence, "It passes if all goes the same until step %u, and there %s goes on.",
                 step, thread == 0 ? "main" : tell_thread(&tell, thread, name, sizeof name));
        nearest->search = search_start(&plan, &err);
    }
    free(prefix);
}

static bool follow(struct nearest *nearest)
{
    const char *why;
    while (session_poll(nearest->session))
        ;
    enum session_state state = session_state(nearest->session);
    bool goes_on = state == SESSION_BUILDS || state == SESSION_RUNS
        || (state == SESSION_PAUSED && session_run(nearest->session, &why));
    if (goes_on)
        return false;
    if (state == SESSION_ENDED)
        begin_search(nearest);
    session_close(nearest->session);
    nearest->session = NULL;
    return !nearest->search;
}

bool nearest_poll(struct nearest *nearest)
{
    const struct report *const *found;
    if (nearest->session)
        return follow(nearest);
    if (!nearest->search)
        return false;
    search_poll(nearest->search);
    if (search_state(nearest->search) != SEARCH_ENDED && search_state(nearest->search) != SEARCH_FAILED)
        return false;
    if (search_found(nearest->search, &found) != 1 || found[0]->failed || !judge_last_line(found[0]->output, nearest->expect))
        nearest->sentence[0] = '\0';
    search_close(nearest->search);
    nearest->search = NULL;
    return true;
}

int nearest_fd(const struct nearest *nearest)
{
    return nearest->session ? session_fd(nearest->session) : nearest->search ? search_fd(nearest->search) : -1;
}

int nearest_wait(const struct nearest *nearest)
{
    return nearest->session ? session_wait(nearest->session) : nearest->search ? search_wait(nearest->search) : -1;
}

const char *nearest_text(const struct nearest *nearest)
{
    return nearest->session || nearest->search ? "" : nearest->sentence;
}
