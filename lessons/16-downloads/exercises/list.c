// Exercise: two threads download, and put what they have on lists.
#include <pthread.h>
#include <stdio.h>

struct list {
    const char *page[4];
    int count;
};

static struct list pages, large;

static void add(struct list *list, const char *page)
{
    list->page[list->count] = page;
    list->count += 1;
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
