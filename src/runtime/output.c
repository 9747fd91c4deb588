/* output.c — the demo's stdout and stderr, kept for the run; see output.h. */
#include "runtime/output.h"

#include <string.h>
#include <unistd.h>

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

void output_print(const char *bytes, size_t length, uintptr_t place)
{
    struct step step = gate_step(ACT_PRINT, object_output(), place);
    step.value = length;
    if (gate_enter(&step)) {
        ssize_t written = write(STDOUT_FILENO, bytes, length);
        gate_leave(&step, written);
    }
    size_t before = filled;
    keep(bytes, length);
    gate_text(NULL, bytes, filled > before ? filled - before : 0);
}
