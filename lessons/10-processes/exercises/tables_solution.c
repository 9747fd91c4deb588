// Each table has its own lock in it, wherever the table lies.
#include <pthread.h>
#include <stdio.h>

struct table {
    pthread_mutex_t lock;
    int visits;
};

static struct table left = { .lock = PTHREAD_MUTEX_INITIALIZER };
static struct table right = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void visit(struct table *table)
{
    pthread_mutex_lock(&table->lock);
    table->visits++;
    pthread_mutex_unlock(&table->lock);
}

static void *clerk(void *unused)
{
    visit(&left);
    visit(&right);
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, clerk, NULL);
    pthread_create(&two, NULL, clerk, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d and %d\n", left.visits, right.visits);
    return 0;
}
