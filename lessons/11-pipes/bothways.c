// A pair of sockets: each end can be written to and read from.
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Answers each number with its double, until nobody asks. */
static int serve(int end)
{
    int n;
    while (read(end, &n, sizeof n) > 0) {               // @serve
        n *= 2;
        if (write(end, &n, sizeof n) < 0)
            return 1;
    }
    return 0;
}

int main(void)
{
    int ends[2], sum = 0;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) // @pair
        return 1;
    if (fork() == 0) {
        close(ends[0]);
        _exit(serve(ends[1]));
    }
    close(ends[1]);
    for (int n = 1; n <= 3; n++) {
        int answer = 0;
        if (write(ends[0], &n, sizeof n) < 0
            || read(ends[0], &answer, sizeof answer) < 0)
            return 1;
        sum += answer;
    }
    close(ends[0]);
    wait(NULL);
    printf("sum %d\n", sum);
    return 0;
}
