// Two threads play life by rows, and meet after each generation.
#include <pthread.h>
#include "life.h"

static pthread_barrier_t barrier;

static void *play(void *first_row)
{
    int first = *(const int *)first_row;
    for (int g = 0; g < GENERATIONS; g++) {
        const unsigned *now = grid[g % 2];
        unsigned *next = grid[(g + 1) % 2];
        for (int y = first; y < first + SHARE; y++)
            next[y] = next_row(now[y - 1], now[y], now[y + 1]);
        pthread_barrier_wait(&barrier);         // @barrier
    }
    return NULL;
}

int main(void)
{
    int first[WORKERS] = { 1, 1 + SHARE };
    pthread_t workers[WORKERS];
    pthread_barrier_init(&barrier, NULL, WORKERS);
    for (int i = 0; i < WORKERS; i++)
        pthread_create(&workers[i], NULL, play, &first[i]);
    for (int i = 0; i < WORKERS; i++)
        pthread_join(workers[i], NULL);
    print_grid(grid[GENERATIONS % 2]);
    return 0;
}
