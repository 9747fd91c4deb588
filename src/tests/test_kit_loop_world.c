/* test_kit_loop_world.c — the kit's event loop and the world outside: descriptors, children, signals, threads. In virtual time,
 * which waits for what happens outside. */
#include "kit_loop.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void open_pair(int ends[2])
{
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
}

/* ---- descriptors ---- */

static int read_char(int fd, char *got)
{
    ssize_t count;
    while ((count = read(fd, got, 1)) < 0 && errno == EAGAIN) {
        int error = loop_readable(fd);
        if (error)
            return error;
    }
    return count == 1 ? 0 : count == 0 ? ENODATA : errno;
}

static int answer(void *argument, void **value)
{
    const int *fd = argument;
    char got;
    int error;
    (void)value;
    while ((error = read_char(*fd, &got)) == 0) {
        note("%c", got);
        got++;
        assert_int_equal(write(*fd, &got, 1), 1);
    }
    return error;
}

static int ask(void *argument, void **value)
{
    int ends[2];
    char got = 'a';
    (void)argument;
    (void)value;
    open_pair(ends);
    struct task *other = start("answerer", answer, &ends[1]);
    while (got < 'i') {
        assert_int_equal(write(ends[0], &got, 1), 1);
        assert_int_equal(read_char(ends[0], &got), 0);
    }
    assert_int_equal(loop_close(ends[0]), 0);
    assert_int_equal(task_await(other, NULL), ENODATA);
    assert_int_equal(loop_close(ends[1]), 0);
    task_release(other);
    return 0;
}

static void tasks_talk_over_a_socket(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(ask, NULL), 0);
    assert_string_equal(log_text, "abcdefgh");
}

static int fill(void *argument, void **value)
{
    static const char block[4096];
    const int *fd = argument;
    size_t left = 1 << 20;
    (void)value;
    while (left > 0) {
        ssize_t count = write(*fd, block, sizeof block < left ? sizeof block : left);
        if (count > 0)
            left -= (size_t)count;
        else
            assert_int_equal(loop_writable(*fd), 0);
    }
    return 0;
}

static int drain(void *argument, void **value)
{
    const int *fd = argument;
    char block[1000];
    intptr_t sum = 0;
    while (sum < 1 << 20) {
        ssize_t count = read(*fd, block, sizeof block);
        if (count > 0)
            sum += count;
        else
            assert_int_equal(loop_readable(*fd), 0);
    }
    *value = (void *)sum;
    return 0;
}

/* Both ends are read and written at the same time. */
static int fill_and_drain(void *argument, void **value)
{
    int ends[2];
    (void)argument;
    (void)value;
    open_pair(ends);
    struct task *tasks[] = { start("fill 0", fill, &ends[0]), start("drain 0", drain, &ends[0]),
                             start("fill 1", fill, &ends[1]), start("drain 1", drain, &ends[1]) };
    assert_int_equal(task_gather(tasks, 4, NULL), 0);
    for (int k = 0; k < 4; k++)
        task_release(tasks[k]);
    loop_close(ends[0]);
    loop_close(ends[1]);
    return 0;
}

static void a_megabyte_goes_both_ways_through_one_descriptor(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(fill_and_drain, NULL), 0);
}

static int wait_readable(void *fd, void **value)
{
    (void)value;
    return loop_readable(*(const int *)fd);
}

static int close_under_a_reader(void *argument, void **value)
{
    int ends[2];
    (void)argument;
    (void)value;
    open_pair(ends);
    struct task *one = start("one", wait_readable, &ends[0]), *two = start("two", wait_readable, &ends[0]);
    loop_sleep(1);
    assert_int_equal(loop_close(ends[0]), 0);
    assert_int_equal(task_await(one, NULL), EBADF);
    assert_int_equal(task_await(two, NULL), EBADF);
    close(ends[1]);
    task_release(one);
    task_release(two);
    return 0;
}

static void who_waits_for_what_is_closed_is_told(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(close_under_a_reader, NULL), 0);
}

static int cancel_a_reader(void *argument, void **value)
{
    int ends[2];
    char got;
    (void)argument;
    (void)value;
    open_pair(ends);
    struct task *task = start("reader", wait_readable, &ends[0]);
    assert_int_equal(task_wait_for(task, 10, NULL), ETIMEDOUT);
    assert_int_equal(loop_time(), 10);
    assert_int_equal(write(ends[1], "x", 1), 1);    /* nobody waits for it any more */
    loop_sleep(10);
    assert_int_equal(((struct files *)loop_current()->io)->known[ends[0]]->watched, 0);
    assert_int_equal(loop_readable(ends[0]), 0);
    assert_int_equal(read_char(ends[0], &got), 0);
    loop_close(ends[0]);
    close(ends[1]);
    task_release(task);
    return 0;
}

static void what_nobody_waits_for_is_not_watched(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(cancel_a_reader, NULL), 0);
}

static int try_odd_descriptors(void *argument, void **value)
{
    (void)argument;
    (void)value;
    int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    assert_int_equal(loop_readable(file), 0);
    assert_int_equal(loop_close(file), 0);
    assert_int_equal(loop_readable(file), EBADF);
    assert_int_equal(loop_readable(-1), EBADF);
    assert_int_equal(loop_close(-1), EBADF);
    return 0;
}

static void a_plain_file_is_always_ready_and_no_descriptor_is_an_error(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(try_odd_descriptors, NULL), 0);
    assert_int_equal(loop_readable(0), EPERM);
}

/* ---- children ---- */

/* Valgrind does not know pidfd_open. */
static void skip_without_pidfd(void)
{
    int fd = (int)syscall(SYS_pidfd_open, getpid(), 0);
    if (fd < 0 && errno == ENOSYS)
        skip();
    close(fd);
}

static int wait_for_child(void *argument, void **value)
{
    int status = 0;
    (void)argument;
    (void)value;
    pid_t child = fork();
    if (child == 0)
        _exit(7);
    assert_int_equal(loop_child(child, &status), 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 7);
    assert_int_equal(loop_child(child, &status), ECHILD);
    assert_int_equal(loop_time(), 0);
    return 0;
}

static void a_child_is_waited_for_and_gone(void **state)
{
    (void)state;
    skip_without_pidfd();
    assert_int_equal(run_virtually(wait_for_child, NULL), 0);
}

static int outlive(void *argument, void **value)
{
    int status = 0, gate[2];
    char got;
    (void)argument;
    (void)value;
    assert_int_equal(pipe(gate), 0);
    pid_t child = fork();
    if (child == 0) {
        close(gate[1]);
        _exit(read(gate[0], &got, 1) != 0);     /* until the other end is closed */
    }
    close(gate[0]);
    struct task *nap = start("nap", take_nap, &short_nap);
    loop_sleep(0);
    close(gate[1]);
    assert_int_equal(loop_child(child, &status), 0);
    assert_int_equal(status, 0);
    assert_int_equal(loop_time(), 0);           /* the nap is not over */
    assert_int_equal(task_await(nap, NULL), 0);
    task_release(nap);
    return 0;
}

static void virtual_time_stands_still_while_a_child_is_waited_for(void **state)
{
    (void)state;
    skip_without_pidfd();
    assert_int_equal(run_virtually(outlive, NULL), 0);
}

/* ---- threads ---- */

static int square(void *argument, void **value)
{
    const intptr_t *number = argument;
    *value = (void *)(*number * *number);
    return *number < 0 ? EDOM : 0;
}

static int square_in_pool(void *argument, void **value)
{
    struct pool *pool = argument;
    intptr_t good = 12, bad = -1;
    void *got = NULL;
    (void)value;
    assert_int_equal(loop_in_pool(pool, square, &good, &got), 0);
    assert_int_equal((intptr_t)got, 144);
    assert_int_equal(loop_in_pool(pool, square, &bad, NULL), EDOM);
    return 0;
}

static void what_blocks_runs_in_a_pool(void **state)
{
    struct pool pool;
    (void)state;
    assert_int_equal(pool_init(&pool, 1), 0);
    assert_int_equal(run_virtually(square_in_pool, &pool), 0);
    pool_destroy(&pool);
}

struct held {
    struct pool *pool;
    int gate[2], entered[2];
};

static int wait_at_gate(void *argument, void **value)
{
    const struct held *held = argument;
    char got;
    (void)value;
    assert_int_equal(write(held->entered[1], "x", 1), 1);
    assert_int_equal(read(held->gate[0], &got, 1), 1);
    return 0;
}

static int gate_in_pool(void *argument, void **value)
{
    const struct held *held = argument;
    return loop_in_pool(held->pool, wait_at_gate, argument, value);
}

static int square_never(void *argument, void **value)
{
    const struct held *held = argument;
    intptr_t number = 1;
    return loop_in_pool(held->pool, square, &number, value);
}

/* One has begun, and must be waited for; the other has not. */
static int cancel_both(void *argument, void **value)
{
    struct held *held = argument;
    (void)value;
    struct task *busy = start("busy", gate_in_pool, held);
    assert_int_equal(loop_readable(held->entered[0]), 0);
    struct task *waiting = start("waiting", square_never, held);
    loop_sleep(0);
    task_cancel(waiting);
    assert_int_equal(task_await(waiting, NULL), ECANCELED);
    task_cancel(busy);
    loop_sleep(0);
    loop_sleep(0);
    assert_false(task_is_over(busy));
    assert_int_equal(write(held->gate[1], "x", 1), 1);
    assert_int_equal(task_await(busy, NULL), ECANCELED);
    task_release(busy);
    task_release(waiting);
    return 0;
}

static void what_has_begun_in_the_pool_is_waited_for(void **state)
{
    struct pool pool;
    struct held held = { .pool = &pool };
    (void)state;
    assert_int_equal(pipe(held.gate), 0);
    assert_int_equal(pipe(held.entered), 0);
    assert_int_equal(pool_init(&pool, 1), 0);
    assert_int_equal(run_virtually(cancel_both, &held), 0);
    pool_destroy(&pool);
    for (int k = 0; k < 2; k++) {
        close(held.gate[k]);
        close(held.entered[k]);
    }
}

/* ---- signals ---- */

static int wait_for_signal(void *got, void **value)
{
    (void)value;
    int error = loop_signal_wait(got);
    note("signal@%ld ", loop_time());
    return error;
}

static int send_signals(void *argument, void **value)
{
    struct loop_signal got;
    (void)argument;
    (void)value;
    assert_int_equal(loop_signal_init(&got, SIGUSR1), 0);
    for (int k = 0; k < 2; k++) {
        struct task *task = start("waiter", wait_for_signal, &got);
        loop_sleep(10);
        raise(SIGUSR1);
        assert_int_equal(task_await(task, NULL), 0);
        task_release(task);
    }
    loop_signal_destroy(&got);
    assert_int_equal(loop_signal_init(&got, 1000), EINVAL);
    return 0;
}

static void a_signal_wakes_who_waits_for_it(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(send_signals, NULL), 0);
    assert_string_equal(log_text, "signal@10 signal@20 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tasks_talk_over_a_socket),
        cmocka_unit_test(a_megabyte_goes_both_ways_through_one_descriptor),
        cmocka_unit_test(who_waits_for_what_is_closed_is_told),
        cmocka_unit_test(what_nobody_waits_for_is_not_watched),
        cmocka_unit_test(a_plain_file_is_always_ready_and_no_descriptor_is_an_error),
        cmocka_unit_test(a_child_is_waited_for_and_gone),
        cmocka_unit_test(virtual_time_stands_still_while_a_child_is_waited_for),
        cmocka_unit_test(what_blocks_runs_in_a_pool),
        cmocka_unit_test(what_has_begun_in_the_pool_is_waited_for),
        cmocka_unit_test(a_signal_wakes_who_waits_for_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
