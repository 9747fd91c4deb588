// To look and to note it down is one thing: nobody comes between.
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

/* True to the first who asks, and to nobody after that. */
static bool claim(struct page *page_)
{
    pthread_mutex_lock(&page_->lock);
    bool is_new = !page_->visited;
    page_->visited = true;
    pthread_mutex_unlock(&page_->lock);
    return is_new;
}

static void visit(struct page *page_)
{
    if (!claim(page_))
        return;
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
