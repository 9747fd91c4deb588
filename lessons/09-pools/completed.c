// Two results, taken in the order in which they come.
#include <pthread.h>
#include <stdio.h>

#include "completed.h"

static int number[2] = { 3, 4 };
static struct future *future[2];

static void *square(void *argument)
{
    int *n = argument;
    *n *= *n;
    future_succeed(future[n - number], n);          // @succeed
    return NULL;
}

int main(void)
{
    pthread_t worker[2];
    struct completed done;
    struct future *next;
    void *value;
    for (int k = 0; k < 2; k++) {
        future[k] = future_create();
        pthread_create(&worker[k], NULL, square, &number[k]);
    }
    completed_init(&done, future, 2);
    while (completed_next(&done, &next) == 0) {     // @next
        future_result(next, &value);
        printf("%d\n", *(int *)value);
    }
    completed_destroy(&done);
    for (int k = 0; k < 2; k++) {
        pthread_join(worker[k], NULL);
        future_release(future[k]);
    }
    printf("all\n");
    return 0;
}
