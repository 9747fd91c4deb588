/* test_kit_server.c — the kit's loopback server does for one client as it is ordered. See kit_server.h. */
#include "kit_server.h"

static bool is_over(int socket_)
{
    char byte;
    return recv(socket_, &byte, 1, 0) == 0;
}

/* ---- one client ---- */

static void a_page_is_served(void **state)
{
    (void)state;
    int socket_ = client();
    struct page page = fetch(socket_, GET("/"));
    assert_int_equal(page.status, 200);
    assert_int_equal(page.promised, 1024);
    assert_int_equal(page.body, 1024);
    assert_true(page.keeps);
    close(socket_);
}

static void it_listens_on_loopback_only(void **state)
{
    (void)state;
    struct sockaddr_in address;
    socklen_t length = sizeof address;
    assert_int_equal(getsockname(server.listener, (struct sockaddr *)&address, &length), 0);
    assert_int_equal(ntohl(address.sin_addr.s_addr), INADDR_LOOPBACK);
    assert_int_equal(ntohs(address.sin_port), server.port);
}

static void a_connection_serves_many(void **state)
{
    (void)state;
    int socket_ = client();
    for (int k = 0; k < 20; k++)
        assert_int_equal(fetch(socket_, GET("/page?bytes=77&ms=1")).body, 77);
    assert_int_equal(atomic_load(&server.connections), 1);
    assert_int_equal(atomic_load(&server.requests), 20);
    close(socket_);
}

static void requests_sent_together_are_answered_in_order(void **state)
{
    (void)state;
    int socket_ = client();
    say(socket_, GET("/?bytes=1&ms=30") GET("/?bytes=2") GET("/?bytes=20000&rate=900000") GET("/?bytes=4&status=404") GET("/?by="));
    assert_int_equal(hear(socket_).body, 1);
    assert_int_equal(hear(socket_).body, 2);
    assert_int_equal(hear(socket_).body, 20000);
    assert_int_equal(hear(socket_).status, 404);
    assert_int_equal(hear(socket_).body, 1024);
    close(socket_);
}

static void more_requests_than_its_buffer_holds_are_no_trouble(void **state)
{
    (void)state;
    int socket_ = client();
    for (int k = 0; k < 1000; k++)
        say(socket_, GET("/a/longer/path/to/fill/the/buffer?bytes=3"));
    for (int k = 0; k < 1000; k++)
        assert_int_equal(hear(socket_).body, 3);
    close(socket_);
}

static void a_request_may_come_in_pieces(void **state)
{
    (void)state;
    int socket_ = client(), other = client();
    const char *text = GET("/?bytes=5");
    for (size_t k = 0; k < strlen(text); k++) {
        assert_int_equal(send(socket_, text + k, 1, MSG_NOSIGNAL), 1);
        if (k % 8 == 0)
            fetch(other, GET("/"));     /* the server has been round, and has seen the piece */
    }
    assert_int_equal(hear(socket_).body, 5);
    close(socket_);
    close(other);
}

static void head_has_no_body(void **state)
{
    (void)state;
    struct page page;
    int socket_ = client();
    say(socket_, "HEAD /?bytes=500 HTTP/1.1\r\nHost: here\r\n\r\n" GET("/?bytes=6"));
    assert_true(hear_up_to(socket_, &page, 0));
    assert_int_equal(page.promised, 500);
    assert_int_equal(hear(socket_).body, 6);
    close(socket_);
}

static void who_wants_no_more_is_hung_up_on(void **state)
{
    static const char *const text[] = {
        "GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n",
    };
    (void)state;
    for (size_t k = 0; k < sizeof text / sizeof *text; k++) {
        int socket_ = client();
        struct page page = fetch(socket_, text[k]);
        assert_int_equal(page.body, 1024);
        assert_false(page.keeps);
        assert_true(is_over(socket_));
        close(socket_);
    }
}

static void nonsense_is_refused_and_the_answer_arrives(void **state)
{
    (void)state;
    char nonsense[20000];
    int socket_ = client();
    memset(nonsense, 'x', sizeof nonsense);
    assert_int_equal(send(socket_, nonsense, sizeof nonsense, MSG_NOSIGNAL), sizeof nonsense);
    struct page page = hear(socket_);
    assert_int_equal(page.status, 431);
    assert_false(page.keeps);
    assert_true(is_over(socket_));
    close(socket_);
}

static void a_large_page_arrives_whole(void **state)
{
    (void)state;
    int socket_ = client();
    assert_int_equal(fetch(socket_, GET("/?bytes=20000001")).body, 20000001);
    assert_int_equal(fetch(socket_, GET("/?bytes=300007&rate=9000000")).body, 300007);
    assert_int_equal(fetch(socket_, GET("/?bytes=0")).body, 0);
    close(socket_);
}

/* ---- what goes wrong on command ---- */

static void a_status_is_as_ordered(void **state)
{
    static const struct { const char *target; int status; } cases[] = {
        { GET("/?status=404"), 404 }, { GET("/?status=500"), 500 }, { GET("/?status=599"), 599 }, { GET("/?status=600"), 200 },
        { GET("/?status=304"), 200 }, { GET("/?status=100"), 200 }, { GET("/?status=404&bytes=9"), 404 },
    };
    (void)state;
    int socket_ = client();
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
        assert_int_equal(fetch(socket_, cases[k].target).status, cases[k].status);
    close(socket_);
}

static void each_third_request_is_good(void **state)
{
    (void)state;
    int socket_ = client();
    for (int k = 1; k <= 9; k++)
        assert_int_equal(fetch(socket_, GET("/?status=503&good=3")).status, k % 3 == 0 ? 200 : 503);
    close(socket_);
}

static void a_page_is_cut(void **state)
{
    (void)state;
    int socket_ = client();
    struct page page = fetch(socket_, GET("/?bytes=4096&cut=100") GET("/"));
    assert_int_equal(page.promised, 4096);
    assert_int_equal(page.body, 100);
    assert_true(is_over(socket_));
    close(socket_);
}

static void a_connection_is_torn_down(void **state)
{
    (void)state;
    char bytes[8192];
    int socket_ = client();
    ssize_t count;
    say(socket_, GET("/?bytes=4096&reset=100"));
    while ((count = recv(socket_, bytes, sizeof bytes, 0)) > 0)
        ;
    assert_int_equal(count, -1);
    assert_int_equal(errno, ECONNRESET);
    close(socket_);
}

static void a_stalled_page_stays_until_the_client_goes(void **state)
{
    (void)state;
    struct page page;
    char byte;
    int stalled = client(), other = client();
    say(stalled, GET("/?bytes=4096&stall=100"));
    assert_true(hear_up_to(stalled, &page, 100));
    assert_int_equal(page.body, 100);
    fetch(other, GET("/"));
    assert_int_equal(recv(stalled, &byte, 1, MSG_DONTWAIT), -1);
    assert_int_equal(errno, EAGAIN);
    shutdown(stalled, SHUT_WR);
    assert_true(is_over(stalled));
    close(stalled);
    close(other);
}

static void who_waits_keeps_nobody_waiting(void **state)
{
    (void)state;
    struct page page;
    int late = client(), slow = client(), other = client();
    say(late, GET("/?ms=999999999"));
    say(slow, GET("/?rate=1"));
    assert_true(hear_up_to(slow, &page, 1));
    for (int k = 0; k < 100; k++)
        fetch(other, GET("/"));
    close(late);
    close(slow);
    fetch(other, GET("/"));
    close(other);
}

static void waits_may_be_longer_than_the_wheel(void **state)
{
    (void)state;
    int socket_[4];
    static const char *const text[] = { GET("/?ms=1100"), GET("/?ms=600"), GET("/?ms=512"), GET("/?ms=88") };
    for (int k = 0; k < 4; k++)
        say(socket_[k] = client(), text[k]);
    for (int k = 3; k >= 0; k--) {
        assert_int_equal(hear(socket_[k]).body, 1024);
        close(socket_[k]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SERVED(a_page_is_served),
        SERVED(it_listens_on_loopback_only),
        SERVED(a_connection_serves_many),
        SERVED(requests_sent_together_are_answered_in_order),
        SERVED(more_requests_than_its_buffer_holds_are_no_trouble),
        SERVED(a_request_may_come_in_pieces),
        SERVED(head_has_no_body),
        SERVED(who_wants_no_more_is_hung_up_on),
        SERVED(nonsense_is_refused_and_the_answer_arrives),
        SERVED(a_large_page_arrives_whole),
        SERVED(a_status_is_as_ordered),
        SERVED(each_third_request_is_good),
        SERVED(a_page_is_cut),
        SERVED(a_connection_is_torn_down),
        SERVED(a_stalled_page_stays_until_the_client_goes),
        SERVED(who_waits_keeps_nobody_waiting),
        SERVED(waits_may_be_longer_than_the_wheel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
