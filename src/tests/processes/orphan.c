// output: the parent of the orphan has ended
// tells: ends its process: exit status 0|`child 2`|end of file, nobody can write any more
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    char byte;
    if (pipe(ends) != 0)
        return 1;
    if (fork() == 0) {
        pid_t before = getpid();
        if (fork() == 0) {
            while (getppid() == before)
                usleep(1000);
            puts("the parent of the orphan has ended");
            exit(0);
        }
        exit(0);
    }
    close(ends[1]);
    wait(NULL);
    if (read(ends[0], &byte, 1) != 0)       /* until the orphan has ended, too: it has the other end */
        return 1;
    return 0;
}
