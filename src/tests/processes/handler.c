// output: 6 children, 6 ended
// tells: forks `child 6`|sees whether a child has ended: `child
// Children are buried in a signal's handler, in the middle of whatever else goes on.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t ended;

static void bury(int number)
{
    (void)number;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ended++;
}

int main(void)
{
    int count = 0;
    struct sigaction action = { .sa_handler = bury, .sa_flags = SA_RESTART };
    sigaction(SIGCHLD, &action, NULL);
    for (; count < 6; count++)
        if (fork() == 0)
            _exit(1);
    while (ended < count)
        usleep(500);
    printf("%d children, %d ended\n", count, (int)ended);
    return 0;
}
