/* answer.c — see answer.h. */
#include "answer.h"

#include <stdio.h>

static const char *reason(unsigned long status)
{
    switch (status) {
    case 200: return "OK";
    case 400: return "Bad Request";
    case 404: return "Not Found";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default:  return "As Ordered";
    }
}

static unsigned long number(const struct request *request,
                            const char *name, unsigned long otherwise)
{
    unsigned long value;
    return request_number(request, name, &value) ? value : otherwise;
}

static unsigned long status_of(const struct request *request,
                               unsigned long count)
{
    unsigned long status = number(request, "status", 200);
    unsigned long good = number(request, "good", 0);
    bool is_good = good && count % good == 0;
    return status < 400 || status > 599 || is_good ? 200 : status;
}

static void read_ending(struct answer *answer,
                        const struct request *request)
{
    static const struct way { const char *name; enum ending ending; }
    way[] = {
        { "cut", ENDING_CUT }, { "reset", ENDING_RESET },
        { "stall", ENDING_STALL },
    };
    unsigned long at;
    for (size_t k = 0; k < sizeof way / sizeof *way; k++)
        if (request_number(request, way[k].name, &at)) {
            answer->ending = way[k].ending;
            if (at < answer->body)
                answer->body = at;
        }
}

static void write_head(struct answer *answer, unsigned long status,
                       unsigned long bytes)
{
    int length = snprintf(answer->head, sizeof answer->head,
                          "HTTP/1.1 %lu %s\r\n"
                          "Content-Type: text/html\r\n"
                          "Content-Length: %lu\r\n"
                          "Connection: %s\r\n\r\n",
                          status, reason(status), bytes,
                          answer->keep_alive ? "keep-alive" : "close");
    answer->head_length = (size_t)length;
}

void answer_write(struct answer *answer, const struct request *request,
                  unsigned long count)
{
    *answer = (struct answer){ 0 };
    if (request->status != 200) {
        write_head(answer, (unsigned long)request->status, 0);
        return;
    }
    unsigned long bytes = number(request, "bytes", 1024);
    answer->ms = number(request, "ms", 0);
    answer->rate = number(request, "rate", 0);
    answer->keep_alive = request->keep_alive;
    answer->body = request->method == REQUEST_HEAD ? 0 : bytes;
    read_ending(answer, request);
    write_head(answer, status_of(request, count), bytes);
}
