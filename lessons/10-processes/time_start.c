// Ten workers, a hundred times: as threads, as processes.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORKERS = 10, ROUNDS = 100 };

static void *work(void *unused)
{
    return unused;
}

static void with_threads(void)
{
    pthread_t worker[WORKERS];
    for (int k = 0; k < WORKERS; k++)
        pthread_create(&worker[k], NULL, work, NULL);
    for (int k = 0; k < WORKERS; k++)
        pthread_join(worker[k], NULL);
}

static void with_processes(int other)
{
    for (int k = 0; k < WORKERS; k++) {
        if (fork() != 0)
            continue;
        if (other)
            execl("/bin/true", "true", (char *)NULL);
        work(NULL);
        _exit(0);
    }
    while (wait(NULL) > 0)
        ;
}

int main(int count, char **arguments)
{
    const char *how = count > 1 ? arguments[1] : "threads";
    size_t megabytes = count > 2 ? (size_t)atoi(arguments[2]) : 0;
    char *memory = malloc(megabytes << 20 | 1);
    if (!memory)
        return 1;
    memset(memory, 1, megabytes << 20 | 1);
    for (int k = 0; k < ROUNDS; k++) {
        if (strcmp(how, "threads") == 0)
            with_threads();
        else
            with_processes(strcmp(how, "programs") == 0);
    }
    printf("%d\n", WORKERS * ROUNDS + (memory[0] - 1));
    return 0;
}
