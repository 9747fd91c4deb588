// The child becomes another program.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int status = 0;
    if (fork() == 0) {
        execlp("expr", "expr", "6", "*", "7", (char *)NULL); // @exec
        _exit(127);                 // there is no such program
    }
    wait(&status);
    printf("exit status %d\n", WEXITSTATUS(status));
    return 0;
}
