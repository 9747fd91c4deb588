// How many bytes a second go from one process to another?
#include <fcntl.h>
#include <mqueue.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BLOCK = 8192, SLOTS = 8 };

struct ring {
    sem_t full, empty;
    char slot[SLOTS][BLOCK];
};

static char block[BLOCK];

static long from_descriptor(int end)
{
    long sum = 0, got;
    while ((got = read(end, block, BLOCK)) > 0)
        sum += got;
    return sum;
}

static void to_descriptor(int end, long blocks)
{
    for (long k = 0; k < blocks; k++)
        if (write(end, block, BLOCK) != BLOCK)
            _exit(1);
    _exit(0);
}

static long by_descriptor(int *ends, long blocks)
{
    if (fork() == 0) {
        close(ends[0]);
        to_descriptor(ends[1], blocks);
    }
    close(ends[1]);
    return from_descriptor(ends[0]);
}

static void fill(struct ring *ring, long blocks)
{
    for (long k = 0; k < blocks; k++) {
        sem_wait(&ring->empty);
        memcpy(ring->slot[k % SLOTS], block, BLOCK);
        sem_post(&ring->full);
    }
    _exit(0);
}

static long by_ring(struct ring *ring, long blocks)
{
    sem_init(&ring->full, 1, 0);
    sem_init(&ring->empty, 1, SLOTS);
    if (fork() == 0)
        fill(ring, blocks);
    for (long k = 0; k < blocks; k++) {
        sem_wait(&ring->full);
        memcpy(block, ring->slot[k % SLOTS], BLOCK);
        sem_post(&ring->empty);
    }
    return blocks * BLOCK;
}

static long by_queue(long blocks)
{
    char name[40];
    struct mq_attr size = { .mq_maxmsg = SLOTS, .mq_msgsize = BLOCK };
    snprintf(name, sizeof name, "/threadlab-%d", (int)getpid());
    mqd_t queue = mq_open(name, O_CREAT | O_EXCL | O_RDWR, 0600, &size);
    mq_unlink(name);
    if (queue == (mqd_t)-1)
        exit(1);
    if (fork() == 0) {
        for (long k = 0; k < blocks; k++)
            mq_send(queue, block, BLOCK, 0);
        _exit(0);
    }
    long sum = 0;
    while (sum < blocks * BLOCK)
        sum += mq_receive(queue, block, BLOCK, NULL);
    return sum;
}

int main(int count, char **arguments)
{
    int ends[2];
    const char *way = count > 1 ? arguments[1] : "pipe";
    long blocks = 20000, sum = 0;
    if (strcmp(way, "pipe") == 0 && pipe(ends) == 0)
        sum = by_descriptor(ends, blocks);
    else if (strcmp(way, "pair") == 0
             && socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0)
        sum = by_descriptor(ends, blocks);
    else if (strcmp(way, "queue") == 0)
        sum = by_queue(blocks);
    else if (strcmp(way, "ring") == 0)
        sum = by_ring(mmap(NULL, sizeof(struct ring),
                           PROT_READ | PROT_WRITE,
                           MAP_SHARED | MAP_ANONYMOUS, -1, 0), blocks);
    wait(NULL);
    printf("%ld\n", sum);
    return 0;
}
