/* supervisor.c — see supervisor.h. */
#include "base/supervisor.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static volatile sig_atomic_t child;

static const int passed_on[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT };
enum { PASSED_ON = sizeof passed_on / sizeof *passed_on };

static void pass_on(int number)
{
    int saved = errno;
    if (child > 0)
        kill((pid_t)child, number);
    errno = saved;
}

static void take_signals(void (*handler)(int))
{
    for (int k = 0; k < PASSED_ON; k++) {
        struct sigaction action = { .sa_handler = handler };
        sigaction(passed_on[k], &action, NULL);
    }
}

/* What a screen may have switched on: mouse reports, bracketed paste, the alternate screen, a hidden cursor, colours. */
static void restore_screen(void)
{
    static const char codes[] = "\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?2004l\033[?1049l\033[?25h\033[0m\r";
    ssize_t written = write(STDOUT_FILENO, codes, sizeof codes - 1);
    (void)written;
}

/* A supervisor in the background may not touch the terminal, unless it ignores that it is told so. */
static void restore(const struct termios *settings)
{
    signal(SIGTTOU, SIG_IGN);
    tcsetattr(STDIN_FILENO, TCSADRAIN, settings);
    signal(SIGTTOU, SIG_DFL);
}

/* Stopped with the child, by the same key: the screen has put the terminal right by then. */
static int wait_for_child(void)
{
    int status;
    for (;;) {
        pid_t found = waitpid((pid_t)child, &status, WUNTRACED);
        if (found < 0 && errno != EINTR)
            return EXIT_FAILURE;
        if (found < 0)
            continue;
        if (!WIFSTOPPED(status))
            return status;
        kill(getpid(), SIGSTOP);
        kill((pid_t)child, SIGCONT);
    }
}

static int report(int status)
{
    int number = WTERMSIG(status);
    fprintf(stderr, "threadlab: the screen was ended by a signal (%s); the terminal is as it was.\n", strsignal(number));
    return 128 + number;
}

int supervisor_run(int (*ui)(void *), void *data)
{
    struct termios settings;
    pid_t self = getpid();
    if (tcgetattr(STDIN_FILENO, &settings) != 0)
        return ui(data);
    fflush(NULL);
    child = fork();
    if (child < 0)
        return ui(data);
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (getppid() != self)
            _exit(EXIT_FAILURE);
        exit(ui(data));
    }
    take_signals(pass_on);
    signal(SIGTSTP, SIG_IGN);           /* the screen is to stop first, and puts the terminal right before it does */
    int status = wait_for_child();
    take_signals(SIG_DFL);
    restore(&settings);
    if (!WIFSIGNALED(status))
        return WEXITSTATUS(status);
    restore_screen();
    return report(status);
}
