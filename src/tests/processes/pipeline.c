// output: 0 1 4 9 end
// tells: makes `numbers`: descriptors 3 and 4|writes to `numbers`: 4 bytes|end of file, nobody can write any more|`child 1`, exit status 0|`child 2`, exit status 0|it has none
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int numbers[2], squares[2];

static void count(void)
{
    close(numbers[0]);
    close(squares[0]);
    close(squares[1]);
    for (int n = 0; n < 4; n++)
        if (write(numbers[1], &n, sizeof n) < 0)
            exit(1);
    exit(0);
}

static void square(void)
{
    int n;
    close(numbers[1]);
    close(squares[0]);
    while (read(numbers[0], &n, sizeof n) > 0) {
        n *= n;
        if (write(squares[1], &n, sizeof n) < 0)
            exit(1);
    }
    exit(0);
}

int main(void)
{
    int n;
    if (pipe(numbers) != 0 || pipe(squares) != 0)
        return 1;
    if (fork() == 0)
        count();
    if (fork() == 0)
        square();
    close(numbers[0]);
    close(numbers[1]);
    close(squares[1]);
    while (read(squares[0], &n, sizeof n) > 0)
        printf("%d ", n);
    while (wait(NULL) > 0)
        ;
    puts("end");
    return 0;
}
