// Each box has a semaphore of its own, which counts its letters.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

struct box {
    sem_t letters;              /* tokens: letters not yet taken */
    int letter;
};

static struct box left, right;

static void put(struct box *box, int letter)
{
    box->letter = letter;
    sem_post(&box->letters);
}

/* Waits until there is a letter in this box. */
static int take(struct box *box)
{
    sem_wait(&box->letters);
    return box->letter;
}

static void *deliver_left(void *unused)
{
    put(&left, 1);
    return unused;
}

static void *deliver_right(void *unused)
{
    put(&right, 2);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    sem_init(&left.letters, 0, 0);
    sem_init(&right.letters, 0, 0);
    pthread_create(&one, NULL, deliver_left, NULL);
    pthread_create(&two, NULL, deliver_right, NULL);
    int first = take(&left);
    int second = take(&right);
    printf("%d and %d\n", first, second);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    return 0;
}
