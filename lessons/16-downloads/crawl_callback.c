// A crawler, third version: each future calls back, and that parses.
#include "crawl.h"
#include "pool.h"

static int fetch_one(void *argument, void **value)
{
    fetch_document(argument);
    *value = argument;
    return 0;
}

static void parse_it(struct future *future, void *unused)
{
    void *fetched;
    (void)unused;
    future_result(future, &fetched);
    parse(fetched);                                     // @parse
}

int main(void)
{
    struct pool pool;
    struct future *future;
    begin_crawl();
    pool_init(&pool, CRAWLERS);
    for (int n = 0; n < DOCUMENTS; n++) {
        pool_submit(&pool, fetch_one, &found[n], &future);
        future_add_callback(future, parse_it, NULL);    // @add
        future_release(future);
    }
    pool_destroy(&pool);
    end_crawl();
    return 0;
}
