// Exercise: a long letter comes in pieces.
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LETTER = 100000 };

static char text[LETTER];

/* Returns how many bytes of the letter have come. */
static size_t receive(int from)
{
    ssize_t got = read(from, text, LETTER);
    return got > 0 ? (size_t)got : 0;
}

int main(void)
{
    int ends[2];
    if (pipe(ends) != 0)
        return 1;
    if (fork() == 0) {
        close(ends[0]);
        memset(text, 'x', LETTER);
        _exit(write(ends[1], text, LETTER) != LETTER);
    }
    close(ends[1]);
    size_t length = receive(ends[0]);
    close(ends[0]);
    wait(NULL);
    printf("%zu of %d bytes\n", length, LETTER);
    return 0;
}
