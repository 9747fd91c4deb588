// A child shows that something goes on, until it is told to end.
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void spin(void)
{
    for (int k = 0;; k++) {
        printf("\r%c thinking", "|/-\\"[k % 4]);         // @spin
        fflush(stdout);
        usleep(100000);
    }
}

static int think(void)
{
    sleep(3);
    return 42;
}

int main(void)
{
    pid_t child = fork();
    if (child == 0)
        spin();
    int answer = think();
    kill(child, SIGTERM);                               // @stop
    waitpid(child, NULL, 0);
    printf("\rAnswer: %d\n", answer);
    return 0;
}
