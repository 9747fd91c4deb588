/* gate.c — what both carriers share of a gate; see gate.h. */
#include "runtime/gate.h"

#include <string.h>

#include "runtime/demo.h"

_Thread_local struct runner *runner_self __attribute__((tls_model("initial-exec")));
const struct carrier *carrier;

struct step gate_step(enum act act, uint32_t object, uintptr_t place)
{
    struct step step;
    step_make(&step, act, object, gate_place(place), runner_self ? runner_self->thread : 0, STEP_UNDECIDED, 0);
    return step;
}

bool gate_enter(struct step *step)
{
    return !runner_self || carrier->enter(runner_self, step);
}

void gate_leave(struct step *step, int64_t result)
{
    step->result = (int32_t)result;
    if (runner_self)
        carrier->leave(runner_self, step);
}

void gate_settle_write(struct runner *self)
{
    self->writing = false;
    self->write.value = gate_value(self->write_address, self->write.size);
    carrier->accessed(self, &self->write, self->write_around, __ATOMIC_RELAXED);
}

bool gate_is_live(void)
{
    return !runner_self || carrier->live;
}

void gate_text(const struct step *head, const char *text, size_t length)
{
    struct step step;
    if (head) {
        step = *head;
        if (step.phase == PHASE_NAME && runner_self)
            step.other = runner_self->thread;
        carrier->record(runner_self, &step);
    }
    while (length > 0) {
        size_t taken = step_put_text(&step, text, length);
        step.thread = runner_self->thread;
        carrier->record(runner_self, &step);
        text += taken;
        length -= taken;
    }
}

void gate_only_live(const char *call)
{
    if (!gate_is_live())
        carrier->finish(OUTCOME_ONLYLIVE, 0, runner_self->at, call);
}
