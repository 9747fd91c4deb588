/* kit_green_pipe.c — a client of the kit that e2e_green.sh runs: a reader and a writer of one pipe in one thread, with blocking
 * reads and writes; and a thread beside them, for which these block as ever. */
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#include "greenlet.h"

static int talk(void *fd, void **value)
{
    (void)value;
    for (int k = 0; k < 3; k++) {
        if (write(*(int *)fd, "hi ", 3) != 3)
            return 1;
        usleep(1000);
    }
    return close(*(int *)fd);
}

static int hear(void *fd, void **value)
{
    char word[4] = "";
    (void)value;
    while (read(*(int *)fd, word, 3) == 3)
        printf("%s", word);
    return 0;
}

static void *hear_in_thread(void *fd)
{
    hear(fd, NULL);
    return NULL;
}

static void by_greenlets(void)
{
    int ends[2];
    if (pipe(ends) != 0)
        return;
    struct task *both[] = { green_spawn("hear", hear, &ends[0]), green_spawn("talk", talk, &ends[1]) };
    green_joinall(both, 2, -1);
    green_release(both, 2);
    close(ends[0]);
}

static void by_threads(void)
{
    pthread_t thread;
    int ends[2];
    if (pipe(ends) != 0 || pthread_create(&thread, NULL, hear_in_thread, &ends[0]) != 0)
        return;
    struct task *one = green_spawn("talk", talk, &ends[1]);
    green_join(one, -1);
    green_release(&one, 1);
    pthread_join(thread, NULL);
    close(ends[0]);
}

int main(void)
{
    by_greenlets();
    by_threads();
    puts("end");
    green_end();
    return 0;
}
