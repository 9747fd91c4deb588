// Each box has a lock and a condition of its own: one waits there.
#include <pthread.h>
#include <stdio.h>

struct box {
    pthread_mutex_t lock;
    pthread_cond_t posted;
    int letters;                        // protected by lock
};

static struct box hers = { PTHREAD_MUTEX_INITIALIZER,
                           PTHREAD_COND_INITIALIZER, 0 };
static struct box his = { PTHREAD_MUTEX_INITIALIZER,
                          PTHREAD_COND_INITIALIZER, 0 };

static void post(struct box *box)
{
    pthread_mutex_lock(&box->lock);
    box->letters += 1;
    pthread_cond_signal(&box->posted);
    pthread_mutex_unlock(&box->lock);
}

static void fetch(struct box *box)
{
    pthread_mutex_lock(&box->lock);
    while (box->letters == 0)
        pthread_cond_wait(&box->posted, &box->lock);
    box->letters -= 1;
    pthread_mutex_unlock(&box->lock);
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
