// output: errno 11 22, tls 1 2
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <sched.h>
static _Thread_local int own = 0;
static int errors[2], owns[2];
static void *work(void *number)
{
    int k = *(int *)number;
    errno = 11 * (k + 1);
    own += k + 1;
    sched_yield();
    errors[k] = errno;
    owns[k] = own;
    return NULL;
}
int main(void)
{
    static int numbers[2] = { 0, 1 };
    pthread_t one, two;
    pthread_create(&one, NULL, work, &numbers[0]);
    pthread_create(&two, NULL, work, &numbers[1]);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("errno %d %d, tls %d %d\n", errors[0], errors[1], owns[0], owns[1]);
    return 0;
}
