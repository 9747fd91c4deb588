// Exercise: two crawlers, two pages; each has found links to both.
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>

struct page {
    pthread_mutex_t lock;
    bool visited;
    int fetched;
};

static struct page page[2] = {
    { .lock = PTHREAD_MUTEX_INITIALIZER },
    { .lock = PTHREAD_MUTEX_INITIALIZER },
};

static bool is_new(struct page *page_)
{
    pthread_mutex_lock(&page_->lock);
    bool answer = !page_->visited;
    pthread_mutex_unlock(&page_->lock);
    return answer;
}

static void note(struct page *page_)
{
    pthread_mutex_lock(&page_->lock);
    page_->visited = true;
    pthread_mutex_unlock(&page_->lock);
}

static void visit(struct page *page_)
{
    if (!is_new(page_))
        return;
    note(page_);
    pthread_mutex_lock(&page_->lock);
    page_->fetched += 1;            /* downloads it */
    pthread_mutex_unlock(&page_->lock);
}

static void *crawl(void *first)
{
    int k = first == &page[1];
    visit(&page[k]);
    visit(&page[1 - k]);
    return NULL;
}

int main(void)
{
    pthread_t thread[2];
    for (int k = 0; k < 2; k++)
        pthread_create(&thread[k], NULL, crawl, &page[k]);
    for (int k = 0; k < 2; k++)
        pthread_join(thread[k], NULL);
    printf("%d and %d\n", page[0].fetched, page[1].fetched);
    return 0;
}
