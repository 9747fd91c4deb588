/* reporting.c — see reporting.h. */
#include "host/reporting.h"

#include <errno.h>
#include <stdlib.h>

#include "explore/search.h"
#include "host/machine.h"

static bool is_wanted_elsewhere(void *data)
{
    return channel_peek(data);
}

/* One record says what follows, then come the letters. */
static void send(struct channel *channel, enum report_kind kind, const char *payload, size_t length)
{
    struct step step = { .phase = PHASE_REPORT, .act = (uint8_t)kind, .value = length };
    channel_put(channel, 0, &step);
    while (length > 0) {
        size_t taken = step_put_text(&step, payload, length);
        channel_put(channel, 0, &step);
        payload += taken;
        length -= taken;
    }
}

static void tell(void *data, const struct report *report)
{
    size_t length = report_write(report, NULL, 0);
    char *payload = malloc(length);
    if (!payload)
        return;             /* the next one says as much */
    report_write(report, payload, length);
    send(data, report->kind, payload, length);
    free(payload);
}

int reporting_search(struct channel *channel, const char *text)
{
    struct orders orders;
    if (!orders_read(&orders, text))
        return EINVAL;
    struct machine machine = machine_of_demo(is_wanted_elsewhere, channel);
    struct listener listener = { tell, channel };
    search_run(&machine, &orders, &listener);
    return 0;
}
