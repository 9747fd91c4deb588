/* step.c — checking records and packing text into them. */
#include "trace/step.h"

#include <string.h>

bool step_valid(const struct step *step)
{
    if (step->phase == PHASE_NONE || step->phase >= PHASES || step->way >= WAYS)
        return false;
    switch (step->phase) {
    case PHASE_MEET:
        return step->act < OBJECT_KINDS && step->other < REGIONS;
    case PHASE_OUTCOME:
        return step->act < OUTCOMES;
    case PHASE_TEXT:
        return step->size <= STEP_TEXT;
    default:
        return step->act < ACTS;
    }
}

size_t step_put_text(struct step *out, const char *text, size_t length)
{
    size_t taken = length < STEP_TEXT ? length : STEP_TEXT;
    *out = (struct step){ .phase = PHASE_TEXT, .size = (uint8_t)taken };
    memcpy(out, text, taken);
    return taken;
}

void step_get_text(const struct step *step, char *text, size_t *length, size_t room)
{
    size_t size = step->size <= STEP_TEXT ? step->size : STEP_TEXT;
    if (*length + 1 >= room)
        return;
    if (size > room - 1 - *length)
        size = room - 1 - *length;
    memcpy(text + *length, step, size);
    *length += size;
    text[*length] = '\0';
}
