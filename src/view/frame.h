/* frame.h — what stands around every room: the title line above it, the message line and the key line below it, and the
 * line one types into. It knows no terminal: a press goes in, a screenful of cells comes out.
 * Threads: one. Memory: the caller's; borrows the room. Errors: none; a screen too small says so on itself. */
#ifndef VIEW_FRAME_H
#define VIEW_FRAME_H

#include "view/keys.h"
#include "view/pane.h"
#include "view/room.h"

enum { FRAME_ROWS_LEAST = 18, FRAME_COLUMNS_LEAST = 60, PROMPT_TEXT = 512 };

/* A line being typed. */
struct prompt {
    const char *question;       /* NULL: nothing is being asked */
    char text[PROMPT_TEXT];
};

enum prompt_result { PROMPT_GOES_ON, PROMPT_DONE, PROMPT_GIVEN_UP };

void prompt_ask(struct prompt *prompt, const char *question);
enum prompt_result prompt_press(struct prompt *prompt, int press);

/* The room's own part of the screen. */
struct pane frame_body(const struct pane *screen);
bool frame_fits(const struct pane *screen);

/* Draws everything. `bottom`: there is no room below this one, so q quits. Returns the column of the cursor in the
 * message line when one types, else −1. */
int frame_draw(struct pane *screen, struct room *room, const struct prompt *prompt, bool bottom);

/* Which command a click at that column of the key line stands for; ACTION_NONE between them. */
enum action frame_key_at(const struct pane *screen, const struct room *room, bool bottom, int column);

/* Why the room cannot do it now; NULL: it can. */
const char *frame_why(const struct room *room, const struct command *command);

#endif
