// Reads on until all has come, or nothing more will.
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LETTER = 100000 };

static char text[LETTER + 1];           /* and a 0 behind it */

/* Brings the letter into text, and a 0 behind what has come. */
static void receive(int from)
{
    size_t length = 0;
    ssize_t got;
    while (length < LETTER
           && (got = read(from, text + length, LETTER - length)) > 0)
        length += (size_t)got;
    text[length] = 0;
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
    receive(ends[0]);
    close(ends[0]);
    wait(NULL);
    printf("%zu of %d bytes\n", strlen(text), LETTER);
    return 0;
}
