/* transfer_inside.h — what transfer.c and transfer_curl.c share. */
#ifndef TRANSFER_INSIDE_H
#define TRANSFER_INSIDE_H

#include <curl/curl.h>

#include "transfer.h"

enum { TIMEOUT_MS = 30000, MOST = 64 << 20, REDIRECTS = 5,
       TOLD_EVERY = 1000 };

/* One try; on the stack of the task that waits for it. */
struct try {
    struct transfers *all;
    struct transfer *transfer;
    struct task *task;
    const char *url;
    CURL *handle;
    size_t told;                    /* bytes the lab knows of */
    CURLcode result;
    bool over;
};

/* What is to be downloaded, in which way, and who is told; `here`: from
 * this machine. */
void transfer_ask(struct try *try, const char *url, bool here);

/* The lab is told of a phase. */
void transfer_tell(const struct transfers *all, const char *url,
                   int phase, size_t bytes);

#endif
