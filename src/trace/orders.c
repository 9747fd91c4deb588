/* orders.c — see orders.h. */
#include "trace/orders.h"

#include <inttypes.h>
#include <stdio.h>

size_t orders_write(const struct orders *orders, char *out, size_t room)
{
    int length = snprintf(out, room, "%u %u %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu32 " %d %d %d:%s", (unsigned)orders->how,
                          orders->bound, orders->seed, orders->nanoseconds, orders->executions, orders->steps,
                          orders->spurious, orders->first, orders->uses,
                          orders->prefix ? orders->prefix : "");
    return length < 0 ? 0 : (size_t)length;
}

bool orders_read(struct orders *orders, const char *text)
{
    unsigned how;
    int spurious, first, uses, behind = 0;
    int read = sscanf(text, "%u %u %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu32 " %d %d %d:%n", &how, &orders->bound,
                      &orders->seed, &orders->nanoseconds, &orders->executions, &orders->steps, &spurious, &first, &uses,
                      &behind);
    if (read != 9 || behind == 0 || how >= SEARCH_HOWS)
        return false;
    orders->how = how;
    orders->spurious = spurious != 0;
    orders->first = first != 0;
    orders->uses = uses != 0;
    orders->prefix = text + behind;
    return true;
}
