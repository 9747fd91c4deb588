/* test_kit_cooperative.c — blocking calls that wait in the kit's event loop: sleeping, reading and writing. Elsewhere they are what
 * they were. */
#include "kit_cooperative.h"

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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
