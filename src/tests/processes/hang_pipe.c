// output: 
// ends: Deadlock: main waits for bytes in `ends` (line 23), whose writing end is open in main itself
// tells: writes to `ends`: 1 byte|reads from `ends`: 1 byte|ends its process: exit status 0
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    char byte = 'a';
    if (pipe(ends) != 0)
        return 1;
    if (fork() == 0) {
        close(ends[0]);
        if (write(ends[1], &byte, 1) != 1)
            exit(1);
        exit(0);
    }
    wait(NULL);
    int count = 0;
    /* its own writing end is open: no end of file */
    while (read(ends[0], &byte, 1) > 0)
        count++;
    return count;
}
