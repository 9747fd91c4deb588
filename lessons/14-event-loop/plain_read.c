// Plain read and write on one pipe, in one thread, and no deadlock.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "greenlet.h"
#include "threadlab.h"

static int listen_to(void *pipe_end, void **value)
{
    const int *fd = pipe_end;
    char word[16];
    ssize_t size;
    (void)value;
    while ((size = read(*fd, word, sizeof word)) > 0)   // @read
        printf("heard %.*s\n", (int)size, word);
    printf("end of file\n");
    return close(*fd);
}

static int speak(void *pipe_end, void **value)
{
    static const char *const words[] = { "one", "two", "three" };
    const int *fd = pipe_end;
    (void)value;
    for (int k = 0; k < 3; k++) {
        usleep(50000);
        if (write(*fd, words[k], strlen(words[k])) < 0)
            break;
    }
    return close(*fd);
}

int main(void)
{
    int ends[2];
    if (pipe(ends) != 0)
        return 1;
    lab_hide(true);             // the loop's own work
    struct task *both[] = {
        green_spawn("ear", listen_to, &ends[0]),
        green_spawn("mouth", speak, &ends[1]),
    };
    green_joinall(both, 2, -1);
    green_release(both, 2);
    green_end();
    return 0;
}
