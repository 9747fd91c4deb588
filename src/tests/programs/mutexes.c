// output: recursive 2, busy, deadlk, spin 4
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
static pthread_mutex_t recursive, checked;
static pthread_spinlock_t spin;
static int spins;
static void *turn(void *unused)
{
    for (int i = 0; i < 2; i++) {
        pthread_spin_lock(&spin);
        spins++;
        pthread_spin_unlock(&spin);
    }
    return unused;
}
int main(void)
{
    pthread_mutexattr_t attributes;
    pthread_t one, two;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&recursive, &attributes);
    pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
    pthread_mutex_init(&checked, &attributes);
    pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE);
    int depth = 0;
    depth += pthread_mutex_lock(&recursive) == 0;
    depth += pthread_mutex_trylock(&recursive) == 0;
    pthread_mutex_unlock(&recursive);
    pthread_mutex_unlock(&recursive);
    pthread_mutex_lock(&checked);
    int again = pthread_mutex_lock(&checked), busy = pthread_mutex_trylock(&checked);
    pthread_mutex_unlock(&checked);
    pthread_create(&one, NULL, turn, NULL);
    pthread_create(&two, NULL, turn, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("recursive %d, %s, %s, spin %d\n", depth, busy == EBUSY ? "busy" : "?", again == EDEADLK ? "deadlk" : "?", spins);
    return 0;
}
