/* keeper.c — waits for the program, the lab and the clock, whichever speaks first; see keeper.h. */
#include "base/keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_EVERY = 50, GRACE = 500 };      /* ms: between looks at memory; from SIGTERM to SIGKILL */

struct state {
    const struct keeper *keeper;
    struct keeper_news news;
    uint64_t begun, looked, deadline;       /* ns; deadline 0: none */
    bool over_memory, resting;
};

static uint64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static void tell(const struct state *state)
{
    ssize_t written = write(state->keeper->status, &state->news, sizeof state->news);
    (void)written;          /* nobody listens any more: the lifeline will say so */
}

/* The program's own process; comes back only to say why it could not start. */
static void become_program(const struct keeper *keeper, pid_t parent, int complaint)
{
    const char *what = keeper->plan->argv[0];
    struct err err;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(127);             /* too late: the keeper has been killed already */
    if (keeper_prepare(keeper->plan, keeper->output, &what)) {
        static const char *const scrubbed[] = { "PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "TERM=dumb", NULL };
        const char *const *env = keeper->plan->env ? keeper->plan->env : scrubbed;
        execvpe(keeper->plan->argv[0], (char *const *)keeper->plan->argv, (char *const *)keeper_mark(env));
        what = keeper->plan->argv[0];
    }
    err_set_errno(&err, "cannot start %s", what);
    ssize_t written = write(complaint, &err, sizeof err);
    (void)written;
    _exit(127);
}

/* Starts the program; the complaint pipe closes by itself when exec succeeds. */
static bool start(struct state *state)
{
    int complaint[2];
    struct err *why = &state->news.report.why;
    pid_t self = getpid();
    state->begun = now();
    if (pipe2(complaint, O_CLOEXEC) != 0)
        return err_set_errno(why, "no pipe");
    state->news.pid = fork();
    if (state->news.pid == 0)
        become_program(state->keeper, self, complaint[1]);
    close(complaint[1]);
    if (state->news.pid < 0) {
        err_set_errno(why, "cannot start a process");
        close(complaint[0]);
        return false;
    }
    ssize_t count = read(complaint[0], why, sizeof *why);
    close(complaint[0]);
    return count != sizeof *why;
}

static uint64_t nanoseconds(struct timeval time)
{
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_usec * 1000u;
}

static void note_end(struct state *state, int status, const struct rusage *usage)
{
    struct process_report *report = &state->news.report;
    report->stopped = false;
    report->end = WIFEXITED(status) ? PROCESS_EXITED : PROCESS_SIGNALLED;
    report->code = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
    if (state->over_memory)
        report->end = PROCESS_OVER_MEMORY;
    else if (report->end == PROCESS_SIGNALLED && report->code == SIGXCPU)
        report->end = PROCESS_OVER_CPU;
    report->wall = now() - state->begun;
    report->user = nanoseconds(usage->ru_utime);
    report->system = nanoseconds(usage->ru_stime);
    report->peak = (uint64_t)usage->ru_maxrss * 1024;
    report->voluntary = (uint64_t)usage->ru_nvcsw;
    report->involuntary = (uint64_t)usage->ru_nivcsw;
}

/* Whatever changed its state; true when the program itself has ended. Orphans that came to us are buried here. */
static bool reap(struct state *state)
{
    int status;
    struct rusage usage;
    pid_t child;
    while ((child = wait4(-1, &status, WNOHANG | WUNTRACED | WCONTINUED, &usage)) > 0) {
        if (child != state->news.pid)
            continue;
        if (WIFSTOPPED(status) || WIFCONTINUED(status)) {
            state->news.report.stopped = WIFSTOPPED(status);
            tell(state);
            continue;
        }
        note_end(state, status, &usage);
        return true;
    }
    return false;
}

/* True when the lab wants everything gone. */
static bool obey(struct state *state)
{
    char word;
    ssize_t count = read(state->keeper->lifeline, &word, 1);
    if (count < 0 && errno == EINTR)
        return false;
    if (count <= 0 || word == KEEPER_KILL)
        return true;
    if (word != KEEPER_STOP) {
        state->resting = word == KEEPER_REST;
        return false;
    }
    keeper_signal_all(SIGTERM, NULL);
    keeper_signal_all(SIGCONT, NULL);
    state->deadline = now() + GRACE * 1000000ull;
    return false;
}

static void look(struct state *state)
{
    uint64_t resident = 0;
    const struct process_plan *plan = state->keeper->plan;
    unsigned limit = plan->process_limit ? plan->process_limit : 64;
    state->looked = now();
    if (state->deadline && now() >= state->deadline)
        keeper_signal_all(SIGKILL, NULL);
    unsigned count = keeper_signal_all(0, &resident);
    if (count > limit || (plan->memory_limit && resident > plan->memory_limit)) {
        state->over_memory = true;
        keeper_signal_all(SIGKILL, NULL);
    }
}

static void watch(struct state *state, int signals)
{
    struct pollfd fds[] = { { .fd = state->keeper->lifeline, .events = POLLIN }, { .fd = signals, .events = POLLIN } };
    bool must_look = state->keeper->plan->memory_limit || state->keeper->plan->process_limit;
    for (;;) {
        struct signalfd_siginfo info;
        bool looks = (must_look && !state->resting) || state->deadline;
        int count = poll(fds, 2, looks ? LOOK_EVERY : -1);
        if (looks && now() - state->looked >= LOOK_EVERY * 1000000ull)
            look(state);            /* whoever else speaks: orphans may end all the time */
        if (count > 0 && fds[0].revents && obey(state))
            return;
        if (count > 0 && fds[1].revents && read(signals, &info, sizeof info) > 0 && reap(state))
            return;
    }
}

/* Nothing that was started here is left. A process that is being born while we look is found in the next round. */
static void bury_all(void)
{
    for (;;) {
        unsigned alive = keeper_signal_all(SIGKILL, NULL);
        if (waitpid(-1, NULL, alive ? 0 : WNOHANG) < 0 && errno == ECHILD)
            return;
    }
}

static int child_signals(void)
{
    sigset_t set;
    sigfillset(&set);
    sigprocmask(SIG_SETMASK, &set, NULL);
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    return signalfd(-1, &set, SFD_CLOEXEC);
}

static bool is_needed(const struct keeper *keeper, int fd)
{
    for (int k = 0; k < PROCESS_PASS && keeper->plan->pass[k] > 0; k++)
        if (fd == keeper->plan->pass[k])
            return true;
    return fd == keeper->lifeline || fd == keeper->status || fd == keeper->output || fd <= STDERR_FILENO;
}

/* The lab's own descriptors, above all its ends of lifelines: who holds one keeps others from seeing that the lab is gone. */
static void close_others(const struct keeper *keeper)
{
    int most = (int)sysconf(_SC_OPEN_MAX);
    if (most > 4096)
        most = 4096;            /* the lab has a few dozen; above, close_range does them all */
    for (int fd = 0; fd < most; fd++)
        if (!is_needed(keeper, fd))
            close(fd);
    syscall(SYS_close_range, (unsigned)most, ~0u, 0);
}

static void close_passed(const struct keeper *keeper)
{
    for (int k = 0; k < PROCESS_PASS && keeper->plan->pass[k] > 0; k++)
        close(keeper->plan->pass[k]);
}

void keeper_run(const struct keeper *keeper)
{
    struct state state = { .keeper = keeper };
    close_others(keeper);
    setsid();
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    prctl(PR_SET_NAME, "keeper");
    int signals = child_signals();
    bool started = start(&state);
    state.news.report.end = started ? PROCESS_RUNS : PROCESS_NOT_STARTED;
    tell(&state);
    close(keeper->output);
    close_passed(keeper);
    if (started)
        watch(&state, signals);
    bury_all();
    keeper_sweep(getpid());
    if (started && state.news.report.end != PROCESS_RUNS)
        tell(&state);
    _exit(0);
}
