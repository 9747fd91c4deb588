// Three processes in a row: one counts, one squares, one adds up.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int count(int to)
{
    for (int n = 0; n <= 9; n++)
        if (write(to, &n, sizeof n) < 0)
            return 1;
    return 0;                           // its end closes with it
}

static int square(int from, int to)
{
    int n;
    while (read(from, &n, sizeof n) > 0) {              // @until
        n *= n;
        if (write(to, &n, sizeof n) < 0)
            return 1;
    }
    return 0;
}

int main(void)
{
    int numbers[2], squares[2], n, sum = 0;
    if (pipe(numbers) != 0 || pipe(squares) != 0)
        return 1;
    if (fork() == 0) {
        close(numbers[0]);
        close(squares[0]);
        close(squares[1]);
        _exit(count(numbers[1]));
    }
    if (fork() == 0) {
        close(numbers[1]);                              // @close
        close(squares[0]);
        _exit(square(numbers[0], squares[1]));
    }
    close(numbers[0]);
    close(numbers[1]);
    close(squares[1]);
    while (read(squares[0], &n, sizeof n) > 0)
        sum += n;
    while (wait(NULL) > 0)
        ;
    printf("sum %d\n", sum);
    return 0;
}
