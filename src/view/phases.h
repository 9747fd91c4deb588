/* phases.h — the signs of a download's phases, the same in its picture and in the chart:
 *
 *   · in line   ░ looks up   ▒ connects   ─ waits   █ receives   ✓ answered   ✗ failed
 *
 * In ASCII: . : % - # v x. Different signs, so that nobody needs the colours. */
#ifndef VIEW_PHASES_H
#define VIEW_PHASES_H

#include "trace/step.h"
#include "view/pane.h"

struct phase_sign { const char *glyph, *ascii; enum look look; const char *word, *does; };
extern const struct phase_sign phase_signs[TRANSFER_OVER];

/* A status below 400, and no error. */
static inline bool phase_is_good(int32_t status)
{
    return status >= 0 && status < 400;
}

/* "812 bytes", "4.0 KB", "1.5 MB". Returns `out`. */
const char *phase_bytes(uint64_t bytes, char *out, size_t room);

#endif
