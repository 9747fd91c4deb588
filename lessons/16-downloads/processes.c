// Eight pages by five processes: pipes to tell them what, and to hear.
#include <sys/wait.h>
#include <unistd.h>

#include "fetch.h"
#include "sites.h"

enum { WORKERS = 5 };

/* URLs in, pages out, until the pipe of URLs is closed. All that is
 * written or read at a time is short, so no two of them are mixed. */
static void work(int urls, int results)
{
    char url[URL];
    CURL *handle = new_handle();
    while (read(urls, url, sizeof url) == sizeof url) {     // @read
        struct page page = fetch(handle, url);
        if (write(results, &page, sizeof page) != sizeof page)
            break;
    }
    curl_easy_cleanup(handle);
}

static void start_workers(int urls[2], int results[2])
{
    for (int k = 0; k < WORKERS; k++)
        if (fork() == 0) {
            close(urls[1]);
            close(results[0]);
            work(urls[0], results[1]);
            _exit(0);
        }
    close(urls[0]);
    close(results[1]);
}

int main(int words, char **word)
{
    int urls[2], results[2], count = 0;
    size_t bytes = 0;
    struct page page;
    read_words(words, word);
    if (pipe(urls) != 0 || pipe(results) != 0)
        return 1;
    start_workers(urls, results);       /* while this is one thread */
    start_sites();
    for (int n = 0; n < pages; n++) {
        char url[URL] = "";
        page_url(url, n);
        if (write(urls[1], url, sizeof url) != sizeof url)
            break;
    }
    close(urls[1]);                                         // @close
    while (read(results[0], &page, sizeof page) == sizeof page) {
        bytes += page.bytes;
        count++;
    }
    while (wait(NULL) > 0)
        ;
    stop_sites();
    printf("%d pages, %zu bytes\n", count, bytes);
    return 0;
}
