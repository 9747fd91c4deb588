// output: from a shell, from printf, by writev
// tells: prints
// What comes by other ways than the watched ones is printed all the same: of a program that libc starts, and of libc itself.
#include <stdio.h>
#include <stdlib.h>
#include <sys/uio.h>
#include <unistd.h>

int main(void)
{
    struct iovec text = { .iov_base = ", by writev\n", .iov_len = 12 };
    if (system("printf 'from a shell, '; printf 'from printf'") != 0)
        return 1;
    return writev(STDOUT_FILENO, &text, 1) != 12;
}
