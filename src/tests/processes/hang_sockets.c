// output: 
// ends: No thread can move.
// tells: connects `socket
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

/* Each end waits for the other to speak first. */
static void *serve(void *listener)
{
    char byte;
    int one = accept(*(int *)listener, NULL, NULL);
    recv(one, &byte, 1, 0);
    return NULL;
}

int main(void)
{
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof here;
    char byte;
    pthread_t server;
    int listener = socket(AF_INET, SOCK_STREAM, 0), client = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(listener, (struct sockaddr *)&here, length) || listen(listener, 8)
        || getsockname(listener, (struct sockaddr *)&here, &length))
        return 1;
    pthread_create(&server, NULL, serve, &listener);
    connect(client, (struct sockaddr *)&here, length);
    recv(client, &byte, 1, 0);
    pthread_join(server, NULL);
    return 0;
}
