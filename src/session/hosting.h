/* hosting.h — a host and the road to it: found beside the lab's program, started on a traced library, under limits.
 * Memory: both are the caller's: process_destroy and channel_destroy. Threads: one.
 * Errors: false and *err; nothing left behind. */
#ifndef SESSION_HOSTING_H
#define SESSION_HOSTING_H

#include <stdbool.h>

#include "base/process.h"
#include "trace/channel.h"

enum { HOSTING_WORDS = 8 };

struct hosting {
    struct channel *channel;
    struct process *host;
};

/* `live`: on kernel threads, and then main gets these words after its name; on fibers the first of them says which of its code is
 * machinery (runtime/machinery.h). NULL: none. The channel is armed: its event descriptor becomes readable with the first record. */
bool hosting_start(struct hosting *hosting, const char *library, bool live, const char *const *words, struct err *err);

/* Ends and frees both, and forgets them. */
void hosting_end(struct hosting *hosting);

/* What it means that the host died of this signal. */
const char *hosting_signal_story(int number);

#endif
