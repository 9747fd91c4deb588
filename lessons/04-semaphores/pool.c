// Three clients, two connections: a token is leave to have one.
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>

enum { CLIENTS = 3, CONNECTIONS = 2 };

static sem_t connections;
static atomic_int connected;

static void *client(void *unused)
{
    sem_wait(&connections);             // @take
    int now = atomic_fetch_add(&connected, 1) + 1;
    assert(now <= CONNECTIONS);
    atomic_fetch_sub(&connected, 1);
    sem_post(&connections);
    return unused;
}

int main(void)
{
    pthread_t clients[CLIENTS];
    sem_init(&connections, 0, CONNECTIONS);
    for (int i = 0; i < CLIENTS; i++)
        pthread_create(&clients[i], NULL, client, NULL);
    for (int i = 0; i < CLIENTS; i++)
        pthread_join(clients[i], NULL);
    puts("all were served");
    return 0;
}
