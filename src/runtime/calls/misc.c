/* misc.c — what each thread has of its own (errno, _Thread_local), numbers that look random, and the environment. */
#include "runtime/carrier/state.h"
#include "runtime/calls/misc.h"

#include <errno.h>
#include <stdlib.h>

#include "runtime/accesses.h"
#include "runtime/calls/calls.h"
#include "runtime/demo.h"
#include "runtime/gate.h"

/* What the loader passes: which library, and how far into its block. */
struct tls_index { unsigned long module, offset; };
void *__tls_get_addr(struct tls_index *index);

static uint64_t state[FIBERS];  /* of rand(), on fibers: each thread has its own, lest their order be seen in the numbers */

void misc_begin(void)
{
    for (unsigned thread = 0; thread < FIBERS; thread++)
        state[thread] = thread + 1;
}

/* A function of <math.h>, which nobody takes over, tells of an error in the errno of the one kernel thread there is; only
 * they use these two numbers. */
WRAPPED(int *, __errno_location, void)
{
    if (gate_is_live())
        return &errno;
    if (errno == EDOM || errno == ERANGE) {
        runner_self->error_number = errno;
        errno = 0;
    }
    return &runner_self->error_number;
}

WRAPPED(void *, __tls_get_addr, struct tls_index *index)
{
    if (gate_is_live() || index->module != demo.tls_module)
        return __tls_get_addr(index);
    return (char *)demo_tls(runner_self->thread) + index->offset;
}

/* Knuth's linear congruential generator (MMIX): the same numbers in every run. */
static long next_number(void)
{
    uint64_t *own = &state[runner_self->thread];
    carrier->effect(runner_self);
    state_unseen++;
    *own = *own * 6364136223846793005u + 1442695040888963407u;
    return (long)(*own >> 33);
}

WRAPPED(int, rand, void)
{
    return gate_is_live() ? rand() : (int)next_number();
}

WRAPPED(long, random, void)
{
    return gate_is_live() ? random() : next_number();
}

WRAPPED(void, srand, unsigned seed)
{
    if (gate_is_live())
        srand(seed);
    else
        state[runner_self->thread] = seed;
}

WRAPPED(void, srandom, unsigned seed)
{
    if (gate_is_live())
        srandom(seed);
    else
        state[runner_self->thread] = seed;
}

WRAPPED(int, rand_r, unsigned *seed)
{
    access_range(seed, sizeof *seed, ACT_READ, PLACE);
    access_range(seed, sizeof *seed, ACT_WRITE, PLACE);
    return rand_r(seed);
}

/* On fibers a demo sees no environment: its runs shall not depend on whose terminal they are in. */
WRAPPED(char *, getenv, const char *name)
{
    return gate_is_live() ? getenv(name) : NULL;
}
