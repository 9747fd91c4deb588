// Eight pages by a pool of five threads, each with a handle of its own.
#include "fetch.h"
#include "pool.h"
#include "sites.h"

enum { WORKERS = 5 };

static pthread_key_t key;               /* each thread's own handle */
static struct page page[MOST];
static int number[MOST];
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
    char url[URL];
    int n = *(int *)argument;
    page[n] = fetch(own_handle(), page_url(url, n));
    printf("page %d after %ld ms\n", n, now_ms() - start);
    *value = &page[n];
    return 0;
}

int main(int words, char **word)
{
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
        number[n] = n;
        arguments[n] = &number[n];
    }
    pool_map(&pool, download, arguments, values, (size_t)pages);
    for (int n = 0; n < pages; n++)
        bytes += ((struct page *)values[n])->bytes;
    pool_destroy(&pool);
    stop_sites();
    printf("%d pages, %zu bytes\n", pages, bytes);
    return 0;
}
