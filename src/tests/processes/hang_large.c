// output: 
// ends: Deadlock: main waits for bytes in `ends` (line 22), whose writing end is open in main itself
// tells: makes `ends`: descriptors
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* A large buffer that everybody can reach does not use up what the lab can follow: the pipe that comes after it is told. */
static char much[1 << 20];

int main(void)
{
    int ends[2], nowhere = open("/dev/null", O_WRONLY);
    char byte;
    if (write(nowhere, much, sizeof much) != sizeof much)
        return 1;
    memset(much, 1, sizeof much);
    if (pipe(ends) != 0)
        return 2;
    if (much[sizeof much - 1] != 1)
        return 3;
    return (int)read(ends[0], &byte, 1);
}
