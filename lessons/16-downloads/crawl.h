/* crawl.h — what a crawler does with a page: fetch it, and look for
 * links in it. A page knows its site, is long, and takes 40 ms. */
#ifndef CRAWL_H
#define CRAWL_H

#include <pthread.h>
#include <string.h>

#include "fetch.h"
#include "sites.h"
#include "threadlab.h"

enum { DOCUMENTS = 10, CRAWLERS = 4, LONG = 1 << 20,
       THOUGHTS = 20 };

struct document {
    char url[URL];
    char *text;                 /* LONG bytes */
    size_t length;
    int links;
};

static struct document found[DOCUMENTS];
static pthread_key_t key;       /* each thread's own handle */

static inline size_t keep(char *piece, size_t one, size_t count,
                          void *argument)
{
    struct document *into = argument;
    size_t bytes = one * count;
    if (bytes > LONG - into->length)
        return 0;               /* libcurl takes that for an error */
    lab_hide(true);             /* a million bytes are no picture */
    memcpy(into->text + into->length, piece, bytes);
    into->length += bytes;
    lab_hide(false);
    return bytes;
}

static inline void fetch_document(struct document *into)
{
    CURL *handle = pthread_getspecific(key);
    if (!handle)
        pthread_setspecific(key, handle = new_handle());
    curl_easy_setopt(handle, CURLOPT_URL, into->url);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, into);
    curl_easy_perform(handle);
}

/* Looks at each byte, and thinks about it as long as a real parser. */
static inline int count_links(const char *text, size_t length)
{
    static const char link[] = "<a href=";
    size_t like = 0;
    int links = 0;
    unsigned volatile hash = 0;
    for (size_t k = 0; k < length; k++) {
        for (int turn = 0; turn < THOUGHTS; turn++)
            hash = hash * 31 + (unsigned char)text[k];
        like = text[k] == link[like] ? like + 1 : text[k] == link[0];
        links += like == sizeof link - 1;
        like %= sizeof link - 1;
    }
    return links;
}

static inline void parse(struct document *document)
{
    lab_hide(true);
    int links = count_links(document->text, document->length);
    lab_hide(false);
    document->links = links;
}

static inline void begin_crawl(void)
{
    snprintf(how, sizeof how, "ms=40&bytes=%d", LONG);
    start_sites();
    curl_global_init(CURL_GLOBAL_DEFAULT);
    pthread_key_create(&key, curl_easy_cleanup);
    lab_hide(true);
    for (int n = 0; n < DOCUMENTS; n++) {
        page_url(found[n].url, n);
        found[n].text = malloc(LONG);
    }
    lab_hide(false);
}

static inline void end_crawl(void)
{
    int links = 0;
    for (int n = 0; n < DOCUMENTS; n++) {
        links += found[n].links;
        free(found[n].text);
    }
    stop_sites();
    printf("%d links\n", links);
}

#endif
