/* lost.c — what is done when a keeper itself has been killed: its program dies with it, but not what that has started. All of
 * them have the keeper's mark in their environment, wherever they have gone; so they are found, and ended. See keeper.h. */
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/keeper.h"
#include "base/proc.h"

enum { MARKS = 64, WORDS = 64, READ = 16384, TRIES = 2000 };        /* tries, 1 ms apart */

#define MARK "THREADLAB_KEEPER="

const char *const *keeper_mark(const char *const *env)
{
    static char mark[MARKS];
    static const char *marked[WORDS + 2];
    size_t count = 0;
    snprintf(mark, sizeof mark, MARK "%d", (int)getppid());
    marked[count++] = mark;
    for (; env[count - 1] && count <= WORDS; count++)
        marked[count] = env[count - 1];
    marked[count] = NULL;
    return marked;
}

/* A process that is over has no environment any more. */
static bool has_mark(pid_t pid, const char *mark)
{
    static char words[READ];
    ssize_t count = proc_read(pid, "environ", words, sizeof words);
    for (const char *word = words; count > 0 && word < words + count; word += strlen(word) + 1)
        if (strcmp(word, mark) == 0)
            return true;
    return false;
}

/* True: there was none. */
static bool kill_marked(const char *mark)
{
    bool none = true;
    struct dirent *entry;
    DIR *proc = opendir("/proc");
    while (proc && (entry = readdir(proc))) {
        pid_t pid = (pid_t)atoi(entry->d_name);         /* 0: no process */
        if (pid > 0 && has_mark(pid, mark)) {
            none = false;
            kill(pid, SIGKILL);
        }
    }
    if (proc)
        closedir(proc);
    return none;
}

void keeper_lost(pid_t keeper)
{
    char mark[MARKS];
    snprintf(mark, sizeof mark, MARK "%d", (int)keeper);
    for (int k = 0; k < TRIES && !kill_marked(mark); k++)
        nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
    keeper_sweep(keeper);
}
