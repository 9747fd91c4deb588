// 160 pages by four ways, all four at the same time: who is first?
#include "ways.h"

enum { WAYS = 4 };

static struct way way[WAYS] = {
    { .name = "in turn", .run = in_turn },
    { .name = "5 threads", .run = by_threads },
    { .name = "5 processes", .run = by_processes },
    { .name = "one loop", .run = by_loop },
};
static long start;

static void arrive(struct way *mine)
{
    int done = ++mine->done;
    lab_progress(mine->name, (size_t)done, (size_t)pages);  // @arrive
    if (done == pages)
        mine->ms = now_ms() - start;
}

static void run_all(void)
{
    pthread_t thread[WAYS];
    start = now_ms();
    for (int k = 0; k < WAYS; k++)
        lab_progress(way[k].name, 0, (size_t)pages);
    for (int k = 0; k < WAYS; k++)
        pthread_create(&thread[k], NULL, way[k].run, &way[k]);
    for (int k = 0; k < WAYS; k++)
        pthread_join(thread[k], NULL);
}

int main(int words, char **word)
{
    bool complete = true;
    pages = MOST;
    snprintf(how, sizeof how, "ms=20&bytes=4096");
    lab_hide(true);
    if (!fork_children())
        return 1;
    find_pages(words, word);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    run_all();
    stop_sites();
    for (int k = 0; k < WAYS; k++) {
        printf("%-12s %5ld ms\n", way[k].name, way[k].ms);
        complete = complete && way[k].done == pages;
    }
    puts(complete ? "all four have all pages" : "pages are missing");
    return complete ? 0 : 1;
}
