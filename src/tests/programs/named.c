// output: both have opened it
// Two threads make a semaphore of one name: whoever is second opens the first one's, with the tokens it has.
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
static const char name[] = "/threadlab-test-named";
static void *give(void *unused)
{
    sem_post(sem_open(name, O_CREAT, 0600, 0));
    return unused;
}
static void *take(void *unused)
{
    sem_wait(sem_open(name, O_CREAT, 0600, 0));
    return unused;
}
int main(void)
{
    pthread_t one, two;
    sem_unlink(name);
    pthread_create(&one, NULL, take, NULL);
    pthread_create(&two, NULL, give, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    sem_unlink(name);
    puts("both have opened it");
    return 0;
}
