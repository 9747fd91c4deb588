// Where the time of a download goes: connecting, waiting, receiving.
#include "fetch.h"
#include "sites.h"

static const char *const kind[] = {
    "ms=80&bytes=100", "ms=80&bytes=100", "ms=10&bytes=6000&rate=60000",
    "bytes=100", "ms=40&bytes=4000&rate=80000",
};

/* A sign for each five milliseconds. */
static void draw(CURL *handle, CURLINFO from, CURLINFO to, char sign)
{
    curl_off_t begin = 0, end = 0;      /* microseconds */
    curl_easy_getinfo(handle, from, &begin);
    curl_easy_getinfo(handle, to, &end);
    for (curl_off_t at = begin / 5000; at < end / 5000; at++)
        putchar(sign);
}

int main(void)
{
    start_sites();
    CURL *handle = new_handle();
    for (size_t n = 0; n < sizeof kind / sizeof *kind; n++) {
        char url[URL];
        snprintf(how, sizeof how, "%s", kind[n]);
        fetch(handle, page_url(url, 0));
        printf("%-28s ", kind[n]);
        draw(handle, CURLINFO_NAMELOOKUP_TIME_T,
             CURLINFO_PRETRANSFER_TIME_T, '-');
        draw(handle, CURLINFO_PRETRANSFER_TIME_T,
             CURLINFO_STARTTRANSFER_TIME_T, '.');       // @wait
        draw(handle, CURLINFO_STARTTRANSFER_TIME_T,
             CURLINFO_TOTAL_TIME_T, '=');
        putchar('\n');
    }
    curl_easy_cleanup(handle);
    stop_sites();
    puts("- connect  . wait  = receive");
    return 0;
}
