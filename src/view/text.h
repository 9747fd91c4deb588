/* text.h — UTF-8 taken apart: one character at a time, safe to show, with its width. Only panes and the story need it.
 * Threads: any. Memory: nothing is kept but the C.UTF-8 locale. Errors: none; what is not text becomes visible as such. */
#ifndef VIEW_TEXT_H
#define VIEW_TEXT_H

#include <stdint.h>

/* Takes one character off *text and returns how many cells it has: 1, 2, or 0 for a combining mark. `out` gets it as
 * UTF-8, sanitised: control bytes become control pictures, what could turn or hide text becomes U+FFFD. */
int text_take(const char **text, char out[5]);

/* The nearest ASCII character: '-' for a dash or a line, '?' where there is none. */
char text_ascii(const char *utf8);

#endif
