/* request.c — see request.h, and RFC 9112 for what a request is. Read
 * line by line; each call begins anew, so there is nothing to remember
 * between two of them. */
#include "request.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

/* A piece of the bytes; not ended by a 0. */
struct piece {
    const char *at;
    size_t length;
};

struct headers {
    bool is_old;                /* HTTP/1.0 */
    unsigned hosts;
};

static int refuse(struct request *request, int status)
{
    request->status = status;
    return EBADMSG;
}

static bool is_same(struct piece piece, const char *word)
{
    return piece.length == strlen(word)
        && strncasecmp(piece.at, word, piece.length) == 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* What stands before `end`; takes it and the end away from `rest`.
 * Without an end: all of it. */
static struct piece cut(struct piece *rest, char end)
{
    struct piece first = *rest;
    const char *found = memchr(rest->at, end, rest->length);
    if (found)
        first.length = (size_t)(found - rest->at);
    size_t gone = first.length + (found != NULL);
    rest->at += gone;
    rest->length -= gone;
    return first;
}

static struct piece trimmed(struct piece piece)
{
    while (piece.length && strchr(" \t", piece.at[0])) {
        piece.at++;
        piece.length--;
    }
    while (piece.length && strchr(" \t", piece.at[piece.length - 1]))
        piece.length--;
    return piece;
}

/* ---- the first line: GET /page HTTP/1.1 ---- */

static bool is_visible(struct piece piece)
{
    for (size_t k = 0; k < piece.length; k++)
        if (piece.at[k] <= ' ' || piece.at[k] > '~')
            return false;
    return piece.length > 0;
}

static int read_target(struct request *request, struct piece target)
{
    if (!is_visible(target) || target.at[0] != '/')
        return refuse(request, 400);
    if (target.length >= REQUEST_TARGET)
        return refuse(request, 414);
    memcpy(request->target, target.at, target.length);
    request->target[target.length] = '\0';
    return 0;
}

static int read_version(struct request *request, struct piece version,
                        struct headers *headers)
{
    if (version.length != 8 || memcmp(version.at, "HTTP/", 5) != 0
        || !is_digit(version.at[5]) || version.at[6] != '.'
        || !is_digit(version.at[7]))
        return refuse(request, 400);
    if (version.at[5] != '1')
        return refuse(request, 505);
    headers->is_old = version.at[7] == '0';
    request->keep_alive = !headers->is_old;
    return 0;
}

static int read_first(struct request *request, struct piece line,
                      struct headers *headers)
{
    struct piece method = cut(&line, ' '), target = cut(&line, ' ');
    int error = is_visible(method) ? 0 : refuse(request, 400);
    if (!error)
        error = read_target(request, target);
    if (!error)
        error = read_version(request, line, headers);
    if (error)
        return error;
    if (method.length == 3 && memcmp(method.at, "GET", 3) == 0)
        request->method = REQUEST_GET;
    else if (method.length == 4 && memcmp(method.at, "HEAD", 4) == 0)
        request->method = REQUEST_HEAD;
    else
        return refuse(request, 501);
    return 0;
}

/* ---- the others: Name: value ---- */

static bool is_token(struct piece piece)
{
    static const char others[] = "!#$%&'*+-.^_`|~";
    for (size_t k = 0; k < piece.length; k++) {
        char c = piece.at[k], small = (char)(c | ' ');
        if (!is_digit(c) && !(small >= 'a' && small <= 'z')
            && (c == '\0' || !strchr(others, c)))
            return false;
    }
    return piece.length > 0;
}

static void read_connection(struct request *request, struct piece list)
{
    while (list.length) {
        struct piece word = trimmed(cut(&list, ','));
        if (is_same(word, "close"))
            request->keep_alive = false;
        else if (is_same(word, "keep-alive"))
            request->keep_alive = true;
    }
}

static bool is_zero(struct piece number)
{
    return number.length == 1 && number.at[0] == '0';
}

static int read_header(struct request *request, struct piece line,
                       struct headers *headers)
{
    if (!memchr(line.at, ':', line.length))
        return refuse(request, 400);
    struct piece name = cut(&line, ':'), value = trimmed(line);
    if (!is_token(name))
        return refuse(request, 400);
    if (is_same(name, "Host"))
        headers->hosts++;
    else if (is_same(name, "Connection"))
        read_connection(request, value);
    else if (is_same(name, "Transfer-Encoding"))
        return refuse(request, 501);
    else if (is_same(name, "Content-Length") && !is_zero(value))
        return refuse(request, 413);
    return 0;
}

static int read_end(struct request *request,
                    const struct headers *headers)
{
    bool is_right = headers->is_old ? headers->hosts < 2
                                    : headers->hosts == 1;
    if (!is_right)
        return refuse(request, 400);
    request->status = 200;
    return 0;
}

/* ---- all of it ---- */

/* Up to a newline, without it and the return before it. */
static bool next_line(struct piece *rest, struct piece *line)
{
    if (!memchr(rest->at, '\n', rest->length))
        return false;
    *line = cut(rest, '\n');
    if (line->length && line->at[line->length - 1] == '\r')
        line->length--;
    return true;
}

static bool is_clean(struct piece line)
{
    return !memchr(line.at, '\r', line.length)
        && !memchr(line.at, '\0', line.length);
}

static int too_little(struct request *request, size_t count)
{
    return count < REQUEST_BYTES ? EAGAIN : refuse(request, 431);
}

int request_parse(struct request *request, const char *bytes,
                  size_t count)
{
    size_t most = count < REQUEST_BYTES ? count : REQUEST_BYTES;
    struct piece rest = { bytes, most }, line;
    struct headers headers = { 0 };
    bool has_first = false;
    int error = 0;
    *request = (struct request){ 0 };
    while (!error && next_line(&rest, &line)) {
        request->length = most - rest.length;
        if (line.length == 0 && has_first)
            return read_end(request, &headers);
        if (line.length == 0)           /* empty lines come before */
            continue;
        if (!is_clean(line))
            error = refuse(request, 400);
        else if (has_first)
            error = read_header(request, line, &headers);
        else
            error = read_first(request, line, &headers);
        has_first = true;
    }
    return error ? error : too_little(request, count);
}

bool request_number(const struct request *request, const char *name,
                    unsigned long *value)
{
    struct piece rest = { request->target, strlen(request->target) };
    cut(&rest, '?');
    while (rest.length) {
        struct piece number = cut(&rest, '&'), key = cut(&number, '=');
        if (!is_same(key, name) || number.length < 1
            || number.length > 9)
            continue;
        *value = 0;
        for (size_t k = 0; k < number.length; k++) {
            if (!is_digit(number.at[k]))
                return false;
            *value = *value * 10 + (unsigned long)(number.at[k] - '0');
        }
        return true;
    }
    return false;
}
