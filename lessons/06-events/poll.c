// broken on purpose: asks a plain flag again and again
#include <pthread.h>
#include <sched.h>
#include <stdio.h>

static int done, answer;

static void *work(void *unused)
{
    answer = 42;
    done = 1;                           // @set
    return unused;
}

int main(void)
{
    pthread_t worker;
    pthread_create(&worker, NULL, work, NULL);
    while (!done)
        sched_yield();
    printf("the answer is %d\n", answer);
    pthread_join(worker, NULL);
    return 0;
}
