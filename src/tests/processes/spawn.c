// output: one, two, none, 3
// tells: forks `child 1`|becomes another program|closes an end of `ends`: descriptor 3|waits for `child 1` to end: exit status 0|waits for `child 4` to end: exit status 3
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int spawn(const char *path, char *const *words, int to)
{
    posix_spawn_file_actions_t actions;
    pid_t child = 0;
    int status = -1;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, to, 1);
    int error = posix_spawnp(&child, path, &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0)
        return -error;
    waitpid(child, &status, 0);
    return WEXITSTATUS(status);
}

int main(void)
{
    char *one[] = { "printf", "one", NULL }, *two[] = { "printf", "two", NULL }, *three[] = { "sh", "-c", "exit 3", NULL };
    char said[2][8] = { "" };
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return 1;
    spawn("printf", one, ends[1]);
    if (read(ends[0], said[0], 7) != 3)
        return 2;
    spawn("printf", two, ends[1]);
    if (read(ends[0], said[1], 7) != 3)
        return 3;
    const char *none = spawn("/nowhere/threadlab", one, ends[1]) == -ENOENT ? "none" : "some";
    int last = spawn("sh", three, ends[1]);
    printf("%s, %s, %s, %d\n", said[0], said[1], none, last);
    return 0;
}
