// A pool of two greenlets for five jobs; and an async result.
#include <stdio.h>

#include "green_pool.h"

static int work(void *seconds, void **value)
{
    green_sleep(1000 * (long)seconds);                  // @work
    *value = seconds;
    return 0;
}

static int wait_for_total(void *total, void **value)
{
    int error = green_result_get(total, value, -1);     // @get
    if (!error)
        printf("total of %ld at %ld s\n", (long)*value,
               loop_time() / 1000);
    return error;
}

static long work_all(void)
{
    void *jobs[] = { (void *)4L, (void *)1L, (void *)2L, (void *)1L,
                     (void *)2L };
    struct green_pool pool;
    struct green_unordered map;
    void *done;
    long sum = 0;
    green_pool_init(&pool, 2);
    green_unordered_init(&map, &pool, work, jobs, 5);
    while (green_unordered_next(&map, &done, NULL) == 0) {  // @next
        printf("%ld done at %ld s\n", (long)done, loop_time() / 1000);
        sum += (long)done;
    }
    green_unordered_destroy(&map);
    return sum;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    struct green_result total = { .error = 0 };
    green_begin(&options);
    struct task *clerk = green_spawn("clerk", wait_for_total, &total);
    green_result_set(&total, (void *)work_all());       // @set
    green_join(clerk, -1);
    green_release(&clerk, 1);
    green_end();
    return 0;
}
