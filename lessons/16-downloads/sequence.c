// Eight pages of two sites, one after the other, with one handle.
#include "fetch.h"
#include "sites.h"

enum { PAGES = 8 };

int main(void)
{
    char url[URL];
    size_t bytes = 0;
    start_sites();
    CURL *handle = new_handle();
    long start = now_ms();
    for (int n = 0; n < PAGES; n++) {
        page_url(url, n, "ms=50&bytes=4096");
        bytes += fetch(handle, url).bytes;              // @fetch
        printf("page %d after %ld ms\n", n, now_ms() - start);
    }
    curl_easy_cleanup(handle);
    stop_sites();
    printf("%d pages, %zu bytes\n", PAGES, bytes);
    return 0;
}
