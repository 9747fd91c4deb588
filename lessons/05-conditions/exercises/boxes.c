// Exercise: two letter boxes share a lock and a condition.
#include <pthread.h>
#include <stdio.h>

struct box {
    int letters;                        // protected by lock
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t posted = PTHREAD_COND_INITIALIZER;
static struct box hers, his;

static void post(struct box *box)
{
    pthread_mutex_lock(&lock);
    box->letters += 1;
    pthread_cond_signal(&posted);
    pthread_mutex_unlock(&lock);
}

static void fetch(struct box *box)
{
    pthread_mutex_lock(&lock);
    while (box->letters == 0)
        pthread_cond_wait(&posted, &lock);
    box->letters -= 1;
    pthread_mutex_unlock(&lock);
}

static void *owner(void *box)
{
    fetch(box);
    return NULL;
}

int main(void)
{
    pthread_t she, he;
    pthread_create(&she, NULL, owner, &hers);
    pthread_create(&he, NULL, owner, &his);
    post(&his);
    post(&hers);
    pthread_join(she, NULL);
    pthread_join(he, NULL);
    printf("%d and %d left\n", hers.letters, his.letters);
    return 0;
}
