// Exercise: three children have a result each, and one is asked.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int square(int number)
{
    return number * number;
}

int main(void)
{
    int sum = 0, status;
    for (int k = 1; k <= 3; k++) {
        pid_t child = fork();
        if (child < 0)
            return 1;
        if (child == 0)
            _exit(square(k));
    }
    if (wait(&status) > 0)
        sum += WEXITSTATUS(status);
    printf("sum %d\n", sum);
    return 0;
}
