// Exercise: two letter boxes, and one semaphore that counts letters.
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

struct box {
    int letter;
};

static struct box left, right;
static sem_t letters;

static void put(struct box *box, int letter)
{
    box->letter = letter;
    sem_post(&letters);
}

/* Waits until there is a letter in this box. */
static int take(struct box *box)
{
    sem_wait(&letters);
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
    sem_init(&letters, 0, 0);
    pthread_create(&one, NULL, deliver_left, NULL);
    pthread_create(&two, NULL, deliver_right, NULL);
    int first = take(&left);
    int second = take(&right);
    printf("%d and %d\n", first, second);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    return 0;
}
