// Joined first: what the thread has written can then be read.
#include <pthread.h>
#include <stdio.h>

static int answer;

static void *compute(void *unused)
{
    for (int i = 1; i <= 3; i++)
        answer += 7 * i;
    return unused;
}

int main(void)
{
    pthread_t worker;
    pthread_create(&worker, NULL, compute, NULL);
    pthread_join(worker, NULL);
    printf("the answer is %d\n", answer);
    return 0;
}
