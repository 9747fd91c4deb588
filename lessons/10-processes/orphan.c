// The middle one ends first: its child gets another parent.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int grandchild(pid_t parent)
{
    while (getppid() == parent)                         // @parent
        usleep(1000);
    printf("an orphan\n");
    fflush(stdout);
    return 0;
}

static int child(void)
{
    pid_t self = getpid();
    if (fork() == 0)
        _exit(grandchild(self));
    return 0;                           // and does not wait  // @end
}

int main(void)
{
    int ends[2];
    char byte;
    if (pipe(ends) != 0)
        return 1;
    if (fork() == 0)
        _exit(child());
    wait(NULL);
    close(ends[1]);
    if (read(ends[0], &byte, 1) != 0) // until the orphan has ended
        return 1;
    printf("and it is over\n");
    return 0;
}
