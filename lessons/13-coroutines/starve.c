// broken on purpose: the worker never yields, the spinner stands
#include <stdbool.h>
#include <stdio.h>

#include "coroutine.h"

static struct coroutine worker, spinner;
static int turns;
static bool is_over;

static void *work(void *unused)
{
    long answer = 0;
    (void)unused;
    for (int k = 0; k < 3; k++)
        answer += 14;                       // @rude
    is_over = true;
    return (void *)answer;
}

static void *spin(void *unused)
{
    (void)unused;
    while (!is_over) {
        printf("\r%c", "|/-\\"[turns++ % 4]);
        fflush(stdout);
        coroutine_yield(NULL);
    }
    return NULL;
}

int main(void)
{
    void *answer;
    coroutine_init(&worker, work, 0);
    coroutine_init(&spinner, spin, 0);
    coroutine_resume(&worker, NULL, &answer);
    while (coroutine_status(&worker) != COROUTINE_DONE) {
        coroutine_resume(&spinner, NULL, NULL);
        coroutine_resume(&worker, NULL, &answer);
    }
    printf("\n%d turns, answer %ld\n", turns, (long)answer);
    coroutine_destroy(&spinner);
    coroutine_destroy(&worker);
    return 0;
}
