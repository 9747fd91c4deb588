// Eight pages of two sites, one after the other, with one handle.
#include "fetch.h"
#include "sites.h"

int main(int words, char **word)
{
    char url[URL];
    size_t bytes = 0;
    read_words(words, word);
    start_sites();
    CURL *handle = new_handle();
    long start = now_ms();
    for (int n = 0; n < pages; n++) {
        bytes += fetch(handle, page_url(url, n)).bytes;     // @fetch
        printf("page %d after %ld ms\n", n, now_ms() - start);
    }
    curl_easy_cleanup(handle);
    stop_sites();
    printf("%d pages, %zu bytes\n", pages, bytes);
    return 0;
}
