// A pipe with a name: who knows it can open either end.
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int tell(const char *name)
{
    int answer = 42, end = open(name, O_WRONLY);        // @write
    return end < 0 || write(end, &answer, sizeof answer) < 0;
}

int main(void)
{
    char name[64];
    int answer = 0;
    snprintf(name, sizeof name, "/tmp/pipe-%d", (int)getpid());
    if (mkfifo(name, 0600) != 0)                        // @make
        return 1;
    if (fork() == 0)
        _exit(tell(name));
    int end = open(name, O_RDONLY);                     // @read
    if (end < 0 || read(end, &answer, sizeof answer) < 0)
        return 1;
    wait(NULL);
    unlink(name);
    printf("got %d\n", answer);
    return 0;
}
