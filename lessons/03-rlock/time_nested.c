// A recursive mutex, locked twice for each turn: nested calls.
#include "boxes.h"

static void execute(int by)
{
    pthread_mutex_lock(&lock);
    items += by;
    pthread_mutex_unlock(&lock);
}

static void change(int by)
{
    pthread_mutex_lock(&lock);
    execute(by);
    pthread_mutex_unlock(&lock);
}

int main(void)
{
    count_both(PTHREAD_MUTEX_RECURSIVE);
    return 0;
}
