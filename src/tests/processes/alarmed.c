// output: woken, woken, woken
// tells: sets an alarm|waits for a signal: interrupted by a signal
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

static void nothing(int number)
{
    (void)number;
}

/* For longer than the lab is patient, and only the alarm ends it. */
int main(void)
{
    struct sigaction action = { .sa_handler = nothing };
    struct itimerval soon = { .it_value.tv_usec = 20000 };
    int ends[2];
    char byte;
    sigaction(SIGALRM, &action, NULL);
    if (pipe(ends) != 0)
        return 1;
    alarm(3);
    const char *first = read(ends[0], &byte, 1) < 0 && errno == EINTR ? "woken" : "no";
    setitimer(ITIMER_REAL, &soon, NULL);
    const char *second = pause() < 0 && errno == EINTR ? "woken" : "no";
    alarm(1);
    const char *third = read(ends[0], &byte, 1) < 0 && errno == EINTR ? "woken" : "no";
    printf("%s, %s, %s\n", first, second, third);
    return 0;
}
