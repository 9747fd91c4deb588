// Many at once, each begun and stopped. Arguments: way, how many.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coroutine.h"
#include "stackless.h"

static long begun;

static void *stop(void *unused)
{
    begun++;
    return coroutine_yield(unused);
}

static void run_coroutines(size_t many)
{
    struct coroutine *all = calloc(many, sizeof *all);
    for (size_t k = 0; all && k < many; k++)
        if (coroutine_init(&all[k], stop, 0) == 0)
            coroutine_resume(&all[k], NULL, NULL);
    for (size_t k = 0; all && k < many; k++)
        coroutine_destroy(&all[k]);
    free(all);
}

static enum stackless_status stop_stackless(struct stackless *at)
{
    STACKLESS_BEGIN(at);
    begun++;
    STACKLESS_YIELD(at);
    STACKLESS_END(at);
}

static void run_stackless(size_t many)
{
    struct stackless *all = calloc(many, sizeof *all);
    for (size_t k = 0; all && k < many; k++)
        stop_stackless(&all[k]);
    free(all);
}

static sem_t ready, go;

static void *stop_thread(void *unused)
{
    sem_post(&ready);
    sem_wait(&go);
    return unused;
}

static void run_threads(size_t many)
{
    pthread_t *all = calloc(many, sizeof *all);
    size_t started = 0;
    sem_init(&ready, 0, 0);
    sem_init(&go, 0, 0);
    while (all && started < many
           && !pthread_create(&all[started], NULL, stop_thread, NULL))
        started++;
    for (size_t k = 0; k < started; k++, begun++)
        sem_wait(&ready);
    for (size_t k = 0; k < started; k++)
        sem_post(&go);
    for (size_t k = 0; k < started; k++)
        pthread_join(all[k], NULL);
    free(all);
}

int main(int argc, char **argv)
{
    size_t many = argc == 3 ? (size_t)atol(argv[2]) : 0;
    if (many > 0 && strcmp(argv[1], "coroutine") == 0)
        run_coroutines(many);
    else if (many > 0 && strcmp(argv[1], "stackless") == 0)
        run_stackless(many);
    else if (many > 0)
        run_threads(many);
    printf("%ld at once\n", begun);
    return 0;
}
