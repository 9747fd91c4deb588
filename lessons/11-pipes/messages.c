// Where one message ends, only its reader and its writer know.
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* First how long it is, in one byte, then the text. */
static int send(int end, const char *text)
{
    unsigned char size = (unsigned char)strlen(text);
    return write(end, &size, 1) < 0                     // @send
        || write(end, text, size) < 0;
}

/* Until all of it is there: a read may bring only a part. */
static int read_all(int end, char *bytes, size_t size)
{
    size_t have = 0;
    while (have < size) {                               // @all
        ssize_t got = read(end, bytes + have, size - have);
        if (got <= 0)
            return 0;
        have += (size_t)got;
    }
    return 1;
}

int main(void)
{
    int ends[2];
    char text[256];
    unsigned char size;
    if (pipe(ends) != 0)
        return 1;
    if (fork() == 0) {
        close(ends[0]);
        _exit(send(ends[1], "one ") || send(ends[1], "two ")
              || send(ends[1], "three"));
    }
    close(ends[1]);
    while (read_all(ends[0], (char *)&size, 1)
           && read_all(ends[0], text, size))
        printf("%.*s", size, text);
    wait(NULL);
    printf("\n");
    return 0;
}
