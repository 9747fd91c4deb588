/* test_kit_server.c — the kit's loopback server does as it is ordered, to one client and to a thousand, and leaves nothing. */
#include "tests/claims.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "../../lessons/kit/server.c"
#include "../../lessons/kit/answer.c"
#include "../../lessons/kit/request.c"

#include "base/dice.h"

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

/* ---- many, and the end ---- */

static rlim_t allow_files(rlim_t wanted)
{
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    rlim_t before = limit.rlim_cur;
    limit.rlim_cur = wanted < limit.rlim_max ? wanted : limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
    return before;
}

static void a_thousand_at_once(void **state)
{
    (void)state;
    enum { MOST = 1000 };
    int socket_[MOST];
    rlim_t before = allow_files(2 * MOST + 100);
    for (int k = 0; k < MOST; k++)
        say(socket_[k] = client(), k % 2 ? GET("/?ms=100&bytes=100") : GET("/?bytes=3000&rate=20000"));
    for (int k = 0; k < MOST; k++) {
        assert_int_equal(hear(socket_[k]).body, k % 2 ? 100 : 3000);
        close(socket_[k]);
    }
    allow_files(before);
}

static size_t entries(const char *folder)
{
    size_t count = 0;
    DIR *directory = opendir(folder);
    while (readdir(directory))
        count++;
    closedir(directory);
    return count;
}

static void without_files_it_waits_for_some(void **state)
{
    (void)state;
    int first = client(), late = new_socket();
    fetch(first, GET("/"));
    rlim_t before = allow_files(3);                 /* no more can be opened */
    assert_int_equal(connect_to(late, server.port), 0);
    fetch(first, GET("/"));                         /* the server has been round, and could not accept it */
    assert_int_equal(atomic_load(&server.connections), 1);
    allow_files(before);
    assert_int_equal(fetch(late, GET("/?bytes=9")).body, 9);
    close(first);
    close(late);
}

static void nothing_is_left_of_it(void **unused)
{
    (void)unused;
    size_t files = entries("/proc/self/fd"), threads = entries("/proc/self/task");
    assert_int_equal(server_start(&server), 0);
    struct page page;
    int idle = client(), stalled = client(), late = client(), half = client(), cut = client();
    fetch(idle, GET("/"));
    say(stalled, GET("/?stall=5"));
    assert_true(hear_up_to(stalled, &page, 5));
    say(late, GET("/?ms=100000"));
    say(half, "GET / HT");
    fetch(cut, GET("/?cut=5"));
    server_stop(&server);
    int nobody = new_socket();
    assert_int_equal(connect_to(nobody, server.port), -1);
    assert_int_equal(errno, ECONNREFUSED);
    close(nobody);
    assert_int_equal(entries("/proc/self/task"), threads);
    for (size_t k = 0; k < 5; k++)
        close(((int[]){ idle, stalled, late, half, cut })[k]);
    assert_int_equal(entries("/proc/self/fd"), files);
}

static void a_start_that_fails_leaves_nothing(void **unused)
{
    (void)unused;
    size_t files = entries("/proc/self/fd");
    int next = dup(0);
    assert_true(next > 0);
    close(next);
    for (int more = 0; more < 3; more++) {          /* the listener, epoll, the eventfd */
        rlim_t before = allow_files((rlim_t)(next + more));
        int error = server_start(&server);
        allow_files(before);
        assert_int_equal(error, EMFILE);
        assert_int_equal(entries("/proc/self/fd"), files);
    }
}

static void two_servers_have_two_ports(void **state)
{
    (void)state;
    static struct server second;
    assert_int_equal(server_start(&second), 0);
    assert_int_not_equal(second.port, server.port);
    int socket_ = new_socket();
    assert_int_equal(connect_to(socket_, second.port), 0);
    assert_int_equal(fetch(socket_, GET("/")).body, 1024);
    assert_int_equal(atomic_load(&second.requests), 1);
    assert_int_equal(atomic_load(&server.requests), 0);
    close(socket_);
    server_stop(&second);
}

/* A child that has been forked has every socket as well, and keeps them open: what the server closes must be out of its
 * epoll all the same. */
static void a_forked_child_does_no_harm(void **state)
{
    (void)state;
    int gone[20], other = client();
    for (int k = 0; k < 20; k++)
        fetch(gone[k] = client(), GET("/"));
    pid_t child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (;;)
            pause();
    }
    assert_true(child > 0);
    for (int k = 0; k < 20; k++) {
        shutdown(gone[k], SHUT_WR);
        for (int n = 0; n < 5; n++)
            fetch(other, GET("/"));
        close(gone[k]);
    }
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, NULL, 0), child);
    close(other);
}

/* Clients that send anything, and leave at any moment: the server still serves. */
static void rude_clients_do_no_harm(void **state)
{
    static const char *const word[] = {
        GET("/"), GET("/?ms=3"), GET("/?bytes=200000"), GET("/?rate=5000"), GET("/?cut=9"), GET("/?reset=9"), GET("/?stall=0"),
        "GET ", "\r\n", "nonsense\r\n\r\n", "HEAD / HTTP/1.0\r\n\r\n",
    };
    (void)state;
    struct dice dice = { 16 };
    struct linger at_once = { .l_onoff = 1 };
    char bytes[500];
    for (int round = 0; round < 300; round++) {
        int socket_ = client();
        for (unsigned k = dice_below(&dice, 6); k > 0; k--) {
            const char *text = word[dice_below(&dice, sizeof word / sizeof *word)];
            unsigned length = (unsigned)strlen(text);
            send(socket_, text, dice_below(&dice, 5) ? length : dice_below(&dice, length), MSG_NOSIGNAL);
            if (dice_below(&dice, 3) == 0)
                recv(socket_, bytes, sizeof bytes, MSG_DONTWAIT);
        }
        if (dice_below(&dice, 2))
            setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        else if (dice_below(&dice, 2))
            shutdown(socket_, SHUT_WR);
        close(socket_);
    }
    int socket_ = client();
    assert_int_equal(fetch(socket_, GET("/?bytes=10")).body, 10);
    close(socket_);
}

#define SERVED(claim) cmocka_unit_test_setup_teardown(claim, set_up, tear_down)

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
        SERVED(a_thousand_at_once),
        SERVED(without_files_it_waits_for_some),
        cmocka_unit_test(nothing_is_left_of_it),
        cmocka_unit_test(a_start_that_fails_leaves_nothing),
        SERVED(two_servers_have_two_ports),
        SERVED(a_forked_child_does_no_harm),
        SERVED(rude_clients_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
