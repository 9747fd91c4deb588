/* options.c — reads the command line (getopt_long(3), GNU conventions) and answers --help and --version. */
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "trace/schedule.h"
#include "trace/orders.h"

#define VERSION "0.1"

static const char help[] =
    "Thread Lab shows how concurrent C programs run, step by step, forwards and back.\n"
    "\n"
    "  threadlab [LESSON[/DEMO]]       open the lab, where you left off or at a lesson\n"
    "  threadlab run FILE.c… [-- FLAGS] open a program of your own; FLAGS are the compiler's\n"
    "  threadlab run LESSON/DEMO       open it alone, live if it says so\n"
    "  threadlab check FILE.c… [-- FLAGS] find the interleaving that breaks it, or that none does\n"
    "  threadlab exercise [LESSON/NAME] list the exercises, or judge your file for one\n"
    "  threadlab measure LESSON        time a lesson's programs on this machine\n"
    "  threadlab list                  list the lessons and their demos\n"
    "  threadlab lint [FOLDER…]        tell the author of a lesson what is wrong with it\n"
    "  threadlab doctor                tell what this machine has for the lab\n"
    "  threadlab reset [LESSON]        forget how far you have come\n"
    "\n"
    "  --plain            print the steps as lines instead of opening a screen\n"
    "  --seed N           whose turn it is follows from N: the same seed, the same run\n"
    "  --schedule TEXT    follow this schedule first, as copied with `y`\n"
    "  --carrier fiber|kernel   fibers can be stepped back, kernel threads are real\n"
    "  --steps N          with --plain: give up after N steps (1000000); check: a run with\n"
    "                     more steps is a livelock (5000)\n"
    "  --time S           check: search at most so long (10)\n"
    "  --bound N          check: only schedules with at most N preemptions\n"
    "  --how auto|complete|bounded|pct|pos   check: in which way\n"
    "  --jobs N           check: N searches at once, all but the first at random\n"
    "  --executions N     check: at most so many\n"
    "  --outcomes         check: every result, how many traces lead to it, and its chance\n"
    "  --expect TEXT      check: printing anything else is a failure\n"
    "  --spurious         check: waiters of a condition may wake for no reason\n"
    "  --urls FILE        run: download these, an address a line, instead of the lab's own pages\n"
    "  --rounds N         measure: at least so many rounds (10)\n"
    "  --seconds S        measure: go on at least so long\n"
    "  --json             check, exercise, list, measure: for other programs to read\n"
    "  --ascii            draw with ASCII only\n"
    "  --no-color         no colours, as NO_COLOR does\n"
    "  --lessons DIR      take the lessons from there\n"
    "  --help, --version\n"
    "\n"
    "Exit codes: 0 fine, 1 the program that was run or checked fails, 2 not finished,\n"
    "64 wrong use, 65 does not compile, 66 no such lesson or file, 69 something is missing.\n";

int cli_complain(int code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("threadlab: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    return code;
}

static bool is_verb(const char *word)
{
    static const char *const verbs[] = { "run", "check", "exercise", "measure", "list", "lint", "doctor", "reset" };
    for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++)
        if (strcmp(word, verbs[k]) == 0)
            return true;
    return false;
}

static bool read_number(const char *text, uint64_t most, uint64_t *number)
{
    char *end;
    errno = 0;
    *number = strtoull(text, &end, 10);
    return errno == 0 && *text >= '0' && *text <= '9' && *end == '\0' && *number <= most;
}

static bool read_carrier(const char *text, struct options *options)
{
    options->live = strcmp(text, "kernel") == 0;
    return options->live || strcmp(text, "fiber") == 0;
}

static bool read_how(const char *text, struct options *options)
{
    static const char *const hows[SEARCH_HOWS] = { "auto", "complete", "bounded", "pct", "pos" };
    for (int k = 0; k < SEARCH_HOWS; k++)
        if (strcmp(text, hows[k]) == 0) {
            options->how = k;
            return true;
        }
    return false;
}

/* A code, or −1: go on. */
static int read_schedule(const char *text, struct options *options)
{
    struct schedule schedule = { 0 };
    struct err err;
    bool good = schedule_read(&schedule, text, &err);
    schedule_free(&schedule);
    options->schedule = text;
    return good ? -1 : cli_complain(CODE_USAGE, "%s", err.text);
}

enum { OPT_PLAIN = 256, OPT_SEED, OPT_SCHEDULE, OPT_CARRIER, OPT_STEPS, OPT_ROUNDS, OPT_SECONDS, OPT_JSON, OPT_ASCII, OPT_BOUND, OPT_TIME,
       OPT_EXECUTIONS, OPT_HOW, OPT_EXPECT, OPT_OUTCOMES, OPT_SPURIOUS, OPT_JOBS, OPT_URLS,
       OPT_NO_COLOR, OPT_LESSONS, OPT_HELP, OPT_VERSION };

static const struct option table[] = {
    { "plain", no_argument, NULL, OPT_PLAIN }, { "seed", required_argument, NULL, OPT_SEED },
    { "schedule", required_argument, NULL, OPT_SCHEDULE }, { "carrier", required_argument, NULL, OPT_CARRIER },
    { "steps", required_argument, NULL, OPT_STEPS }, { "rounds", required_argument, NULL, OPT_ROUNDS },
    { "seconds", required_argument, NULL, OPT_SECONDS }, { "json", no_argument, NULL, OPT_JSON },
    { "ascii", no_argument, NULL, OPT_ASCII }, { "no-color", no_argument, NULL, OPT_NO_COLOR },
    { "bound", required_argument, NULL, OPT_BOUND }, { "time", required_argument, NULL, OPT_TIME },
    { "executions", required_argument, NULL, OPT_EXECUTIONS }, { "how", required_argument, NULL, OPT_HOW },
    { "expect", required_argument, NULL, OPT_EXPECT }, { "outcomes", no_argument, NULL, OPT_OUTCOMES },
    { "spurious", no_argument, NULL, OPT_SPURIOUS }, { "jobs", required_argument, NULL, OPT_JOBS },
    { "urls", required_argument, NULL, OPT_URLS },
    { "lessons", required_argument, NULL, OPT_LESSONS }, { "help", no_argument, NULL, OPT_HELP },
    { "version", no_argument, NULL, OPT_VERSION }, { NULL, 0, NULL, 0 },
};

/* One option; −1 to go on, else the exit code. */
static int take(int option, struct options *options)
{
    uint64_t number = 0;
    bool good = true;
    switch (option) {
    case OPT_PLAIN: options->plain = true; break;
    case OPT_JSON: options->json = true; break;
    case OPT_ASCII: options->ascii = true; break;
    case OPT_NO_COLOR: options->no_color = true; break;
    case OPT_URLS: options->urls = optarg; break;
    case OPT_LESSONS: options->lessons = optarg; break;
    case OPT_EXPECT: options->expect = optarg; break;
    case OPT_OUTCOMES: options->outcomes = true; break;
    case OPT_SPURIOUS: options->spurious = true; break;
    case OPT_HOW: good = read_how(optarg, options); break;
    case OPT_EXECUTIONS: good = read_number(optarg, UINT64_MAX, &options->executions); break;
    case OPT_JOBS:
        good = read_number(optarg, 64, &number) && number > 0;
        options->jobs = (unsigned)number;
        break;
    case OPT_BOUND:
        good = read_number(optarg, 1000, &number);
        options->bound = (unsigned)number + 1;
        break;
    case OPT_SCHEDULE: return read_schedule(optarg, options);
    case OPT_CARRIER: good = read_carrier(optarg, options); break;
    case OPT_SEED: good = read_number(optarg, UINT64_MAX, &options->seed); break;
    case OPT_STEPS:
        good = read_number(optarg, UINT32_MAX, &number);
        options->steps = (uint32_t)number;
        break;
    case OPT_ROUNDS:
        good = read_number(optarg, 200, &number) && number > 0;
        options->rounds = (unsigned)number;
        break;
    case OPT_SECONDS:
    case OPT_TIME:
        good = read_number(optarg, 3600, &number);
        options->seconds = (double)number;
        break;
    case OPT_HELP:
        fputs(help, stdout);
        return CODE_FINE;
    case OPT_VERSION:
        puts("threadlab " VERSION);
        return CODE_FINE;
    default:
        return cli_complain(CODE_USAGE, "`threadlab --help` lists what there is.");
    }
    return good ? -1 : cli_complain(CODE_USAGE, "%s is not a value for this option: see `threadlab --help`.", optarg);
}

/* What comes after `--` is the compiler's. */
static int split_flags(int count, char **arguments, struct options *options)
{
    for (int k = 1; k < count; k++) {
        if (strcmp(arguments[k], "--") != 0)
            continue;
        for (int j = k + 1; j < count && j - k - 1 < FILES; j++)
            options->flags[j - k - 1] = arguments[j];
        return k;
    }
    return count;
}

int options_read(int count, char **arguments, struct options *options)
{
    *options = (struct options){ .verb = "open" };
    count = split_flags(count, arguments, options);
    for (int option; (option = getopt_long(count, arguments, "", table, NULL)) != -1; ) {
        int code = take(option, options);
        if (code >= 0)
            return code;
    }
    if (optind < count && is_verb(arguments[optind]))
        options->verb = arguments[optind++];
    for (; optind < count && options->operands < FILES; optind++)
        options->operand[options->operands++] = arguments[optind];
    if (optind < count)
        return cli_complain(CODE_USAGE, "too many names on the command line");
    return -1;
}
