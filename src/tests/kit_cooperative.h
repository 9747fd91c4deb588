/* kit_cooperative.h — the kit's event loop with the calls it takes over from libc, since this program is linked with them; and two
 * tasks: one waits in such a call, and the other runs meanwhile. */
#ifndef TESTS_KIT_COOPERATIVE_H
#define TESTS_KIT_COOPERATIVE_H

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

static inline int be_both(void *argument, void **value)
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
static inline void run_both(int (*first)(void *, void **), int (*second)(void *, void **))
{
    struct both both = { first, second };
    int error = run_virtually(be_both, &both);
    assert_true(error == 0 || error == ECANCELED);
}

static inline int cancel_it(void *task, void **value)
{
    (void)value;
    note("cancel ");
    task_cancel(task);
    return 0;
}

static inline void open_pair(int type)
{
    if (type)
        assert_int_equal(socketpair(AF_UNIX, type, 0, ends), 0);
    else
        assert_int_equal(pipe(ends), 0);
}

static inline void close_pair(void)
{
    close(ends[0]);
    close(ends[1]);
}

static inline int write_two(void *argument, void **value)
{
    (void)argument;
    (void)value;
    note("write ");
    assert_int_equal(write(ends[1], "ab", 2), 2);
    return 0;
}

#endif
