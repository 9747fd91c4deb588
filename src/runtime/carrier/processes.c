/* processes.c — see processes.h. The first process has a pidfd of every other: it becomes readable when that one has ended,
 * however it did (pidfd_open(2)); an event descriptor that all share says that there is a new one. */
#include "runtime/carrier/processes.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/proc.h"
#include "runtime/carrier/descriptors.h"
#include "runtime/carrier/family.h"
#include "runtime/carrier/kernel.h"
#include "runtime/gate.h"
#include "runtime/objects.h"
#include "runtime/output.h"

enum { AT_ONCE = 4096 };

static int news = -1;                               /* event descriptor: somebody was born */
static int passed[2] = { -1, -1 };                  /* through which the ends of pipes come that other programs print into */
static struct stat output;                          /* where descriptors 1 and 2 go at first: prints[0] */
static pthread_mutex_t hearing = PTHREAD_MUTEX_INITIALIZER;     /* first process only; guards: */
static int ends[STEP_PROCESSES];                    /* pidfds; 0: none yet, −1: it is over */
static int prints[STEP_PROCESSES];                  /* what that process prints since it is another program; 0: nothing */

/* What reaches descriptors 1 and 2 by ways that are not watched, of libraries or of programs that were started, is printed by
 * the first process, as far as the lab knows. */
static bool take_output(struct err *err)
{
    int both[2];
    if (pipe2(both, O_CLOEXEC) != 0)
        return err_set_errno(err, "no pipe for what is printed");
    prints[0] = descriptors_out_of_the_way(both[0]);
    fcntl(prints[0], F_SETFL, O_NONBLOCK);
    bool good = dup2(both[1], STDOUT_FILENO) >= 0 && dup2(both[1], STDERR_FILENO) >= 0 && fstat(STDERR_FILENO, &output) == 0;
    close(both[1]);
    return good || err_set_errno(err, "no descriptors for what is printed");
}

bool processes_begin(struct err *err)
{
    news = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (news < 0 || socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, passed) != 0)
        return err_set_errno(err, "no descriptors for the demo's processes");
    news = descriptors_out_of_the_way(news);
    passed[0] = descriptors_out_of_the_way(passed[0]);
    passed[1] = descriptors_out_of_the_way(passed[1]);
    return take_output(err);
}

uint32_t processes_object(void)
{
    uint32_t object = object_process(family_self, family->member[family_self].parent);
    atomic_store(&family->member[family_self].object, object);
    return object;
}

/* ---- being born ---- */

static void say_news(void)
{
    uint64_t one = 1;
    ssize_t written = write(news, &one, sizeof one);
    (void)written;          /* full: then it is readable as it should be */
}

static void begin_child(struct runner *self, uint16_t number, uintptr_t place)
{
    family_join(number);
    kernel_be_child(self, family->member[number].thread);
    struct step step = gate_step(ACT_START, 0, place);
    step.value = (uint64_t)getpid();
    if (gate_enter(&step))
        gate_leave(&step, 0);
}

/* Everything that must be told of the child before it can tell anything itself is told before it is there. */
uint16_t processes_bear(uintptr_t place)
{
    processes_object();
    uint16_t number = family_bear();
    if (number == NO_MEMBER)
        return NO_MEMBER;
    struct member *member = &family->member[number];
    atomic_store(&member->object, object_process(number, family_self));
    struct step step = gate_step(ACT_FORK, atomic_load(&member->object), place);
    gate_enter(&step);
    step.other = atomic_fetch_add(&family->threads, 1);
    step.value = number;
    member->thread = (uint16_t)step.other;
    gate_leave(&step, 0);
    return number;
}

pid_t processes_fork(uintptr_t place)
{
    struct runner *self = runner_self;
    uint16_t number = processes_bear(place);
    if (number == NO_MEMBER) {
        errno = EAGAIN;
        return -1;
    }
    struct member *member = &family->member[number];
    pid_t pid = member->thread < FAMILY_THREADS ? fork() : -1;
    int error = pid < 0 && member->thread >= FAMILY_THREADS ? EAGAIN : errno;
    if (pid == 0) {
        begin_child(self, number, place);
        return 0;
    }
    if (pid > 0)
        atomic_store(&member->pid, pid);
    else
        processes_tell_end(number, W_EXITCODE(0, SIGKILL));
    say_news();
    errno = error;
    return pid;
}

static void tell_for(uint16_t number, enum act act, uint64_t value, uintptr_t place)
{
    struct step step;
    step_make(&step, act, act == ACT_START ? 0 : atomic_load(&family->member[number].object), gate_place(place), 0, 0, 0);
    step.phase = PHASE_DONE;
    step.value = value;
    kernel_tell(number, &step);
}

static void name_for(uint16_t number, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    struct step step = { .phase = PHASE_NAME, .other = family->member[number].thread };
    kernel_tell(number, &step);
    for (size_t length = strlen(name); length > 0; ) {
        size_t taken = step_put_text(&step, name, length);
        kernel_tell(number, &step);
        name += taken;
        length -= taken;
    }
}

void processes_born(uint16_t number, pid_t pid, uintptr_t place)
{
    if (number != NO_MEMBER && pid > 0)
        tell_for(number, ACT_START, (uint64_t)pid, place);
}

/* It cannot tell anything itself; that it has ended is told, from here on, by whoever knows its pid. */
void processes_became(uint16_t number, pid_t pid, const char *path, uintptr_t place)
{
    if (number == NO_MEMBER)
        return;
    if (pid > 0) {
        name_for(number, path);
        tell_for(number, ACT_EXEC, 0, place);
        atomic_store(&family->member[number].pid, pid);
    } else {
        processes_tell_end(number, W_EXITCODE(127, 0));
    }
    say_news();
}

/* ---- ending ---- */

void processes_tell_end(uint16_t number, int status)
{
    struct member *member = &family->member[number];
    if (number == 0 || !family_ends(number))
        return;
    struct step step;
    step_make(&step, WIFSIGNALED(status) ? ACT_DIE : ACT_QUIT, atomic_load(&member->object), 0, 0, 0, 0);
    step.phase = PHASE_DONE;
    step.value = (uint64_t)(unsigned)status;
    kernel_tell(number, &step);
}

static void say_last_words(enum outcome outcome, const char *text, uintptr_t place)
{
    char line[256];
    if (outcome != OUTCOME_ASSERT)
        return;
    int length = snprintf(line, sizeof line, "Assertion `%s' failed.\n", text ? text : "");
    output_print(line, (size_t)length < sizeof line ? (size_t)length : sizeof line - 1, place);
}

/* The signal that a program of this outcome dies of; 0: it exits. */
static int deadly(enum outcome outcome, int code)
{
    switch (outcome) {
    case OUTCOME_EXITED:
        return 0;
    case OUTCOME_CRASHED:
    case OUTCOME_OVERFLOW:
    case OUTCOME_ABORTED:
    case OUTCOME_ASSERT:
        return code;
    default:
        return SIGABRT;
    }
}

void processes_end_this(enum outcome outcome, int code, uintptr_t place, const char *text)
{
    int number = deadly(outcome, code);
    say_last_words(outcome, text, place);
    struct step step = gate_step(number ? ACT_DIE : ACT_QUIT, processes_object(), place);
    step.value = (uint64_t)(unsigned)(number ? W_EXITCODE(0, number) : W_EXITCODE(code & 0xff, 0));
    gate_enter(&step);
    if (family_ends(family_self))
        gate_leave(&step, 0);
    if (number) {
        sigset_t all;
        signal(number, SIG_DFL);
        sigfillset(&all);
        sigprocmask(SIG_UNBLOCK, &all, NULL);
        syscall(SYS_kill, getpid(), number);
    }
    for (;;)
        syscall(SYS_exit_group, code);
}

/* How a process ended that nobody has buried yet, else −1: the last field of its line in /proc (proc(5)); its name may hold anything. */
static int status_of(pid_t pid)
{
    char text[1024];
    if (proc_read(pid, "stat", text, sizeof text) <= 0)
        return -1;
    const char *last = strrchr(text, ' ');
    int status = 0;
    return last && sscanf(last, "%d", &status) == 1 ? status : -1;
}

/* ---- other programs ---- */

static bool goes_to_the_lab(int fd)
{
    struct stat about;
    return fstat(fd, &about) == 0 && about.st_dev == output.st_dev && about.st_ino == output.st_ino;
}

void processes_pass_output(void)
{
    int both[2], number = family_self;
    bool first = goes_to_the_lab(STDOUT_FILENO), second = goes_to_the_lab(STDERR_FILENO);
    union { struct cmsghdr head; char room[CMSG_SPACE(sizeof(int))]; } control = { .room = "" };
    struct iovec what = { &number, sizeof number };
    struct msghdr message = { .msg_iov = &what, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control };
    object_output();            /* the first process cannot announce what it prints into for us */
    if (number == 0 || (!first && !second) || pipe2(both, O_CLOEXEC) != 0)
        return;
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    *head = (struct cmsghdr){ .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof(int)) };
    memcpy(CMSG_DATA(head), &both[0], sizeof(int));
    if (sendmsg(passed[1], &message, MSG_NOSIGNAL) > 0) {
        if (first)
            dup2(both[1], STDOUT_FILENO);
        if (second)
            dup2(both[1], STDERR_FILENO);
    }
    close(both[0]);
    close(both[1]);
}

static void take_passed(void)
{
    int number, fd;
    union { struct cmsghdr head; char room[CMSG_SPACE(sizeof(int))]; } control;
    struct iovec what = { &number, sizeof number };
    for (;;) {
        struct msghdr message = { .msg_iov = &what, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control };
        if (recvmsg(passed[0], &message, MSG_CMSG_CLOEXEC) < (ssize_t)sizeof number || !CMSG_FIRSTHDR(&message))
            return;
        memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof fd);
        if (number < 0 || number >= STEP_PROCESSES || prints[number] != 0) {
            close(fd);
            continue;
        }
        fcntl(fd, F_SETFL, O_NONBLOCK);
        prints[number] = descriptors_out_of_the_way(fd);
    }
}

static void tell_printed(uint16_t number, const char *text, size_t length)
{
    struct step step;
    step_make(&step, ACT_PRINT, object_output(), 0, 0, 0, 0);
    step.phase = PHASE_DONE;
    step.value = length;
    kernel_tell(number, &step);
    while (length > 0) {
        size_t taken = step_put_text(&step, text, length);
        kernel_tell(number, &step);
        text += taken;
        length -= taken;
    }
}

static void take_printed(uint16_t number)
{
    char text[AT_ONCE];
    ssize_t count = 0;
    while (prints[number] > 0 && (count = read(prints[number], text, sizeof text)) > 0)
        tell_printed(number, text, output_room((size_t)count));
    if (number != 0 && prints[number] > 0 && count == 0) {
        close(prints[number]);
        prints[number] = -1;
    }
}

/* ---- the first process listens ---- */

unsigned processes_listen(struct pollfd *fds)
{
    unsigned count = 0;
    fds[count++] = (struct pollfd){ .fd = news, .events = POLLIN };
    fds[count++] = (struct pollfd){ .fd = passed[0], .events = POLLIN };
    for (unsigned k = 0; k < STEP_PROCESSES; k++) {
        if (ends[k] > 0)
            fds[count++] = (struct pollfd){ .fd = ends[k], .events = POLLIN };
        if (prints[k] > 0)
            fds[count++] = (struct pollfd){ .fd = prints[k], .events = POLLIN };
    }
    return count;
}

/* One that is gone already has been buried, and whoever buried it has told. */
static void watch_newborn(void)
{
    unsigned count = atomic_load(&family->processes);
    for (unsigned k = 1; k < count && k < STEP_PROCESSES; k++) {
        pid_t pid = atomic_load(&family->member[k].pid);
        if (ends[k] != 0 || pid == 0)
            continue;
        int fd = (int)syscall(SYS_pidfd_open, pid, 0);
        ends[k] = fd >= 0 ? descriptors_out_of_the_way(fd) : -1;
    }
}

static void look_for_ends(void)
{
    for (uint16_t k = 1; k < STEP_PROCESSES; k++) {
        struct pollfd fd = { .fd = ends[k], .events = POLLIN };
        if (ends[k] <= 0 || poll(&fd, 1, 0) <= 0)
            continue;
        pid_t pid = atomic_load(&family->member[k].pid);
        int status = pid ? status_of(pid) : -1;
        if (status >= 0 && atomic_load(&family->member[k].pid) == pid)      /* else whoever buries it tells */
            processes_tell_end(k, status);
        close(ends[k]);
        ends[k] = -1;
    }
}

void processes_hear(void)
{
    uint64_t count;
    if (family_self != 0 || news < 0)
        return;
    family_lock(&hearing);
    ssize_t got = read(news, &count, sizeof count);
    (void)got;
    watch_newborn();
    take_passed();
    for (uint16_t k = 0; k < STEP_PROCESSES; k++)
        take_printed(k);
    look_for_ends();
    family_unlock(&hearing);
}
