// Exercise: two crawlers, two pages; each has found links to both.
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

static bool is_new(struct page *page)
{
    pthread_mutex_lock(&page->lock);
    bool answer = !page->visited;
    pthread_mutex_unlock(&page->lock);
    return answer;
}

static void note(struct page *page)
{
    pthread_mutex_lock(&page->lock);
    page->visited = true;
    pthread_mutex_unlock(&page->lock);
}

static void visit(struct page *page)
{
    if (!is_new(page))
        return;
    note(page);
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
