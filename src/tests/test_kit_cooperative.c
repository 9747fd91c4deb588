/* test_kit_cooperative.c — blocking calls that wait in the kit's event loop, since this program is linked with the kit's own. In
 * each, one task waits in a call of libc's, and the other runs meanwhile: the log tells. Elsewhere the calls are what they were. */
#include "kit_loop.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <sys/un.h>

#define NS_PER_MS COOPERATIVE_NS_PER_MS
#include "../../lessons/kit/cooperative.c"
#undef NS_PER_MS
#define ask ask_for_name
#define wanted wanted_of_poll
#define wait_until wait_until_ready
#include "../../lessons/kit/cooperative_io.c"
#undef ask
#undef wanted
#undef wait_until

static int ends[2];

struct both { int (*first)(void *, void **), (*second)(void *, void **); };

static int be_both(void *argument, void **value)
{
    const struct both *both = argument;
    struct task *one = start("one", both->first, NULL);
    loop_sleep(0);
    struct task *other = start("other", both->second, one);
    (void)value;
    int error = task_await(one, NULL);
    task_await(other, NULL);
    task_release(one);
    task_release(other);
    return error;
}

/* The first is where it waits before the second begins. Virtual time does not pass as long as anything is ready. */
static void run_both(int (*first)(void *, void **), int (*second)(void *, void **))
{
    struct both both = { first, second };
    int error = run_virtually(be_both, &both);
    assert_true(error == 0 || error == ECANCELED);
}

static int cancel_it(void *task, void **value)
{
    (void)value;
    note("cancel ");
    task_cancel(task);
    return 0;
}

static void open_pair(int type)
{
    if (type)
        assert_int_equal(socketpair(AF_UNIX, type, 0, ends), 0);
    else
        assert_int_equal(pipe(ends), 0);
}

static void close_pair(void)
{
    close(ends[0]);
    close(ends[1]);
}

/* ---- sleeping ---- */

static int sleep_three_ways(void *argument, void **value)
{
    const struct timespec half = { 0, 500000001 };
    (void)argument;
    (void)value;
    assert_int_equal(sleep(2), 0);
    note("%ld ", loop_time());
    assert_int_equal(usleep(1500), 0);
    note("%ld ", loop_time());
    assert_int_equal((nanosleep)(&half, NULL), 0);
    note("%ld ", loop_time());
    return 0;
}

static void who_sleeps_lets_time_say_meanwhile_for_all(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(sleep_three_ways, NULL), 0);
    assert_string_equal(log_text, "2000 2002 2503 ");
}

static void note_cancelled(int result)
{
    note("%d:%d ", result, errno == ECANCELED);
    errno = 0;
}

static int sleep_too_long(void *argument, void **value)
{
    const struct timespec time = { 10, 0 };
    struct timespec left;
    (void)argument;
    (void)value;
    note_cancelled((int)sleep(10));
    note_cancelled((nanosleep)(&time, &left));
    note("%ld.%ld ", (long)left.tv_sec, left.tv_nsec);
    note_cancelled(usleep(10));
    return 0;
}

static int cancel_thrice(void *argument, void **value)
{
    struct task *sleeper = start("sleeper", sleep_too_long, NULL);
    (void)argument;
    (void)value;
    loop_sleep(3500);
    task_cancel(sleeper);
    loop_sleep(2250);
    task_cancel(sleeper);
    loop_sleep(0);
    task_cancel(sleeper);
    task_await(sleeper, NULL);
    task_release(sleeper);
    return 0;
}

static void who_is_cancelled_asleep_is_told_what_is_left(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(cancel_thrice, NULL), 0);
    assert_string_equal(log_text, "7:1 -1:1 7.750000000 -1:1 ");
}

static void outside_of_a_loop_they_are_what_they_were(void **state)
{
    char byte = 'x';
    struct pollfd look;
    (void)state;
    assert_int_equal(usleep(1), 0);
    assert_int_equal(sleep(0), 0);
    assert_int_equal((nanosleep)(&(struct timespec){ 0, -1 }, NULL), -1);
    assert_int_equal(errno, EINVAL);
    open_pair(SOCK_STREAM);
    assert_int_equal(send(ends[0], &byte, 1, 0), 1);
    assert_int_equal(recv(ends[1], &byte, 1, 0), 1);
    assert_int_equal(write(ends[0], &byte, 1), 1);
    look = (struct pollfd){ ends[1], POLLIN, 0 };
    assert_int_equal(poll(&look, 1, -1), 1);
    assert_int_equal(read(ends[1], &byte, 1), 1);
    close_pair();
    assert_int_equal(read(ends[0], &byte, 1), -1);
    assert_int_equal(errno, EBADF);
}

/* ---- reading and writing ---- */

static int read_two(void *argument, void **value)
{
    char text[3] = "";
    (void)argument;
    (void)value;
    ssize_t n = read(ends[0], text, 2);
    note("read %zd %s ", n, text);
    return n < 0 ? errno : 0;
}

static int write_two(void *argument, void **value)
{
    (void)argument;
    (void)value;
    note("write ");
    assert_int_equal(write(ends[1], "ab", 2), 2);
    return 0;
}

static void who_reads_a_pipe_lets_the_writer_run(void **state)
{
    (void)state;
    open_pair(0);
    run_both(read_two, write_two);
    assert_string_equal(log_text, "write read 2 ab ");
    close_pair();
}

static int close_writing_end(void *argument, void **value)
{
    (void)argument;
    (void)value;
    note("close ");
    assert_int_equal(close(ends[1]), 0);
    return 0;
}

static void the_end_of_the_file_is_waited_for(void **state)
{
    (void)state;
    open_pair(0);
    run_both(read_two, close_writing_end);
    assert_string_equal(log_text, "close read 0  ");
    close(ends[0]);
}

static void who_is_cancelled_in_a_read_gets_ECANCELED(void **state)
{
    (void)state;
    open_pair(0);
    run_both(read_two, cancel_it);
    assert_string_equal(log_text, "cancel read -1  ");
    close_pair();
}

static int close_it_under_him(void *argument, void **value)
{
    (void)argument;
    (void)value;
    assert_int_equal(close(ends[0]), 0);
    return 0;
}

static int read_what_gets_closed(void *argument, void **value)
{
    read_two(argument, value);
    note("%d ", errno == EBADF);
    return 0;
}

static void who_reads_what_is_closed_is_told(void **state)
{
    (void)state;
    open_pair(0);
    run_both(read_what_gets_closed, close_it_under_him);
    assert_string_equal(log_text, "read -1  1 ");
    close(ends[1]);
}

static int read_without_waiting(void *argument, void **value)
{
    char byte;
    (void)argument;
    (void)value;
    assert_int_equal(read(ends[0], &byte, 1), -1);
    assert_int_equal(errno, EAGAIN);
    assert_int_equal(recv(ends[0], &byte, 1, MSG_DONTWAIT), -1);
    assert_int_equal(errno, EAGAIN);
    return 0;
}

static void who_does_not_want_to_wait_need_not(void **state)
{
    (void)state;
    open_pair(SOCK_STREAM);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    assert_int_equal(run_in(&(struct loop_options){ 0 }, read_without_waiting, NULL), 0);
    close_pair();
}

enum { MUCH = 300000 };

static int write_much(void *argument, void **value)
{
    static char much[MUCH];
    (void)argument;
    (void)value;
    memset(much, 'm', sizeof much);
    assert_int_equal(write(ends[1], much, sizeof much), MUCH);
    note("written ");
    return 0;
}

static int read_much(void *argument, void **value)
{
    static char part[1000];
    size_t got = 0;
    (void)argument;
    (void)value;
    note("read ");
    while (got < MUCH) {
        ssize_t n = read(ends[0], part, sizeof part);
        assert_true(n > 0 && part[n - 1] == 'm');
        got += (size_t)n;
    }
    assert_int_equal(got, MUCH);
    return 0;
}

static void more_than_fits_is_written_all_the_same(void **state)
{
    (void)state;
    for (int kind = 0; kind < 2; kind++) {
        open_pair(kind ? SOCK_STREAM : 0);
        run_both(write_much, read_much);
        assert_string_equal(log_text, "read written ");
        close_pair();
    }
}

static int write_until_told(void *argument, void **value)
{
    static char much[MUCH];
    (void)argument;
    (void)value;
    ssize_t n = write(ends[1], much, sizeof much);
    assert_true(n > 0 && n < MUCH);
    assert_int_equal(write(ends[1], much, sizeof much), -1);
    note("%d ", errno == ECANCELED);
    return 0;
}

static void what_was_written_before_a_cancel_counts(void **state)
{
    (void)state;
    for (int kind = 0; kind < 2; kind++) {
        open_pair(kind ? SOCK_STREAM : 0);
        run_both(write_until_told, cancel_it);
        assert_string_equal(log_text, "cancel 1 ");
        close_pair();
    }
}

static int write_twice(void *argument, void **value)
{
    write_two(argument, value);
    assert_int_equal(loop_sleep(1), 0);
    return write_two(argument, value);
}

static int read_beside_another(void *argument, void **value)
{
    struct task *writer = start("writer", write_twice, NULL);
    read_two(argument, value);
    task_release(writer);
    return 0;
}

static void two_who_wait_for_the_same_take_turns(void **state)
{
    (void)state;
    open_pair(0);
    run_both(read_two, read_beside_another);
    assert_string_equal(log_text, "write read 2 ab write read 2 ab ");
    close_pair();
}

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

static void a_name_is_looked_up_while_the_others_run(void **state)
{
    (void)state;
    run_both(look_up, say_meanwhile);
    assert_string_equal(log_text, "meanwhile looked up 0 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_sleeps_lets_time_say_meanwhile_for_all),
        cmocka_unit_test(who_is_cancelled_asleep_is_told_what_is_left),
        cmocka_unit_test(outside_of_a_loop_they_are_what_they_were),
        cmocka_unit_test(who_reads_a_pipe_lets_the_writer_run),
        cmocka_unit_test(the_end_of_the_file_is_waited_for),
        cmocka_unit_test(who_is_cancelled_in_a_read_gets_ECANCELED),
        cmocka_unit_test(who_reads_what_is_closed_is_told),
        cmocka_unit_test(who_does_not_want_to_wait_need_not),
        cmocka_unit_test(more_than_fits_is_written_all_the_same),
        cmocka_unit_test(what_was_written_before_a_cancel_counts),
        cmocka_unit_test(two_who_wait_for_the_same_take_turns),
        cmocka_unit_test(who_wants_all_gets_all),
        cmocka_unit_test(who_accepts_lets_others_connect),
        cmocka_unit_test(a_connection_refused_is_told),
        cmocka_unit_test(who_finds_the_line_full_waits_in_the_loop),
        cmocka_unit_test(who_polls_several_lets_the_others_run),
        cmocka_unit_test(who_is_cancelled_in_a_poll_is_told),
        cmocka_unit_test(a_poll_lasts_as_long_as_it_should),
        cmocka_unit_test(a_name_is_looked_up_while_the_others_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
