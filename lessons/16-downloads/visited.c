// broken on purpose: two crawlers look first, and then note it down
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>

/* Both have found a link to the same page. */
static bool visited;
static int fetched[2];

static void *crawl(void *argument)
{
    int *times = argument;
    if (!visited) {                             // @look
        visited = true;
        *times += 1;                /* downloads it */
    }
    return NULL;
}

int main(void)
{
    pthread_t thread[2];
    for (int k = 0; k < 2; k++)
        pthread_create(&thread[k], NULL, crawl, &fetched[k]);
    for (int k = 0; k < 2; k++)
        pthread_join(thread[k], NULL);
    printf("%d\n", fetched[0] + fetched[1]);
    return 0;
}
