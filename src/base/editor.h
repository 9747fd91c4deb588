/* editor.h — the learner's own editor, $VISUAL or $EDITOR, on one file. It takes the terminal over and is waited for: it
 * belongs to the learner, not to the lab, so no keeper stands above it and the lab's end does not end it.
 * Threads: the main thread. Errors: false and a sentence; no shell is involved, the variable is split at blanks. */
#ifndef BASE_EDITOR_H
#define BASE_EDITOR_H

#include <stdbool.h>

#include "base/err.h"

/* What is set; NULL: nothing is. */
const char *editor_name(void);

/* The terminal must be as the shell has left it. True when the editor ended by itself with 0. */
bool editor_run(const char *path, struct err *err);

#endif
