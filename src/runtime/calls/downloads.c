/* downloads.c — libcurl's calls that wait: what the library does in them with sockets of its own is not seen, but that the thread
 * waits there is. Only programs that are linked with it get here, and through them it is found. Steps of a live run. */
#include <dlfcn.h>
#include <stddef.h>

#include "runtime/calls/calls.h"
#include "runtime/calls/told.h"
#include "runtime/demo.h"

enum { NOT_THERE = 2 };         /* libcurl's "could not initialise" */

static void *library_function(const char *name)
{
    return demo.library ? dlsym(demo.library, name) : NULL;
}

static struct step begin(const char *call, enum act act, uintptr_t place)
{
    gate_only_live(call);
    struct step step = gate_step(act, 0, place);
    told_enter(&step);
    return step;
}

/* While it waits it calls the program's own functions back: act_encloses. */
WRAPPED(int, curl_easy_perform, void *handle)
{
    int (*perform)(void *);
    *(void **)&perform = library_function("curl_easy_perform");
    if (!perform)
        return NOT_THERE;
    if (!runner_self)
        return perform(handle);
    struct step step = begin("curl_easy_perform", ACT_DOWNLOAD, PLACE);
    int result = perform(handle);
    gate_settle(runner_self);
    gate_leave(&step, result);
    return result;
}

typedef int multi_wait(void *handle, void *more, unsigned count, int timeout, int *ready);

static int wait_for(const char *call, void *handle, void *more, unsigned count, int timeout, int *ready, uintptr_t place)
{
    multi_wait *function;
    *(void **)&function = library_function(call);
    if (!function)
        return NOT_THERE;
    if (!runner_self)
        return function(handle, more, count, timeout, ready);
    struct step step = begin(call, ACT_AWAIT_NETWORK, place);
    int result = function(handle, more, count, timeout, ready);
    gate_leave(&step, result);
    return result;
}

WRAPPED(int, curl_multi_poll, void *handle, void *more, unsigned count, int timeout, int *ready)
{
    return wait_for("curl_multi_poll", handle, more, count, timeout, ready, PLACE);
}

WRAPPED(int, curl_multi_wait, void *handle, void *more, unsigned count, int timeout, int *ready)
{
    return wait_for("curl_multi_wait", handle, more, count, timeout, ready, PLACE);
}
