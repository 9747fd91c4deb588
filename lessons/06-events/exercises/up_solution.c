// The clients sleep until the event says that the server is up.
#include <pthread.h>
#include <stdio.h>
#include "event.h"

static struct event up;
static int port;                        // written before up is set

static void *client(void *answered)
{
    event_wait(&up);
    *(int *)answered = port;
    return NULL;
}

int main(void)
{
    pthread_t one, two;
    int first = 0, second = 0;
    event_init(&up);
    pthread_create(&one, NULL, client, &first);
    pthread_create(&two, NULL, client, &second);
    port = 80;
    event_set(&up);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    event_destroy(&up);
    printf("%d %d\n", first, second);
    return 0;
}
