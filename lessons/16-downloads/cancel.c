// A page that would take a day, and a change of mind.
#include <pthread.h>
#include <stdatomic.h>

#include "fetch.h"
#include "sites.h"

static atomic_bool enough;
static atomic_long arrived;             /* bytes */

/* libcurl calls this for each piece, and at least once a second. */
static int progress(void *unused, curl_off_t all, curl_off_t now,
                    curl_off_t up_all, curl_off_t up_now)
{
    (void)unused, (void)all, (void)up_all, (void)up_now;
    arrived = (long)now;
    return enough;                      /* not 0: stop */   // @stop
}

static void *download(void *page)
{
    char url[URL];
    CURL *handle = new_handle();
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, progress);
    *(struct page *)page = fetch(handle, page_url(url, 0));
    curl_easy_cleanup(handle);
    return NULL;
}

int main(void)
{
    pthread_t thread;
    struct page page;
    struct timespec moment = { .tv_nsec = 10000000 };
    snprintf(how, sizeof how, "bytes=864000000&rate=10000");
    start_sites();
    curl_global_init(CURL_GLOBAL_DEFAULT);
    pthread_create(&thread, NULL, download, &page);
    while (arrived < 3000)
        nanosleep(&moment, NULL);
    enough = true;                                          // @enough
    pthread_join(thread, NULL);
    stop_sites();
    printf("%s\n", curl_easy_strerror(page.error));
    return page.error == CURLE_ABORTED_BY_CALLBACK ? 0 : 1;
}
