// output: from echo, 15, 6, 13, 4, none
// tells: becomes another program|sends `child 2` a signal: SIGTERM|ends by a signal: SIGTERM|ends by a signal: SIGABRT|nobody can read it any more|ends by a signal: SIGPIPE|waits for `child 5` to end: exit status 4|tries to read from `ends`: not now
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int bury(pid_t child)
{
    int status;
    if (waitpid(child, &status, 0) != child)
        return -1;
    return WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
}

static void *leave(void *argument)
{
    exit(*(int *)argument);
}

static void break_pipe(const int *ends)
{
    close(ends[0]);
    if (write(ends[1], "?", 1) < 0)
        exit(1);
}

int main(void)
{
    int ends[2], code = 4;
    char byte;
    setvbuf(stdout, NULL, _IONBF, 0);       /* else each child would have, and print, a copy of what waits there */
    pid_t child = fork();
    if (child == 0)
        execlp("printf", "printf", "from echo, ", (char *)NULL);
    bury(child);
    if ((child = fork()) == 0)
        for (;;)
            pause();
    kill(child, SIGTERM);
    printf("%d, ", bury(child));
    if ((child = fork()) == 0)
        abort();
    printf("%d, ", bury(child));
    if (pipe2(ends, O_NONBLOCK) != 0)
        return 1;
    if (read(ends[0], &byte, 1) >= 0)
        return 1;
    close(ends[0]);
    if ((child = fork()) == 0)
        break_pipe(ends);
    printf("%d, ", bury(child));
    if ((child = fork()) == 0) {
        pthread_t other;
        pthread_create(&other, NULL, leave, &code);
        pthread_join(other, NULL);
    }
    printf("%d, ", bury(child));
    printf("%s\n", wait(NULL) < 0 ? "none" : "one");
    return 0;
}
