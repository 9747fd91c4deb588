// output: 
// ends: Deadlock: main waits for 
// tells: forks `child 1`|closes an end of `go`
// The child waits for a byte, the parent for the child.
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int go[2];
    char byte;
    if (pipe(go) != 0)
        return 1;
    if (fork() == 0) {
        close(go[1]);
        return read(go[0], &byte, 1) != 1;
    }
    close(go[0]);
    wait(NULL);
    return 0;
}
