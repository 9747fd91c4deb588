// broken on purpose: two clerks at one table, and no lock
#include <pthread.h>
#include <stdio.h>

struct table {
    int visits;
};

static struct table table;

static void *visit(void *unused)
{
    table.visits++;                                     // @visit
    return unused;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, visit, NULL);
    pthread_create(&two, NULL, visit, NULL);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d visits\n", table.visits);
    return 0;
}
