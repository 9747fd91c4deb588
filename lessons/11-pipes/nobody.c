// Nobody reads any more: one writer is killed, one is told.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int try_to_write(int end)
{
    if (write(end, "?", 1) < 0)                         // @write
        return errno == EPIPE ? 2 : 1;
    return 0;
}

static void report(const char *name)
{
    int status = 0;
    wait(&status);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE)
        printf("%s was killed", name);
    else if (WEXITSTATUS(status) == 2)
        printf("%s was told\n", name);
}

int main(void)
{
    int ends[2];
    if (pipe(ends) != 0)
        return 1;
    close(ends[0]);                                     // @close
    if (fork() == 0)
        _exit(try_to_write(ends[1]));
    report("the first");
    printf(", ");
    fflush(stdout);
    if (fork() == 0) {
        signal(SIGPIPE, SIG_IGN);                       // @ignore
        _exit(try_to_write(ends[1]));
    }
    report("the second");
    return 0;
}
