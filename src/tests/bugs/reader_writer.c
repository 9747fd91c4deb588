/* A home-made readers–writer lock that lets the writer in while the first reader is on its way. */
/* expect: assertion 1 */
#include "run.h"
#include <semaphore.h>
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static sem_t w;             /* taken by the first reader, given back by the last, which may be another */
static int readers;
static atomic_int writing, reading;
static void *reader(void *unused)
{
    pthread_mutex_lock(&m);
    readers++;
#ifdef SOUND
    if (readers == 1)
        sem_wait(&w);
    pthread_mutex_unlock(&m);
#else
    int first = readers == 1;
    pthread_mutex_unlock(&m);
    if (first)
        sem_wait(&w);
#endif
    reading = 1;
    assert(!writing);
    pthread_mutex_lock(&m);
    if (--readers == 0)
        sem_post(&w);
    pthread_mutex_unlock(&m);
    return unused;
}
static void *writer(void *unused)
{
    sem_wait(&w);
    writing = 1;
    writing = 0;
    sem_post(&w);
    return unused;
}
int main(void)
{
    sem_init(&w, 0, 1);
    run(reader, reader, writer, NULL);
    return 0;
}
