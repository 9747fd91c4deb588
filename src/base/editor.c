/* editor.c — see editor.h. The signals that the keyboard sends are the editor's while it runs; no shell stands between. */
#include "base/editor.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORDS = 32, TEXT = 4096, NOT_FOUND = 127 };

static const int keyboard[] = { SIGINT, SIGQUIT, SIGTSTP };
enum { KEYBOARD = sizeof keyboard / sizeof *keyboard };

const char *editor_name(void)
{
    static const char *const variables[] = { "VISUAL", "EDITOR" };
    for (size_t k = 0; k < sizeof variables / sizeof *variables; k++) {
        const char *value = getenv(variables[k]);
        if (value && value[strspn(value, " \t")])
            return value;
    }
    return NULL;
}

/* ^Z stops the editor, and us with it: whoever called the lab gets the terminal, and gives it back to both. */
static void leave_keyboard(struct sigaction *before)
{
    for (int k = 0; k < KEYBOARD; k++) {
        struct sigaction action = { .sa_handler = keyboard[k] == SIGTSTP ? SIG_DFL : SIG_IGN };
        sigaction(keyboard[k], &action, &before[k]);
    }
}

static void take_keyboard(const struct sigaction *before)
{
    for (int k = 0; k < KEYBOARD; k++)
        sigaction(keyboard[k], &before[k], NULL);
}

static void become(char *const *arguments)
{
    sigset_t none;
    sigemptyset(&none);
    for (int number = 1; number < SIGRTMIN; number++)
        signal(number, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execvp(arguments[0], arguments);
    _exit(NOT_FOUND);
}

static bool judge_end(const char *name, int status, struct err *err)
{
    if (WIFSIGNALED(status))
        return err_set(err, "the editor was ended by a signal (%s)", strsignal(WTERMSIG(status)));
    if (WEXITSTATUS(status) == NOT_FOUND)
        return err_set(err, "there is no editor called %s here. Open the file in any other, or set EDITOR", name);
    return WEXITSTATUS(status) == 0 || err_set(err, "the editor %s ended with code %d", name, WEXITSTATUS(status));
}

bool editor_run(const char *path, struct err *err)
{
    struct sigaction before[KEYBOARD];
    char text[TEXT], *words[WORDS + 2], *rest;
    const char *name = editor_name();
    size_t count = 0;
    int status = 0;
    if (!name || snprintf(text, sizeof text, "%s", name) >= (int)sizeof text)
        return err_set(err, "no editor is set: EDITOR names it, such as in `export EDITOR=nano`");
    for (char *word = strtok_r(text, " \t", &rest); word && count < WORDS; word = strtok_r(NULL, " \t", &rest))
        words[count++] = word;
    words[count++] = (char *)path;
    words[count] = NULL;
    leave_keyboard(before);
    pid_t child = fork();
    if (child == 0)
        become(words);
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    take_keyboard(before);
    return child > 0 ? judge_end(words[0], status, err) : err_set_errno(err, "cannot start the editor");
}
