// broken on purpose: one client gives back its token twice
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>

enum { CONNECTIONS = 1 };

static sem_t connections;
static atomic_int connected;

static void use(void)
{
    int now = atomic_fetch_add(&connected, 1) + 1;
    assert(now <= CONNECTIONS);
    atomic_fetch_sub(&connected, 1);
}

static void *client(void *unused)
{
    sem_wait(&connections);
    use();
    sem_post(&connections);
    return unused;
}

static void *careless(void *unused)
{
    client(unused);
    sem_post(&connections);             // @again
    return unused;
}

int main(void)
{
    pthread_t one, two;
    sem_init(&connections, 0, CONNECTIONS);
    pthread_create(&one, NULL, careless, NULL);
    pthread_create(&two, NULL, client, NULL);
    client(NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    puts("all were served");
    return 0;
}
