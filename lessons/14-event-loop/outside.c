// A slow function in the pool, a child process, a signal: one loop.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "loop_io.h"
#include "task_group.h"
#include "threadlab.h"

struct outside { struct pool pool; struct loop_signal signal; };

static int compute(void *number, void **value)
{
    lab_hide(true);             // what the pool reads and writes
    usleep(60000);              // blocks, but only a pool thread
    *value = (void *)((long)number * (long)number);
    return 0;
}

static int wait_for_pool(void *outside, void **value)
{
    struct outside *self = outside;
    void *square = NULL;
    (void)value;
    int error = loop_in_pool(&self->pool, compute, (void *)7L, // @pool
                             &square);
    printf("the pool says %ld\n", (long)square);
    return error;
}

static int wait_for_child(void *unused, void **value)
{
    int status = 0;
    (void)unused, (void)value;
    pid_t child = fork();
    if (child == 0) {
        usleep(120000);
        _exit(3);
    }
    int error = loop_child(child, &status);     // @child
    printf("the child says %d\n", WEXITSTATUS(status));
    return error;
}

static int wait_for_signal(void *signal, void **value)
{
    int error = loop_signal_wait(signal);       // @signal
    (void)value;
    printf("the signal has come\n");
    return error;
}

static int run(void *outside, void **value)
{
    struct outside *self = outside;
    struct task_group group;
    struct task *listener;
    (void)value;
    task_create(&listener, "signal", wait_for_signal, &self->signal);
    task_group_begin(&group);
    task_group_start(&group, "pool", wait_for_pool, outside, NULL);
    task_group_start(&group, "child", wait_for_child, NULL, NULL);
    int error = task_group_end(&group, 0);
    kill(getpid(), SIGUSR1);
    task_await(listener, NULL);
    task_release(listener);
    return error;
}

int main(void)
{
    struct outside outside;
    lab_hide(true);             // the loop's own reads and writes
    int error = loop_signal_init(&outside.signal, SIGUSR1);
    if (error || (error = pool_init(&outside.pool, 1)) != 0)
        return 1;
    error = loop_run(run, &outside, NULL);
    pool_destroy(&outside.pool);
    loop_signal_destroy(&outside.signal);
    return error;
}
