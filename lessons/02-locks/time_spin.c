// A spin lock for each turn: waiting burns the processor.
#include "counting.h"

static pthread_spinlock_t lock;
static volatile int share;

static void *up(void *unused)
{
    for (int i = 0; i < TURNS; i++) {
        pthread_spin_lock(&lock);
        share += 1;
        pthread_spin_unlock(&lock);
    }
    return unused;
}

static void *down(void *unused)
{
    for (int i = 0; i < TURNS; i++) {
        pthread_spin_lock(&lock);
        share -= 1;
        pthread_spin_unlock(&lock);
    }
    return unused;
}

int main(void)
{
    pthread_spin_init(&lock, PTHREAD_PROCESS_PRIVATE);
    count_both();
    printf("%d\n", share);
    return 0;
}
