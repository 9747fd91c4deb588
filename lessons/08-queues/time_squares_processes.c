// Twenty times: four processes square the numbers 0 to 99. The queues
// are two pipes: jobs go out by one, results come back by the other.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TIMES = 20, WORKERS = 4, JOBS = 100 };

static void work(int from, int to)
{
    int job;
    while (read(from, &job, sizeof job) == sizeof job) {
        job *= job;
        if (write(to, &job, sizeof job) != sizeof job)
            _exit(1);
    }
    _exit(0);
}

static int squares(void)
{
    int jobs[2], results[2], sum = 0, result;
    if (pipe(jobs) != 0 || pipe(results) != 0)
        exit(1);
    for (int k = 0; k < WORKERS; k++)
        if (fork() == 0) {
            close(jobs[1]);
            close(results[0]);
            work(jobs[0], results[1]);
        }
    close(jobs[0]);
    close(results[1]);
    for (int k = 0; k < JOBS; k++)
        if (write(jobs[1], &k, sizeof k) != sizeof k)
            exit(1);
    close(jobs[1]);             /* end of file: no more jobs */
    while (read(results[0], &result, sizeof result) == sizeof result)
        sum += result;
    close(results[0]);
    while (wait(NULL) > 0)
        ;
    return sum;
}

int main(void)
{
    int sum = 0;
    for (int k = 0; k < TIMES; k++)
        sum = squares();
    printf("%d\n", sum);
    return 0;
}
