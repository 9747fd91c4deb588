/* bench_session.c — stepping back far into a run, and what it costs a live thread to be recorded.
 *   bench_session BUILD prints `what | figure | bar`. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/path.h"
#include "session/session.h"

enum { FAR = 10000, BACKS = 200 };

static const char long_run[] =
    "#include <pthread.h>\n"
    "static int share;\n"
    "static void *add(void *unused)\n"
    "{\n"
    "    for (int i = 0; i < 3000; i++)\n"
    "        share += 1;\n"
    "    return unused;\n"
    "}\n"
    "int main(void)\n"
    "{\n"
    "    pthread_t one, two;\n"
    "    pthread_create(&one, 0, add, 0);\n"
    "    pthread_create(&two, 0, add, 0);\n"
    "    pthread_join(one, 0);\n"
    "    return pthread_join(two, 0);\n"
    "}\n";

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static struct session *run(const char *path, enum session_carrier carrier)
{
    struct err err;
    const char *sources[] = { path, NULL }, *why;
    struct session_plan plan = { .sources = sources, .carrier = carrier, .seed = 1 };
    struct session *session = session_open(&plan, &err);
    bool begun = false;
    while (session && session_state(session) != SESSION_ENDED) {
        struct pollfd ready = { .fd = session_fd(session), .events = POLLIN };
        poll(&ready, 1, session_wait(session));
        session_poll(session);
        if (session_state(session) == SESSION_FAILED) {
            fprintf(stderr, "bench_session: %s\n", session_error(session));
            exit(1);
        }
        if (session_state(session) == SESSION_PAUSED && !begun)
            begun = session_run(session, &why);
    }
    return session;
}

static int compare(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

static void step_back(struct session *session)
{
    double took[BACKS];
    const char *why;
    for (int k = 0; k < BACKS; k++) {
        session_goto(session, FAR, &why);
        double begin = now();
        session_goto(session, FAR - 1, &why);
        took[k] = now() - begin;
    }
    qsort(took, BACKS, sizeof *took, compare);
    printf("step back at step %d, slowest of %d | %.3f ms | < 16 ms to the frame\n", FAR, BACKS, 1e3 * took[BACKS - 1]);
}

/* Time between a thread's first and last record, over their number, those that were lost included. */
static void live_cost(const struct session *session)
{
    uint64_t first = 0, last = 0, count = 0;
    for (uint32_t k = 1; k <= session_length(session); k++) {
        const struct step *step = session_step(session, k);
        if (step->thread != 1)
            continue;
        first = first ? first : step->time;
        last = step->time;
        count++;
    }
    if (count > 1)
        printf("live tracing, each event of a thread (%llu lost) | %.0f ns | < 100 ns\n",
               (unsigned long long)session_lost(session), (double)(last - first) / (double)(count - 1));
}

int main(int count, char **arguments)
{
    char path[PATH_ROOM], host[PATH_ROOM];
    struct err err;
    if (count != 2 || !realpath(arguments[1], path) || !path_join(host, sizeof host, path, "threadlab-host"))
        return 64;
    setenv("THREADLAB_HOST", host, 1);
    if (!path_cache(path, sizeof path, &err))
        return 73;
    strcat(path, "/bench.c");
    path_write(path, long_run, sizeof long_run - 1, &err);
    struct session *session = run(path, CARRIER_FIBER);
    step_back(session);
    session_close(session);
    session = run(path, CARRIER_KERNEL);
    live_cost(session);
    session_close(session);
    unlink(path);
    return 0;
}
