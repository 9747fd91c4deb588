// Exercise: three threads, and each should get a number of its own.
#include <pthread.h>
#include <stdio.h>

enum { THREADS = 3 };

static int square[THREADS];

static void *work(void *argument)
{
    int number = *(int *)argument;
    square[number] = number * number;
    return NULL;
}

int main(void)
{
    pthread_t threads[THREADS];
    int i;
    for (i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, work, &i);
    for (int k = 0; k < THREADS; k++)
        pthread_join(threads[k], NULL);
    printf("%d %d %d\n", square[0], square[1], square[2]);
    return 0;
}
