/* ways.h — four ways to download the same pages, as race.c has them
 * run at the same time. Each calls `arrive` for every page. */
#ifndef WAYS_H
#define WAYS_H

#include <stdatomic.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOT_SHOWN                   /* 640 bars would be too many */
#include "fetch.h"
#include "task_wait.h"
#include "transfer.h"
#include "urls.h"

enum { WORKERS = 5 };

struct way {
    const char *name;
    void *(*run)(void *way);
    atomic_int done;
    long ms;                        /* after which all had arrived */
};

static void arrive(struct way *way);

/* ---- one after the other ---- */

static inline void *in_turn(void *way)
{
    CURL *handle = new_handle();
    lab_hide(true);
    for (int n = 0; n < pages; n++) {
        fetch(handle, address[n]);
        arrive(way);
    }
    curl_easy_cleanup(handle);
    return NULL;
}

/* ---- five threads: each takes the next page that nobody has ---- */

static atomic_int next_page;

static inline void *work(void *way)
{
    CURL *handle = new_handle();
    lab_hide(true);
    for (int n; (n = next_page++) < pages; ) {
        fetch(handle, address[n]);
        arrive(way);
    }
    curl_easy_cleanup(handle);
    return NULL;
}

static inline void *by_threads(void *way)
{
    pthread_t worker[WORKERS];
    for (int k = 0; k < WORKERS; k++)
        pthread_create(&worker[k], NULL, work, way);
    for (int k = 0; k < WORKERS; k++)
        pthread_join(worker[k], NULL);
    return NULL;
}

/* ---- five processes: addresses in, a byte for each page out ---- */

static int urls[2], results[2];

static inline void child(void)
{
    char url[URL];
    CURL *handle = new_handle();
    close(urls[1]);
    close(results[0]);
    while (read(urls[0], url, sizeof url) == sizeof url) {
        fetch(handle, url);
        if (write(results[1], "", 1) != 1)
            break;
    }
    curl_easy_cleanup(handle);
    _exit(0);
}

/* While this is one thread: fork copies only the one that calls it. */
static inline bool fork_children(void)
{
    if (pipe(urls) != 0 || pipe(results) != 0)
        return false;
    for (int k = 0; k < WORKERS; k++)
        if (fork() == 0)
            child();
    close(urls[0]);
    close(results[1]);
    return true;
}

static inline void *by_processes(void *way)
{
    char arrived[WORKERS];
    ssize_t count;
    lab_hide(true);
    for (int n = 0; n < pages; n++)
        if (write(urls[1], address[n], URL) != URL)
            break;
    close(urls[1]);
    while ((count = read(results[0], arrived, sizeof arrived)) > 0)
        while (count-- > 0)
            arrive(way);
    while (wait(NULL) > 0)
        ;
    return NULL;
}

/* ---- one thread with an event loop: a task for each page ---- */

static struct transfers all;
static struct transfer page[MOST];
static struct way *loop_way;

static inline int await_page(void *argument, void **value)
{
    struct transfer *mine = argument;
    (void)value;
    transfer_get(&all, address[mine - page], mine);
    arrive(loop_way);
    return 0;
}

static inline int await_all(void *unused, void **value)
{
    struct task *task[MOST];
    (void)unused, (void)value;
    if (transfers_init(&all, &(struct transfer_options){ .untold = true }))
        return 1;
    for (int n = 0; n < pages; n++)
        if (task_create(&task[n], "page", await_page, &page[n]))
            return 1;
    task_gather(task, (size_t)pages, NULL);
    for (int n = 0; n < pages; n++)
        task_release(task[n]);
    transfers_destroy(&all);
    return 0;
}

static inline void *by_loop(void *way)
{
    lab_hide(true);
    loop_way = way;
    loop_run(await_all, NULL, NULL);
    return NULL;
}

#endif
