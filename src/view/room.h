/* room.h — the contract of one screen. A room draws on a pane, obeys commands, and says what it waits for; it never
 * touches the terminal. The frame (frame.h) draws the title line above it and the message and key lines below it.
 *
 * Life:    a maker (rooms/rooms.h) → the app pushes it → draw, act, tick … → destroy. A room begins with `struct room`
 *          as its first member, so that its functions can cast.
 * Drawing: draw() gets a blank pane of any size from 60x14 upwards, and must not keep it. The pane's `ascii` decides on
 *          glyphs. It is called after every command and after a tick that returned true (at most 60 times a second),
 *          never otherwise: what has not changed costs nothing.
 * Waiting: the app sleeps in poll() on the terminal and on the room's descriptors, for at most wait_ms. A room in which
 *          nothing moves gives -1 and no timer runs at all.
 * Keys:    what works now is asked before each key line and each command: why() gives NULL for a key that works, else a
 *          sentence for the message line. act() is only called for commands whose why() is NULL. For the key line a digit's
 *          command comes with number −1: would any of them do? The app itself handles help, redraw and leave.
 * Threads: one. Memory: whoever holds a room destroys it; the app does so for every room it was given. */
#ifndef VIEW_ROOM_H
#define VIEW_ROOM_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>

#include "view/keys.h"
#include "view/pane.h"

struct room;

/* What comes after a command. */
enum move_kind {
    MOVE_STAY,
    MOVE_OPEN,          /* push `room` on top of this one */
    MOVE_REPLACE,       /* destroy this one and go to `room` */
    MOVE_BACK,          /* destroy this one; at the bottom: quit */
    MOVE_QUIT,
    MOVE_ASK,           /* ask for a line of text with `question`; answer() gets it, unless Esc is pressed */
    MOVE_EDIT,          /* open the file `text` in the learner's editor, and wait for it; then shown() is called */
    MOVE_COPY,          /* give `text` (valid until the next command) to the terminal's clipboard */
};

struct move {
    enum move_kind kind;
    struct room *room;
    const char *question, *text;
};

struct room_ops {
    const char *name;               /* "catalogue": for the help screen's heading */
    unsigned keys;                  /* bits of enum key_part; KEYS_ALL is always among them */

    /* The title line right of "Thread Lab ›": crumbs from column 0, state at its right end. One row. */
    void (*title)(const struct room *room, struct pane *line);
    void (*draw)(struct room *room, struct pane *pane);

    const char *(*why)(const struct room *room, const struct command *command);     /* NULL: it works now. Itself NULL: all do */
    struct move (*act)(struct room *room, const struct command *command);
    struct move (*answer)(struct room *room, const char *text);     /* may be NULL when MOVE_ASK is never used */

    /* All of these may be NULL: nothing to wait for. */
    int (*fds)(const struct room *room, struct pollfd *fds, int max);   /* fills fd and events; returns how many */
    int (*wait_ms)(const struct room *room);                            /* -1: no timer */
    bool (*tick)(struct room *room);        /* after every wake-up, whatever its cause. True: draw again. Never blocks */
    bool (*wanted)(const struct room *room, enum action action);        /* its key should be in the key line just now, if any */
    void (*shown)(struct room *room);       /* it is (again) the room on top */
    /* A word the key line shows instead of the table's ("pause" for "run" while it runs); NULL: the table's. */
    const char *(*brief)(const struct room *room, enum action action);
    void (*destroy)(struct room *room);
};

struct room {
    const struct room_ops *ops;
    enum look message_look;
    char message[512];              /* the message line; "" when there is nothing to say. Cleared before each command */
};

void room_make(struct room *room, const struct room_ops *ops);
void room_say(struct room *room, enum look look, const char *format, ...) __attribute__((format(printf, 3, 4)));
void room_destroy(struct room *room);       /* NULL does nothing */

/* The sooner of two waits as wait_ms gives them: −1 is never. */
static inline int room_sooner(int a, int b) { return a < 0 ? b : b < 0 || a < b ? a : b; }

static inline struct move move_stay(void) { return (struct move){ .kind = MOVE_STAY }; }
static inline struct move move_back(void) { return (struct move){ .kind = MOVE_BACK }; }
static inline struct move move_open(struct room *room) { return (struct move){ .kind = MOVE_OPEN, .room = room }; }
static inline struct move move_ask(const char *question) { return (struct move){ .kind = MOVE_ASK, .question = question }; }
static inline struct move move_edit(const char *path) { return (struct move){ .kind = MOVE_EDIT, .text = path }; }
static inline struct move move_copy(const char *text) { return (struct move){ .kind = MOVE_COPY, .text = text }; }

#endif
