// A crawler, second version: who has fetched a page parses it, too.
#include "crawl.h"
#include "pool.h"

static int fetch_and_parse(void *argument, void **value)
{
    fetch_document(argument);
    parse(argument);                                    // @parse
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
    pool_map(&pool, fetch_and_parse, arguments, values, DOCUMENTS);
    pool_destroy(&pool);
    end_crawl();
    return 0;
}
