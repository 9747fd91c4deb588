// A pipe holds so much and no more: then its writer waits.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BLOCK = 4096, BLOCKS = 20 };

static int write_all(int end)
{
    char block[BLOCK] = "";
    for (int k = 0; k < BLOCKS; k++)
        if (write(end, block, sizeof block) < 0)        // @write
            return 1;
    return 0;
}

int main(void)
{
    char block[BLOCK] = "";
    int ends[2];
    long sum = 0, got;
    if (pipe(ends) != 0)
        return 1;
    if (fork() == 0) {
        close(ends[0]);
        _exit(write_all(ends[1]));
    }
    close(ends[1]);
    sleep(1);                       // the writer fills the pipe
    while ((got = read(ends[0], block, sizeof block)) > 0)
        sum += got;                                     // @read
    wait(NULL);
    printf("%ld bytes\n", sum);
    return 0;
}
