/* transfer_curl.c — libcurl and the loop: see transfer.h. libcurl never
 * waits here: it is called when a socket that it watches can go on
 * (on_socket) and when its time has come (on_time), does what can be
 * done, and says who is through. What it tells meanwhile comes by
 * call-backs from within these calls; they only note it down. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "loop_io.h"
#include "threadlab.h"
#include "transfer_inside.h"

struct transfer_socket {
    struct loop_watch watch;
    struct transfers *all;
    struct transfer_socket *next, **link;
};

/* Wakes those whose transfers are over. */
static void see_who_is_through(const struct transfers *all)
{
    CURLMsg *message;
    int left;
    while ((message = curl_multi_info_read(all->multi, &left))) {
        struct try *try = NULL;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &try);
        try->result = message->data.result;
        try->over = true;
        task_wake(try->task, 0);
    }
}

static void go_on(struct transfers *all, curl_socket_t socket, int can)
{
    int running;
    curl_multi_socket_action(all->multi, socket, can, &running);
    see_who_is_through(all);
}

static void on_socket(void *argument)
{
    const struct transfer_socket *socket = argument;
    unsigned can = socket->watch.can;
    go_on(socket->all, socket->watch.fd,
          (can & LOOP_READ ? CURL_CSELECT_IN : 0)
              | (can & LOOP_WRITE ? CURL_CSELECT_OUT : 0));
}

static void on_time(void *argument)
{
    go_on(argument, CURL_SOCKET_TIMEOUT, 0);
}

static void forget_socket(struct transfer_socket *socket)
{
    loop_watch(&socket->watch, socket->watch.fd, 0);
    *socket->link = socket->next;
    if (socket->next)
        socket->next->link = socket->link;
    free(socket);
}

static struct transfer_socket *new_socket(struct transfers *all)
{
    struct transfer_socket *socket = calloc(1, sizeof *socket);
    if (!socket)
        return NULL;
    socket->watch.call = (struct loop_call){
        .run = on_socket, .argument = socket, .name = "libcurl",
    };
    socket->all = all;
    socket->next = all->sockets;
    socket->link = &all->sockets;
    if (socket->next)
        socket->next->link = &socket->next;
    all->sockets = socket;
    return socket;
}

/* libcurl wants a socket to be watched, or no longer. */
static int watch_socket(CURL *handle, curl_socket_t fd, int what,
                        void *argument, void *known)
{
    struct transfers *all = argument;
    struct transfer_socket *socket = known;
    (void)handle;
    if (what == CURL_POLL_REMOVE) {
        if (socket)
            forget_socket(socket);
        return 0;
    }
    if (!socket && !(socket = new_socket(all)))
        return -1;
    curl_multi_assign(all->multi, fd, socket);
    unsigned wants = (what & CURL_POLL_IN ? LOOP_READ : 0u)
                   | (what & CURL_POLL_OUT ? LOOP_WRITE : 0u);
    return loop_watch(&socket->watch, fd, wants) ? -1 : 0;
}

/* It wants to be called in so many milliseconds; −1: no longer. */
static int set_timer(CURLM *multi, long ms, void *argument)
{
    struct transfers *all = argument;
    (void)multi;
    if (ms < 0)
        loop_call_cancel(&all->timer);
    else if (ms == 0)
        loop_call_soon(&all->timer);
    else
        loop_call_later(&all->timer, ms);
    return 0;
}

/* ---- beginning and end ---- */

int transfers_init(struct transfers *all,
                   const struct transfer_options *options)
{
    const struct loop *loop = loop_current();
    if (!loop || loop->options.virtual_time)
        return loop ? ENOTSUP : EPERM;
    memset(all, 0, sizeof *all);
    if (options)
        all->options = *options;
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return ENOMEM;
    all->multi = curl_multi_init();
    if (!all->multi) {
        curl_global_cleanup();
        return ENOMEM;
    }
    all->room.count = all->options.at_once;
    all->timer = (struct loop_call){ .run = on_time, .argument = all,
                                     .name = "libcurl" };
    curl_multi_setopt(all->multi, CURLMOPT_SOCKETFUNCTION,
                      watch_socket);
    curl_multi_setopt(all->multi, CURLMOPT_SOCKETDATA, all);
    curl_multi_setopt(all->multi, CURLMOPT_TIMERFUNCTION, set_timer);
    curl_multi_setopt(all->multi, CURLMOPT_TIMERDATA, all);
    return 0;
}

void transfers_destroy(struct transfers *all)
{
    curl_multi_cleanup(all->multi);
    while (all->sockets)
        forget_socket(all->sockets);
    if (loop_current())
        loop_call_cancel(&all->timer);
    curl_global_cleanup();
}

/* ---- what libcurl tells about a transfer ---- */

void transfer_tell(const struct transfers *all, const char *url,
                   int phase, size_t bytes)
{
    if (!all->options.untold)
        lab_transfer(url, phase, bytes);
}

static void enter_phase(const struct try *try,
                        enum transfer_phase phase)
{
    struct transfer *transfer = try->transfer;
    if (phase <= transfer->phase)
        return;
    transfer->phase = phase;
    transfer_tell(try->all, try->url, (int)phase, transfer->bytes);
}

static curl_socket_t on_connect(void *argument, curlsocktype purpose,
                                struct curl_sockaddr *address)
{
    const struct try *try = argument;
    (void)purpose;
    enter_phase(try, TRANSFER_CONNECTS);
    return socket(address->family, address->socktype | SOCK_CLOEXEC,
                  address->protocol);
}

static int on_request(void *argument, char *to, char *from, int to_port,
                      int from_port)
{
    const struct try *try = argument;
    (void)to, (void)from, (void)to_port, (void)from_port;
    enter_phase(try, TRANSFER_WAITS);
    return 0;
}

static size_t on_head(char *line, size_t one, size_t count,
                      void *argument)
{
    const struct try *try = argument;
    (void)line;
    enter_phase(try, TRANSFER_RECEIVES);
    return one * count;
}

static void note_expected(const struct try *try)
{
    curl_off_t expected = -1;
    curl_easy_getinfo(try->handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T,
                      &expected);
    try->transfer->expected = expected;
}

static size_t on_body(char *piece, size_t one, size_t count,
                      void *argument)
{
    struct try *try = argument;
    struct transfer *transfer = try->transfer;
    size_t most = try->all->options.most;
    size_t size = one * count, used = transfer->bytes;
    if (used == 0)
        note_expected(try);
    if (size > (most ? most : MOST) - used)
        return 0;                       /* libcurl gives up */
    if (transfer->body && used < transfer->room)
        memcpy(transfer->body + used, piece,
               size < transfer->room - used ? size
                                            : transfer->room - used);
    transfer->bytes += size;
    if (transfer->bytes - try->told >= TOLD_EVERY) {
        try->told = transfer->bytes;
        transfer_tell(try->all, try->url, LAB_RECEIVES,
                      transfer->bytes);
    }
    return size;
}

/* ---- what it is asked for ---- */

#define HERE "localhost,127.0.0.1,::1"

void transfer_ask(struct try *try, const char *url, bool here)
{
    CURL *handle = try->handle;
    long limit = try->all->options.timeout_ms;
    curl_easy_setopt(handle, CURLOPT_URL, url);
    curl_easy_setopt(handle, CURLOPT_PRIVATE, try);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(handle, CURLOPT_MAXREDIRS, (long)REDIRECTS);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS,
                     limit < 0 ? 0 : limit ? limit : TIMEOUT_MS);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, try);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, on_head);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, try);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, on_connect);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, try);
#if LIBCURL_VERSION_NUM >= 0x075500
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR,
                     "http,https");
#endif
#if LIBCURL_VERSION_NUM >= 0x075000
    curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, on_request);
    curl_easy_setopt(handle, CURLOPT_PREREQDATA, try);
#endif
    if (here)
        curl_easy_setopt(handle, CURLOPT_PROXY, "");
    else
        curl_easy_setopt(handle, CURLOPT_NOPROXY, HERE);
}
