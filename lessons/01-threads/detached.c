// broken on purpose: the process does not wait for a detached thread
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static void *save(void *unused)
{
    sleep(1);                           // it takes a while …
    puts("saved");                      // @late
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, save, NULL);
    pthread_detach(thread);
    return 0;                           // … and the process is gone
}
