// The shelf with the lower number is always locked first.
#include <pthread.h>
#include <stdio.h>

struct shelf {
    pthread_mutex_t lock;
    int number;                 /* no two shelves have the same */
    int books;
};

static struct shelf left = { PTHREAD_MUTEX_INITIALIZER, 1, 3 };
static struct shelf right = { PTHREAD_MUTEX_INITIALIZER, 2, 5 };

static void swap(struct shelf *one, struct shelf *other)
{
    int in_order = one->number < other->number;
    struct shelf *first = in_order ? one : other;
    struct shelf *second = in_order ? other : one;
    pthread_mutex_lock(&first->lock);
    pthread_mutex_lock(&second->lock);
    int books = one->books;
    one->books = other->books;
    other->books = books;
    pthread_mutex_unlock(&second->lock);
    pthread_mutex_unlock(&first->lock);
}

static void *to_the_right(void *unused)
{
    swap(&left, &right);
    return unused;
}

static void *to_the_left(void *unused)
{
    swap(&right, &left);
    return unused;
}

int main(void)
{
    pthread_t first, second;
    pthread_create(&first, NULL, to_the_right, NULL);
    pthread_create(&second, NULL, to_the_left, NULL);
    pthread_join(first, NULL);
    pthread_join(second, NULL);
    printf("%d and %d\n", left.books, right.books);
    return 0;
}
