// To somebody else and back, in four ways. Arguments: way, times.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>

#include "coroutine.h"
#include "stackless.h"

struct way { const char *name; void (*run)(long); };

static long count;

static void *count_up(void *unused)
{
    for (; count >= 0; count++)
        coroutine_yield(NULL);
    return unused;
}

static void run_coroutine(long times)
{
    struct coroutine counter;
    coroutine_init(&counter, count_up, 0);
    for (long k = 0; k <= times; k++)
        coroutine_resume(&counter, NULL, NULL);
    coroutine_destroy(&counter);
}

static ucontext_t here, there;

static void count_in_context(void)
{
    for (;; count++)
        swapcontext(&there, &here);
}

static void run_ucontext(long times)
{
    static char stack[64 << 10];
    getcontext(&there);
    there.uc_stack.ss_sp = stack;
    there.uc_stack.ss_size = sizeof stack;
    makecontext(&there, count_in_context, 0);
    for (long k = 0; k <= times; k++)
        swapcontext(&here, &there);
}

__attribute__((noinline))
static enum stackless_status count_stackless(struct stackless *at)
{
    STACKLESS_BEGIN(at);
    for (;; count++)
        STACKLESS_YIELD(at);
    STACKLESS_END(at);
}

static void run_stackless(long times)
{
    struct stackless at = { 0 };
    for (long k = 0; k <= times; k++)
        count_stackless(&at);
}

static sem_t go, back;

static void *count_in_thread(void *times)
{
    for (long k = 0; k < (long)times; k++) {
        sem_wait(&go);
        count++;
        sem_post(&back);
    }
    return NULL;
}

static void run_thread(long times)
{
    pthread_t thread;
    sem_init(&go, 0, 0);
    sem_init(&back, 0, 0);
    pthread_create(&thread, NULL, count_in_thread, (void *)times);
    for (long k = 0; k < times; k++) {
        sem_post(&go);
        sem_wait(&back);
    }
    pthread_join(thread, NULL);
}

int main(int argc, char **argv)
{
    static const struct way way[] = {
        { "coroutine", run_coroutine }, { "ucontext", run_ucontext },
        { "stackless", run_stackless }, { "thread", run_thread } };
    for (size_t k = 0; argc == 3 && k < sizeof way / sizeof *way; k++)
        if (strcmp(argv[1], way[k].name) == 0)
            way[k].run(atol(argv[2]));
    printf("%ld times\n", count);
    return 0;
}
