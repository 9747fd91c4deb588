// A queue in shared memory: what is there, and how much room there is.
#include <semaphore.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROOM = 2, LAST = 5 };

struct queue {
    sem_t full, empty;
    int item[ROOM];
    int put, got;                       /* how many, so far */
};

static void put(struct queue *queue, int item)
{
    sem_wait(&queue->empty);                            // @room
    queue->item[queue->put++ % ROOM] = item;
    sem_post(&queue->full);
}

static int get(struct queue *queue)
{
    sem_wait(&queue->full);                             // @get
    int item = queue->item[queue->got++ % ROOM];
    sem_post(&queue->empty);
    return item;
}

int main(void)
{
    struct queue *queue = mmap(NULL, sizeof *queue,
        PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int sum = 0, item;
    if (queue == MAP_FAILED)
        return 1;
    sem_init(&queue->full, 1, 0);
    sem_init(&queue->empty, 1, ROOM);
    if (fork() == 0) {
        for (int k = 1; k <= LAST; k++)
            put(queue, k);
        put(queue, 0);                  // no more will come
        _exit(0);
    }
    while ((item = get(queue)) != 0)
        sum += item;
    wait(NULL);
    printf("sum %d\n", sum);
    return 0;
}
