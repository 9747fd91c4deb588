// expect: LIMIT
#include <pthread.h>
static void *nothing(void *unused)
{
    return unused;
}
int main(void)
{
    pthread_t thread;
    for (int i = 0; i < 100; i++) {
        /* never joined */
        pthread_create(&thread, NULL, nothing, NULL);
    }
    return 0;
}
