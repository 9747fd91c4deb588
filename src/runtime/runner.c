/* runner.c — a thread's books at its beginning; see runner.h. */
#include "runtime/runner.h"

#include <string.h>

struct runner runners[FIBERS];

void runner_begin(struct runner *runner, uint16_t thread, uintptr_t low, uintptr_t size)
{
    if (runner->keys_used)
        memset(runner->specific, 0, runner->keys_used * sizeof *runner->specific);
    runner->thread = thread;
    runner->serial = 0;
    runner->error_number = 0;
    runner->at = 0;
    runner->function = NULL;
    runner->function_c11 = NULL;
    runner->argument = NULL;
    runner->result = 0;
    runner->name[0] = '\0';
    runner->writing = false;
    runner->range = (struct stretch){ 0, 0 };
    runner->depth = 0;
    runner->frame = runner->own_frame;
    runner->stack = NULL;
    runner->stack_low = runner->own_low = low;
    runner->stack_size = runner->own_size = size;
    runner->published = 0;
    runner->telling = false;
    runner->tls_published = false;
    runner->keys_used = 0;
    runner->cleanup = NULL;
    runner->cancel_disabled = false;
    runner->cancel_pending = false;
    runner->ending = false;
    runner->spin.gates = 0;
    runner->spin.hashed = false;
    runner->spin.certain = false;
    runner->spin.held = 0;
    runner->way = WAY_GO;
}
