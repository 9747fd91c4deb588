/* transfer_inside.h — what transfer.c and transfer_curl.c share. */
#ifndef TRANSFER_INSIDE_H
#define TRANSFER_INSIDE_H

#include <curl/curl.h>

#include "transfer.h"

enum { TIMEOUT_MS = 30000, MOST = 64 << 20, REDIRECTS = 5 };

/* One try; on the stack of the task that waits for it. */
struct try {
    struct transfers *all;
    struct transfer *transfer;
    struct task *task;
    CURL *handle;
    CURLcode result;
    bool over;
};

/* What is to be downloaded, in which way, and who is told; `here`: from
 * this machine. */
void transfer_ask(struct try *try, const char *url, bool here);

#endif
