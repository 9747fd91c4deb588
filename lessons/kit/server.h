/* server.h — an HTTP server that is slow, wrong or rude on command, for
 * programs that download. One thread serves all, by way of epoll.
 *
 *     struct server server;
 *     server_start(&server);
 *     snprintf(url, sizeof url, "http://127.0.0.1:%u/page?ms=50",
 *              server.port);
 *     ...
 *     server_stop(&server);
 *
 * It listens on 127.0.0.1 alone, at a port that the kernel chooses, and
 * keeps no files: every path is a page. What kind of page, the query
 * says:
 *
 *     ms=N      the answer begins N milliseconds later
 *     bytes=N   so long is the body; else 1024
 *     rate=N    it comes at N bytes a second
 *     status=N  400 to 599: that instead of 200; and with it
 *     good=N    each N-th request to this server is answered with 200
 *     cut=N     N bytes of the body, then the connection is closed
 *     reset=N   N bytes, then it is torn down: connection reset
 *     stall=N   N bytes, then nothing any more
 *
 * A body is the same line of 64 bytes again and again: SERVER_LINE. The
 * client may ask again on the same connection, before it has the answer
 * too. Connections may be as many as the process may have open files;
 * more wait until there is room.
 *
 * Threads: start and stop from one thread; the counts from any.
 * Memory:  the struct is yours. Stop it when you are through.
 * Errors:  0, or an errno value; then there is nothing to stop. */
#ifndef SERVER_H
#define SERVER_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#define SERVER_LINE \
    "<p><a href=\"/page\">a link</a>" \
    " and what else a page may say.</p>\n"

enum { SERVER_PAGE = 16384 };

struct server {
    unsigned port;                      /* fixed once it has started */
    atomic_ulong connections, requests; /* so many there have been */
    /* the rest is its thread's own: */
    pthread_t thread;
    int listener, epoll, end;
    bool is_full;                       /* no more files for it */
    struct connection *first;
    struct loop_call *timers;           /* those that wait for a time */
    uint64_t timers_set, now;           /* ms */
    char page[SERVER_PAGE];
};

/* EMFILE, ENOMEM, EAGAIN … */
int server_start(struct server *server);

/* Returns when its thread has ended and every connection is closed. */
void server_stop(struct server *server);

#endif
