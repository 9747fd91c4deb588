// A handle for each: nothing is shared, so nothing needs a lock.
#include <pthread.h>
#include <stdio.h>

/* What libcurl's handle is to us: it keeps what is to be done. */
struct handle {
    const char *url;
};

struct job {
    const char *url, *got;
};

static struct job job[2] = { { .url = "/1" }, { .url = "/2" } };

static const char *fetch(struct handle *with, const char *url)
{
    with->url = url;
    return with->url;
}

static void *download(void *argument)
{
    struct job *mine = argument;
    struct handle handle;
    mine->got = fetch(&handle, mine->url);
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
