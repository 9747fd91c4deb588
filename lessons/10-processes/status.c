// How did they end? Whoever has started them may ask.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t start(int code)
{
    pid_t child = fork();
    if (child != 0)
        return child;
    while (code < 0)                // this one never ends itself
        pause();
    _exit(code);                                        // @exit
}

static void report(pid_t child)
{
    int status = 0;
    waitpid(child, &status, 0);                         // @wait
    if (WIFEXITED(status))
        printf("exit status %d", WEXITSTATUS(status));
    else
        printf("killed by signal %d", WTERMSIG(status));
}

int main(void)
{
    pid_t good = start(0), bad = start(3), endless = start(-1);
    report(good);
    printf(", ");
    report(bad);
    printf(", ");
    kill(endless, SIGTERM);                             // @kill
    report(endless);
    printf("\n");
    return 0;
}
