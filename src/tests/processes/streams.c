// output: 14 HELLO
// tells: duplicates an end of `up`|duplicates an end of `down`|writes to `up`: 6 bytes|reads from `down`: 6 bytes
// A child that reads its stdin and writes its stdout, both of them pipes; and streams on the parent's ends.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int up[2], down[2];
    char line[40] = "";
    if (pipe(up) != 0 || pipe(down) != 0)
        return 1;
    if (fork() == 0) {
        dup2(up[0], STDIN_FILENO);
        dup2(down[1], STDOUT_FILENO);
        close(up[0]);
        close(up[1]);
        close(down[0]);
        close(down[1]);
        ssize_t length = read(STDIN_FILENO, line, sizeof line);
        for (ssize_t k = 0; k < length; k++)
            line[k] = (char)toupper(line[k]);
        fputs(line, stdout);
        exit(14);
    }
    close(up[0]);
    close(down[1]);
    FILE *to = fdopen(up[1], "w"), *from = fdopen(down[0], "r");
    fprintf(to, "hello\n");
    fclose(to);
    int status;
    wait(&status);
    if (!fgets(line, sizeof line, from))
        return 1;
    printf("%d %s", WEXITSTATUS(status), line);
    return 0;
}
