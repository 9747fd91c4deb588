/* processes.c — fork, exec, wait, kill: steps of a live run; on fibers only named. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/calls/calls.h"
#include "runtime/calls/told.h"
#include "runtime/carrier/descriptors.h"
#include "runtime/carrier/family.h"
#include "runtime/carrier/processes.h"
#include "runtime/gate.h"

enum { ARGUMENTS = 256 };

/* A vfork's child may not do what a fork's may; a child that can do more is none the worse. */
static pid_t fork_child(const char *call, uintptr_t place)
{
    if (!runner_self)
        return fork();
    gate_only_live(call);
    gate_settle(runner_self);
    return processes_fork(place);
}

WRAPPED(pid_t, fork, void)
{
    return fork_child("fork", PLACE);
}

WRAPPED(pid_t, vfork, void)
{
    return fork_child("vfork", PLACE);
}

/* ---- becoming another program ---- */

static void tell_name(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    struct step head = { .phase = PHASE_NAME, .thread = runner_self->thread };
    gate_text(&head, name, strlen(name));
}

/* What the other program will not have, which cannot tell so. */
static void tell_closed(uintptr_t place)
{
    for (int fd = 0; (fd = descriptors_closed_by_exec(fd)) >= 0; fd++) {
        struct step step = gate_step(told_acts(descriptors_kind(fd))->close, descriptors_object(fd), place);
        step.other = (uint32_t)fd;
        told_say(&step, 0);
    }
}

static void become(const char *path, uintptr_t place)
{
    if (family_self == 0)
        processes_object();
    tell_name(path);
    tell_closed(place);
    struct step step = gate_step(ACT_EXEC, processes_object(), place);
    if (gate_enter(&step))
        gate_leave(&step, 0);
    processes_pass_output();
}

/* The first process is the one that tells the lab everything: a child of it becomes the program in its place, and it ends as
 * that does. In the child this comes back. */
static void stand_aside(void)
{
    int status = 0;
    pid_t pid = family_self == 0 ? fork() : 0;
    if (pid <= 0)
        return;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    carrier->finish(WIFSIGNALED(status) ? OUTCOME_KILLED : OUTCOME_EXITED, WIFSIGNALED(status) ? WTERMSIG(status)
                    : WEXITSTATUS(status), 0, NULL);
}

static bool is_program(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode) && faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) == 0;
}

/* As execvp(3) looks for it. */
static bool can_be_found(const char *name)
{
    char path[PATH_MAX];
    const char *at = getenv("PATH");
    for (at = at ? at : "/bin:/usr/bin"; ; at++) {
        size_t length = strcspn(at, ":");
        snprintf(path, sizeof path, "%.*s%s%s", (int)length, at, length > 0 ? "/" : "", name);
        if (is_program(path))
            return true;
        at += length;
        if (*at == '\0')
            return false;
    }
}

/* There is nothing to become: a call like any other, which is refused. */
static int refused(const char *path, char *const *arguments, char *const *environment, bool search, uintptr_t place)
{
    struct step step = gate_step(ACT_EXEC, processes_object(), place);
    told_enter(&step);
    return (int)told_leave(&step, search ? execvpe(path, arguments, environment) : execve(path, arguments, environment));
}

static int execute(const char *call, const char *path, char *const *arguments, char *const *environment, bool search, uintptr_t place)
{
    struct runner *self = runner_self;
    if (self) {
        gate_only_live(call);
        gate_settle(self);
        int error = errno;
        bool is_there = search && !strchr(path, '/') ? *path && can_be_found(path) : is_program(path);
        errno = error;
        if (!is_there)
            return refused(path, arguments, environment, search, place);
        become(path, place);
        stand_aside();
    }
    int result = search ? execvpe(path, arguments, environment) : execve(path, arguments, environment);
    if (self && !runner_self)
        _exit(127);                     /* it stood in for the first process, which cannot go on in it */
    return result;
}

WRAPPED(int, execv, const char *path, char *const *arguments)
{
    return execute("execv", path, arguments, environ, false, PLACE);
}

WRAPPED(int, execve, const char *path, char *const *arguments, char *const *environment)
{
    return execute("execve", path, arguments, environment, false, PLACE);
}

WRAPPED(int, execvp, const char *path, char *const *arguments)
{
    return execute("execvp", path, arguments, environ, true, PLACE);
}

static void gather(char **out, const char *first, va_list more)
{
    size_t count = 0;
    out[count] = (char *)first;
    while (out[count] && count + 1 < ARGUMENTS)
        out[++count] = va_arg(more, char *);
    out[ARGUMENTS - 1] = NULL;
}

WRAPPED(int, execl, const char *path, const char *argument, ...)
{
    char *arguments[ARGUMENTS];
    va_list more;
    va_start(more, argument);
    gather(arguments, argument, more);
    va_end(more);
    return execute("execl", path, arguments, environ, false, PLACE);
}

WRAPPED(int, execlp, const char *path, const char *argument, ...)
{
    char *arguments[ARGUMENTS];
    va_list more;
    va_start(more, argument);
    gather(arguments, argument, more);
    va_end(more);
    return execute("execlp", path, arguments, environ, true, PLACE);
}

/* ---- waiting ---- */

static struct step step_of_wait(pid_t pid, int options, uintptr_t place)
{
    uint16_t number = pid > 0 ? family_of_pid(pid) : NO_MEMBER;
    bool known = number != NO_MEMBER && number != family_self;
    enum act act = options & WNOHANG ? ACT_TRYWAIT : known ? ACT_WAIT_CHILD : ACT_WAIT_ANY;
    uint32_t object = known && act == ACT_WAIT_CHILD ? atomic_load(&family->member[number].object) : processes_object();
    struct step step = gate_step(act, object, place);
    step.other = ALL_PROCESSES;
    return step;
}

/* That it has ended is told before it is told that somebody knows. */
static void note_child(struct step *step, pid_t pid, int status)
{
    uint16_t number = pid > 0 ? family_of_pid(pid) : NO_MEMBER;
    step->value = (uint64_t)(unsigned)status;
    if (number == NO_MEMBER || !(WIFEXITED(status) || WIFSIGNALED(status)))
        return;
    processes_hear();
    processes_tell_end(number, status);
    family_bury(number);
    step->other = number;
}

static pid_t wait_for(const char *call, pid_t pid, int *status, int options, uintptr_t place)
{
    int got = 0;
    if (!runner_self)
        return waitpid(pid, status, options);
    gate_only_live(call);
    struct step step = step_of_wait(pid, options, place);
    gate_enter(&step);
    pid_t result = waitpid(pid, &got, options);
    int error = errno;
    note_child(&step, result, got);
    gate_leave(&step, result < 0 ? error : 0);
    if (status && result > 0)
        *status = got;
    errno = error;
    return result;
}

WRAPPED(pid_t, wait, int *status)
{
    return wait_for("wait", -1, status, 0, PLACE);
}

WRAPPED(pid_t, waitpid, pid_t pid, int *status, int options)
{
    return wait_for("waitpid", pid, status, options, PLACE);
}

static int status_in(const siginfo_t *info)
{
    return info->si_code == CLD_EXITED ? W_EXITCODE(info->si_status & 0xff, 0) : W_EXITCODE(0, info->si_status);
}

WRAPPED(int, waitid, idtype_t type, id_t id, siginfo_t *info, int options)
{
    siginfo_t got = { .si_pid = 0 };
    if (!runner_self)
        return waitid(type, id, info, options);
    gate_only_live("waitid");
    struct step step = step_of_wait(type == P_PID ? (pid_t)id : -1, options, PLACE);
    gate_enter(&step);
    int result = waitid(type, id, &got, options), error = errno;
    bool ended = got.si_code == CLD_EXITED || got.si_code == CLD_KILLED || got.si_code == CLD_DUMPED;
    if (result == 0 && got.si_pid > 0 && ended && !(options & WNOWAIT))
        note_child(&step, got.si_pid, status_in(&got));
    gate_leave(&step, result < 0 ? error : 0);
    if (info)
        *info = got;
    errno = error;
    return result;
}

/* ---- signals ---- */

/* Everybody that may be reached is every process of the demo, and not whoever else works on this machine. */
static int kill_all(int number)
{
    int reached = 0;
    for (unsigned k = 0; k < STEP_PROCESSES; k++) {
        pid_t pid = atomic_load(&family->member[k].pid);
        if (pid > 0 && k != family_self)
            reached += kill(pid, number) == 0;
    }
    errno = ESRCH;
    return reached > 0 ? 0 : -1;
}

static bool arrives(pid_t pid, int number)
{
    int error = errno;
    bool good = number >= 0 && number < NSIG && (pid == -1 || kill(pid, 0) == 0);
    errno = error;
    return good;
}

/* Recorded before it is sent, for it may end us; one that is not sent, with why. */
static int send_signal(const char *call, pid_t pid, int number, uintptr_t place)
{
    gate_only_live(call);
    uint16_t target = family_of_pid(pid);
    struct step step = gate_step(ACT_KILL, target == NO_MEMBER ? processes_object() : atomic_load(&family->member[target].object), place);
    step.value = (uint64_t)number;
    if (target == family_self || atomic_load(&family->member[target % STEP_PROCESSES].object) == 0)
        step.object = processes_object();
    told_enter(&step);
    if (!arrives(pid, number))
        return (int)told_leave(&step, kill(pid, number));
    gate_leave(&step, 0);
    return pid == -1 ? kill_all(number) : kill(pid, number);
}

WRAPPED(int, kill, pid_t pid, int number)
{
    return runner_self ? send_signal("kill", pid, number, PLACE) : kill(pid, number);
}

WRAPPED(int, raise, int number)
{
    if (!runner_self)
        return raise(number);
    gate_only_live("raise");
    struct step step = gate_step(ACT_KILL, processes_object(), PLACE);
    step.value = (uint64_t)number;
    if (gate_enter(&step))
        gate_leave(&step, 0);
    return raise(number);
}
