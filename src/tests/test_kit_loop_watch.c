/* test_kit_loop_watch.c — the kit's event loop calls who watches a descriptor, for libraries that have their own. */
#include "kit_loop.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

struct called {
    struct loop_watch watch;
    struct task *waits;
};

static void open_pair(int ends[2])
{
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
}

static void take_one(void *argument)
{
    struct called *called = argument;
    char got = '?';
    assert_true(called->watch.can & LOOP_READ);
    assert_int_equal(read(called->watch.fd, &got, 1), 1);
    note("%c", got);
    if (got == 'c')
        task_wake(called->waits, 0);
}

static int wait_until_called(struct called *called)
{
    called->waits = task_current();
    loop_current()->waiting_outside++;
    int error = task_park("a call");
    loop_current()->waiting_outside--;
    return error;
}

static int watch_an_end(void *argument, void **value)
{
    static const struct nap nap = { .name = "n", .ms = 50 };
    struct called called = { .watch.call = { .run = take_one, .argument = &called } };
    struct loop_watch other = { .fd = -1 };
    int ends[2];
    (void)argument;
    (void)value;
    open_pair(ends);
    assert_int_equal(loop_watch(&called.watch, ends[0], LOOP_READ), 0);
    assert_int_equal(write(ends[1], "abc", 3), 3);
    assert_int_equal(wait_until_called(&called), 0);
    assert_int_equal(loop_watch(&other, ends[0], LOOP_READ), EBUSY);
    assert_int_equal(loop_readable(ends[0]), EBUSY);
    assert_int_equal(write(ends[1], "d", 1), 1);
    assert_int_equal(loop_watch(&called.watch, ends[0], 0), 0);
    struct task *task = start("nap", take_nap, &nap);
    assert_int_equal(task_await(task, NULL), 0);
    task_release(task);
    close(ends[0]);                                     /* as a library does, that says nothing about it */
    close(ends[1]);
    return 0;
}

static void who_watches_is_called_until_nothing_is_left_and_then_no_more(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(watch_an_end, NULL), 0);
    assert_string_equal(log_text, "abcn@50 ");
}

static int watch_again(void *argument, void **value)
{
    struct called called = { .watch.call = { .run = take_one, .argument = &called } };
    struct loop_watch plain = { .fd = -1 };
    int ends[2], first;
    (void)argument;
    (void)value;
    open_pair(ends);
    first = ends[0];
    assert_int_equal(loop_watch(&called.watch, first, LOOP_READ), 0);
    close(ends[0]);
    close(ends[1]);
    open_pair(ends);
    assert_int_equal(ends[0], first);                   /* the same number, and another socket */
    assert_int_equal(loop_watch(&called.watch, first, LOOP_READ | LOOP_WRITE), 0);
    assert_int_equal(loop_watch(&called.watch, first, LOOP_READ), 0);
    assert_int_equal(write(ends[1], "c", 1), 1);
    assert_int_equal(wait_until_called(&called), 0);
    assert_int_equal(loop_watch(&called.watch, first, 0), 0);
    close(ends[0]);
    close(ends[1]);
    int plain_file = open("/proc/self/exe", O_RDONLY);
    assert_int_equal(loop_watch(&plain, plain_file, LOOP_READ), EPERM);
    assert_int_equal(loop_watch(&plain, -1, LOOP_READ), EBADF);
    close(plain_file);
    return 0;
}

static void what_was_closed_without_a_word_is_watched_anew(void **state)
{
    struct loop_watch none = { .fd = -1 };
    (void)state;
    assert_int_equal(run_virtually(watch_again, NULL), 0);
    assert_string_equal(log_text, "c");
    assert_int_equal(loop_watch(&none, 0, LOOP_READ), EPERM);
}

static int watch_what_is_closed(void *argument, void **value)
{
    static const struct nap nap = { .name = "n", .ms = 5 };
    struct called called = { .watch.call = { .run = take_one, .argument = &called } };
    int ends[2];
    (void)argument;
    (void)value;
    open_pair(ends);
    assert_int_equal(loop_watch(&called.watch, ends[0], LOOP_READ), 0);
    assert_int_equal(write(ends[1], "a", 1), 1);
    assert_int_equal(loop_close(ends[0]), 0);
    struct task *task = start("nap", take_nap, &nap);
    assert_int_equal(task_await(task, NULL), 0);
    task_release(task);
    assert_int_equal(loop_watch(&called.watch, ends[0], 0), 0);
    close(ends[1]);
    return 0;
}

static void what_has_been_closed_calls_nobody(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(watch_what_is_closed, NULL), 0);
    assert_string_equal(log_text, "n@5 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_watches_is_called_until_nothing_is_left_and_then_no_more),
        cmocka_unit_test(what_was_closed_without_a_word_is_watched_anew),
        cmocka_unit_test(what_has_been_closed_calls_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
