/* kit_green_sleep.c — a client of the kit that e2e_green.sh runs: greenlets that count and sleep, in libc's own word for it. */
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "green_pool.h"
#include "greenlet.h"

static int count(void *name, void **value)
{
    (void)value;
    for (int k = 0; k < 2; k++) {
        printf("%s%d ", (const char *)name, k);
        sleep(1);
    }
    return 0;
}

int main(void)
{
    struct task *both[] = { green_spawn("tick", count, "a"), green_spawn("tack", count, "b") };
    struct timespec before, after;
    struct green_pool pool;
    clock_gettime(CLOCK_MONOTONIC, &before);
    green_joinall(both, 2, -1);
    clock_gettime(CLOCK_MONOTONIC, &after);
    green_release(both, 2);
    green_pool_init(&pool, 1);
    green_pool_spawn(&pool, "c", count, "c");
    green_pool_spawn(&pool, "d", count, "d");
    green_pool_join(&pool);
    printf("%s\n", after.tv_sec - before.tv_sec <= 3 ? "together" : "one after the other");
    green_end();
    return 0;
}
