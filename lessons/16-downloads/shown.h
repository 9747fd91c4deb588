/* shown.h — tells the lab what a handle does: by libcurl's call-backs
 * while it is under way, by its own watch when it is over. Without the
 * lab, or with NOT_SHOWN, it is nothing. */
#ifndef SHOWN_H
#define SHOWN_H

#include <curl/curl.h>
#include <errno.h>

#include "threadlab.h"

#if defined THREADLAB_TRACED && !defined NOT_SHOWN

static inline int shown_connects(void *url, curl_socket_t socket,
                                 curlsocktype purpose)
{
    (void)socket, (void)purpose;
    lab_transfer(url, LAB_CONNECTS, 0);
    return CURL_SOCKOPT_OK;
}

static inline int shown_asks(void *url, char *to, char *from,
                             int to_port, int from_port)
{
    (void)to, (void)from, (void)to_port, (void)from_port;
    lab_transfer(url, LAB_WAITS, 0);
    return 0;
}

static inline size_t shown_hears(char *line, size_t one, size_t count,
                                 void *url)
{
    lab_hide(true);                 /* looking is not the lesson */
    bool first = one * count > 5 && line[0] == 'H';  /* "HTTP/…" */
    lab_hide(false);
    if (first)
        lab_transfer(url, LAB_RECEIVES, 0);
    return one * count;
}

static inline void show_begin(CURL *handle, const char *url)
{
    curl_easy_setopt(handle, CURLOPT_SOCKOPTFUNCTION, shown_connects);
    curl_easy_setopt(handle, CURLOPT_SOCKOPTDATA, url);
    curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, shown_asks);
    curl_easy_setopt(handle, CURLOPT_PREREQDATA, url);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, shown_hears);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, url);
    lab_transfer(url, LAB_LOOKS_UP, 0);
}

static inline int shown_error(CURL *handle, CURLcode error)
{
    long number = 0;
    curl_easy_getinfo(handle, CURLINFO_OS_ERRNO, &number);
    return error == CURLE_OPERATION_TIMEDOUT ? ETIMEDOUT
         : error == CURLE_ABORTED_BY_CALLBACK ? ECANCELED
         : number ? (int)number : EPROTO;
}

static inline void show_end(CURL *handle, const char *url,
                            CURLcode error, size_t bytes)
{
    static const CURLINFO moments[] = {
        CURLINFO_NAMELOOKUP_TIME_T, CURLINFO_PRETRANSFER_TIME_T,
        CURLINFO_STARTTRANSFER_TIME_T, CURLINFO_TOTAL_TIME_T,
    };
    long ended[4], status = 0;
    lab_hide(true);
    curl_off_t later = 0;           /* 0: a phase that was not left */
    for (int k = 3; k >= 0; k--) {
        curl_off_t at = 0;
        curl_easy_getinfo(handle, moments[k], &at);
        later = at > 0 && (at < later || later == 0) ? at : later;
        ended[k] = (long)later;
    }
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    lab_hide(false);
    lab_transfer_over(url, error ? -shown_error(handle, error)
                                 : (int)status, bytes, ended);
}

#else

static inline void show_begin(CURL *handle, const char *url)
{
    (void)handle, (void)url;
}

static inline void show_end(CURL *handle, const char *url,
                            CURLcode error, size_t bytes)
{
    (void)handle, (void)url, (void)error, (void)bytes;
}

#endif
#endif
