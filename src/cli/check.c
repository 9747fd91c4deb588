/* check.c — `threadlab check`: searches, replays the worst that was found, and tells it. */
#include "cli/check.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "session/nearest.h"

/* The file may have been saved meanwhile: what is told must be a run of the program that was searched. */
static bool is_that_run(const struct session *session, const struct report *found)
{
    if (found->kind == REPORT_RACE || found->outcome == OUTCOME_LIVELOCK)
        return true;
    return session_outcome(session, NULL) == (enum outcome)found->outcome && session_length(session) == found->steps;
}

/* Follows the schedule of what was found to the end of the program, or as far as it was followed then. NULL: it leads
 * elsewhere now. */
static struct session *replay(const struct check *check, const struct report *found)
{
    struct err err;
    const char *why;
    struct session_plan plan = {
        .sources = check->demo->files, .flags = check->demo->flags, .carrier = CARRIER_FIBER, .seed = 1,
        .schedule = found->schedule,
    };
    struct session *session = session_open(&plan, &err);
    while (session) {
        while (session_poll(session))
            ;
        enum session_state state = session_state(session);
        bool cut_off = found->outcome == OUTCOME_LIVELOCK && session_length(session) >= found->steps;
        if (state == SESSION_ENDED || cut_off)
            break;
        if (state == SESSION_FAILED || (state == SESSION_PAUSED && !session_run(session, &why))) {
            session_close(session);
            return NULL;
        }
        struct pollfd ready = { .fd = session_fd(session), .events = POLLIN };
        poll(&ready, 1, session_wait(session));
    }
    if (!session || is_that_run(session, found))
        return session;
    session_close(session);
    return NULL;
}

static bool prints(const struct report *found, const char *wanted)
{
    size_t length = strlen(found->output), want = strlen(wanted);
    while (length > 0 && found->output[length - 1] == '\n')
        length--;
    while (want > 0 && wanted[want - 1] == '\n')
        want--;
    return length == want && memcmp(found->output, wanted, want) == 0;
}

/* The worst that was found; with --expect also a result that is not as it should be. */
static void choose_worst(struct check *check)
{
    const struct report *const *found;
    size_t count = search_found(check->search, &found);
    check->worst = search_worst(check->search);
    for (size_t k = 0; check->options->expect && k < count; k++) {
        bool as_expected = found[k]->failed || prints(found[k], check->options->expect);
        bool simpler = !check->worst || check->worst->kind == REPORT_RACE || found[k]->preemptions < check->worst->preemptions;
        if (as_expected || !simpler)
            continue;
        check->worst = found[k];
        check->unexpected = true;
    }
}

/* Is the run that differs only there a good one? */
static void look_for_passing(struct check *check)
{
    struct err err;
    const struct report *const *found;
    uint32_t step;
    char *prefix = nearest_prefix(check->session, &check->goes_on, &step);
    struct search_plan plan = {
        .sources = check->demo->files, .flags = check->demo->flags, .how = SEARCH_BOUNDED, .prefix = prefix, .executions = 1,
    };
    struct search *search = prefix ? search_start(&plan, &err) : NULL;
    if (search) {
        search_finish(search);
        if (search_found(search, &found) == 1 && !found[0]->failed)
            check->passing = strdup(found[0]->schedule);
    }
    search_close(search);
    free(prefix);
}

bool check_has_schedule(const struct report *found)
{
    return found->schedule[0] || found->steps == 0;
}

const char *check_why_race(const struct check *check, char *out, size_t room)
{
    const struct session_race *races;
    const char *why;
    out[0] = '\0';
    if (!check->session || check->worst->kind != REPORT_RACE)
        return out;
    session_goto(check->session, session_length(check->session), &why);
    size_t count = session_races(check->session, &races);
    for (size_t k = 0; k < count; k++)
        if (races[k].place[0] == check->worst->place && races[k].place[1] == check->worst->other_place)
            return tale_race(check->session, &races[k], check->ascii, out, room);
    return out;
}

uint32_t check_steps_told(const struct check *check)
{
    uint32_t length = session_length(check->session);
    bool endless = check->worst->kind != REPORT_RACE && check->worst->outcome == OUTCOME_LIVELOCK;
    return endless && check->worst->steps < length ? (uint32_t)check->worst->steps : length;
}

int check_code(const struct check *check)
{
    if (check->worst)
        return CODE_FAILED;
    return search_verdict(check->search) == VERDICT_SOUND ? CODE_FINE : CODE_UNFINISHED;
}

static int refuse(const struct check *check)
{
    const struct build_message *messages;
    size_t count = search_messages(check->search, &messages);
    for (size_t k = 0; k < count; k++)
        fprintf(stderr, "%s:%d:%d: %s: %s\n", messages[k].file, messages[k].line, messages[k].column,
                messages[k].error ? "error" : "warning", messages[k].text);
    return cli_complain(count > 0 ? CODE_BAD_DATA : CODE_MISSING, "%s", search_error(check->search));
}

static enum asleep who_sleeps(const struct check *check)
{
    enum asleep asleep = ASLEEP_NOBODY;
    uint16_t cycle[WORLD_THREADS];
    const struct world *world = session_world(check->session);
    if (world_cycle(world, cycle) > 0)
        return ASLEEP_NOBODY;
    for (uint16_t t = 0; t < world->threads; t++)
        if (world->thread[t].phase == THREAD_AT_GATE && act_object(world->thread[t].about.act) == OBJECT_CONDITION) {
            bool lost = asleep == ASLEEP_LOST || world->object[world->thread[t].about.object].lost > 0;
            asleep = lost ? ASLEEP_LOST : ASLEEP;
        }
    return asleep;
}

static int tell(struct check *check)
{
    choose_worst(check);
    if (check->worst && check_has_schedule(check->worst))
        check->session = replay(check, check->worst);
    if (check->session && check->worst->kind != REPORT_RACE) {
        const char *why;
        check->asleep = check->worst->outcome == OUTCOME_DEADLOCK ? who_sleeps(check) : ASLEEP_NOBODY;
        look_for_passing(check);
        session_goto(check->session, session_length(check->session), &why);
    }
    if (check->options->json)
        check_print_json(check);
    else
        check_print_text(check);
    session_close(check->session);
    free(check->passing);
    return fflush(stdout) == 0 ? check_code(check) : cli_complain(CODE_IO, "cannot write to stdout");
}

static int check_demo(const struct options *options, const struct demo *demo)
{
    struct err err;
    const char *charset = getenv("LC_ALL") && *getenv("LC_ALL") ? getenv("LC_ALL") : getenv("LANG");
    struct check check = {
        .options = options, .demo = demo, .ascii = options->ascii || !charset || !strstr(charset, "UTF-8"),
    };
    struct search_plan plan = {
        .sources = demo->files, .flags = demo->flags, .how = options->bound ? SEARCH_BOUNDED : (enum search_how)options->how,
        .bound = options->bound ? options->bound - 1 : 2, .seed = options->seed, .seconds = options->seconds,
        .executions = options->executions, .steps = options->steps, .spurious = options->spurious || demo->spurious,
        .first = !options->outcomes && !options->expect,
    };
    if (options->schedule) {
        plan.prefix = options->schedule;
        plan.how = SEARCH_PCT;
        plan.executions = 1;
    }
    check.search = search_start(&plan, &err);
    if (!check.search)
        return cli_complain(CODE_MISSING, "%s", err.text);
    if (!options->schedule && !options->outcomes)
        check_start_beside(&check, &plan);
    check_wait(&check);
    int code = search_state(check.search) == SEARCH_FAILED ? refuse(&check) : tell(&check);
    check_close(&check);
    return code;
}

/* A file of the learner's own, or a demo of a lesson. */
int cli_check(const struct options *options)
{
    static struct own own;
    const struct lesson *lesson;
    const struct demo *demo;
    if (options->operands == 0)
        return cli_complain(CODE_USAGE, "check needs a C file");
    if (options->live)
        return cli_complain(CODE_USAGE, "check searches on fibers: real threads go as they please");
    if (access(options->operand[0], F_OK) == 0) {
        int code = cli_own(options, &own);
        return code == CODE_FINE ? check_demo(options, &own.demo) : code;
    }
    int code = CODE_FINE;
    struct catalogue *catalogue = strstr(options->operand[0], ".c") ? NULL : cli_lessons(options, &code);
    if (!catalogue)
        return code != CODE_FINE ? code : cli_complain(CODE_NO_INPUT, "there is no file %s", options->operand[0]);
    code = cli_find(options, catalogue, &lesson, &demo);
    if (code == CODE_FINE)
        code = check_demo(options, demo);
    catalogue_close(catalogue);
    return code;
}
