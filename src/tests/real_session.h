/* real_session.h — for tests of sessions that run for real: the host beside the test, a cache of its own, and a folder that goes
 * when all is over. */
#ifndef TESTS_REAL_SESSION_H
#define TESTS_REAL_SESSION_H

#include "tests/claims.h"

#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/path.h"
#include "base/process.h"
#include "session/session.h"

static char folder[] = "/tmp/threadlab-session-XXXXXX";
static char host[PATH_ROOM];

static int make_folder(void **state)
{
    (void)state;
    char beside[PATH_ROOM];
    if (!mkdtemp(folder) || setenv("XDG_CACHE_HOME", folder, 1) != 0 || !path_of_program(beside, sizeof beside, NULL))
        return -1;
    return !path_join(host, sizeof host, beside, "../threadlab-host") || setenv("THREADLAB_HOST", host, 1) != 0;
}

static int remove_folder(void **state)
{
    (void)state;
    struct process_report report;
    char output[256];
    const char *argv[] = { "rm", "-rf", folder, NULL };
    return !process_run(&(struct process_plan){ .argv = argv }, 10, &report, output, sizeof output, NULL);
}

static void poll_once(struct session *session)
{
    struct pollfd ready = { .fd = session_fd(session), .events = POLLIN };
    poll(&ready, 1, session_wait(session));
    session_poll(session);
    if (session_state(session) == SESSION_FAILED)
        fail_msg("%s", session_error(session));
}

#endif
