/* measured.h — measurements that are done, kept until the lab is left: who comes back to a page finds its figures there.
 * Threads: one. Memory: measured_close frees all that is kept; measured_close(NULL) does nothing. Errors: measured_open NULL. */
#ifndef SESSION_MEASURED_H
#define SESSION_MEASURED_H

#include "session/timings.h"

struct measured;

struct measured *measured_open(void);
void measured_close(struct measured *measured);

/* Takes over timings that are TIMINGS_DONE, in place of those of the same block. */
void measured_keep(struct measured *measured, struct timings *timings);

/* NULL: this block has not been measured. */
struct timings *measured_find(const struct measured *measured, const struct measure_block *block);

#endif
