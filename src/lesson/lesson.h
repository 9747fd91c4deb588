/* lesson.h — lessons are data: a folder with lesson.md (CommonMark), C files and exercises. This floor reads them, finds
 * what is wrong with them (file and line), and remembers how far the learner has come.
 *
 * A lesson.md begins with front matter between two lines of `---`, `key: value` each: title, summary, format: 1.
 * A page begins at each `## heading`. Fenced blocks with one of the words below bind prose to programs; inside stand
 * `key: value` lines, lists by repeating the key. docs/authoring.md describes them all.
 *
 * Threads: one thread. Memory: catalogue_close frees everything the catalogue lent out; NULL does nothing.
 * Errors:  a broken lesson is listed with its first complaint; the others open. */
#ifndef LESSON_LESSON_H
#define LESSON_LESSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum block_kind { BLOCK_TEXT, BLOCK_DEMO, BLOCK_MEASURE, BLOCK_PREDICT, BLOCK_HUNT, BLOCK_EXERCISE };

/* A run of text with one look, as Markdown marked it. */
enum span_look { SPAN_PLAIN, SPAN_EMPHASIS, SPAN_STRONG, SPAN_CODE };
struct span { enum span_look look; const char *text; };

enum text_kind { TEXT_PARAGRAPH, TEXT_HEADING, TEXT_ITEM, TEXT_CODE, TEXT_TABLE_ROW, TEXT_QUOTE };
struct text_line {
    enum text_kind kind;
    int level;                      /* depth of a list item, or of a heading */
    const char *mark;               /* an item's bullet or number: "•", "2."; otherwise "" */
    const struct span *spans;
    size_t span_count;
};

struct demo {                       /* ```demo */
    const char *name;               /* "race": how the command line calls it: 02-locks/race */
    const char *title;
    const char *const *files;       /* absolute paths of its C files, NULL-terminated; the first holds main */
    const char *const *flags;       /* from the fixed table of needs (kit, curl, math), NULL-terminated */
    const char *anchor;             /* where the source pane begins: a comment `// @name` in the first file; or "" */
    const char *expect;             /* the right output, one line; "" when any is fine */
    bool broken;                    /* wrong on purpose: says so on its first line */
    bool live;                      /* needs the kernel carrier */
    bool urls;                      /* given `--urls FILE`, it takes its addresses from there */
    const char *const *words;       /* live: what main gets after its name; NULL: none. Not from the lesson */
    bool spurious;                  /* a search lets waiters of a condition wake for no reason, too */
    uint64_t seed;                  /* a seed that shows the point; 0: any */
    const char *watch;              /* what to look at, one sentence */
};

struct variant {                    /* one `variant:` of ```measure */
    const char *name, *file;        /* absolute path of a C file or a .py file */
    const char *const *flags;
    const char *const *args;        /* NULL-terminated */
    const char *expect;
    double quoted;                  /* s in the study notes; 0 none */
};

struct measure_block {              /* ```measure */
    const char *title, *conclude;   /* conclude: the sentence to take home */
    const struct variant *variants;
    size_t variant_count;
    unsigned rounds;
};

struct predict {                    /* ```predict: asked before the run, answered by what the lab finds */
    const char *question, *demo;    /* name of the demo */
    const char *const *choices;     /* NULL-terminated; more than one may be right */
    const char *kind;               /* what decides: "outputs" (which lines can be printed), "deadlock" (yes/no), "race" (yes/no) … */
    const char *because;            /* said afterwards */
};

/* What a run comes to, as a hunt asks for it. */
enum goal_kind { GOAL_PRINTS, GOAL_DEADLOCK, GOAL_ASSERTION, GOAL_CRASH };

struct hunt {                       /* ```hunt: the learner takes every step, so that the demo comes to the goal */
    const char *name, *title, *demo;        /* name of the demo */
    enum goal_kind goal;
    const char *line;               /* GOAL_PRINTS: what it must print; line ends are blanks */
    const char *because;            /* said when the goal has been reached */
};

struct exercise {                   /* ```exercise: a program to repair or to complete, judged by a search */
    const char *name, *title, *task;
    const char *file, *solution;    /* absolute paths: what the learner begins with, and ours */
    const char *const *flags;       /* from the fixed table of needs, NULL-terminated */
    const char *const *prints;      /* what a run may print, line ends as blanks, NULL-terminated; empty: anything */
    bool sound;                     /* no failed assertion, crash, misuse, leak, exit code, or data race */
    bool finishes;                  /* no deadlock and no livelock */
    bool spurious;                  /* waiters of a condition may wake for no reason */
    bool live;                      /* processes, sockets: judged by runs at full speed, for it cannot be searched */
    unsigned threads;               /* at least so many at once, main among them; 0: any number */
    const char *const *uses;        /* what it must do, in some run: "2 mutexes", "event_wait by 2 threads"; NULL-terminated */
    const char *const *keeps;       /* pieces of the program that must stand in it as they are, NULL-terminated */
    int bound;                      /* so many preemptions are enough to have tried; −1: every way it can go */
    const char *const *hints;       /* from a nudge to nearly everything, NULL-terminated */
};

struct block {
    enum block_kind kind;
    int line;                       /* in lesson.md */
    const struct text_line *lines;  /* BLOCK_TEXT */
    size_t line_count;
    const struct demo *demo;
    const struct measure_block *measure;
    const struct predict *predict;
    const struct hunt *hunt;
    const struct exercise *exercise;
};

struct page {
    const char *title;
    const struct block *blocks;
    size_t block_count;
};

struct lesson {
    const char *id;                 /* folder name: "02-locks" */
    const char *number, *name;      /* "02", "locks" */
    const char *folder;             /* absolute */
    const char *title, *summary;
    const struct page *pages;
    size_t page_count;
    const struct demo *const *demos;        /* all of them, in order */
    size_t demo_count;
    const struct measure_block *const *measures;
    size_t measure_count;
    const struct hunt *const *hunts;
    size_t hunt_count;
    const struct exercise *const *exercises;
    size_t exercise_count;
    const char *complaint;          /* "lesson.md:12: …" when it cannot be read; then there are no pages; else NULL */
};

struct catalogue;

/* Reads every folder NN-name below `folder`, in order. */
struct catalogue *catalogue_open(const char *folder, struct err *err);
void catalogue_close(struct catalogue *catalogue);
size_t catalogue_lessons(const struct catalogue *catalogue, const struct lesson *const **lessons);

/* Finds by id, number or name: "02-locks", "02", "locks"; after a slash a demo: "locks/race". *demo may come out NULL. */
bool catalogue_find(const struct catalogue *catalogue, const char *name, const struct lesson **lesson,
                    const struct demo **demo, struct err *err);

/* The same for an exercise: "locks/counter". */
bool catalogue_find_exercise(const struct catalogue *catalogue, const char *name, const struct lesson **lesson,
                             const struct exercise **exercise, struct err *err);

/* Where the lessons are: $THREADLAB_LESSONS, beside the program, or the installed place. */
bool lessons_folder(char *out, size_t room, struct err *err);

#endif
