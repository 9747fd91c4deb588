/* phases.c — see phases.h. */
#include "view/phases.h"

#include <stdio.h>

const struct phase_sign phase_signs[TRANSFER_OVER] = {
    [TRANSFER_QUEUES] = { "·", ".", LOOK_DIM, "in line", "stands in line" },
    [TRANSFER_LOOKS_UP] = { "░", ":", LOOK_DIM, "looks up", "looks up the host" },
    [TRANSFER_CONNECTS] = { "▒", "%", LOOK_BAR_OTHER, "connects", "connects" },
    [TRANSFER_WAITS] = { "─", "-", LOOK_READY, "waits", "waits for the answer" },
    [TRANSFER_RECEIVES] = { "█", "#", LOOK_BAR, "receives", "receives" },
};

const char *phase_bytes(uint64_t bytes, char *out, size_t room)
{
    if (bytes < 1024)
        snprintf(out, room, "%u byte%s", (unsigned)bytes, bytes == 1 ? "" : "s");
    else if (bytes < 1 << 20)
        snprintf(out, room, "%.1f KB", (double)bytes / 1024);
    else
        snprintf(out, room, "%.1f MB", (double)bytes / (1 << 20));
    return out;
}
