/* plain.c — a run without a screen: each step a line, and at the end how it ended, in the same sentences as on the screen. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "session/judge.h"
#include "session/session.h"
#include "session/tell.h"

enum { STEPS = 1000000, ROOM = 1000 };

static void print_steps(const struct tell *tell, uint32_t *told, uint32_t limit)
{
    char line[ROOM];
    while (*told < session_length(tell->session) && *told < limit) {
        const struct step *step = session_step(tell->session, ++*told);
        printf("%5u  %s\n", *told, tell_step(tell, step, line, sizeof line));
    }
}

static void print_messages(const struct session *session)
{
    const struct build_message *messages;
    size_t count = session_messages(session, &messages);
    for (size_t k = 0; k < count; k++)
        fprintf(stderr, "%s:%d:%d: %s: %s\n", messages[k].file, messages[k].line, messages[k].column,
                messages[k].error ? "error" : "warning", messages[k].text);
}

static int failed(const struct session *session)
{
    const struct build_message *messages;
    size_t count = session_messages(session, &messages);
    print_messages(session);
    return cli_complain(count > 0 ? CODE_BAD_DATA : CODE_MISSING, "%s", session_error(session));
}

static void print_races(const struct tell *tell)
{
    const struct session_race *races;
    char line[ROOM];
    size_t count = session_races(tell->session, &races);
    for (size_t k = 0; k < count; k++)
        printf("race: %s\n", tell_race(tell, &races[k], line, sizeof line));
}

/* From which of its choices on the schedule that was given did not fit the program; 0: it did. */
static size_t strayed_at(const char *given, const char *made)
{
    struct schedule wanted = { 0 }, done = { 0 };
    struct err err;
    size_t at = 0;
    if (schedule_read(&wanted, given, &err) && schedule_read(&done, made, &err))
        for (size_t k = 0; k < wanted.count && at == 0; k++)
            if (k >= done.count || wanted.choices[k].thread != done.choices[k].thread || wanted.choices[k].way != done.choices[k].way)
                at = k + 1;
    schedule_free(&wanted);
    schedule_free(&done);
    return at;
}

static void print_schedule(const struct session *session, const char *given)
{
    size_t length = session_schedule(session, NULL, 0);
    char *text = malloc(length + 1);
    if (!text)
        return;
    session_schedule(session, text, length + 1);
    printf("schedule: %s\n", text);
    size_t strayed = given ? strayed_at(given, text) : 0;
    if (strayed > 0)
        printf("The schedule given does not fit this program: its choice %zu was not open. From there on the dice chose.\n", strayed);
    free(text);
}

/* As on the screen: the last line counts. */
static int verdict(const struct session *session, const struct demo *demo)
{
    size_t length;
    const char *output = session_output(session, &length);
    if (demo->urls && demo->words && session_ending(session).code == CODE_MISSING)
        return CODE_MISSING;                    /* there is no network: that is not the program's fault */
    if (session_outcome(session, NULL) != OUTCOME_EXITED || session_ending(session).code != 0)
        return CODE_FAILED;
    char *text = length > 0 ? strndup(output, length) : strdup("");
    bool right = text && judge_last_line(text, demo->expect);
    free(text);
    if (!right)
        printf("expected: %s\n", demo->expect);
    return right ? CODE_FINE : CODE_FAILED;
}

/* A terminal is not for the program to command: what would do so is written out. A file gets what was printed. */
static void print_output(const char *output, size_t length)
{
    bool terminal = isatty(STDOUT_FILENO);
    for (size_t k = 0; k < length; k++) {
        unsigned char byte = (unsigned char)output[k], next = k + 1 < length ? (unsigned char)output[k + 1] : 0;
        bool commands = (byte < ' ' && byte != '\n' && byte != '\t') || byte == 0x7f || (byte == 0xc2 && next >= 0x80 && next < 0xa0);
        if (terminal && commands)
            printf("\\x%02x", byte);
        else if (!terminal || byte < 0x80 || byte >= 0xa0 || k == 0 || (unsigned char)output[k - 1] != 0xc2)
            putchar(byte);
    }
}

static int finish(const struct tell *tell, const struct demo *demo, const char *given)
{
    char line[ROOM];
    size_t length;
    const char *output = session_output(tell->session, &length);
    if (length > 0) {
        fputs("output: ", stdout);
        print_output(output, length);
        fputs(output[length - 1] == '\n' ? "" : "\n", stdout);
    }
    print_races(tell);
    if (session_lost(tell->session) > 0)
        printf("lost: %llu records\n", (unsigned long long)session_lost(tell->session));
    if (session_carrier(tell->session) == CARRIER_FIBER)
        print_schedule(tell->session, given);
    printf("%s\n", tell_outcome(tell, line, sizeof line));
    return verdict(tell->session, demo);
}

static int watch(const struct tell *tell, struct session *session, const struct demo *demo, const struct options *options)
{
    uint32_t limit = options->steps ? options->steps : STEPS;
    uint32_t told = 0;
    const char *why = "";
    for (bool begun = false;;) {
        while (session_poll(session))
            ;
        print_steps(tell, &told, limit);
        if (session_length(session) > limit)
            return cli_complain(CODE_UNFINISHED, "not finished after %u steps (--steps)", told);
        switch (session_state(session)) {
        case SESSION_FAILED:
            return failed(session);
        case SESSION_ENDED:
            return finish(tell, demo, options->schedule);
        case SESSION_PAUSED:
            if (!begun && !session_run(session, &why))
                return cli_complain(CODE_SYSTEM, "%s", why);
            begun = true;
            break;
        default:
            break;
        }
        struct pollfd ready = { .fd = session_fd(session), .events = POLLIN };
        poll(&ready, 1, session_wait(session));
    }
}

int cli_plain(const struct options *options, const struct demo *demo)
{
    struct err err;
    struct session_plan plan = {
        .sources = demo->files, .flags = demo->flags, .words = demo->words,
        .carrier = options->live || demo->live ? CARRIER_KERNEL : CARRIER_FIBER,
        .seed = options->seed ? options->seed : demo->seed, .schedule = options->schedule,
    };
    struct session *session = session_open(&plan, &err);
    if (!session)
        return cli_complain(CODE_NO_INPUT, "%s", err.text);
    const char *charset = getenv("LC_ALL") ? getenv("LC_ALL") : getenv("LANG");
    struct tell tell = { session, options->ascii || !charset || !strstr(charset, "UTF-8") };
    printf("%s, seed %llu\n", demo->title, (unsigned long long)session_seed(session));
    int code = watch(&tell, session, demo, options);
    session_close(session);
    return fflush(stdout) == 0 ? code : cli_complain(CODE_IO, "cannot write to stdout");
}
