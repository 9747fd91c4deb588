/* transfer.h — downloads that tasks await: libcurl's multi interface,
 * driven by the loop. One thread, many connections.
 *
 *     struct transfers all;
 *     struct transfer page = { 0 };
 *     transfers_init(&all, NULL);
 *     int error = transfer_get(&all, url, &page);     // others go on
 *     ...
 *     transfers_destroy(&all);
 *
 * libcurl says which sockets to watch, for what, and when to be called
 * at the latest; the loop calls it then:
 *
 *     task ──get──▶ libcurl ──"watch this"──▶ loop ──▶ epoll
 *       ▲              │  ▲                    │
 *       └────woken─────┘  └──"it can be read"──┘
 *
 * Connections are kept, and used again for the same host. What is on
 * this machine is asked without a proxy, whatever the environment says.
 * Needs libcurl, and a loop in real time: a server does not know of
 * virtual time.
 *
 * Threads: within the loop's thread.
 * Memory:  the structs are yours. Destroy when no task is in a get, and
 *          while the loop runs.
 * Errors:  0, or an errno value; `why` says it in words. A status like
 *          404 is no error: there is an answer. */
#ifndef TRANSFER_H
#define TRANSFER_H

#include <stdbool.h>
#include <stddef.h>

#include "loop_sync.h"

/* All zero is a good beginning. */
struct transfer_options {
    unsigned at_once, per_host; /* 0: as many as are asked for */
    long timeout_ms;            /* of one try; 0: 30 s, below 0: none */
    unsigned tries;             /* 0: one */
    long pause_ms;              /* before the 2nd; then twice as long;
                                 * and up to half of it, by chance */
    size_t most;                /* bytes of a body; 0: 64 MB */
    bool untold;                /* the lab shows no bars of them */
};

struct transfers {
    void *multi;                /* libcurl's */
    struct loop_call timer;     /* when it wants to be called */
    struct transfer_options options;
    struct loop_semaphore room; /* at_once */
    struct transfer_host *hosts;
    struct transfer_socket *sockets;
    unsigned under_way;
    /* so many there have been */
    unsigned long requests, connections, reused, retries;
};

enum transfer_phase { TRANSFER_QUEUED, TRANSFER_LOOKS_UP,
                      TRANSFER_CONNECTS, TRANSFER_WAITS,
                      TRANSFER_RECEIVES, TRANSFER_OVER };

struct transfer {
    /* Where to put the body; NULL: it is counted, and thrown away. What
     * does not fit is, too. */
    char *body;
    size_t room;
    /* While it is under way, for who looks on: */
    enum transfer_phase phase;
    size_t bytes;               /* of the body, so far */
    long long expected;         /* below 0: the server has not said */
    unsigned tries;
    /* And when it is over: */
    long status;                /* 200, 404 …; 0: no answer */
    int error;                  /* what transfer_get has returned … */
    const char *why;            /* … in words; NULL: fine */
    bool reused;                /* on a connection that was there */
    /* When each phase of the last try was over, by libcurl's own watch:
     * microseconds after it began. */
    long ended[TRANSFER_OVER + 1];
};

/* Settings may be NULL. EPERM: no loop runs here. ENOTSUP: virtual
 * time. ENOMEM. */
int transfers_init(struct transfers *all,
                   const struct transfer_options *options);
void transfers_destroy(struct transfers *all);

/* Returns when the page is there, or will never be. Tries again after
 * what may go away by itself: no answer, or 408, 429, 500 to 504. Who
 * is cancelled takes it back: ECANCELED.
 * EINVAL: no address of a page (http, https); EHOSTUNREACH: no such
 * name; ECONNREFUSED …: no connection; ETIMEDOUT; EFBIG; EPROTO: half
 * an answer, or none. */
int transfer_get(struct transfers *all, const char *url,
                 struct transfer *transfer);

#endif
