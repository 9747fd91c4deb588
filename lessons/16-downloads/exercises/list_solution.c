// Each list has a lock of its own, and who adds takes it.
#include <pthread.h>
#include <stdio.h>

struct list {
    pthread_mutex_t lock;
    const char *page[4];
    int count;
};

static struct list pages = { .lock = PTHREAD_MUTEX_INITIALIZER };
static struct list large = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void add(struct list *list, const char *page)
{
    pthread_mutex_lock(&list->lock);
    list->page[list->count] = page;
    list->count += 1;
    pthread_mutex_unlock(&list->lock);
}

static void *download(void *argument)
{
    const char *page = argument;
    add(&pages, page);
    if (page[1] == 'L')
        add(&large, page);
    return NULL;
}

int main(void)
{
    static char url[2][3] = { "/S", "/L" };
    pthread_t thread[2];
    for (int k = 0; k < 2; k++)
        pthread_create(&thread[k], NULL, download, url[k]);
    for (int k = 0; k < 2; k++)
        pthread_join(thread[k], NULL);
    printf("%d pages, %d large\n", pages.count, large.count);
    return 0;
}
