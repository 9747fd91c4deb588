/* test_kit_server_many.c — the kit's loopback server serves a thousand at once, and leaves nothing. See kit_server.h. */
#include "kit_server.h"

#include <dirent.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "base/dice.h"

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

/* Valgrind closes what the server accepts, as long as it could not have opened it. */
static void without_files_it_waits_for_some(void **state)
{
    (void)state;
    SKIP_UNDER_VALGRIND();
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

int main(void)
{
    const struct CMUnitTest tests[] = {
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
