// Ten thousand tasks that do nothing: by a pool, or a thread for each.
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "pool.h"

enum { TASKS = 10000, WORKERS = 2 };

static int nothing(void *argument, void **value)
{
    *value = argument;
    return 0;
}

static void *nothing_in_a_thread(void *argument)
{
    return argument;
}

static int by_pool(void)
{
    static struct future *future[TASKS];
    struct pool pool;
    int done = 0;
    pool_init(&pool, WORKERS);
    for (int k = 0; k < TASKS; k++)
        pool_submit(&pool, nothing, NULL, &future[k]);
    for (int k = 0; k < TASKS; k++) {
        done += future_result(future[k], NULL) == 0;
        future_release(future[k]);
    }
    pool_destroy(&pool);
    return done;
}

static int by_threads(void)
{
    int done = 0;
    for (int k = 0; k < TASKS; k++) {
        pthread_t thread;
        pthread_create(&thread, NULL, nothing_in_a_thread, NULL);
        done += pthread_join(thread, NULL) == 0;
    }
    return done;
}

int main(int words, char **word)
{
    int threads = words > 1 && strcmp(word[1], "threads") == 0;
    printf("%d\n", threads ? by_threads() : by_pool());
    return 0;
}
