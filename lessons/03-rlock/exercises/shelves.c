// Exercise: put_pair holds the lock, and calls put, which wants it.
#include <assert.h>
#include <pthread.h>
#include <stdio.h>

struct shelf {
    pthread_mutex_t lock;
    int books;                  /* protected by lock */
};

static struct shelf left = { PTHREAD_MUTEX_INITIALIZER, 0 };
static struct shelf right = { PTHREAD_MUTEX_INITIALIZER, 0 };

static void put(struct shelf *shelf)
{
    pthread_mutex_lock(&shelf->lock);
    shelf->books += 1;
    pthread_mutex_unlock(&shelf->lock);
}

/* Nobody may find one book of a pair without the other. */
static void put_pair(struct shelf *shelf)
{
    pthread_mutex_lock(&shelf->lock);
    put(shelf);
    put(shelf);
    pthread_mutex_unlock(&shelf->lock);
}

static void *pairs(void *unused)
{
    put_pair(&left);
    put_pair(&right);
    return unused;
}

/* The visitor is right, and stays as he is. */
static void look(struct shelf *shelf)
{
    pthread_mutex_lock(&shelf->lock);
    assert(shelf->books != 1);  /* half a pair? */
    pthread_mutex_unlock(&shelf->lock);
}

static void *visitor(void *unused)
{
    look(&left);
    look(&right);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, pairs, NULL);
    pthread_create(&two, NULL, visitor, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    put(&left);
    printf("%d left, %d right\n", left.books, right.books);
    return 0;
}
