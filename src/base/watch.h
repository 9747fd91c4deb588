/* watch.h — tells when a file has been written, replaced, or taken away, by whatever program: inotify(7) on its folder.
 * Threads: one. Memory: watch_close(NULL) does nothing. Errors: watch_open gives NULL and a sentence. */
#ifndef BASE_WATCH_H
#define BASE_WATCH_H

#include <stdbool.h>

#include "base/err.h"

struct watch;

struct watch *watch_open(const char *path, struct err *err);    /* its folder must be there; the file need not */
void watch_close(struct watch *watch);
int watch_fd(const struct watch *watch);        /* readable: ask watch_changed */
bool watch_changed(struct watch *watch);        /* since it was asked last: another file, or other contents. Never blocks */

#endif
