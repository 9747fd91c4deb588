/* process.c — the lab's side of a started program: its keeper, its output, its report. See process.h, keeper.h. */
#include "base/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/keeper.h"

struct process {
    pid_t keeper;
    int lifeline, status, output, ready;        /* ready: an epoll descriptor over status and output */
    pid_t pid;
    struct process_report report;
    char *text;
    size_t length;
    uint64_t dropped;
    bool resting;
};

static void close_all(const int *fds, size_t count)
{
    for (size_t k = 0; k < count; k++)
        if (fds[k] >= 0)
            close(fds[k]);
}

/* Three roads: ends 0, 2, 4 to read, 1, 3, 5 to write. The lifeline is a socket, because writing to one whose other end
 * has gone can be asked not to raise SIGPIPE. */
static bool make_pipes(int fds[6], struct err *err)
{
    for (int k = 0; k < 6; k++)
        fds[k] = -1;
    for (int k = 0; k < 6; k += 2)
        if ((k ? pipe2(&fds[k], O_CLOEXEC) : socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds)) != 0) {
            err_set_errno(err, "no pipe for a program");
            close_all(fds, 6);
            return false;
        }
    return true;
}

static bool watch(int ready, int fd)
{
    struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };
    return fcntl(fd, F_SETFL, O_NONBLOCK) == 0 && epoll_ctl(ready, EPOLL_CTL_ADD, fd, &event) == 0;
}

static bool prepare(struct process *process, struct err *err)
{
    process->text = malloc(PROCESS_OUTPUT + 1);
    process->ready = epoll_create1(EPOLL_CLOEXEC);
    if (!process->text || process->ready < 0)
        return err_set_errno(err, "no room for a program's output");
    process->text[0] = '\0';
    return true;
}

/* Forks the keeper. Signals stay blocked until it has handlers of its own. */
static bool fork_keeper(struct process *process, const struct process_plan *plan, const int fds[6], struct err *err)
{
    sigset_t all, before;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    process->keeper = fork();
    if (process->keeper == 0)
        keeper_run(&(struct keeper){ .plan = plan, .lifeline = fds[0], .status = fds[3], .output = fds[5] });
    int number = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = number;
    return process->keeper > 0 || err_set_errno(err, "cannot start a process");
}

struct process *process_start(const struct process_plan *plan, struct err *err)
{
    int fds[6];
    struct process *process = calloc(1, sizeof *process);
    if (!process) {
        err_set_errno(err, "no memory for a process");
        return NULL;
    }
    process->ready = process->lifeline = process->status = process->output = -1;
    if (!prepare(process, err) || !make_pipes(fds, err)) {
        process_destroy(process);
        return NULL;
    }
    bool started = fork_keeper(process, plan, fds, err);
    close_all((int[]){ fds[0], fds[3], fds[5] }, 3);
    process->lifeline = fds[1];
    process->status = fds[2];
    process->output = fds[4];
    if (started && !(watch(process->ready, process->status) && watch(process->ready, process->output)))
        started = err_set_errno(err, "cannot watch a program");
    if (!started) {
        process_destroy(process);
        return NULL;
    }
    return process;
}

int process_fd(const struct process *process)
{
    return process->ready;
}

static void forget(struct process *process, int *fd)
{
    epoll_ctl(process->ready, EPOLL_CTL_DEL, *fd, NULL);
    close(*fd);
    *fd = -1;
}

/* Keeps the newest PROCESS_OUTPUT bytes. */
static void keep_output(struct process *process, const char *bytes, size_t count)
{
    size_t over = process->length + count > PROCESS_OUTPUT ? process->length + count - PROCESS_OUTPUT : 0;
    if (over > 0) {
        over = over < process->length ? over : process->length;
        memmove(process->text, process->text + over, process->length - over);
        process->length -= over;
        process->dropped += over;
    }
    memcpy(process->text + process->length, bytes, count);
    process->length += count;
    process->text[process->length] = '\0';
}

/* Takes at most as much as a pipe holds, so that a flood never keeps us. */
static void read_output(struct process *process)
{
    char bytes[16384];
    for (int rounds = 0; process->output >= 0 && rounds < 4; rounds++) {
        ssize_t count = read(process->output, bytes, sizeof bytes);
        if (count > 0)
            keep_output(process, bytes, (size_t)count);
        else if (count == 0)
            forget(process, &process->output);
        else if (errno != EINTR)
            return;
    }
}

/* Waits for the keeper. One that was killed could end nobody: then we do. */
static void bury_keeper(struct process *process)
{
    int status = 0;
    while (waitpid(process->keeper, &status, 0) < 0 && errno == EINTR)
        ;
    if (WIFSIGNALED(status))
        keeper_lost(process->keeper);
    process->keeper = 0;
}

/* The keeper went without a word: it was killed, and its program with it. */
static void note_lost_keeper(struct process *process)
{
    if (process->report.end != PROCESS_RUNS)
        return;
    bury_keeper(process);
    process->report.end = PROCESS_SIGNALLED;
    process->report.code = SIGKILL;
}

static void read_news(struct process *process)
{
    struct keeper_news news;
    while (process->status >= 0) {
        ssize_t count = read(process->status, &news, sizeof news);
        if (count == sizeof news) {
            process->pid = news.pid;
            process->report = news.report;
        } else if (count == 0) {
            note_lost_keeper(process);
            forget(process, &process->status);
        } else if (count > 0 || errno != EINTR) {
            return;
        }
    }
}

void process_poll(struct process *process, struct process_report *report)
{
    read_output(process);
    read_news(process);
    if (process->report.end != PROCESS_RUNS)
        read_output(process);
    *report = process->report;
}

const char *process_output(struct process *process, size_t *length, uint64_t *dropped)
{
    read_output(process);
    if (length)
        *length = process->length;
    if (dropped)
        *dropped = process->dropped;
    return process->text;
}

pid_t process_pid(const struct process *process)
{
    return process->pid;
}

static void tell_keeper(struct process *process, char word)
{
    ssize_t sent = process->lifeline >= 0 ? send(process->lifeline, &word, 1, MSG_NOSIGNAL) : 0;
    (void)sent;          /* a keeper that has gone needs no telling */
}

void process_rest(struct process *process, bool resting)
{
    if (process->resting == resting)
        return;
    process->resting = resting;
    tell_keeper(process, resting ? KEEPER_REST : KEEPER_LOOK);
}

void process_stop(struct process *process)
{
    tell_keeper(process, KEEPER_STOP);
}

void process_destroy(struct process *process)
{
    if (!process)
        return;
    tell_keeper(process, KEEPER_KILL);
    close_all((int[]){ process->lifeline, process->status, process->output, process->ready }, 4);
    if (process->keeper > 0)
        bury_keeper(process);
    free(process->text);
    free(process);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Waits until the program has ended and all it wrote has been read, or the time is over. */
static bool wait_to_end(struct process *process, double seconds, struct process_report *report)
{
    double until = now() + seconds;
    for (;;) {
        process_poll(process, report);
        double left = until - now();
        if (report->end != PROCESS_RUNS && (process->output < 0 || report->end == PROCESS_NOT_STARTED))
            return true;
        if (left <= 0)
            return report->end != PROCESS_RUNS;
        struct pollfd ready = { .fd = process->ready, .events = POLLIN };
        poll(&ready, 1, (int)(left * 1000) + 1);
    }
}

bool process_run(const struct process_plan *plan, double seconds, struct process_report *report,
                 char *output, size_t room, struct err *err)
{
    struct process *process = process_start(plan, err);
    if (!process)
        return false;
    if (!wait_to_end(process, seconds, report))
        report->end = PROCESS_OVER_CPU;
    size_t length = process->length < room ? process->length : room ? room - 1 : 0;
    if (room > 0) {
        memcpy(output, process->text, length);
        output[length] = '\0';
    }
    process_destroy(process);
    return report->end != PROCESS_NOT_STARTED || err_set(err, "%s", report->why.text);
}
