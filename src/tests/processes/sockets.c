// output: a ping, a pong, end of file
// tells: accepts a connection at `socket|receives from `socket|connects `socket|: end of file, the other end sends no more|listens at `socket 3`: port
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void *serve(void *listener)
{
    char bytes[16] = "";
    int one = accept(*(int *)listener, NULL, NULL);
    if (recv(one, bytes, sizeof bytes, 0) == 4 && strcmp(bytes, "ping") == 0)
        send(one, "pong", 4, MSG_NOSIGNAL);
    close(one);
    return NULL;
}

int main(void)
{
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof here;
    char bytes[16] = "";
    pthread_t server;
    int listener = socket(AF_INET, SOCK_STREAM, 0), client = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(listener, (struct sockaddr *)&here, length) || listen(listener, 8)
        || getsockname(listener, (struct sockaddr *)&here, &length))
        return 1;
    pthread_create(&server, NULL, serve, &listener);
    usleep(50000);
    if (connect(client, (struct sockaddr *)&here, length) != 0)
        return 1;
    usleep(50000);
    if (write(client, "ping", 4) != 4 || read(client, bytes, sizeof bytes) != 4 || strcmp(bytes, "pong") != 0)
        return 1;
    int last = (int)read(client, bytes, sizeof bytes);
    pthread_join(server, NULL);
    printf("a ping, a pong, %s\n", last == 0 ? "end of file" : "more");
    return 0;
}
