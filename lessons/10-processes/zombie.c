// The child has ended; its parent has not asked yet.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0)
        _exit(5);                                       // @exit
    sleep(1);                           // nobody waits for it
    waitpid(child, &status, 0);                         // @wait
    printf("exit status %d\n", WEXITSTATUS(status));
    return 0;
}
