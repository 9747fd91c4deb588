// broken on purpose: main does not wait for its thread
#include <pthread.h>
#include <stdio.h>

static void *work(void *unused)
{
    puts("done");                       // @work
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, work, NULL);
    return 0;                           // no pthread_join
}
