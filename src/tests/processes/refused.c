// output: 2 went on, 1 byte, 3 9, 3 22 0, 22 36
// tells: main becomes another program: refused, No such file or directory|① becomes another program: refused,|sends `child 1` a signal: 0, which only asks whether it is there|sends nobody a signal: refused, No such process|refused, Invalid argument
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int queue_refused(const char *name)
{
    return mq_open(name, O_CREAT | O_RDWR, 0600, NULL) >= 0 ? 0 : errno;
}

/* Calls that the system refuses: the program goes on, and nothing has changed. */
int main(void)
{
    int ends[2], status = 0;
    char byte;
    execl("/threadlab/no/such/program", "it", (char *)NULL);
    int lost = errno;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return 1;
    pid_t child = fork();
    if (child == 0) {
        execlp("threadlab-has-no-such-program", "it", (char *)NULL);
        if (write(ends[1], "x", 1) != 1)
            _exit(1);
        pause();
    }
    close(ends[1]);
    ssize_t got = read(ends[0], &byte, 1);
    int there = kill(child, 0);
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    int gone = kill(child, SIGKILL) == 0 ? 0 : errno;
    int wrong = kill(getpid(), 999) == 0 ? 0 : errno;
    char long_name[300] = "/";
    memset(long_name + 1, 'a', sizeof long_name - 2);
    printf("%d went on, %zd byte, %d %d, %d %d %d, %d %d\n", lost, got, gone, WTERMSIG(status), gone, wrong, there,
           queue_refused("no-slash"), queue_refused(long_name));
    return 0;
}
