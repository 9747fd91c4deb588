// Three tries at most, and only where another may help.
#include <string.h>

#include "fetch.h"
#include "sites.h"

static struct page download(const char *url)
{
    CURL *handle = new_handle();
    struct page page = fetch(handle, url);
    for (int k = 1; k < 3 && page.status >= 500; k++) {
        nanosleep(&(struct timespec){ .tv_nsec = k * 20000000 }, NULL);
        page = fetch(handle, url);
    }
    curl_easy_cleanup(handle);
    return page;
}

int main(void)
{
    char url[URL];
    start_sites();
    strcpy(how, "status=503&good=3");       /* each third is good */
    struct page busy = download(page_url(url, 0));
    strcpy(how, "status=404");              /* never will be */
    struct page gone = download(page_url(url, 1));
    printf("%ld after %lu, %ld after %lu\n", busy.status,
           site[0].requests, gone.status, site[1].requests);
    stop_sites();
    return 0;
}
