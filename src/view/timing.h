/* timing.h — the timing panel: what each variant of a program costs on this machine, to scale.
 *
 *   no lock      4.5 ms ±0.2  × 1    ▏             wrong in 30 of 30 runs
 *   lock each   58.8 ms ±3    × 13   ▇▇▇▇▇▇▇▇▇▇▇▇  right in all 30 runs
 *   Python       301 ms ±2    × 67   ▇▇▇▇▇▇▇▇▇▇▇▇  right in all 30 runs  notes 1.91 s (×6.3)
 *   A lock costs more than what it protects: hold it for more at a time.
 *
 * Threads: one. Memory: none kept; everything is borrowed for the drawing. Errors: none. */
#ifndef VIEW_TIMING_H
#define VIEW_TIMING_H

#include "session/timings.h"
#include "view/pane.h"

struct timing_line {
    const char *name;
    const struct measure_row *row;      /* NULL: not measured yet */
    double quoted;                      /* s in the study notes, shown with how many times ours that is; 0: none */
    bool judged;                        /* its answer can be wrong */
    bool other;                         /* the Python twin: another kind of bar */
};

struct timing {
    const char *title, *conclude;       /* conclude: shown once measured */
    const struct timing_line *lines;
    size_t count;
    bool measuring, measured;
    bool stopped;                       /* before its end: there are figures, but nothing to conclude from them */
    double age;                         /* s since it was measured; from a minute on it is said */
    unsigned progress, of;              /* runs */
    const char *trouble;                /* why it cannot be measured; NULL */
};

void timing_draw(const struct timing *timing, struct pane *pane);
int timing_rows(const struct timing *timing, int columns);

/* "4.5 ms", "903 ms", "1.91 s", "870 ns": three figures. Returns `out`. ASCII writes µs as us. */
const char *timing_seconds(double seconds, bool ascii, char *out, size_t room);

#endif
