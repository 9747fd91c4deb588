// Eight pages by one thread: a task for each, all of them waiting.
#include "task_wait.h"
#include "threadlab.h"
#include "transfer.h"
#include "urls.h"

enum { NO_NETWORK = 69 };       /* sysexits.h: a service is not there */

static struct transfers all;
static struct transfer page[MOST];

static int download(void *argument, void **value)
{
    struct transfer *mine = argument;
    int n = (int)(mine - page);
    (void)value;
    transfer_get(&all, address[n], mine);               // @get
    printf("page %d after %ld ms", n, loop_time());
    if (from_file)
        printf(": %ld, %zu bytes, %s", mine->status, mine->bytes,
               mine->why ? mine->why : address[n]);
    putchar('\n');
    return 0;
}

static int download_all(void *argument, void **value)
{
    struct task *task[MOST];
    struct transfer_options polite = { .per_host = 6, .tries = 2,
                                       .pause_ms = 200 };
    (void)argument, (void)value;
    int error = transfers_init(&all, from_file ? &polite : NULL);
    for (int n = 0; n < pages && !error; n++)
        error = task_create(&task[n], "page", download, &page[n]);
    if (error)
        return error;
    error = task_gather(task, (size_t)pages, NULL);     // @gather
    for (int n = 0; n < pages; n++)
        task_release(task[n]);
    transfers_destroy(&all);
    return error;
}

int main(int words, char **word)
{
    int answers = 0;
    size_t bytes = 0;
    lab_hide(true);             /* the loop's own reads and writes */
    find_pages(words, word);
    int error = loop_run(download_all, NULL, NULL);
    lab_hide(false);
    leave_pages();
    for (int n = 0; n < pages; n++) {
        answers += page[n].status > 0;
        bytes += page[n].bytes;
    }
    if (error == 0 && pages > 0 && answers == 0) {
        printf("no network: nothing answers. %s\n", page[0].why);
        return NO_NETWORK;
    }
    printf("%d pages, %zu bytes\n", answers, bytes);
    return error == 0 ? 0 : 1;
}
