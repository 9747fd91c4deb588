// Three clients wait until the server is up.
#include <pthread.h>
#include <stdio.h>
#include "event.h"

enum { CLIENTS = 3 };

static struct event up;
static int port;                        // written before up is set

static void *client(void *answered)
{
    event_wait(&up);                    // @wait
    *(int *)answered = port;
    return NULL;
}

int main(void)
{
    pthread_t thread[CLIENTS];
    int answered[CLIENTS] = { 0 };
    event_init(&up);
    for (int i = 0; i < CLIENTS; i++)
        pthread_create(&thread[i], NULL, client, &answered[i]);
    port = 80;                          // the server gets ready
    event_set(&up);                     // @up
    for (int i = 0; i < CLIENTS; i++)
        pthread_join(thread[i], NULL);
    event_destroy(&up);
    printf("%d %d %d\n", answered[0], answered[1], answered[2]);
    return 0;
}
