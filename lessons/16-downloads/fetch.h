/* fetch.h — a page by libcurl, with what all programs here ask of it. */
#ifndef FETCH_H
#define FETCH_H

#include <curl/curl.h>

#include "shown.h"

struct page {
    CURLcode error;             /* CURLE_OK: there is an answer */
    long status;                /* which says 200, or 404 … */
    size_t bytes;
};

/* libcurl calls this for each piece of the body. */
static inline size_t take(char *piece, size_t one, size_t count,
                          void *argument)
{
    struct page *page = argument;
    (void)piece;
    page->bytes += one * count;
    return one * count;
}

/* No proxy, whatever the environment says: it is our own machine. No
 * signals: other threads would get them, too. */
static inline CURL *new_handle(void)
{
    CURL *handle = curl_easy_init();
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take);
    return handle;
}

/* Returns when the page is there, or will never be. */
static inline struct page fetch(CURL *handle, const char *url)
{
    struct page page = { 0 };
    curl_easy_setopt(handle, CURLOPT_URL, url);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &page);
    show_begin(handle, url);
    page.error = curl_easy_perform(handle);
    show_end(handle, url, page.error, page.bytes);
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &page.status);
    return page;
}

#endif
