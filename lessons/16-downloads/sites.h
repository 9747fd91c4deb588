/* sites.h — two sites to download from, both in this program: servers
 * on 127.0.0.1 that take their time. Nothing goes over a network. */
#ifndef SITES_H
#define SITES_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "server.h"

enum { SITES = 2, URL = 100, MOST = 160 };

static struct server site[SITES];
static int pages = 8;
static char how[URL] = "ms=50&bytes=4096";  /* what server.h offers */

/* Other numbers of pages and milliseconds: `./a.out 160 20`. */
static inline void read_words(int words, char **word)
{
    if (words < 3)
        return;
    pages = atoi(word[1]) < MOST ? atoi(word[1]) : MOST;
    snprintf(how, sizeof how, "ms=%d&bytes=4096", atoi(word[2]));
}

static inline void start_sites(void)
{
    for (int k = 0; k < SITES; k++)
        if (server_start(&site[k]) != 0) {
            puts("no server could be started");
            exit(1);
        }
}

static inline void stop_sites(void)
{
    for (int k = 0; k < SITES; k++)
        server_stop(&site[k]);
}

/* Page n of the two sites, in turn. */
static inline const char *page_url(char url[URL], int n)
{
    snprintf(url, URL, "http://127.0.0.1:%u/%d?%.60s",
             site[n % SITES].port, n / SITES, how);
    return url;
}

static inline unsigned long connections(void)
{
    return site[0].connections + site[1].connections;
}

static inline long now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long)time.tv_sec * 1000 + (long)time.tv_nsec / 1000000;
}

#endif
