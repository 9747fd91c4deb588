// A function of numbers says what is wrong in the errno of the thread that asked. output: EDOM 0 done
#include <errno.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>

static volatile double minus = -1;
static int seen;

static void *ask(void *unused)
{
    errno = 0;
    volatile double result = log(minus);
    (void)result;
    seen = errno;
    return unused;
}

int main(void)
{
    pthread_t thread;
    errno = 0;
    pthread_create(&thread, NULL, ask, NULL);
    pthread_join(thread, NULL);
    printf("%s %d done\n", seen == EDOM ? "EDOM" : "?", errno);
    return 0;
}
