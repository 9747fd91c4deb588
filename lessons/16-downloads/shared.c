// broken on purpose: two threads download with one handle
#include <pthread.h>
#include <stdio.h>

/* What libcurl's handle is to us: it keeps what is to be done. */
struct handle {
    int page;
};

struct job {
    int wanted, got;
};

static struct handle handle;
static struct job job[2] = { { .wanted = 1 }, { .wanted = 2 } };

static void set_page(int page)
{
    handle.page = page;                         // @set
}

static int perform(void)
{
    return handle.page;                         // @perform
}

static void *download(void *argument)
{
    struct job *mine = argument;
    set_page(mine->wanted);
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
    printf("pages %d and %d\n", job[0].got, job[1].got);
    return 0;
}
