// broken on purpose: joins the same thread twice
#include <pthread.h>
#include <stdio.h>

static void *work(void *unused)
{
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, work, NULL);
    pthread_join(thread, NULL);
    pthread_join(thread, NULL);         // @again
    puts("undefined: what comes now, nobody promises");
    return 0;
}
