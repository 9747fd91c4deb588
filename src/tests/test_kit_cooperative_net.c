/* test_kit_cooperative_net.c — blocking calls that wait in the kit's event loop: sockets, poll and names. */
#include "kit_cooperative.h"

/* ---- sockets ---- */

static int recv_all_four(void *argument, void **value)
{
    char text[5] = "";
    (void)argument;
    (void)value;
    ssize_t n = recv(ends[0], text, 4, MSG_WAITALL);
    note("%zd %s ", n, text);
    return 0;
}

static int send_by_twos(void *argument, void **value)
{
    (void)argument;
    (void)value;
    assert_int_equal(send(ends[1], "ab", 2, 0), 2);
    assert_int_equal(loop_sleep(1), 0);
    note("more ");
    assert_int_equal(send(ends[1], "cd", 2, MSG_NOSIGNAL), 2);
    return 0;
}

static void who_wants_all_gets_all(void **state)
{
    (void)state;
    open_pair(SOCK_STREAM);
    run_both(recv_all_four, send_by_twos);
    assert_string_equal(log_text, "more 4 abcd ");
    close_pair();
}

static int listener;
static struct sockaddr_in home;

static int accept_one(void *argument, void **value)
{
    char text[6] = "";
    (void)argument;
    (void)value;
    int fd = accept(listener, NULL, NULL);
    note("accept ");
    assert_int_equal(recv(fd, text, 5, 0), 5);
    note("%s ", text);
    close(fd);
    return 0;
}

static int connect_to_it(void *argument, void **value)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    (void)argument;
    (void)value;
    note("connect ");
    assert_int_equal(connect(fd, (struct sockaddr *)&home, sizeof home), 0);
    assert_int_equal(fcntl(fd, F_GETFL) & O_NONBLOCK, 0);
    assert_int_equal(loop_sleep(1), 0);
    assert_int_equal(send(fd, "hello", 5, 0), 5);
    close(fd);
    return 0;
}

static void listen_at_home(void)
{
    socklen_t size = sizeof home;
    listener = socket(AF_INET, SOCK_STREAM, 0);
    home = (struct sockaddr_in){ .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    assert_int_equal(bind(listener, (struct sockaddr *)&home, sizeof home), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&home, &size), 0);
    assert_int_equal(listen(listener, 5), 0);
}

static void who_accepts_lets_others_connect(void **state)
{
    (void)state;
    listen_at_home();
    run_both(accept_one, connect_to_it);
    assert_string_equal(log_text, "connect accept hello ");
    close(listener);
}

static int connect_in_vain(void *argument, void **value)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    (void)argument;
    (void)value;
    assert_int_equal(connect(fd, (struct sockaddr *)&home, sizeof home), -1);
    assert_int_equal(errno, ECONNREFUSED);
    close(fd);
    return 0;
}

static void a_connection_refused_is_told(void **state)
{
    (void)state;
    listen_at_home();
    close(listener);
    assert_int_equal(run_in(&(struct loop_options){ 0 }, connect_in_vain, NULL), 0);
}

static void name_socket(struct sockaddr_un *name)
{
    *name = (struct sockaddr_un){ .sun_family = AF_UNIX };
    snprintf(name->sun_path + 1, sizeof name->sun_path - 1, "kit-cooperative-%d", (int)getpid());
}

static int connect_twice(void *argument, void **value)
{
    struct sockaddr_un name;
    int one = socket(AF_UNIX, SOCK_STREAM, 0), two = socket(AF_UNIX, SOCK_STREAM, 0);
    (void)argument;
    (void)value;
    name_socket(&name);
    assert_int_equal(connect(one, (struct sockaddr *)&name, sizeof name), 0);
    assert_int_equal(connect(two, (struct sockaddr *)&name, sizeof name), 0);
    note("connected ");
    close(one);
    close(two);
    return 0;
}

static int accept_later(void *argument, void **value)
{
    (void)argument;
    (void)value;
    note("accept ");
    for (int k = 0; k < 2; k++)
        close(accept4(listener, NULL, NULL, SOCK_CLOEXEC));
    return 0;
}

static void who_finds_the_line_full_waits_in_the_loop(void **state)
{
    struct sockaddr_un name;
    (void)state;
    name_socket(&name);
    listener = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(listener, (struct sockaddr *)&name, sizeof name), 0);
    assert_int_equal(listen(listener, 0), 0);
    run_both(connect_twice, accept_later);
    assert_string_equal(log_text, "accept connected ");
    close(listener);
}

/* ---- poll ---- */

static int poll_both(void *argument, void **value)
{
    struct pollfd fds[] = { { -1, POLLIN, 0 }, { ends[0], POLLIN, 0 }, { ends[1], POLLIN, 0 }, { ends[0], POLLPRI, 0 } };
    (void)argument;
    (void)value;
    int ready = poll(fds, 4, -1);
    note("%d:%d%d ", ready, fds[1].revents == POLLIN, fds[2].revents);
    return ready < 0 ? errno : 0;
}

static void who_polls_several_lets_the_others_run(void **state)
{
    (void)state;
    open_pair(SOCK_STREAM);
    run_both(poll_both, write_two);
    assert_string_equal(log_text, "write 1:10 ");
    close_pair();
}

static void who_is_cancelled_in_a_poll_is_told(void **state)
{
    (void)state;
    open_pair(SOCK_STREAM);
    run_both(poll_both, cancel_it);
    assert_string_equal(log_text, "cancel -1:00 ");
    close_pair();
}

static int poll_in_vain(void *argument, void **value)
{
    struct pollfd one = { ends[0], POLLIN, 0 };
    (void)argument;
    (void)value;
    assert_int_equal(poll(&one, 1, 30), 0);
    note("%ld ", loop_time());
    assert_int_equal(poll(NULL, 0, 20), 0);
    note("%ld ", loop_time());
    assert_int_equal(poll(&one, 1, 0), 0);
    return 0;
}

static void a_poll_lasts_as_long_as_it_should(void **state)
{
    (void)state;
    open_pair(SOCK_STREAM);
    assert_int_equal(run_virtually(poll_in_vain, NULL), 0);
    assert_string_equal(log_text, "30 50 ");
    close_pair();
}

static int poll_and_read(void *argument, void **value)
{
    struct pollfd one = { ends[0], POLLIN, 0 };
    char text[3] = "";
    (void)argument;
    (void)value;
    int ready = poll(&one, 1, 100);
    note("%d@%ld ", ready, loop_time());
    if (ready == 1)
        note("%zd ", recv(ends[0], text, 2, MSG_DONTWAIT));
    return 0;
}

static int poll_beside_another(void *argument, void **value)
{
    struct task *another = start("another", poll_and_read, argument);
    loop_sleep(50);
    write_two(argument, value);
    task_await(another, NULL);
    task_release(another);
    return 0;
}

static void who_polls_for_what_another_takes_goes_on_waiting(void **state)
{
    (void)state;
    open_pair(SOCK_STREAM);
    run_both(poll_and_read, poll_beside_another);
    assert_string_equal(log_text, "write 1@50 2 0@100 ");
    close_pair();
}

/* ---- names ---- */

static int look_up(void *argument, void **value)
{
    const struct addrinfo hints = { .ai_flags = AI_NUMERICHOST, .ai_socktype = SOCK_STREAM };
    struct addrinfo *found = NULL;
    int error = getaddrinfo("127.0.0.1", "80", &hints, &found);
    (void)argument;
    (void)value;
    note("looked up %d ", error);
    if (!error)
        freeaddrinfo(found);
    return 0;
}

static int say_meanwhile(void *argument, void **value)
{
    (void)argument;
    (void)value;
    note("meanwhile ");
    return 0;
}

/* Which is first is up to the thread that looks it up: it may have the answer before anybody has begun to wait. */
static void who_looks_up_a_name_gets_it_and_so_do_the_others_their_turn(void **state)
{
    (void)state;
    run_both(look_up, say_meanwhile);
    assert_non_null(strstr(log_text, "looked up 0 "));
    assert_non_null(strstr(log_text, "meanwhile "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_wants_all_gets_all),
        cmocka_unit_test(who_accepts_lets_others_connect),
        cmocka_unit_test(a_connection_refused_is_told),
        cmocka_unit_test(who_finds_the_line_full_waits_in_the_loop),
        cmocka_unit_test(who_polls_several_lets_the_others_run),
        cmocka_unit_test(who_is_cancelled_in_a_poll_is_told),
        cmocka_unit_test(a_poll_lasts_as_long_as_it_should),
        cmocka_unit_test(who_polls_for_what_another_takes_goes_on_waiting),
        cmocka_unit_test(who_looks_up_a_name_gets_it_and_so_do_the_others_their_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
