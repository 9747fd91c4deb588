// Try again, later and later, if it may help; a 404 will not go away.
#include "fetch.h"
#include "sites.h"

enum { TRIES = 5 };

static bool may_help(const struct page *page)
{
    return page->error || page->status == 429 || page->status >= 500;
}

static void pause_ms(long ms)
{
    struct timespec time = { ms / 1000, ms % 1000 * 1000000 };
    nanosleep(&time, NULL);
}

static int download(const char *kind)
{
    char url[URL];
    int tries = 1;
    CURL *handle = new_handle();
    snprintf(how, sizeof how, "%s", kind);
    struct page page = fetch(handle, page_url(url, 0));
    for (long ms = 20; may_help(&page) && tries < TRIES; ms *= 2) {
        printf("status %ld: again in %ld ms\n", page.status, ms);
        pause_ms(ms);                                   // @pause
        page = fetch(handle, url);
        tries++;
    }
    printf("status %ld after %d tries\n", page.status, tries);
    curl_easy_cleanup(handle);
    return tries;
}

int main(void)
{
    start_sites();
    int busy = download("status=503&good=3");   /* each third is good */
    int gone = download("status=404");
    stop_sites();
    printf("%d tries, and %d\n", busy, gone);
    return 0;
}
