// Ten counts up to fifty million: one after the other (none), by five
// threads, or by five processes that do two counts each.
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pool.h"

enum { COUNTS = 10, WORKERS = 5, TOP = 50000000 };

static int count(void *argument, void **value)
{
    volatile int n = 0;         /* else the compiler knows the end */
    while (n < TOP)
        n++;
    *(int *)argument = n;
    *value = argument;
    return 0;
}

static void by_threads(int *reached)
{
    struct pool pool;
    void *arguments[COUNTS], *values[COUNTS];
    for (int k = 0; k < COUNTS; k++)
        arguments[k] = &reached[k];
    pool_init(&pool, WORKERS);
    pool_map(&pool, count, arguments, values, COUNTS);
    pool_destroy(&pool);
}

/* The exit code says how many counts were right. */
static int by_processes(void)
{
    void *value;
    int status, right = 0;
    for (int worker = 0; worker < WORKERS; worker++)
        if (fork() == 0) {
            for (int k = 0, n; k < COUNTS / WORKERS; k++) {
                count(&n, &value);
                right += n == TOP;
            }
            _exit(right);
        }
    while (wait(&status) > 0)
        right += WEXITSTATUS(status);
    return right;
}

int main(int words, char **word)
{
    const char *how = words > 1 ? word[1] : "none";
    int reached[COUNTS] = { 0 }, right = 0;
    void *value;
    if (strcmp(how, "processes") == 0) {
        right = by_processes();
    } else if (strcmp(how, "threads") == 0) {
        by_threads(reached);
    } else {
        for (int k = 0; k < COUNTS; k++)
            count(&reached[k], &value);
    }
    for (int k = 0; k < COUNTS; k++)
        right += reached[k] == TOP;
    printf("%d\n", right);
    return 0;
}
