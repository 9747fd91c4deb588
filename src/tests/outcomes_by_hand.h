/* outcomes_by_hand.h — what the two tests of a search's screen share: a search and free runs that are stand-ins and hold what
 * each test puts there, and hands and eyes for the screen. */
#ifndef TESTS_OUTCOMES_BY_HAND_H
#define TESTS_OUTCOMES_BY_HAND_H

#include "tests/claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/frame.h"
#include "view/rooms/outcomes.h"

enum { MOST = 40 };

struct search {
    enum search_state state;
    struct report progress, found[MOST], race[4];
    const struct report *founds[MOST], *races[4];
    size_t found_count, race_count;
    unsigned stopped;
};

struct free_runs {
    enum free_state state;
    struct free_result results[4];
    size_t count;
    unsigned runs, of, hung, stopped;
};

static struct search search, another;
static struct free_runs freely;
static struct room *room;
static const struct report *chosen;
static unsigned asked_again, asked_freely;

/* ---- search.h ---- */

enum search_state search_state(const struct search *s) { return s->state; }
static const char *stranger;
const char *search_stranger(const struct search *self) { (void)self; return stranger; }
const char *search_error(const struct search *s) { (void)s; return ""; }
const struct report *search_progress(const struct search *s) { return &s->progress; }
void search_stop(struct search *s) { s->stopped++; }
int search_fd(const struct search *s) { (void)s; return -1; }
int search_wait(const struct search *s) { (void)s; return -1; }
size_t search_uses(const struct search *s, const struct search_use **uses) { (void)s; return *uses = NULL, 0; }
bool search_poll(struct search *s) { (void)s; return false; }

size_t search_found(const struct search *s, const struct report *const **list)
{
    *list = s->founds;
    return s->found_count;
}

size_t search_races(const struct search *s, const struct report *const **list)
{
    *list = s->races;
    return s->race_count;
}

bool search_place(const struct search *s, uint64_t place, struct place *out)
{
    (void)s;
    *out = (struct place){ .line = (int)place };
    return place != 0;
}

/* A round interval: what is claimed here is which of its ends is shown. */
bool search_chance(const struct search *s, const struct report *found, double *chance, double *error)
{
    if (s->progress.sampled == 0)
        return false;
    *chance = (double)found->sampled / (double)s->progress.sampled * 0.99 + 0.002;
    *error = 0.002;
    return true;
}

/* ---- free_runs.h ---- */

enum free_state free_runs_state(const struct free_runs *runs) { return runs->state; }
const char *free_runs_error(const struct free_runs *runs) { (void)runs; return ""; }
unsigned free_runs_hung(const struct free_runs *runs) { return runs->hung; }
double free_runs_patience(const struct free_runs *runs) { (void)runs; return 3; }
int free_runs_fd(const struct free_runs *runs) { (void)runs; return -1; }
int free_runs_wait(const struct free_runs *runs) { (void)runs; return -1; }
bool free_runs_poll(struct free_runs *runs) { (void)runs; return false; }

void free_runs_stop(struct free_runs *runs)
{
    runs->state = FREE_DONE;
    runs->stopped++;
}

unsigned free_runs_count(const struct free_runs *runs, unsigned *of)
{
    *of = runs->of;
    return runs->runs;
}

size_t free_runs_results(const struct free_runs *runs, const struct free_result **results)
{
    *results = runs->results;
    return runs->count;
}

/* ---- a search by hand ---- */

static inline struct report *find(const char *output, bool failed, uint64_t traces, uint64_t sampled)
{
    size_t k = search.found_count++;
    search.found[k] = (struct report){
        .kind = REPORT_FOUND, .number = k, .outcome = OUTCOME_EXITED, .failed = failed, .traces = traces, .sampled = sampled,
        .preemptions = 1, .steps = 19, .schedule = "0.2 1 2", .text = "", .output = output,
    };
    search.founds[k] = &search.found[k];
    return &search.found[k];
}

static inline void find_race(void)
{
    search.race[0] = (struct report){
        .kind = REPORT_RACE, .thread = 2, .place = 14, .act = ACT_READ, .other = 1, .other_place = 12, .other_act = ACT_WRITE,
        .steps = 7, .schedule = "0.2 1 2", .text = "", .output = "",
    };
    search.races[0] = &search.race[0];
    search.race_count = 1;
}

static inline void complete(uint64_t traces, uint64_t sampled)
{
    search.state = SEARCH_ENDED;
    search.progress = (struct report){
        .kind = REPORT_END, .executions = traces + sampled, .traces = traces, .sampled = sampled, .complete = 1,
        .phase = DOING_RANDOM, .stopped = STOP_DONE, .text = "", .schedule = "", .output = "",
    };
}

static inline void choose(void *data, const struct report *report)
{
    (void)data;
    chosen = report;
}

static inline struct search *again(void *data, struct err *err)
{
    (void)data;
    (void)err;
    asked_again++;
    another = (struct search){ .state = SEARCH_RUNS, .progress = { .text = "", .schedule = "", .output = "" } };
    return &another;
}

static inline struct free_runs *run_freely(void *data, struct err *err)
{
    (void)data;
    (void)err;
    asked_freely++;
    freely.state = FREE_RUNS;
    return &freely;
}

/* A program that should print 4, and prints 3 and 2, too. */
static inline int open_race(void **state)
{
    (void)state;
    struct err err;
    search = (struct search){ .state = SEARCH_RUNS };
    freely = (struct free_runs){ .of = 1000 };
    asked_again = asked_freely = 0;
    chosen = NULL;
    find("4\n", false, 20, 650);
    find("2\n", false, 2, 50);
    find("3\n", false, 12, 300);
    find_race();
    complete(34, 1000);
    struct outcomes_plan plan = {
        .search = &search, .name = "race", .expect = "4", .chosen = choose, .again = again, .run_freely = run_freely,
    };
    room = outcomes_room_make(&plan, &err);
    return room ? 0 : -1;
}

static inline int leave(void **state)
{
    (void)state;
    room_destroy(room);
    return 0;
}

/* ---- looking and pressing ---- */

static inline char *screen(int rows, int columns, bool ascii)
{
    struct pane *pane = pane_make(rows, columns);
    pane->ascii = ascii;
    frame_draw(pane, room, NULL, false);
    char *text = pane_text(pane);
    pane_free(pane);
    if (getenv("SHOW"))
        puts(text);
    return text;
}

static inline void expect_at(int rows, int columns, bool ascii, const char *what, bool there)
{
    char *text = screen(rows, columns, ascii);
    if ((strstr(text, what) != NULL) != there)
        fail_msg("`%s` %s on the screen:\n%s", what, there ? "is not" : "is", text);
    free(text);
}

static inline void shows(const char *what) { expect_at(24, 80, false, what, true); }
static inline void hides(const char *what) { expect_at(24, 80, false, what, false); }

/* One after the other, from the top. */
static inline void shows_in_order(int rows, int columns, const char *const *what)
{
    char *text = screen(rows, columns, false), *at = text;
    for (; *what; what++) {
        at = strstr(at, *what);
        if (!at)
            fail_msg("`%s` does not come next:\n%s", *what, text);
    }
    free(text);
}

static inline int row_of(const char *what)
{
    char *text = screen(24, 80, false), *at = strstr(text, what);
    int row = 0;
    assert_non_null(at);
    for (char *c = text; c < at; c++)
        row += *c == '\n';
    free(text);
    return row;
}

static inline struct move press(enum action action)
{
    struct command command = { .action = action };
    const char *why = frame_why(room, &command);
    room->message[0] = 0;
    if (!why)
        return room->ops->act(room, &command);
    room_say(room, LOOK_WARNING, "%s", why);
    return move_stay();
}

static inline void click(int row)
{
    struct command command = { .action = ACTION_CLICK, .row = row - 1 };    /* the title line is not the room's */
    room->ops->act(room, &command);
}

#endif
