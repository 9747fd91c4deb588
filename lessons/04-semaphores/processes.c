// Two processes, one semaphore: they know it by its name.
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

/* The child: its exit code tells what sem_wait said. */
static int wait_for_token(const char *name)
{
    sem_t *mine = sem_open(name, 0);    // @open
    if (mine == SEM_FAILED)
        return 1;
    return sem_wait(mine) == 0 ? 0 : 1;
}

int main(void)
{
    char name[40];
    int status;
    snprintf(name, sizeof name, "/threadlab-%d", (int)getpid());
    sem_t *ready = sem_open(name, O_CREAT | O_EXCL, 0600, 0);
    if (ready == SEM_FAILED)
        return 1;
    pid_t child = fork();
    if (child == 0)
        _exit(wait_for_token(name));
    sleep(1);                           // the child waits meanwhile
    puts("posting");
    sem_post(ready);
    waitpid(child, &status, 0);
    sem_unlink(name);
    puts(status == 0 ? "the child got its token" : "it did not");
    return 0;
}
