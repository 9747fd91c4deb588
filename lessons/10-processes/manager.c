// One process owns the table; the others send it what they want.
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WRITERS = 10, ROWS = 2 };

struct wish {
    int row, amount;
};

/* Nobody else can reach the table: it needs no lock. */
static int manage(int wishes)
{
    int table[ROWS] = { 0 };
    struct wish wish;
    while (read(wishes, &wish, sizeof wish) > 0)        // @serve
        table[wish.row] += wish.amount;
    printf("rows %d %d\n", table[0], table[1]);
    fflush(stdout);
    return 0;
}

static int ask(int manager, int who)
{
    for (int row = 0; row < ROWS; row++) {
        struct wish wish = { row, who + row };
        if (write(manager, &wish, sizeof wish) < 0)     // @ask
            return 1;
    }
    return 0;
}

int main(void)
{
    int ends[2];
    if (pipe(ends) != 0)
        return 1;
    if (fork() == 0) {
        close(ends[1]);
        _exit(manage(ends[0]));
    }
    close(ends[0]);
    for (int who = 1; who <= WRITERS; who++)
        if (fork() == 0)
            _exit(ask(ends[1], who));
    close(ends[1]);
    while (wait(NULL) > 0)
        ;
    return 0;
}
