// Eight pages by a pool of five threads, each with a handle of its own.
#include <stdlib.h>

#include "fetch.h"
#include "pool.h"
#include "sites.h"

enum { WORKERS = 5 };

static pthread_key_t key;               /* each thread's own handle */
static long start;

static CURL *own_handle(void)
{
    CURL *handle = pthread_getspecific(key);
    if (!handle) {
        handle = new_handle();
        pthread_setspecific(key, handle);               // @own
    }
    return handle;
}

static int download(void *argument, void **value)
{
    struct page *page = malloc(sizeof *page);
    *page = fetch(own_handle(), argument);
    printf("%s after %ld ms\n", (char *)argument, now_ms() - start);
    *value = page;
    return 0;
}

int main(int words, char **word)
{
    static char url[MOST][URL];
    void *arguments[MOST], *values[MOST];
    size_t bytes = 0;
    struct pool pool;
    read_words(words, word);
    start_sites();
    curl_global_init(CURL_GLOBAL_DEFAULT);      /* before all threads */
    pthread_key_create(&key, curl_easy_cleanup);
    pool_init(&pool, WORKERS);
    start = now_ms();
    for (int n = 0; n < pages; n++) {
        page_url(url[n], n);
        arguments[n] = url[n];
    }
    pool_map(&pool, download, arguments, values, (size_t)pages);
    for (int n = 0; n < pages; n++) {
        bytes += ((struct page *)values[n])->bytes;
        free(values[n]);
    }
    pool_destroy(&pool);
    stop_sites();
    printf("%d pages, %zu bytes\n", pages, bytes);
    return 0;
}
