// Each box has a lock, and a condition for each reason to wait.
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>

struct box {
    pthread_mutex_t lock;
    pthread_cond_t not_empty, not_full;
    bool full;
    int item;
};

#define EMPTY_BOX { PTHREAD_MUTEX_INITIALIZER, \
    PTHREAD_COND_INITIALIZER, PTHREAD_COND_INITIALIZER, false, 0 }

static struct box letters = EMPTY_BOX, parcels = EMPTY_BOX;

static void put(struct box *box, int item)
{
    pthread_mutex_lock(&box->lock);
    while (box->full)
        pthread_cond_wait(&box->not_full, &box->lock);
    box->item = item;
    box->full = true;
    pthread_cond_signal(&box->not_empty);
    pthread_mutex_unlock(&box->lock);
}

static int take(struct box *box)
{
    pthread_mutex_lock(&box->lock);
    while (!box->full)
        pthread_cond_wait(&box->not_empty, &box->lock);
    int item = box->item;
    box->full = false;
    pthread_cond_signal(&box->not_full);
    pthread_mutex_unlock(&box->lock);
    return item;
}

static void *deliver(void *unused)
{
    put(&letters, 1);
    put(&letters, 2);
    put(&parcels, 7);
    return unused;
}

int main(void)
{
    pthread_t postman;
    pthread_create(&postman, NULL, deliver, NULL);
    int first = take(&letters);
    int second = take(&letters);
    int parcel = take(&parcels);
    pthread_join(postman, NULL);
    printf("letters %d and %d, parcel %d\n", first, second, parcel);
    return 0;
}
