// A crawler, first version: four threads fetch, main parses at the end.
#include "crawl.h"
#include "pool.h"

static int fetch_one(void *argument, void **value)
{
    fetch_document(argument);
    *value = argument;
    return 0;
}

int main(void)
{
    struct pool pool;
    void *arguments[DOCUMENTS], *values[DOCUMENTS];
    begin_crawl();
    for (int n = 0; n < DOCUMENTS; n++)
        arguments[n] = &found[n];
    pool_init(&pool, CRAWLERS);
    pool_map(&pool, fetch_one, arguments, values, DOCUMENTS);
    for (int n = 0; n < DOCUMENTS; n++)
        parse(values[n]);                               // @parse
    pool_destroy(&pool);
    end_crawl();
    return 0;
}
