/* transfer.c — see transfer.h: a task that asks for a page, how many
 * may at a time, how often it is tried, and what has come of it. How
 * libcurl gets on meanwhile: transfer_curl.c. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "threadlab.h"
#include "transfer_inside.h"

/* A host that somebody downloads from, or waits to. */
struct transfer_host {
    struct transfer_host *next;
    struct loop_semaphore room;
    unsigned users;
    bool here;                      /* it is this machine */
    char name[];
};

/* ---- hosts ---- */

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static bool is_here(const char *name)
{
    return begins(name, "127.") || begins(name, "localhost:")
        || begins(name, "[::1]:");
}

/* "example.org:443"; false: it is no address of a page. */
static bool name_host(const char *url, char *name, size_t size)
{
    char *scheme = NULL, *host = NULL, *port = NULL;
    CURLU *parts = curl_url();
    bool good = parts
        && !curl_url_set(parts, CURLUPART_URL, url, 0)
        && !curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0)
        && !curl_url_get(parts, CURLUPART_HOST, &host, 0)
        && !curl_url_get(parts, CURLUPART_PORT, &port,
                         CURLU_DEFAULT_PORT)
        && (!strcmp(scheme, "http") || !strcmp(scheme, "https"))
        && strlen(host) + strlen(port) + 2 <= size;
    if (good)
        stpcpy(stpcpy(stpcpy(name, host), ":"), port);
    curl_free(scheme);
    curl_free(host);
    curl_free(port);
    curl_url_cleanup(parts);
    return good;
}

static int enter_host(struct transfers *all, const char *url,
                      struct transfer_host **found)
{
    char name[300];
    if (!name_host(url, name, sizeof name))
        return EINVAL;
    struct transfer_host *host = all->hosts;
    while (host && strcmp(host->name, name) != 0)
        host = host->next;
    if (!host) {
        host = calloc(1, sizeof *host + strlen(name) + 1);
        if (!host)
            return ENOMEM;
        stpcpy(host->name, name);
        host->here = is_here(name);
        host->room.count = all->options.per_host;
        host->next = all->hosts;
        all->hosts = host;
    }
    host->users++;
    *found = host;
    return 0;
}

static void leave_host(struct transfers *all,
                       struct transfer_host *host)
{
    struct transfer_host **link = &all->hosts;
    if (--host->users > 0)
        return;
    while (*link != host)
        link = &(*link)->next;
    *link = host->next;
    free(host);
}

/* ---- one try ---- */

static const struct { CURLcode code; int error; } meanings[] = {
    { CURLE_URL_MALFORMAT, EINVAL },
    { CURLE_UNSUPPORTED_PROTOCOL, EINVAL },
    { CURLE_COULDNT_RESOLVE_HOST, EHOSTUNREACH },
    { CURLE_COULDNT_RESOLVE_PROXY, EHOSTUNREACH },
    { CURLE_COULDNT_CONNECT, ECONNREFUSED },
    { CURLE_OPERATION_TIMEDOUT, ETIMEDOUT },
    { CURLE_WRITE_ERROR, EFBIG },
    { CURLE_OUT_OF_MEMORY, ENOMEM },
};

static int meaning(CURL *handle, CURLcode code)
{
    long known = 0;
    if (code == CURLE_OK)
        return 0;
    curl_easy_getinfo(handle, CURLINFO_OS_ERRNO, &known);
    if (code == CURLE_COULDNT_CONNECT && known)
        return (int)known;
    for (size_t k = 0; k < sizeof meanings / sizeof *meanings; k++)
        if (meanings[k].code == code)
            return meanings[k].error;
    return EPROTO;
}

static void note_times(CURL *handle, struct transfer *transfer)
{
    static const CURLINFO moments[] = {
        [TRANSFER_LOOKS_UP] = CURLINFO_NAMELOOKUP_TIME_T,
        [TRANSFER_CONNECTS] = CURLINFO_PRETRANSFER_TIME_T,
        [TRANSFER_WAITS] = CURLINFO_STARTTRANSFER_TIME_T,
        [TRANSFER_RECEIVES] = CURLINFO_TOTAL_TIME_T,
        [TRANSFER_OVER] = CURLINFO_TOTAL_TIME_T,
    };
    curl_off_t later = 0;       /* 0: a phase that was not left */
    for (int k = TRANSFER_OVER; k >= TRANSFER_LOOKS_UP; k--) {
        curl_off_t at = 0;
        curl_easy_getinfo(handle, moments[k], &at);
        later = at > 0 && (at < later || later == 0) ? at : later;
        transfer->ended[k] = (long)later;
    }
}

static void note_end(struct try *try)
{
    struct transfer *transfer = try->transfer;
    long connects = 0;
    transfer->error = meaning(try->handle, try->result);
    if (try->result != CURLE_OK)
        transfer->why = curl_easy_strerror(try->result);
    curl_easy_getinfo(try->handle, CURLINFO_RESPONSE_CODE,
                      &transfer->status);
    curl_easy_getinfo(try->handle, CURLINFO_NUM_CONNECTS, &connects);
    transfer->reused = connects == 0 && transfer->status != 0;
    try->all->connections += (unsigned long)connects;
    try->all->reused += transfer->reused;
    note_times(try->handle, transfer);
}

/* Waits until libcurl has come to an end with it. */
static int wait_for_end(struct try *try)
{
    struct loop *loop = loop_current();
    int error = 0;
    try->all->under_way++;
    loop->waiting_outside++;
    while (!try->over && !error)
        error = task_park("a download");
    loop->waiting_outside--;
    try->all->under_way--;
    return try->over ? 0 : error;
}

static void tell_end(const char *url, const struct transfer *transfer,
                     int error)
{
    lab_transfer_over(url, error ? -error : (int)transfer->status,
                      transfer->bytes,
                      &transfer->ended[TRANSFER_LOOKS_UP]);
}

static int try_once(struct transfers *all, const char *url,
                    struct transfer *transfer,
                    const struct transfer_host *host)
{
    struct try try = { .all = all, .transfer = transfer,
                       .task = task_current(), .url = url };
    try.handle = curl_easy_init();
    if (!try.handle)
        return ENOMEM;
    transfer_ask(&try, url, host->here);
    transfer->phase = TRANSFER_LOOKS_UP;
    transfer->bytes = 0;
    transfer_tell(all, url, LAB_LOOKS_UP, 0);
    all->requests++;
    int error = curl_multi_add_handle(all->multi, try.handle) ? ENOMEM
                                                              : 0;
    error = error ? error : wait_for_end(&try);
    if (!error)
        note_end(&try);
    if (!all->options.untold)
        tell_end(url, transfer, error ? error : transfer->error);
    curl_multi_remove_handle(all->multi, try.handle);
    curl_easy_cleanup(try.handle);
    transfer->phase = TRANSFER_OVER;
    return error;
}

/* ---- all of it ---- */

static bool is_full(const struct transfers *all,
                    const struct transfer_host *host)
{
    return (all->options.per_host && host->room.count == 0)
        || (all->options.at_once && all->room.count == 0);
}

/* When there is room for it, at all and at its host. */
static int try_in_turn(struct transfers *all, const char *url,
                       struct transfer *transfer,
                       struct transfer_host *host)
{
    int error = 0;
    transfer->phase = TRANSFER_QUEUED;
    if (is_full(all, host))
        transfer_tell(all, url, LAB_QUEUES, 0);
    if (all->options.per_host)
        error = loop_semaphore_acquire(&host->room);
    if (error)
        return error;
    if (all->options.at_once)
        error = loop_semaphore_acquire(&all->room);
    if (!error) {
        error = try_once(all, url, transfer, host);
        if (all->options.at_once)
            loop_semaphore_release(&all->room);
    }
    if (all->options.per_host)
        loop_semaphore_release(&host->room);
    return error;
}

static bool may_help(const struct transfer *transfer)
{
    long status = transfer->status;
    if (transfer->error)
        return transfer->error != EINVAL && transfer->error != EFBIG;
    return status == 408 || status == 429
        || (status >= 500 && status <= 504);
}

/* So that who was refused together does not come back together. */
static long some_more(long ms)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return ms > 1 ? time.tv_nsec / 1000 % (ms / 2 + 1) : 0;
}

static int try_until(struct transfers *all, const char *url,
                     struct transfer *transfer,
                     struct transfer_host *host)
{
    long pause = all->options.pause_ms;
    for (;; pause *= 2) {
        transfer->tries++;
        int error = try_in_turn(all, url, transfer, host);
        if (error)
            return error;
        if (transfer->tries >= all->options.tries
            || !may_help(transfer))
            return transfer->error;
        all->retries++;
        error = loop_sleep(pause + some_more(pause));
        if (error)
            return error;
    }
}

int transfer_get(struct transfers *all, const char *url,
                 struct transfer *transfer)
{
    struct transfer_host *host;
    char *body = transfer->body;
    size_t room = transfer->room;
    if (!task_current())
        return EPERM;
    *transfer = (struct transfer){ .body = body, .room = room,
                                   .expected = -1 };
    int error = enter_host(all, url, &host);
    if (error)
        transfer->why = "no address of a page";
    else {
        error = try_until(all, url, transfer, host);
        leave_host(all, host);
    }
    transfer->error = error;
    return error;
}
