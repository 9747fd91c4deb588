/* inside.h — what the files of session/ share of a session. Private to session/. */
#ifndef SESSION_INSIDE_H
#define SESSION_INSIDE_H

#include "base/dice.h"
#include "base/process.h"
#include "session/history.h"
#include "session/memory.h"
#include "session/session.h"
#include "trace/channel.h"

enum { NAME_ROOM = 64, FEW_THREADS = 64, QUEUE = 32 };

/* What an object is called, found when first asked for. */
struct name {
    bool known;
    char text[NAME_ROOM];
    struct value_type type;
    char given[NAME_ROOM];          /* by the program, with lab_name; "" */
};

struct session {
    char **sources, **flags, **words;
    enum session_carrier carrier;
    uint64_t seed;
    struct dice dice;               /* live: who goes next, when the learner does not mind */
    double speed;
    char *first_schedule;           /* to follow at the first beginning; or NULL */

    enum session_state state;
    struct err err;
    bool running;                   /* the learner wants it to go on by itself */
    bool redo;                      /* the host has been told to begin anew with what is kept here */
    int ready;                      /* epoll descriptor over whatever there is to wait for */
    struct build *build;
    struct symbols *symbols;
    struct channel *channel;
    struct process *host;
    bool begun;                     /* the host has a run */
    uint32_t asked, answered;       /* numbers of commands */
    enum command_kind asked_to;     /* the latest command … */
    uint16_t asked_of;              /* … for whom; NOBODY */
    bool refused;                   /* it was not carried out, and nobody has been told so */
    struct wish { enum command_kind kind; uint16_t thread; enum way way; } queue[QUEUE];   /* keys pressed faster than steps */
    unsigned queued;
    bool over;                      /* the kit's code is stepped over: over.c */
    enum command_kind leap;         /* … and that is going on: COMMAND_STEP of one thread, or COMMAND_NEXT; NONE: it is not */
    uint16_t leap_thread;
    unsigned leap_left;             /* at most so many steps more */
    uint64_t asked_at, heard_at, next_at;       /* ns, monotonic; next_at: when the next watched step is due */

    struct history history;
    struct memory memory;           /* of structures, record by record of the history */
    char machinery[2000];           /* the kit's code; see runtime/machinery.h */
    bool ended;                     /* the end is in the history … */
    bool settled;                   /* … and all that is to be said about it has come */
    enum outcome outcome;
    int32_t outcome_code;
    uint16_t outcome_thread;
    uint64_t outcome_place;
    char outcome_text[240];
    size_t outcome_length;
    /* What the texts of each thread belong to: two may be naming something at once. */
    struct texts {
        enum { TEXT_NONE, TEXT_NAME, TEXT_OUTCOME, TEXT_KIND } of;
        uint16_t named_thread;
        uint32_t named_object;      /* 0: it is the thread */
        char naming[NAME_ROOM];
        size_t length;
    } texts[FEW_THREADS];

    struct name names[WORLD_OBJECTS];
    char thread_names[FEW_THREADS][16];
};

/* Starts the host if there is none; sends BEGIN with the schedule up to the cursor. */
bool session_begin_run(struct session *session, bool from_start, struct err *err);
void session_end_host(struct session *session);
bool session_ask(struct session *session, enum command_kind kind, uint16_t thread, enum way way, uint64_t count,
                 uint64_t argument);
bool session_is_idle(const struct session *session);        /* the host waits for a command */
void session_fail(struct session *session, const char *format, ...) __attribute__((format(printf, 2, 3)));
void session_forget_names(struct session *session);
bool session_find_name(struct session *session, const struct world_object *object, struct name *name);   /* what lies there */

/* Finds which code is the kit's. */
void session_find_machinery(struct session *session);

/* A step has been asked for or made: what follows it in the kit's code belongs to it. */
void session_leap_on(struct session *session, enum command_kind kind, uint16_t thread);
/* Goes on with that, if the host is free. True: something changed. */
bool session_go_between(struct session *session);
bool session_is_between(const struct session *session);     /* at the cursor, one does not stop */

/* Carries out what was asked for while the host was busy. True: something changed. */
bool session_catch_up(struct session *session);

/* Makes the next step of a watched run when it is due. True: something changed. */
bool session_go_on(struct session *session);

/* The program has ended in a way that the host could not tell. */
void session_note_end(struct session *session, enum outcome outcome, int32_t code, const char *text);

#endif
