// Who keeps a writing end open keeps the reader waiting: both must go.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

/* Adds up what it reads until the end of the file. */
static int add(int from, int to)
{
    int number, sum = 0;
    while (read(from, &number, sizeof number) > 0)
        sum += number;
    return write(to, &sum, sizeof sum) < 0;
}

int main(void)
{
    int numbers[2], answer[2], sum = 0;
    if (pipe(numbers) != 0 || pipe(answer) != 0)
        return 1;
    if (fork() == 0) {
        close(numbers[1]);
        _exit(add(numbers[0], answer[1]));
    }
    for (int number = 1; number <= 5; number++)
        if (write(numbers[1], &number, sizeof number) < 0)
            return 1;
    close(numbers[1]);
    if (read(answer[0], &sum, sizeof sum) < 0)
        return 1;
    wait(NULL);
    printf("sum %d\n", sum);
    return 0;
}
