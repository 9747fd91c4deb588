// Names and numbers: every thread of a process, as the kernel sees it.
#define _GNU_SOURCE
#include <dirent.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_barrier_t ready, seen;

static void *stay(void *name)
{
    pthread_setname_np(pthread_self(), name);
    pthread_barrier_wait(&ready);
    pthread_barrier_wait(&seen);        // @stay
    return NULL;
}

/* The kernel keeps a folder for each thread, its name in `comm`. */
static void show(int number)
{
    char path[64], name[32] = "\n";
    snprintf(path, sizeof path, "/proc/self/task/%d/comm", number);
    FILE *file = fopen(path, "r");
    if (file && fgets(name, sizeof name, file))
        printf("thread %d: %s", number, name);
    if (file)
        fclose(file);
}

static void list_threads(void)
{
    DIR *tasks = opendir("/proc/self/task");
    struct dirent *task;
    while (tasks && (task = readdir(tasks)))
        if (atoi(task->d_name) > 0)     // not "." and ".."
            show(atoi(task->d_name));
    if (tasks)
        closedir(tasks);
}

int main(void)
{
    pthread_t one, two;
    pthread_barrier_init(&ready, NULL, 3);
    pthread_barrier_init(&seen, NULL, 3);
    pthread_create(&one, NULL, stay, "baker");
    pthread_create(&two, NULL, stay, "smith");
    pthread_barrier_wait(&ready);
    printf("process %d, main is thread %d\n", getpid(), gettid());
    list_threads();
    pthread_barrier_wait(&seen);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    return 0;
}
