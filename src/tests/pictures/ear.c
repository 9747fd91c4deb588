/* For test_watched_live.c: a task waits at a pipe until another has written. */
#include <stdio.h>
#include <unistd.h>

#include "loop_io.h"
#include "task.h"

static int speak(void *end, void **value)
{
    (void)value;
    return write(*(int *)end, "a", 1) == 1 ? 0 : 1;
}

static int listen_to(void *ends, void **value)
{
    struct task *mouth;
    char letter = 0;
    int *end = ends;
    task_create(&mouth, "mouth", speak, &end[1]);
    int error = loop_readable(end[0]);
    error |= read(end[0], &letter, 1) != 1;
    task_await(mouth, value);
    task_release(mouth);
    printf("%c\n", letter);
    return error;
}

int main(void)
{
    int ends[2];
    return pipe(ends) != 0 || loop_run(listen_to, ends, NULL) != 0;
}
