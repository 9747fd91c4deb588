/* kit_server.h — the whole of the kit's server in one program, and what its two tests share: a client that says what it likes,
 * and reads what comes. */
#ifndef TESTS_KIT_SERVER_H
#define TESTS_KIT_SERVER_H

#include "tests/claims.h"

#include <stdio.h>
#include <stdlib.h>

#include "../../lessons/kit/server.c"
#include "../../lessons/kit/answer.c"
#include "../../lessons/kit/request.c"

#define GET(target) "GET " target " HTTP/1.1\r\nHost: here\r\n\r\n"

static struct server server;

static int set_up(void **state)
{
    (void)state;
    return server_start(&server);
}

static int tear_down(void **state)
{
    (void)state;
    server_stop(&server);
    return 0;
}

/* ---- a client ---- */

static int new_socket(void)
{
    struct timeval limit = { .tv_sec = 60 };        /* so that what fails ends, too */
    int socket_ = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(socket_ >= 0);
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    return socket_;
}

static int connect_to(int socket_, unsigned port)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connect(socket_, (struct sockaddr *)&address, sizeof address);
}

static int client(void)
{
    int socket_ = new_socket();
    assert_int_equal(connect_to(socket_, server.port), 0);
    return socket_;
}

static void say(int socket_, const char *text)
{
    assert_int_equal(send(socket_, text, strlen(text), MSG_NOSIGNAL), strlen(text));
}

struct page {
    int status;
    size_t promised, body;      /* bytes */
    bool keeps;                 /* the connection stays */
    bool is_right;              /* it is made of SERVER_LINE */
    char head[200];
};

static size_t read_head(int socket_, struct page *page)
{
    size_t length = 0;
    while (length < 4 || memcmp(page->head + length - 4, "\r\n\r\n", 4) != 0) {
        assert_true(length + 1 < sizeof page->head);
        if (recv(socket_, page->head + length, 1, 0) != 1)
            return 0;
        length++;
    }
    page->head[length] = '\0';
    return length;
}

/* The rest of an answer; of a HEAD's (`wanted` 0) only its head. False: there is none. */
static bool hear_up_to(int socket_, struct page *page, size_t wanted)
{
    static char bytes[65536];
    *page = (struct page){ .is_right = true };
    if (read_head(socket_, page) == 0)
        return false;
    assert_int_equal(sscanf(page->head, "HTTP/1.1 %d", &page->status), 1);
    assert_int_equal(sscanf(strstr(page->head, "Content-Length:"), "Content-Length: %zu", &page->promised), 1);
    page->keeps = strstr(page->head, "Connection: keep-alive") != NULL;
    if (wanted > page->promised)
        wanted = page->promised;
    while (page->body < wanted) {
        size_t left = wanted - page->body;
        ssize_t count = recv(socket_, bytes, left < sizeof bytes ? left : sizeof bytes, 0);
        if (count <= 0)
            break;
        for (ssize_t k = 0; k < count; k++)
            page->is_right &= bytes[k] == SERVER_LINE[(page->body + (size_t)k) % LINE];
        page->body += (size_t)count;
    }
    return true;
}

static struct page hear(int socket_)
{
    struct page page;
    assert_true(hear_up_to(socket_, &page, SIZE_MAX));
    assert_true(page.is_right);
    return page;
}

static struct page fetch(int socket_, const char *request)
{
    say(socket_, request);
    return hear(socket_);
}

#define SERVED(claim) cmocka_unit_test_setup_teardown(claim, set_up, tear_down)

#endif
