/* program.c — what happens between fork and exec, and counting a process's descendants; the rest of keeper.h. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/keeper.h"
#include "base/proc.h"

enum { FIRST_PASSED = 3, PARKED = 64 };     /* descriptors to pass are parked above, then moved down */

static bool set_limit(int which, uint64_t value)
{
    struct rlimit limit = { .rlim_cur = value, .rlim_max = which == RLIMIT_CPU ? value + 1 : value };
    return setrlimit(which, &limit) == 0;
}

static unsigned count_passed(const struct process_plan *plan)
{
    unsigned count = 0;
    while (count < PROCESS_PASS && plan->pass[count] > 0)
        count++;
    return count;
}

/* 0 from /dev/null, 1 and 2 to the output, the passed ones as 3, 4 …, nothing else open. */
static bool arrange_descriptors(const struct process_plan *plan, int output)
{
    unsigned passed = count_passed(plan);
    int parked_output = fcntl(output, F_DUPFD_CLOEXEC, PARKED);
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    int parked[PROCESS_PASS];
    if (parked_output < 0 || nothing < 0)
        return false;
    for (unsigned k = 0; k < passed; k++)
        if ((parked[k] = fcntl(plan->pass[k], F_DUPFD_CLOEXEC, PARKED)) < 0)
            return false;
    if (dup2(nothing, 0) < 0 || dup2(plan->discard_output ? nothing : parked_output, 1) < 0 || dup2(parked_output, 2) < 0)
        return false;
    for (unsigned k = 0; k < passed; k++)
        if (dup2(parked[k], FIRST_PASSED + (int)k) < 0)
            return false;
    return true;        /* all others are close-on-exec */
}

bool keeper_prepare(const struct process_plan *plan, int output, const char **what)
{
    sigset_t none;
    sigemptyset(&none);
    for (int number = 1; number < SIGRTMIN; number++)
        signal(number, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
    *what = "its descriptors";
    if (!arrange_descriptors(plan, output))
        return false;
    *what = "its directory";
    if (plan->dir && chdir(plan->dir) != 0)
        return false;
    *what = "its limits";
    return set_limit(RLIMIT_CORE, 0) && (!plan->cpu_limit || set_limit(RLIMIT_CPU, plan->cpu_limit));
}

/* Parent of a process, from the fourth field of /proc/PID/stat (proc(5)); its name may hold anything, even ')'. */
static pid_t parent_of(pid_t pid)
{
    char text[512];
    if (proc_read(pid, "stat", text, sizeof text) <= 0)
        return -1;
    const char *end = strrchr(text, ')');
    return end && strlen(end) > 4 ? (pid_t)atoi(end + 4) : -1;
}

static uint64_t resident_of(pid_t pid)
{
    char text[128];
    unsigned long size = 0, resident = 0;
    if (proc_read(pid, "statm", text, sizeof text) <= 0 || sscanf(text, "%lu %lu", &size, &resident) != 2)
        return 0;
    return (uint64_t)resident * (uint64_t)sysconf(_SC_PAGESIZE);
}

struct family {
    pid_t pids[4096], parents[4096];
    unsigned count;
};

static void list_processes(struct family *all)
{
    DIR *proc = opendir("/proc");
    struct dirent *entry;
    all->count = 0;
    while (proc && (entry = readdir(proc)) && all->count < 4096) {
        if (entry->d_name[0] < '1' || entry->d_name[0] > '9')
            continue;
        all->pids[all->count] = (pid_t)atoi(entry->d_name);
        all->parents[all->count] = parent_of(all->pids[all->count]);
        all->count++;
    }
    if (proc)
        closedir(proc);
}

static bool descends(const struct family *all, unsigned k, pid_t ancestor)
{
    pid_t parent = all->parents[k];
    for (unsigned depth = 0; depth < 64 && parent > 1; depth++) {
        if (parent == ancestor)
            return true;
        unsigned j = 0;
        while (j < all->count && all->pids[j] != parent)
            j++;
        if (j == all->count)
            return false;
        parent = all->parents[j];
    }
    return false;
}

unsigned keeper_signal_all(int number, uint64_t *resident)
{
    static struct family all;
    unsigned count = 0;
    pid_t self = getpid();
    list_processes(&all);
    for (unsigned k = 0; k < all.count; k++) {
        if (!descends(&all, k, self))
            continue;
        count++;
        if (number)
            kill(all.pids[k], number);
        if (resident)
            *resident += resident_of(all.pids[k]);
    }
    return count;
}
