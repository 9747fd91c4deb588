/* crawl.h — what a crawler does with a page: fetch it, and look for
 * links in it. A page knows its site, is long, and takes 40 ms. */
#ifndef CRAWL_H
#define CRAWL_H

#include <pthread.h>
#include <string.h>

#include "fetch.h"
#include "sites.h"

enum { CRAWLED = 10, CRAWLERS = 4, LONG = 1 << 20,
       THOUGHTS = 20 };

struct document {
    char url[URL];
    char *text;                 /* LONG bytes */
    size_t length;
    int links;
};

static struct document document[CRAWLED];
static pthread_key_t key;       /* each thread's own handle */

static inline size_t keep(char *piece, size_t one, size_t count,
                          void *argument)
{
    struct document *into = argument;
    size_t bytes = one * count;
    if (bytes > LONG - into->length)
        return 0;               /* libcurl takes that for an error */
    memcpy(into->text + into->length, piece, bytes);
    into->length += bytes;
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
static inline void parse(struct document *document_)
{
    static const char link[] = "<a href=";
    size_t like = 0;
    unsigned volatile hash = 0;
    for (size_t k = 0; k < document_->length; k++) {
        char c = document_->text[k];
        for (int turn = 0; turn < THOUGHTS; turn++)
            hash = hash * 31 + (unsigned char)c;
        like = c == link[like] ? like + 1 : c == link[0];
        if (like == sizeof link - 1) {
            document_->links++;
            like = 0;
        }
    }
}

static inline void begin_crawl(void)
{
    snprintf(how, sizeof how, "ms=40&bytes=%d", LONG);
    start_sites();
    curl_global_init(CURL_GLOBAL_DEFAULT);
    pthread_key_create(&key, curl_easy_cleanup);
    for (int n = 0; n < CRAWLED; n++) {
        page_url(document[n].url, n);
        document[n].text = malloc(LONG);
    }
}

static inline void end_crawl(void)
{
    int links = 0;
    for (int n = 0; n < CRAWLED; n++) {
        links += document[n].links;
        free(document[n].text);
    }
    stop_sites();
    printf("%d links\n", links);
}

#endif
