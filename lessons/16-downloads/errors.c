// Eight downloads; seven go wrong, each in a way of its own.
#include "fetch.h"
#include "sites.h"

static struct page try_it(const char *what, const char *kind)
{
    char url[URL];
    CURL *handle = new_handle();
    snprintf(url, sizeof url, "http://127.0.0.1:%u/%s?%s", site[0].port,
             what, kind);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, 200L);     // @limit
    struct page page = fetch(handle, url);
    printf("%-10s error %2d, status %3ld, %4zu bytes  %s\n", what,
           page.error, page.status, page.bytes,
           page.error ? curl_easy_strerror(page.error) : "");
    curl_easy_cleanup(handle);
    return page;
}

int main(void)
{
    int good = 0;
    start_sites();
    good += try_it("fine", "").status == 200;
    good += try_it("missing", "status=404").status == 404;
    good += try_it("broken", "status=500").status == 500;
    good += try_it("slow", "ms=60000").error
         == CURLE_OPERATION_TIMEDOUT;
    good += try_it("stalled", "stall=100").error
         == CURLE_OPERATION_TIMEDOUT;
    good += try_it("cut-off", "cut=100").error == CURLE_PARTIAL_FILE;
    good += try_it("torn", "reset=100").error
         == CURLE_RECV_ERROR;
    stop_sites();                       /* nobody listens any more */
    good += try_it("refused", "").error == CURLE_COULDNT_CONNECT;
    printf("%d of 8 ended as they had to\n", good);
    return 0;
}
