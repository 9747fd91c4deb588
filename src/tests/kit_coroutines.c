/* kit_coroutines.c — the kit's coroutines in use: many, of many sizes, begun and left in the middle, handed from thread to
 * thread. Prints nothing and returns 0 if each sum is right. e2e_kit.sh runs it plain, with ucontext, and under tools. */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coroutine.h"
#include "generator.h"

enum { COROUTINES = 200, TURNS = 20, THREADS = 3 };

static void claim(const char *what, intptr_t is, intptr_t should)
{
    if (is != should)
        printf("%s: %ld in place of %ld\n", what, (long)is, (long)should);
}

/* Something on the stack, something on the heap, and calls in between. */
static intptr_t weigh(const char *text, int depth)
{
    char copy[64];
    snprintf(copy, sizeof copy, "%s%d", text, depth);
    return depth ? weigh(text, depth - 1) + (intptr_t)strlen(copy) - (intptr_t)strlen(text) : 1;
}

static void *work(void *value)
{
    intptr_t *sum = calloc(1, sizeof *sum);
    for (int turn = 0; turn < TURNS; turn++) {
        *sum += (intptr_t)value * weigh("x", 9) / 10;
        value = coroutine_yield((void *)*sum);
    }
    intptr_t result = *sum;
    free(sum);
    return (void *)result;
}

static struct coroutine all[COROUTINES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* Each thread resumes each coroutine that is not in use. */
static void *resume_all(void *unused)
{
    for (int turn = 0; turn <= TURNS; turn++)
        for (int k = 0; k < COROUTINES; k++) {
            void *answer;
            pthread_mutex_lock(&lock);
            int error = coroutine_resume(&all[k], (void *)(intptr_t)(k + 1), &answer);
            if (!error && coroutine_status(&all[k]) == COROUTINE_DONE)
                claim("a sum over all threads", (intptr_t)answer, (k + 1) * TURNS);
            pthread_mutex_unlock(&lock);
        }
    return unused;
}

static void hand_around(void)
{
    pthread_t thread[THREADS];
    for (int k = 0; k < COROUTINES; k++)
        claim("init", coroutine_init(&all[k], work, (size_t)16384 << k % 4), 0);
    for (int k = 0; k < THREADS; k++)
        pthread_create(&thread[k], NULL, resume_all, NULL);
    for (int k = 0; k < THREADS; k++)
        pthread_join(thread[k], NULL);
    for (int k = 0; k < COROUTINES; k++) {
        claim("state", coroutine_status(&all[k]), COROUTINE_DONE);
        claim("destroy", coroutine_destroy(&all[k]), 0);
    }
}

static void *numbers(struct generator *self, void *limit)
{
    char *text = malloc(32);
    for (intptr_t k = 1; k <= (intptr_t)limit; k++) {
        snprintf(text, 32, "%ld", (long)k);
        if (generator_yield(self, (void *)(intptr_t)atol(text), NULL) != 0)
            break;
    }
    free(text);
    return NULL;
}

static void *doubled(struct generator *self, void *source)
{
    void *value;
    while (generator_next(source, &value) == 0)
        if (generator_yield(self, (void *)((intptr_t)value * 2), NULL) != 0)
            break;
    return NULL;
}

static void pipe_through(intptr_t wanted)
{
    struct generator stage[4];
    void *value;
    intptr_t sum = 0;
    generator_init(&stage[0], numbers, (void *)100);
    for (int k = 1; k < 4; k++)
        generator_init(&stage[k], doubled, &stage[k - 1]);
    for (intptr_t k = 0; k < wanted && generator_next(&stage[3], &value) == 0; k++)
        sum += (intptr_t)value;
    claim("a pipeline", sum, 8 * wanted * (wanted + 1) / 2);
    for (int k = 4; k-- > 0; )
        claim("the end of a stage", generator_destroy(&stage[k]), 0);
}

static void *turn_round(void *next)
{
    for (int turn = 0; turn < 1000; turn++)
        coroutine_transfer(next, next, &next);
    return next;
}

static void go_round(void)
{
    struct coroutine one, other;
    coroutine_init(&one, turn_round, 0);
    coroutine_init(&other, turn_round, 0);
    coroutine_resume(&one, &one, NULL);         /* one cannot go on with itself: it ends */
    claim("a transfer to oneself", coroutine_status(&one), COROUTINE_DONE);
    coroutine_destroy(&one);
    coroutine_destroy(&other);
}

int main(void)
{
    for (int round = 0; round < 3; round++)
        hand_around();
    pipe_through(100);
    pipe_through(10);
    go_round();
    return 0;
}
