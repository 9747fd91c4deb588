/* timings.h — a lesson's measure block, carried out: builds the plain flavour of each variant, one after the other, then
 * measures them in turn. A variant that cannot be built or run says so in its row's note; the others are measured.
 * Order:   timings_start; poll timings_fd; timings_poll until timings_state is DONE, or timings_stop at any time.
 * Threads: one. Memory: timings_stop(NULL) does nothing; borrows the block until then. Errors: NULL and *err. */
#ifndef SESSION_TIMINGS_H
#define SESSION_TIMINGS_H

#include "lesson/lesson.h"
#include "measure/measure.h"

enum timings_state { TIMINGS_BUILD, TIMINGS_RUN, TIMINGS_DONE, TIMINGS_FAILED,
                     TIMINGS_CUT };       /* timings_cut: what was measured before is there */

struct timings;

struct timings *timings_start(const struct measure_block *block, struct err *err);
void timings_stop(struct timings *timings);
bool timings_cut(struct timings *timings);                              /* measures no further; false: nothing has been measured */
int timings_fd(const struct timings *timings);
bool timings_poll(struct timings *timings);                             /* true: something changed; never blocks */
enum timings_state timings_state(const struct timings *timings);
const struct err *timings_error(const struct timings *timings);         /* for TIMINGS_FAILED */
unsigned timings_progress(const struct timings *timings, unsigned *of);     /* builds, then runs */
const struct measure_row *timings_row(const struct timings *timings, size_t variant);   /* NULL: nothing known yet */
const struct measure_block *timings_block(const struct timings *timings);
double timings_age(const struct timings *timings);                      /* s since it was done; 0: it is not */

#endif
