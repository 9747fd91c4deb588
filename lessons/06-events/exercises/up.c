// Exercise: two clients ask a plain flag whether the server is up.
#include <pthread.h>
#include <sched.h>
#include <stdio.h>

static int up, port;

static void *client(void *answered)
{
    while (!up)
        sched_yield();
    *(int *)answered = port;
    return NULL;
}

int main(void)
{
    pthread_t one, two;
    int first = 0, second = 0;
    pthread_create(&one, NULL, client, &first);
    pthread_create(&two, NULL, client, &second);
    port = 80;
    up = 1;
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d %d\n", first, second);
    return 0;
}
