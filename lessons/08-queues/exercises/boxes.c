// Exercise: two letter boxes with room for one, and nobody waits.
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>

struct box {
    bool full;
    int item;
};

static struct box letters, parcels;

static void put(struct box *box, int item)
{
    box->item = item;
    box->full = true;
}

static int take(struct box *box)
{
    box->full = false;
    return box->item;
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
