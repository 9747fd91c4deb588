/* loop_bench.c — the kit's event loop against libev (WITH_EV) and libuv (WITH_UV): many connections, of which a few at a time
 * have something to be read; what counts is the processor's time from there until all that has been read, for each. The kit has
 * a task at each connection that waits in loop_readable; the others have a function that is called. Prints
 * `what | ours over theirs (our time; theirs) | bar`. Contenders take turns; what counts is the median of the ratios.
 * kit.sh builds and runs it. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>
#ifdef WITH_EV
#include <ev.h>
#endif
#ifdef WITH_UV
#include <uv.h>
#endif

#include "loop_io.h"
#include "ratios.h"
#include "task.h"

enum { CONNECTIONS = 10000, READY = 100, ROUNDS = 200, TURNS = 9, OTHERS = 50 };

static double now(void)
{
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

/* ---- the connections, and a process at their other ends that writes on command ---- */

static int connections, near_end[CONNECTIONS];
static int peer;                    /* to tell it who is to write; it answers when that has been done */

static void may_open(int count)
{
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_max < (rlim_t)count)
        setrlimit(RLIMIT_NOFILE, &(struct rlimit){ (rlim_t)count, (rlim_t)count });     /* root may */
    getrlimit(RLIMIT_NOFILE, &limit);
    setrlimit(RLIMIT_NOFILE, &(struct rlimit){ limit.rlim_max, limit.rlim_max });
    connections = limit.rlim_max < (rlim_t)count ? (int)limit.rlim_max - OTHERS : CONNECTIONS;
}

static void write_on_command(int commands, const struct sockaddr *address, socklen_t length)
{
    static int far_end[CONNECTIONS];
    uint32_t who[READY];
    for (int k = 0; k < connections; k++) {
        far_end[k] = socket(AF_UNIX, SOCK_STREAM, 0);
        if (connect(far_end[k], address, length) != 0)
            _exit(1);
    }
    while (recv(commands, who, sizeof who, MSG_WAITALL) == sizeof who) {
        for (int k = 0; k < READY; k++)
            if (write(far_end[who[k]], "x", 1) != 1)
                _exit(1);
        if (write(commands, "x", 1) != 1)
            _exit(1);
    }
    _exit(0);
}

/* False: this machine does not let us. The address is one that the system makes up. */
static bool connect_all(void)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    socklen_t length = sizeof(sa_family_t);
    int ends[2], door = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    may_open(CONNECTIONS + OTHERS);
    if (door < 0 || bind(door, (struct sockaddr *)&address, length) != 0 || listen(door, 100) != 0)
        return false;
    length = sizeof address;
    if (getsockname(door, (struct sockaddr *)&address, &length) != 0 || socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return false;
    if (fork() == 0) {
        close(ends[0]);
        write_on_command(ends[1], (struct sockaddr *)&address, length);
    }
    close(ends[1]);
    peer = ends[0];
    for (int k = 0; k < connections; k++)
        if ((near_end[k] = accept4(door, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) < 0)
            return false;
    return close(door) == 0;
}

/* ---- rounds: the same for all ---- */

static int rounds, left;
static double begun, spent;
static uint64_t dice;
static void (*stop)(void);

static uint32_t draw(uint32_t sides)
{
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(((dice >> 32) * sides) >> 32);
}

/* One in each stretch of connections, so that none is drawn twice. */
static void begin_round(void)
{
    uint32_t who[READY], stretch = (uint32_t)(connections / READY);
    char done;
    for (uint32_t k = 0; k < READY; k++)
        who[k] = k * stretch + draw(stretch);
    if (write(peer, who, sizeof who) != sizeof who || read(peer, &done, 1) != 1)
        abort();
    left = READY;
    begun = now();
}

static void begin_turn(void (*how_to_stop)(void))
{
    stop = how_to_stop;
    rounds = 0;
    spent = 0;
    dice = 1;
    begin_round();
}

static void take(int fd)
{
    char byte;
    if (read(fd, &byte, 1) != 1)
        abort();
    if (--left > 0)
        return;
    spent += now() - begun;
    if (++rounds < ROUNDS)
        begin_round();
    else
        stop();
}

/* ---- the contenders ---- */

static struct task *kit_main;

static void kit_stop(void)
{
    task_wake(kit_main, 0);
}

static int serve(void *argument, void **value)
{
    int fd = *(int *)argument, error;
    (void)value;
    while ((error = loop_readable(fd)) == 0)
        take(fd);
    return error;
}

/* Those that serve are cancelled when it is over. */
static int serve_all(void *argument, void **value)
{
    (void)argument;
    (void)value;
    kit_main = task_current();
    for (int k = 0; k < connections; k++)
        if (task_create(NULL, "serve", serve, &near_end[k]) != 0)
            abort();
    loop_sleep(0);                  /* now they all wait */
    begin_turn(kit_stop);
    return task_park("the end");
}

static void run_kit(void)
{
    if (loop_run(serve_all, NULL, NULL) != 0)
        abort();
}

#ifdef WITH_EV
static struct ev_loop *ev;

static void ev_take(EV_P_ ev_io *watcher, int events)
{
    (void)loop;
    (void)events;
    take(watcher->fd);
}

static void ev_stop(void)
{
    ev_break(ev, EVBREAK_ALL);
}

static void run_ev(void)
{
    static ev_io watcher[CONNECTIONS];
    ev = ev_loop_new(EVBACKEND_EPOLL);
    for (int k = 0; k < connections; k++) {
        ev_io_init(&watcher[k], ev_take, near_end[k], EV_READ);
        ev_io_start(ev, &watcher[k]);
    }
    ev_run(ev, EVRUN_NOWAIT);
    begin_turn(ev_stop);
    ev_run(ev, 0);
    for (int k = 0; k < connections; k++)
        ev_io_stop(ev, &watcher[k]);
    ev_loop_destroy(ev);
}
#endif

#ifdef WITH_UV
static uv_loop_t uv;

static void uv_take(uv_poll_t *poll, int status, int events)
{
    (void)status;
    (void)events;
    take(*(int *)poll->data);
}

static void uv_stop_all(void)
{
    uv_stop(&uv);
}

static void run_uv(void)
{
    static uv_poll_t poll[CONNECTIONS];
    uv_loop_init(&uv);
    for (int k = 0; k < connections; k++) {
        poll[k].data = &near_end[k];
        if (uv_poll_init(&uv, &poll[k], near_end[k]) != 0 || uv_poll_start(&poll[k], UV_READABLE, uv_take) != 0)
            abort();
    }
    uv_run(&uv, UV_RUN_NOWAIT);
    begin_turn(uv_stop_all);
    uv_run(&uv, UV_RUN_DEFAULT);
    for (int k = 0; k < connections; k++)
        uv_close((uv_handle_t *)&poll[k], NULL);
    uv_run(&uv, UV_RUN_DEFAULT);
    uv_loop_close(&uv);
}
#endif

/* ---- ratios ---- */

/* Nanoseconds for each that was ready. */
static double cost(void (*run)(void))
{
    run();
    return 1e9 * spent / (ROUNDS * READY);
}

static void compare(const char *name, void (*theirs)(void))
{
    double ratio[TURNS], ours[TURNS], other[TURNS];
    for (int k = 0; k < TURNS; k++) {
        ours[k] = cost(run_kit);
        other[k] = cost(theirs);
        ratio[k] = ours[k] / other[k];
    }
    printf("kit loop, %d ready of %d connections, each, over %s | %.2f (%.0f ns; %.0f) | <= 1.3\n", READY, connections, name,
           median_of(ratio, TURNS), median_of(ours, TURNS), median_of(other, TURNS));
    fflush(stdout);
}

int main(void)
{
    if (!connect_all()) {
        puts("kit loop at 10,000 connections | not measured: there cannot be as many | ");
        return 0;
    }
#ifdef WITH_EV
    compare("libev", run_ev);
#endif
#ifdef WITH_UV
    compare("libuv", run_uv);
#endif
    (void)compare;
    return 0;
}
