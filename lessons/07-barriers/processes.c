// A barrier in shared memory, for two processes.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
    pthread_barrier_t barrier;
    atomic_int arrived;
};

/* A child: its exit code is how many it found after the barrier. */
static int meet(struct shared *shared, unsigned way)
{
    sleep(way);
    atomic_fetch_add(&shared->arrived, 1);
    pthread_barrier_wait(&shared->barrier);
    return shared->arrived;
}

int main(void)
{
    pthread_barrierattr_t both;
    int code[2];
    struct shared *shared = mmap(NULL, sizeof *shared,
                                 PROT_READ | PROT_WRITE,
                                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return 1;
    pthread_barrierattr_init(&both);
    pthread_barrierattr_setpshared(&both, PTHREAD_PROCESS_SHARED);
    pthread_barrier_init(&shared->barrier, &both, 2);   // @shared
    for (unsigned way = 1; way <= 2; way++)
        if (fork() == 0)
            _exit(meet(shared, way));
    for (int i = 0; i < 2; i++) {
        wait(&code[i]);
        printf("a child saw %d arrive\n", WEXITSTATUS(code[i]));
    }
    return 0;
}
