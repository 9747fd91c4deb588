// output: 5
// tells: changes what `epoll 3` watches: watches `eventfd 4`|waits for anything in `epoll 3`: one is ready|reads `timer 8`: 1|waits for any of several descriptors: none is ready|adds to `eventfd 4`: 1
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <poll.h>
#include <stdint.h>
#include <unistd.h>
static int bell, path_socket;
static struct sockaddr_un there = { .sun_family = AF_UNIX, .sun_path = "/tmp/threadlab-test.sock" };
static void *ring(void *a)
{
    (void)a;
    uint64_t one = 1;
    char bytes[8];
    usleep(30000);
    if (write(bell, &one, 8) != 8) return NULL;
    int s = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connect(s, (struct sockaddr *)&there, sizeof there) != 0) return NULL;
    usleep(30000);
    send(s, "hello", 5, 0);
    recv(s, bytes, 8, 0);
    close(s);
    return NULL;
}
int main(void)
{
    pthread_t t;
    uint64_t n;
    char bytes[8];
    struct epoll_event e = { .events = EPOLLIN };
    int set = epoll_create1(0);
    bell = eventfd(0, 0);
    path_socket = socket(AF_UNIX, SOCK_STREAM, 0);
    unlink(there.sun_path);
    if (bind(path_socket, (struct sockaddr *)&there, sizeof there) || listen(path_socket, 4)) return 1;
    epoll_ctl(set, EPOLL_CTL_ADD, bell, &e);
    epoll_ctl(set, EPOLL_CTL_ADD, path_socket, &e);
    pthread_create(&t, NULL, ring, NULL);
    epoll_wait(set, &e, 1, -1);
    if (read(bell, &n, 8) != 8) return 2;
    epoll_wait(set, &e, 1, 1000);
    int c = accept(path_socket, NULL, NULL);
    fd_set r; FD_ZERO(&r); FD_SET(c, &r); FD_SET(bell, &r);
    select(c + 1, &r, NULL, NULL, NULL);
    int got = recv(c, bytes, 8, 0);
    int timer = timerfd_create(CLOCK_MONOTONIC, 0);
    struct itimerspec soon = { .it_value.tv_nsec = 20000000 };
    timerfd_settime(timer, 0, &soon, NULL);
    if (read(timer, &n, 8) != 8) return 3;
    struct pollfd two[2] = { { bell, POLLIN, 0 }, { timer, POLLIN, 0 } };
    poll(two, 2, 10);
    close(c);
    pthread_join(t, NULL);
    unlink(there.sun_path);
    printf("%d\n", got);
    return 0;
}
