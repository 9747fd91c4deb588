/* demo.h — the screen on which a program is watched: story, source, lanes, objects, timing. Private to rooms/demo*.c,
 * to rooms/hunt.c, which is this screen with a goal, and to their tests.
 *
 *   demo.c          life: opening, the program and its timings, what the room waits for
 *   demo_pages.c    what the pages of the lesson bring
 *   demo_tell.c     what comes from the session
 *   demo_keys.c     what each key does
 *   demo_why.c      … and why it cannot do it now
 *   demo_wanted.c   which keys the page asks for
 *   demo_look.c     focus, scrolling, the mouse
 *   demo_layout.c   where everything goes at which size
 *   demo_explore.c  every way the program can go
 *   demo_chart.c    the run as a whole
 *   demo_panes.c    what stands in each part */
#ifndef VIEW_ROOMS_DEMO_H
#define VIEW_ROOMS_DEMO_H

#include "session/prospects.h"
#include "session/free_runs.h"
#include "session/search.h"
#include "session/session.h"
#include "session/nearest.h"
#include "session/timings.h"
#include "view/lanes.h"
#include "view/room.h"
#include "view/rooms/rooms.h"
#include "view/source.h"

enum demo_part { PART_STORY, PART_SOURCE, PART_LANES, PART_OUTCOME, PART_OBJECTS, PART_TIMING, PARTS };

enum { DEMO_SOURCES = 8, SCHEDULE_TEXT = 4096 };

struct area { int row, column, rows, columns; };        /* rows 0: not shown */

struct demo_room {
    struct room room;
    struct demo_plan plan;
    struct err trouble;                 /* why there is no session */

    /* the story */
    size_t page;
    int story_top;

    /* the program */
    const struct demo *demo;            /* NULL: this lesson has none */
    struct session *session;            /* NULL: none, or it could not be opened: `trouble` */
    struct spans *spans;                /* who waited when in that run; NULL: none, or no memory */
    bool live;
    bool run_when_ready;                /* asked for while the compiler still ran */
    struct source *sources[DEMO_SOURCES];
    size_t source_count, source;        /* the one shown */
    int source_top, source_rows;        /* the first line shown; of how many rows when it was last brought into view */
    int wrong_line;                     /* the first line the compiler complains about; 0: none */
    struct lanes lanes;

    /* what was seen last, to tell what has changed */
    uint32_t cursor;
    size_t races;
    enum session_state state;

    /* timings */
    const struct measure_block *block;  /* of this page; NULL */
    struct timings *timings;            /* of `measured`; done, they are kept by the plan's */
    const struct measure_block *measured;

    /* every way it can go */
    struct search *search;              /* of this program; NULL: not asked for yet */
    struct prospects *prospects;        /* when it has found something wrong: which choices still lead there; else NULL */
    bool marks_told;                    /* what the marks of these mean has been said */
    uint32_t walk_steps;                /* a run that was found is being followed so far; 0: none */
    uint64_t walk_race[2];              /* it is to be looked at where these two places race; 0: where it was decided */
    struct walked {                     /* … and then it is left as soon as another thread goes */
        uint16_t *thread;               /* of each of its steps; NULL: there is none to leave */
        uint32_t steps;
    } walked;
    struct nearest *nearest;            /* a run that passes beside this failing result; NULL: not asked for */
    uint64_t nearest_number;
    struct free_runs *free_runs;        /* of this program; NULL: not asked for yet */
    bool watches_search;                /* its screen lies on top of this one */
    double search_seconds;              /* how long the next search may take; 0: as long as usual */

    /* what the learner looks at */
    enum demo_part focus;
    bool opened;                        /* composed objects show their parts */
    bool big;                           /* the part in focus has the whole pane */
    struct area areas[PARTS];           /* as drawn last … */
    bool ascii;                         /* … and with these glyphs */
    int lanes_most, lower_most;         /* rows they have wanted since this program was opened */
    char schedule[SCHEDULE_TEXT];
};

static inline struct demo_room *demo_of(const struct room *room)
{
    return (struct demo_room *)room;
}

/* ---- demo.c ---- */
void demo_turn_to(struct demo_room *demo, size_t page);
void demo_step_over(struct demo_room *demo);        /* the kit's code, while its objects are closed */
bool demo_open_session(struct demo_room *demo);                     /* the demo, on the carrier it is set to */
void demo_measure(struct demo_room *demo);                          /* this page's block; when that is done, its next */

/* ---- demo_pages.c ---- */
const struct page *demo_page(const struct demo_room *demo);         /* NULL: no lesson */
const struct predict *demo_question(const struct demo_room *demo);  /* of this page; NULL */
const struct hunt *demo_hunt(const struct demo_room *demo);         /* of this page; NULL */
const struct exercise *demo_exercise(const struct demo_room *demo); /* … */
struct timings *demo_timings(const struct demo_room *demo);         /* of this page's block; NULL: not measured */
const struct measure_block *demo_next_measure(const struct demo_room *demo);
const struct block *demo_block_for(const struct lesson *lesson, size_t page, enum block_kind kind);     /* NULL: none anywhere */
bool demo_page_has(const struct page *page, const struct demo *wanted);
size_t demo_page_of(const struct lesson *lesson, const struct demo *wanted);
void demo_note_page(struct demo_room *demo);
void demo_note_run(struct demo_room *demo);

/* ---- demo_tell.c ---- */
struct scene demo_scene(const struct demo_room *demo, bool ascii);
void demo_follow(struct demo_room *demo);                           /* source and message after the cursor has moved */
void demo_follow_source(struct demo_room *demo, const struct scene *scene, int rows);   /* brings where it stands into view */
void demo_notice_state(struct demo_room *demo);                     /* after the session has said something */
bool demo_has_failed(const struct demo_room *demo, char *sentence, size_t room);    /* how it ended, as a judgement */

/* ---- demo_why.c ---- */
const char *demo_why(const struct room *room, const struct command *command);
const char *demo_why_no_run(const struct demo_room *demo);          /* NULL: there is a program */

/* ---- demo_explore.c ---- */
struct move demo_explore(struct demo_room *demo);
void demo_forget_search(struct demo_room *demo);
bool demo_walk_along(struct demo_room *demo);       /* after the session has told something: true when the cursor was moved */
int demo_explore_fds(const struct demo_room *demo, struct pollfd *fds, int max);
int demo_explore_wait(const struct demo_room *demo);
bool demo_explore_poll(struct demo_room *demo);     /* true: something changed */
void demo_note_leaving(struct demo_room *demo);     /* after the cursor has moved: says so when a run that was found is left */
void demo_search_shown(struct room *room);                 /* the search that goes on is not forgotten when one leaves its screen */
bool demo_look_ahead(struct demo_room *demo);       /* after anything has moved; true: the lanes have something new to show */

/* ---- demo_chart.c ---- */
struct move demo_chart(struct demo_room *demo);

/* ---- demo_look.c ---- */
void demo_focus_next(struct demo_room *demo);
void demo_toggle_story(struct demo_room *demo);
void demo_scroll(struct demo_room *demo, enum demo_part part, int by);      /* in the lanes: chooses a thread */
int demo_screenful(const struct demo_room *demo);
enum demo_part demo_part_at(const struct demo_room *demo, int row, int column);     /* PARTS: none */
void demo_click(struct demo_room *demo, const struct command *command);

/* ---- demo_keys.c ---- */
struct move demo_act(struct room *room, const struct command *command);
struct move demo_answer(struct room *room, const char *text);
const char *demo_brief(const struct room *room, enum action action);
void demo_note_refusal(struct demo_room *demo);                     /* says why a thread did not go that was to go */

/* ---- demo_wanted.c ---- */
bool demo_wanted(const struct room *room, enum action action);      /* the page asks for this key */

/* ---- demo_layout.c ---- */
void demo_draw(struct room *room, struct pane *pane);
bool demo_is_wide(int columns);             /* story and source stand side by side */

/* ---- demo_panes.c ---- */
void demo_title(const struct room *room, struct pane *line);
void demo_draw_part(struct demo_room *demo, enum demo_part part, struct pane *pane);
const char *demo_part_title(const struct demo_room *demo, enum demo_part part, char *out, size_t room);
int demo_part_rows(const struct demo_room *demo, enum demo_part part, int columns, bool ascii);

#endif
