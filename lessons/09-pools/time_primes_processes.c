// The twenty numbers, by two processes: jobs go out by one pipe, and
// results come back by another.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "numbers.h"

enum { WORKERS = 2 };

static void work(int from, int to)
{
    uint64_t number;
    while (read(from, &number, sizeof number) == sizeof number) {
        char prime = is_prime(number);
        if (write(to, &prime, 1) != 1)
            _exit(1);
    }
    _exit(0);
}

int main(void)
{
    int jobs[2], results[2], primes = 0;
    char prime;
    if (pipe(jobs) != 0 || pipe(results) != 0)
        return 1;
    for (int k = 0; k < WORKERS; k++)
        if (fork() == 0) {
            close(jobs[1]);
            close(results[0]);
            work(jobs[0], results[1]);
        }
    close(jobs[0]);
    close(results[1]);
    for (int k = NUMBERS - 1; k >= 0; k--)      /* the largest first */
        if (write(jobs[1], &numbers[k], 8) != 8)
            return 1;
    close(jobs[1]);             /* end of file: no more jobs */
    while (read(results[0], &prime, 1) == 1)
        primes += prime;
    while (wait(NULL) > 0)
        ;
    printf("%d\n", primes);
    return 0;
}
