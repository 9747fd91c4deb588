// To look and to note it down is one thing: nobody comes between.
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>

struct page {
    pthread_mutex_t lock;
    bool visited;
    int fetched;
};

static struct page pages[2] = {
    { .lock = PTHREAD_MUTEX_INITIALIZER },
    { .lock = PTHREAD_MUTEX_INITIALIZER },
};

/* True to the first who asks, and to nobody after that. */
static bool claim(struct page *page)
{
    pthread_mutex_lock(&page->lock);
    bool is_new = !page->visited;
    page->visited = true;
    pthread_mutex_unlock(&page->lock);
    return is_new;
}

static void visit(struct page *page)
{
    if (!claim(page))
        return;
    pthread_mutex_lock(&page->lock);
    page->fetched += 1;            /* downloads it */
    pthread_mutex_unlock(&page->lock);
}

static void *crawl(void *first)
{
    int k = first == &pages[1];
    visit(&pages[k]);
    visit(&pages[1 - k]);
    return NULL;
}

int main(void)
{
    pthread_t thread[2];
    for (int k = 0; k < 2; k++)
        pthread_create(&thread[k], NULL, crawl, &pages[k]);
    for (int k = 0; k < 2; k++)
        pthread_join(thread[k], NULL);
    printf("%d and %d\n", pages[0].fetched, pages[1].fetched);
    return 0;
}
