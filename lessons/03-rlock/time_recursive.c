// A recursive mutex, locked once for each turn.
#include "boxes.h"

static void change(int by)
{
    pthread_mutex_lock(&lock);
    items += by;
    pthread_mutex_unlock(&lock);
}

int main(void)
{
    count_both(PTHREAD_MUTEX_RECURSIVE);
    return 0;
}
