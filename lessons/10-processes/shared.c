// Memory that two processes have in common, with a lock in it.
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct table {
    pthread_mutex_t lock;
    int visits;
};

static void visit(struct table *table)
{
    for (int k = 0; k < 3; k++) {
        pthread_mutex_lock(&table->lock);               // @lock
        table->visits++;
        pthread_mutex_unlock(&table->lock);
    }
}

int main(void)
{
    pthread_mutexattr_t shared;
    struct table *table = mmap(NULL, sizeof *table,     // @map
        PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (table == MAP_FAILED)
        return 1;
    pthread_mutexattr_init(&shared);
    pthread_mutexattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(&table->lock, &shared);
    if (fork() == 0) {
        visit(table);
        _exit(0);
    }
    visit(table);
    wait(NULL);
    printf("%d visits\n", table->visits);
    return 0;
}
