// A hundred times: two start, meet at a barrier, and end. The argument
// says what they are: threads or processes.
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TIMES = 100 };

#define FLAGS (MAP_SHARED | MAP_ANONYMOUS)

static pthread_barrier_t *barrier;      // in memory that children share

static void *meet(void *unused)
{
    pthread_barrier_wait(barrier);
    return unused;
}

static void two_threads(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, meet, NULL);
    pthread_create(&two, NULL, meet, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
}

static void two_processes(void)
{
    for (int i = 0; i < 2; i++)
        if (fork() == 0) {
            meet(NULL);
            _exit(0);
        }
    wait(NULL);
    wait(NULL);
}

int main(int count, char **arguments)
{
    int forks = count > 1 && strcmp(arguments[1], "processes") == 0;
    pthread_barrierattr_t both;
    barrier = mmap(NULL, sizeof *barrier, PROT_READ | PROT_WRITE, FLAGS,
                   -1, 0);
    if (barrier == MAP_FAILED)
        return 1;
    pthread_barrierattr_init(&both);
    pthread_barrierattr_setpshared(&both, PTHREAD_PROCESS_SHARED);
    pthread_barrier_init(barrier, &both, 2);
    for (int i = 0; i < TIMES; i++) {
        if (forks)
            two_processes();
        else
            two_threads();
    }
    puts("all met");
    return 0;
}
