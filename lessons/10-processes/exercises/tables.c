// Exercise: two tables that threads share, and one lock too few.
#include <pthread.h>
#include <stdio.h>

struct table {
    int visits;
};

static struct table left, right;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void visit(struct table *table)
{
    if (table == &left)
        pthread_mutex_lock(&lock);
    table->visits++;
    if (table == &left)
        pthread_mutex_unlock(&lock);
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
