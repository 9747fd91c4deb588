// output: 40
// tells: maps shared memory|locks `table.lock`|gives a token to `table.ready`|takes a token from `table.ready`|leaves `table.both`|broadcasts `table.changed`
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct table {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_barrier_t both;
    sem_t ready;
    int count, done;
};

static void prepare(struct table *table)
{
    pthread_mutexattr_t mutex;
    pthread_condattr_t condition;
    pthread_barrierattr_t barrier;
    pthread_mutexattr_init(&mutex);
    pthread_mutexattr_setpshared(&mutex, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(&table->lock, &mutex);
    pthread_condattr_init(&condition);
    pthread_condattr_setpshared(&condition, PTHREAD_PROCESS_SHARED);
    pthread_cond_init(&table->changed, &condition);
    pthread_barrierattr_init(&barrier);
    pthread_barrierattr_setpshared(&barrier, PTHREAD_PROCESS_SHARED);
    pthread_barrier_init(&table->both, &barrier, 2);
    sem_init(&table->ready, 1, 0);
}

static void add(struct table *table)
{
    for (int k = 0; k < 20; k++) {
        pthread_mutex_lock(&table->lock);
        table->count++;
        pthread_mutex_unlock(&table->lock);
    }
}

int main(void)
{
    struct table *table = mmap(NULL, sizeof *table, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    prepare(table);
    if (fork() == 0) {
        sem_post(&table->ready);
        pthread_barrier_wait(&table->both);
        add(table);
        pthread_mutex_lock(&table->lock);
        table->done = 1;
        pthread_cond_broadcast(&table->changed);
        pthread_mutex_unlock(&table->lock);
        _exit(0);
    }
    sem_wait(&table->ready);
    pthread_barrier_wait(&table->both);
    add(table);
    pthread_mutex_lock(&table->lock);
    while (!table->done)
        pthread_cond_wait(&table->changed, &table->lock);
    pthread_mutex_unlock(&table->lock);
    wait(NULL);
    printf("%d\n", table->count);
    return 0;
}
