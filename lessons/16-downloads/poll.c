// Eight pages at once, by one thread: libcurl's multi interface.
#include "fetch.h"
#include "sites.h"

static struct page page[MOST];
static char url[MOST][URL];
static long start;

static CURL *begin(CURLM *multi, int n)
{
    CURL *handle = new_handle();
    curl_easy_setopt(handle, CURLOPT_URL, page_url(url[n], n));
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &page[n]);
    curl_easy_setopt(handle, CURLOPT_PRIVATE, &page[n]);
    show_begin(handle, url[n]);
    curl_multi_add_handle(multi, handle);
    return handle;
}

/* Which have ended meanwhile? */
static size_t collect(CURLM *multi)
{
    size_t bytes = 0;
    CURLMsg *message;
    int left;
    while ((message = curl_multi_info_read(multi, &left))) {
        struct page *ended;
        CURL *handle = message->easy_handle;
        curl_easy_getinfo(handle, CURLINFO_PRIVATE, &ended);
        show_end(handle, url[ended - page], message->data.result,
                 ended->bytes);
        printf("page %d after %ld ms\n", (int)(ended - page),
               now_ms() - start);
        bytes += ended->bytes;
    }
    return bytes;
}

int main(int words, char **word)
{
    CURL *handle[MOST];
    size_t bytes = 0;
    int running;
    read_words(words, word);
    start_sites();
    CURLM *multi = curl_multi_init();
    start = now_ms();
    for (int n = 0; n < pages; n++)
        handle[n] = begin(multi, n);
    do {
        curl_multi_perform(multi, &running);
        bytes += collect(multi);
        if (running)
            curl_multi_poll(multi, NULL, 0, 1000, NULL);    // @poll
    } while (running);
    for (int n = 0; n < pages; n++) {
        curl_multi_remove_handle(multi, handle[n]);
        curl_easy_cleanup(handle[n]);
    }
    curl_multi_cleanup(multi);
    stop_sites();
    printf("%d pages, %zu bytes\n", pages, bytes);
    return 0;
}
