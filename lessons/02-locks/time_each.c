// A lock for each of the million turns.
#include "counting.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static volatile int share;

static void *up(void *unused)
{
    for (int i = 0; i < TURNS; i++) {
        pthread_mutex_lock(&lock);
        share += 1;
        pthread_mutex_unlock(&lock);
    }
    return unused;
}

static void *down(void *unused)
{
    for (int i = 0; i < TURNS; i++) {
        pthread_mutex_lock(&lock);
        share -= 1;
        pthread_mutex_unlock(&lock);
    }
    return unused;
}

int main(void)
{
    count_both();
    printf("%d\n", share);
    return 0;
}
