// One pipe, two processes: the child writes, its parent reads.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int tell(int end)
{
    int answer = 42;
    return write(end, &answer, sizeof answer) < 0;      // @write
}

int main(void)
{
    int ends[2], answer = 0;
    if (pipe(ends) != 0)                                // @pipe
        return 1;
    if (fork() == 0)
        _exit(tell(ends[1]));
    if (read(ends[0], &answer, sizeof answer) < 0)      // @read
        return 1;
    wait(NULL);
    printf("got %d\n", answer);
    return 0;
}
