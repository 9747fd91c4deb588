// What lies on the heap has a name: the pointer's at its allocation. output: 4 3 done
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct node {
    pthread_mutex_t lock;
    int value;
    struct node *next;
};

static struct node *list;
static int *cell;

/* `out` points to something that fits into the block as well, many times. */
static void make(int value, struct node **out)
{
    struct node *node = malloc(sizeof *node);
    pthread_mutex_init(&node->lock, NULL);
    node->value = value;
    node->next = list;
    *out = node;
}

static void *add(void *unused)
{
    for (struct node *node = list; node; node = node->next) {
        pthread_mutex_lock(&node->lock);
        node->value++;
        cell[node->next == NULL]++;
        pthread_mutex_unlock(&node->lock);
    }
    return unused;
}

int main(void)
{
    int *cells = calloc(2, sizeof *cells);
    pthread_t thread;
    cell = cells;
    make(1, &list);
    make(2, &list);
    pthread_create(&thread, NULL, add, NULL);
    add(NULL);
    pthread_join(thread, NULL);
    printf("%d %d done\n", list->value, list->next->value);
    while (list) {
        struct node *node = list;
        list = node->next;
        pthread_mutex_destroy(&node->lock);
        free(node);
    }
    free(cells);
    return 0;
}
