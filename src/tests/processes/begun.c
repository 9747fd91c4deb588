// output: 3 bytes, then 2 of child 1
// tells: begins to connect `socket 4`: it has begun|of child 1`|accepts a connection at `socket 3`: `socket
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof here;
    char bytes[16] = "";
    int listener = socket(AF_INET, SOCK_STREAM, 0), client = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (bind(listener, (struct sockaddr *)&here, length) || listen(listener, 8)
        || getsockname(listener, (struct sockaddr *)&here, &length))
        return 1;
    if (connect(client, (struct sockaddr *)&here, length) == 0 || errno != EINPROGRESS)
        return 2;
    int first = accept(listener, NULL, NULL);
    if (send(client, "one", 3, 0) != 3)
        return 3;
    int got = (int)recv(first, bytes, sizeof bytes, 0);
    if (fork() == 0) {
        int own = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(own, (struct sockaddr *)&here, length) == 0 && write(own, "hi", 2) == 2)
            _exit(0);
        _exit(1);
    }
    int second = accept(listener, NULL, NULL);
    printf("%d bytes, then %d of child 1\n", got, (int)recv(second, bytes, sizeof bytes, 0));
    wait(NULL);
    return 0;
}
