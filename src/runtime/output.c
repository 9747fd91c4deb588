/* output.c — the demo's stdout and stderr, kept for the run; see output.h. */
#include "runtime/output.h"

#include <stdatomic.h>
#include <string.h>

#include "runtime/carrier/family.h"
#include "runtime/gate.h"
#include "runtime/objects.h"

static char text[OUTPUT_ROOM + 1];
static size_t filled;

void output_begin(void)
{
    filled = 0;
    text[0] = '\0';
}

const char *output_text(size_t *length)
{
    *length = filled;
    return text;
}

static void keep(const char *bytes, size_t length)
{
    if (length > OUTPUT_ROOM - filled)
        length = OUTPUT_ROOM - filled;
    memcpy(text + filled, bytes, length);
    filled += length;
    text[filled] = '\0';
}

size_t output_room(size_t length)
{
    size_t before = atomic_fetch_add(&family->printed, length);
    if (before >= OUTPUT_ROOM)
        return 0;
    return length < OUTPUT_ROOM - before ? length : OUTPUT_ROOM - before;
}

void output_print(const char *bytes, size_t length, uintptr_t place)
{
    struct step step = gate_step(ACT_PRINT, object_output(), place);
    step.value = length;
    if (gate_enter(&step)) {
        gate_leave(&step, 0);
        gate_text(NULL, bytes, output_room(length));
        return;
    }
    size_t before = filled;
    keep(bytes, length);
    gate_text(NULL, bytes, filled - before);
}
