/* reporting.h — a COMMAND_SEARCH, carried out: the search's reports go up the channel. Any further command ends it. */
#ifndef HOST_REPORTING_H
#define HOST_REPORTING_H

#include "trace/channel.h"

/* Returns 0, or an errno that says why nothing was done. The mark is the caller's to send. */
int reporting_search(struct channel *channel, const char *orders);

#endif
