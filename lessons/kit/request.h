/* request.h — what an HTTP/1.1 client asks for, read out of bytes that
 * come from anywhere.
 *
 *     struct request request;
 *     int error = request_parse(&request, bytes, count);
 *     if (error == EAGAIN)
 *         ...                     // read more, behind these bytes
 *     else if (error)
 *         ...                     // answer request.status, hang up
 *     else                        // the next one begins behind it
 *         bytes += request.length;
 *
 * It takes GET and HEAD, without a body, and believes nothing: a head
 * has REQUEST_BYTES at most, nothing is allocated, and no byte is read
 * that is not there.
 *
 * Threads: no state of its own; call it from any.
 * Memory:  the struct is yours, and keeps nothing of `bytes`.
 * Errors:  0; EAGAIN: so far so good; EBADMSG: it is no request, and
 *          will not become one. */
#ifndef REQUEST_H
#define REQUEST_H

#include <stdbool.h>
#include <stddef.h>

enum { REQUEST_BYTES = 4096, REQUEST_TARGET = 256 };
enum request_method { REQUEST_GET, REQUEST_HEAD };

struct request {
    enum request_method method;
    char target[REQUEST_TARGET];    /* "/page?ms=20" */
    bool keep_alive;            /* the client wants to ask again */
    size_t length;              /* bytes of it, with the empty line */
    int status;                 /* what to answer: 200, or why not */
};

int request_parse(struct request *request, const char *bytes,
                  size_t count);

/* The number behind `name=` in the target's query; false: there is
 * none, or it has more than nine digits. */
bool request_number(const struct request *request, const char *name,
                    unsigned long *value);

#endif
