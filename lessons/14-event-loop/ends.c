// Two ends of a socket pair in one thread: each task waits for its own.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "loop_io.h"
#include "task_group.h"
#include "threadlab.h"

static int speak(void *socket, void **value)
{
    static const char *const words[] = { "one", "two", "three" };
    const int *fd = socket;
    (void)value;
    for (int k = 0; k < 3; k++) {
        loop_sleep(50);
        if (write(*fd, words[k], strlen(words[k])) < 0)
            return errno;
    }
    return loop_close(*fd);
}

static int listen_to(void *socket, void **value)
{
    const int *fd = socket;
    char word[16];
    ssize_t size;
    (void)value;
    while ((size = read(*fd, word, sizeof word)) != 0) {
        if (size > 0)
            printf("heard %.*s\n", (int)size, word);
        else if (errno == EAGAIN)
            loop_readable(*fd);                 // @readable
        else
            return errno;
    }
    printf("end of file\n");
    return loop_close(*fd);
}

static int run(void *sockets, void **value)
{
    int *ends = sockets;
    struct task_group group;
    (void)value;
    task_group_begin(&group);
    task_group_start(&group, "ear", listen_to, &ends[0], NULL);
    task_group_start(&group, "mouth", speak, &ends[1], NULL);
    return task_group_end(&group, 0);
}

int main(void)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) != 0)
        return 1;
    lab_hide(true);             // the loop's own work
    return loop_run(run, ends, NULL);
}
