// Eight pages with one handle, and eight with a new handle for each.
#include "fetch.h"
#include "sites.h"

static unsigned long with_one(void)
{
    char url[URL];
    unsigned long before = connections();
    CURL *handle = new_handle();
    for (int n = 0; n < pages; n++)
        fetch(handle, page_url(url, n));                // @one
    curl_easy_cleanup(handle);
    return connections() - before;
}

static unsigned long with_many(void)
{
    char url[URL];
    unsigned long before = connections();
    for (int n = 0; n < pages; n++) {
        CURL *handle = new_handle();
        fetch(handle, page_url(url, n));
        curl_easy_cleanup(handle);                      // @new
    }
    return connections() - before;
}

int main(int words, char **word)
{
    read_words(words, word);
    start_sites();
    unsigned long one = with_one();
    unsigned long many = with_many();
    stop_sites();
    printf("one handle: %lu connections; new ones: %lu\n", one, many);
    return 0;
}
