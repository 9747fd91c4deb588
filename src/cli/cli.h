/* cli.h — the command line: what was asked for, and one function for each verb. The verbs print to stdout, complaints go
 * to stderr, and each returns the exit code. This floor and main.c are the only ones that print.
 * Threads: one. Memory: texts are the command line's own. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/path.h"
#include "lesson/lesson.h"

/* Exit codes; those from 64 on are sysexits(3)'s. docs/threadlab.1 lists them for the user. */
enum {
    CODE_FINE = 0,
    CODE_FAILED = 1,            /* the program that was run fails; lint has found errors */
    CODE_UNFINISHED = 2,        /* the bound on steps was reached before the end */
    CODE_USAGE = 64,
    CODE_BAD_DATA = 65,         /* it does not compile; a lesson cannot be read */
    CODE_NO_INPUT = 66,         /* no such lesson, demo or file */
    CODE_MISSING = 69,          /* something this needs is not here: a compiler, a terminal */
    CODE_BUG = 70,
    CODE_SYSTEM = 71,
    CODE_CANNOT_WRITE = 73,
    CODE_IO = 74,
};

enum { FILES = 32 };

struct options {
    const char *verb;                       /* "open", "run", "measure" … */
    const char *operand[FILES + 1];         /* NULL-terminated */
    unsigned operands;
    const char *flags[FILES + 1];           /* what follows `--`: for the compiler */
    bool plain, json, ascii, no_color, live, outcomes, spurious;
    unsigned bound;                         /* check: preemptions, + 1; 0: not given */
    uint64_t executions;                    /* check: at most; 0: any number */
    int how;                                /* check: enum search_how */
    unsigned jobs;                          /* check: searches at once; 0: one */
    const char *expect;                     /* check: what it must print */
    uint64_t seed;
    const char *schedule;
    uint32_t steps;                         /* bound for --plain; 0: its default */
    unsigned rounds;
    double seconds;
    const char *urls;                       /* run: a file of addresses; NULL: none */
    const char *lessons;                    /* folder; NULL: where they usually are */
};

/* Reads the command line. Returns −1 when a verb is to be carried out, else an exit code: it was --help or --version, or
 * wrong, and has been answered. */
int options_read(int count, char **arguments, struct options *options);

/* The lessons that the options name, or an exit code in *code after a complaint. */
struct catalogue *cli_lessons(const struct options *options, int *code);

/* The kit's folder as a flag for the compiler, "-I/…/lessons/kit"; "" when there is none. */
const char *cli_kit_flag(const struct options *options);

/* stderr: "threadlab: SENTENCE". Returns `code`. */
int cli_complain(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What opening a lesson or a file means: fills *lesson and *demo from the operand; an exit code, or CODE_FINE. */
int cli_find(const struct options *options, const struct catalogue *catalogue, const struct lesson **lesson,
             const struct demo **demo);

/* Opens the lessons, finds what the operand means, and carries that out; whatever has been opened is closed. An exit code. */
int cli_with(const struct options *options,
             int (*carry_out)(const struct options *options, const struct catalogue *catalogue, const struct lesson *lesson,
                              const struct demo *demo));

/* A program of the learner's own as a demo; large, so keep it static. Complains, and returns an exit code, when a file is
 * not there. */
struct own {
    char names[FILES][PATH_ROOM];
    const char *files[FILES + 1], *flags[FILES + 3];
    struct demo demo;
};
int cli_own(const struct options *options, struct own *own);

int cli_open(const struct options *options);        /* the lab itself */
int cli_run(const struct options *options);         /* a program of the learner's own, in the lab or with --plain */
/* Is it a file of addresses, one a line? CODE_FINE, or a complaint. */
int cli_look_at_urls(const char *name);

int cli_plain(const struct options *options, const struct demo *demo);
int cli_check(const struct options *options);       /* every way a program can go, without a screen */
int cli_exercise(const struct options *options);    /* the learner's files: which there are, and whether one passes */
int cli_measure(const struct options *options);
int cli_list(const struct options *options);
int cli_lint(const struct options *options);
int cli_doctor(const struct options *options);
int cli_reset(const struct options *options);

#endif
