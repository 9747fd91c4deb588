// Half a million turns each, two threads; the argument says what keeps
// them apart: mutex or semaphore.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>

enum { TURNS = 500000 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sem_t semaphore;
static pthread_barrier_t all_here;
static volatile int share;              // volatile: each turn is real

static void *with_mutex(void *unused)
{
    pthread_barrier_wait(&all_here);
    for (int i = 0; i < TURNS; i++) {
        pthread_mutex_lock(&lock);
        share += 1;
        pthread_mutex_unlock(&lock);
    }
    return unused;
}

static void *with_semaphore(void *unused)
{
    pthread_barrier_wait(&all_here);
    for (int i = 0; i < TURNS; i++) {
        sem_wait(&semaphore);
        share += 1;
        sem_post(&semaphore);
    }
    return unused;
}

int main(int count, char **arguments)
{
    int mutex = count > 1 && strcmp(arguments[1], "mutex") == 0;
    unsigned threads = count > 2 && *arguments[2] == '1' ? 1 : 2;
    pthread_t thread[2];
    pthread_barrier_init(&all_here, NULL, threads);
    sem_init(&semaphore, 0, 1);
    for (unsigned i = 0; i < threads; i++)
        pthread_create(&thread[i], NULL,
                       mutex ? with_mutex : with_semaphore, NULL);
    for (unsigned i = 0; i < threads; i++)
        pthread_join(thread[i], NULL);
    printf("%d\n", share);
    return 0;
}
