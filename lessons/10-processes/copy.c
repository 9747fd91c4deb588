// One variable before the fork, two after it.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int number = 7;

int main(void)
{
    pid_t child = fork();                               // @fork
    if (child < 0)
        return 1;
    if (child == 0) {
        number = 8;                                     // @write
        printf("child %d, ", number);
        fflush(stdout);
        _exit(0);
    }
    wait(NULL);
    printf("parent %d\n", number);
    return 0;
}
