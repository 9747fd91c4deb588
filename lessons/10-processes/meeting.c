// Three processes wait for each other at a barrier.
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct meeting {
    pthread_barrier_t all;
    int here[3];
};

/* Who sees all three is right: everybody was here. */
static int attend(struct meeting *meeting, int who)
{
    meeting->here[who] = 1;
    pthread_barrier_wait(&meeting->all);                // @barrier
    return meeting->here[0] + meeting->here[1] + meeting->here[2];
}

int main(void)
{
    pthread_barrierattr_t shared;
    struct meeting *meeting = mmap(NULL, sizeof *meeting,
        PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int status = 0, sum = 0;
    if (meeting == MAP_FAILED)
        return 1;
    pthread_barrierattr_init(&shared);
    pthread_barrierattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
    pthread_barrier_init(&meeting->all, &shared, 3);
    for (int who = 0; who < 3; who++)
        if (fork() == 0)
            _exit(attend(meeting, who));
    while (wait(&status) > 0)
        sum += WEXITSTATUS(status);
    printf("saw %d\n", sum);
    return 0;
}
