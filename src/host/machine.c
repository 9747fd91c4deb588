/* machine.c — see machine.h. */
#include "host/machine.h"

#include "base/clock.h"
#include "runtime/demo.h"
#include "runtime/objects.h"
#include "runtime/runner.h"
#include "runtime/runtime.h"

static void run(void *data, const struct chooser *chooser, const struct sink *sink, uint32_t limit, struct run_end *end)
{
    (void)data;
    runtime_run(chooser, sink, limit, end);
}

static struct extent extent(void *data, uint32_t object)
{
    struct extent extent;
    (void)data;
    extent.address = object_granule(object, &extent.key, &extent.bytes);
    return extent;
}

static uint64_t state(void *data)
{
    (void)data;
    return runtime_state();
}

static const char *output(void *data, size_t *length)
{
    (void)data;
    return runtime_output(length);
}

static bool overflowed(void *data)
{
    (void)data;
    return objects_overflowed();
}

static uint64_t now(void *data)
{
    (void)data;
    return clock_monotonic();
}

static bool never(void *data)
{
    (void)data;
    return false;
}

static unsigned functions(void *data, uint16_t thread, uint64_t *places, unsigned room)
{
    const struct runner *runner = &runners[thread];
    unsigned depth = runner->depth < RUNNER_FRAMES ? runner->depth : RUNNER_FRAMES;
    (void)data;
    for (unsigned k = 0; k < depth && k < room; k++)
        places[k] = runner->frame[k].place - demo.base;
    return depth < room ? depth : room;
}

struct machine machine_of_demo(bool (*interrupted)(void *data), void *data)
{
    return (struct machine){
        .run = run, .extent = extent, .state = state, .output = output, .now = now, .overflowed = overflowed,
        .functions = functions, .interrupted = interrupted ? interrupted : never, .data = data,
    };
}
