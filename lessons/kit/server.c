/* server.c — see server.h. Nothing here ever waits but epoll_wait: each
 * connection has a state, and goes on from there when its socket or the
 * clock says so.
 *
 *     READING ──▶ WAITING ──▶ SENDING ──▶ READING, STALLED or LEAVING
 *                    ▲───────────┘ (at a rate)
 *
 * Who waits for the clock stands in a heap: loop_timers.h. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE             /* accept4 */
#endif
#include "server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "answer.h"
#include "loop_timers.h"
#include "threadlab.h"

enum { EVENTS = 64, LINE = sizeof SERVER_LINE - 1, SLICES = 50,
       RETRY_MS = 50, LEAVE_MS = 1000 };
enum state { READING, WAITING, SENDING, STALLED, LEAVING };
enum next { GO_ON, REST, OVER };

struct connection {
    struct connection *next, **link;            /* of all */
    struct loop_call timer;     /* in the heap, if … */
    bool is_timed;
    int socket;
    uint32_t watched;           /* what epoll looks for */
    enum state state;
    struct answer answer;
    size_t sent;                /* of its head and body */
    uint64_t begun;             /* when the first of them was sent */
    size_t count;               /* bytes that have come in */
    char bytes[REQUEST_BYTES];
};

/* ---- the clock ---- */

static uint64_t clock_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000
         + (uint64_t)time.tv_nsec / 1000000;
}

static void wake_at(struct server *server, struct connection *c,
                    uint64_t due)
{
    c->timer.due = (int64_t)due;
    c->timer.order = server->timers_set++;
    timers_add(&server->timers, &c->timer);
    c->is_timed = true;
}

static void forget_due(struct server *server, struct connection *c)
{
    if (c->is_timed)
        timers_remove(&server->timers, &c->timer);
    c->is_timed = false;
}

/* Until when epoll may sleep. */
static int sleep_ms(const struct server *server)
{
    if (server->is_full)
        return RETRY_MS;
    if (!server->timers)
        return -1;
    int64_t wait = server->timers->due - (int64_t)server->now;
    return wait > 0 ? (int)wait : 0;
}

/* ---- connections ---- */

static void watch(struct server *server, struct connection *c,
                  uint32_t events)
{
    struct epoll_event event = { .events = events, .data.ptr = c };
    if (events != c->watched)
        epoll_ctl(server->epoll, EPOLL_CTL_MOD, c->socket, &event);
    c->watched = events;
}

static void add_connection(struct server *server, int socket)
{
    struct connection *c = calloc(1, sizeof *c);
    struct epoll_event event = { .events = EPOLLIN, .data.ptr = c };
    if (!c || epoll_ctl(server->epoll, EPOLL_CTL_ADD, socket, &event)) {
        close(socket);
        free(c);
        return;
    }
    c->timer.argument = c;
    c->socket = socket;
    c->watched = EPOLLIN;
    c->next = server->first;
    c->link = &server->first;
    if (c->next)
        c->next->link = &c->next;
    server->first = c;
    atomic_fetch_add(&server->connections, 1);
}

/* Closing alone would not take it out of epoll if the program has
 * forked meanwhile: the child has the socket as well. */
static void close_connection(struct server *server,
                             struct connection *c)
{
    forget_due(server, c);
    *c->link = c->next;
    if (c->next)
        c->next->link = c->link;
    epoll_ctl(server->epoll, EPOLL_CTL_DEL, c->socket, NULL);
    close(c->socket);
    free(c);
}

static void accept_all(struct server *server)
{
    struct epoll_event event = { .data.ptr = &server->listener };
    int socket;
    while ((socket = accept4(server->listener, NULL, NULL,
                             SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0)
        add_connection(server, socket);
    server->is_full = errno != EAGAIN && errno != EINTR
                   && errno != ECONNABORTED;
    event.events = server->is_full ? 0 : EPOLLIN;
    epoll_ctl(server->epoll, EPOLL_CTL_MOD, server->listener, &event);
}

/* ---- a connection goes on ---- */

static enum next wait_until(struct server *server, struct connection *c,
                            uint64_t due)
{
    c->state = WAITING;
    watch(server, c, 0);
    wake_at(server, c, due);
    return REST;
}

static enum next take_request(struct server *server,
                              struct connection *c)
{
    struct request request;
    if (request_parse(&request, c->bytes, c->count) == EAGAIN) {
        watch(server, c, EPOLLIN);
        return REST;
    }
    answer_write(&c->answer, &request,
                 atomic_fetch_add(&server->requests, 1) + 1);
    c->sent = 0;
    c->count -= request.length;
    memmove(c->bytes, c->bytes + request.length, c->count);
    if (c->answer.ms)
        return wait_until(server, c, server->now + c->answer.ms);
    c->state = SENDING;
    return GO_ON;
}

/* Says that no more will come, and waits for the client to go: closing
 * at once would be a reset if it has sent more, and take from it what
 * it has not yet read. */
static enum next leave(struct server *server, struct connection *c)
{
    shutdown(c->socket, SHUT_WR);
    c->state = LEAVING;
    watch(server, c, EPOLLIN);
    wake_at(server, c, server->now + LEAVE_MS);
    return REST;
}

static enum next finish(struct server *server, struct connection *c)
{
    struct linger at_once = { .l_onoff = 1, .l_linger = 0 };
    switch (c->answer.ending) {
    case ENDING_WHOLE:
        if (!c->answer.keep_alive)
            return leave(server, c);
        c->state = READING;
        return GO_ON;
    case ENDING_RESET:
        setsockopt(c->socket, SOL_SOCKET, SO_LINGER, &at_once,
                   sizeof at_once);
        return OVER;
    case ENDING_STALL:
        c->state = STALLED;
        watch(server, c, EPOLLRDHUP);
        return REST;
    case ENDING_CUT:
        break;
    }
    return leave(server, c);
}

/* Of the body, in one go: to be fair to the other connections, and to
 * keep the rate. */
static size_t slice(const struct answer *answer, size_t from)
{
    size_t most = SERVER_PAGE - from % LINE, left = answer->body - from;
    if (answer->rate && answer->rate / SLICES + 1 < most)
        most = answer->rate / SLICES + 1;
    return left < most ? left : most;
}

static ssize_t send_slice(struct server *server, struct connection *c)
{
    struct answer *answer = &c->answer;
    size_t head = c->sent < answer->head_length
                ? answer->head_length - c->sent : 0;
    size_t from = head ? 0 : c->sent - answer->head_length;
    struct iovec part[2] = {
        { answer->head + answer->head_length - head, head },
        { server->page + from % LINE, slice(answer, from) },
    };
    struct msghdr message = { .msg_iov = part, .msg_iovlen = 2 };
    return sendmsg(c->socket, &message, MSG_NOSIGNAL);
}

/* When the next slice is to be sent, at the answer's rate. */
static uint64_t next_slice(const struct connection *c)
{
    size_t head = c->answer.head_length;
    if (c->answer.rate == 0 || c->sent < head)
        return 0;
    return c->begun + (c->sent - head) * 1000 / c->answer.rate;
}

static enum next send_some(struct server *server, struct connection *c)
{
    if (c->sent == 0)
        c->begun = server->now;
    ssize_t sent = send_slice(server, c);
    if (sent < 0 && errno != EAGAIN && errno != EINTR)
        return OVER;
    c->sent += sent < 0 ? 0 : (size_t)sent;
    if (c->sent == c->answer.head_length + c->answer.body)
        return finish(server, c);
    if (next_slice(c) > server->now)
        return wait_until(server, c, next_slice(c));
    watch(server, c, EPOLLOUT);
    return REST;
}

/* As far as it can without waiting. */
static void go_on(struct server *server, struct connection *c)
{
    enum next next = GO_ON;
    while (next == GO_ON)
        next = c->state == READING ? take_request(server, c)
                                   : send_some(server, c);
    if (next == OVER)
        close_connection(server, c);
}

static void read_more(struct server *server, struct connection *c)
{
    size_t kept = c->state == READING ? c->count : 0;
    ssize_t count = recv(c->socket, c->bytes + kept,
                         REQUEST_BYTES - kept, 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (count <= 0) {
        close_connection(server, c);
    } else if (c->state == READING) {
        c->count += (size_t)count;
        go_on(server, c);
    }
}

static void on_socket(struct server *server, struct connection *c,
                      uint32_t events)
{
    if (events & (EPOLLERR | EPOLLHUP) || c->state == STALLED)
        close_connection(server, c);
    else if (c->state == SENDING)
        go_on(server, c);
    else
        read_more(server, c);
}

static void on_time(struct server *server, struct connection *c)
{
    forget_due(server, c);
    if (c->state == LEAVING) {
        close_connection(server, c);
        return;
    }
    c->state = SENDING;
    go_on(server, c);
}

static void run_timers(struct server *server)
{
    int64_t now = (int64_t)server->now;
    while (server->timers && server->timers->due <= now)
        on_time(server, server->timers->argument);
}

static void *serve(void *argument)
{
    struct server *server = argument;
    struct epoll_event event[EVENTS];
    lab_hide(true);
    for (;;) {
        int count = epoll_wait(server->epoll, event, EVENTS,
                               sleep_ms(server));
        server->now = clock_ms();
        for (int k = 0; k < count; k++) {
            void *whose = event[k].data.ptr;
            if (whose == &server->end)
                return NULL;
            if (whose == &server->listener)
                accept_all(server);
            else
                on_socket(server, whose, event[k].events);
        }
        if (server->is_full)
            accept_all(server);
        run_timers(server);
    }
}

/* ---- beginning and end ---- */

static void close_all(struct server *server)
{
    while (server->first)
        close_connection(server, server->first);
    if (server->listener >= 0)
        close(server->listener);
    if (server->epoll >= 0)
        close(server->epoll);
    if (server->end >= 0)
        close(server->end);
}

static bool listen_somewhere(struct server *server)
{
    struct sockaddr_in address = { .sin_family = AF_INET };
    socklen_t length = sizeof address;
    int yes = 1;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    server->listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK
                                       | SOCK_CLOEXEC, 0);
    if (server->listener < 0)
        return false;
    setsockopt(server->listener, IPPROTO_TCP, TCP_NODELAY, &yes,
               sizeof yes);
    if (bind(server->listener, (struct sockaddr *)&address, length)
        || listen(server->listener, SOMAXCONN)
        || getsockname(server->listener, (struct sockaddr *)&address,
                       &length))
        return false;
    server->port = ntohs(address.sin_port);
    return true;
}

static bool watch_both(struct server *server)
{
    struct epoll_event come = { EPOLLIN, { .ptr = &server->listener } };
    struct epoll_event end = { EPOLLIN, { .ptr = &server->end } };
    server->epoll = epoll_create1(EPOLL_CLOEXEC);
    server->end = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return server->epoll >= 0 && server->end >= 0
        && !epoll_ctl(server->epoll, EPOLL_CTL_ADD, server->listener,
                      &come)
        && !epoll_ctl(server->epoll, EPOLL_CTL_ADD, server->end, &end);
}

/* Signals are for the program's own threads. */
static int start_thread(struct server *server)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&server->thread, NULL, serve, server);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error;
}

int server_start(struct server *server)
{
    lab_hide(true);
    memset(server, 0, sizeof *server);
    server->listener = server->epoll = server->end = -1;
    server->now = clock_ms();
    for (size_t k = 0; k < SERVER_PAGE; k += LINE)
        memcpy(server->page + k, SERVER_LINE, LINE);
    int error = 0;
    if (!listen_somewhere(server) || !watch_both(server))
        error = errno;
    if (!error)
        error = start_thread(server);
    if (error)
        close_all(server);
    lab_hide(false);
    return error;
}

void server_stop(struct server *server)
{
    lab_hide(true);
    eventfd_write(server->end, 1);
    pthread_join(server->thread, NULL);
    close_all(server);
    lab_hide(false);
}
