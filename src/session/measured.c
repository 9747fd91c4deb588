/* measured.c — see measured.h. */
#include "session/measured.h"

#include <stdlib.h>

struct kept {
    struct timings *timings;
    struct kept *next;
};

struct measured {
    struct kept *first;
};

struct measured *measured_open(void)
{
    return calloc(1, sizeof(struct measured));
}

void measured_close(struct measured *measured)
{
    while (measured && measured->first) {
        struct kept *kept = measured->first;
        measured->first = kept->next;
        timings_stop(kept->timings);
        free(kept);
    }
    free(measured);
}

static struct kept *kept_of(const struct measured *measured, const struct measure_block *block)
{
    for (struct kept *kept = measured->first; kept; kept = kept->next)
        if (timings_block(kept->timings) == block)
            return kept;
    return NULL;
}

void measured_keep(struct measured *measured, struct timings *timings)
{
    struct kept *kept = kept_of(measured, timings_block(timings));
    if (kept) {
        timings_stop(kept->timings);
        kept->timings = timings;
        return;
    }
    kept = malloc(sizeof *kept);
    if (!kept) {                        /* then it is measured again when it is wanted */
        timings_stop(timings);
        return;
    }
    *kept = (struct kept){ timings, measured->first };
    measured->first = kept;
}

struct timings *measured_find(const struct measured *measured, const struct measure_block *block)
{
    struct kept *kept = kept_of(measured, block);
    return kept ? kept->timings : NULL;
}
