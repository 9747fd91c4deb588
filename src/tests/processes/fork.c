// output: child 1, parent 0, status 3
// tells: forks `child 1`|writes `copy of child 1` = 1|ends its process: exit status 3|waits for `child 1` to end: exit status 3|reads `copy`: 0
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int copy;

int main(void)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        copy = 1;
        printf("child %d, ", copy);
        exit(3);
    }
    waitpid(child, &status, 0);
    printf("parent %d, status %d\n", copy, WEXITSTATUS(status));
    return 0;
}
