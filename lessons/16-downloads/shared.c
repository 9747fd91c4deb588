// broken on purpose: two threads download with one handle
#include <pthread.h>
#include <stdio.h>

/* What libcurl's handle is to us: it keeps what is to be done. */
struct handle {
    const char *url;
};

struct job {
    const char *url, *got;
};

static struct handle handle;
static struct job job[2] = { { .url = "/1" }, { .url = "/2" } };

static void set_url(const char *url)
{
    handle.url = url;                           // @set
}

static const char *perform(void)
{
    return handle.url;                          // @perform
}

static void *download(void *argument)
{
    struct job *mine = argument;
    set_url(mine->url);
    mine->got = perform();
    return NULL;
}

int main(void)
{
    pthread_t thread[2];
    for (int k = 0; k < 2; k++)
        pthread_create(&thread[k], NULL, download, &job[k]);
    for (int k = 0; k < 2; k++)
        pthread_join(thread[k], NULL);
    printf("%s and %s\n", job[0].got, job[1].got);
    return 0;
}
