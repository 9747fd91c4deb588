// A byte to and fro between two processes.
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS = 20000 };

static int from[2], to[2];
static sem_t *ping, *pong;

static void send_byte(int end)
{
    if (write(end, "?", 1) != 1)
        _exit(1);
}

static void receive_byte(int end)
{
    char byte;
    if (read(end, &byte, 1) != 1)
        _exit(1);
}

static void answer(int semaphores)
{
    for (int k = 0; k < ROUNDS; k++) {
        if (semaphores) {
            sem_wait(ping);
            sem_post(pong);
        } else {
            receive_byte(from[0]);
            send_byte(to[1]);
        }
    }
    _exit(0);
}

static void ask(int semaphores)
{
    for (int k = 0; k < ROUNDS; k++) {
        if (semaphores) {
            sem_post(ping);
            sem_wait(pong);
        } else {
            send_byte(from[1]);
            receive_byte(to[0]);
        }
    }
}

int main(int count, char **arguments)
{
    const char *way = count > 1 ? arguments[1] : "pipe";
    int semaphores = strcmp(way, "semaphore") == 0, failed = 0;
    if (strcmp(way, "pair") == 0) {
        failed = socketpair(AF_UNIX, SOCK_STREAM, 0, from);
        to[0] = from[1];
        to[1] = from[0];
    } else if (!semaphores) {
        failed = pipe(from) || pipe(to);
    }
    ping = mmap(NULL, 2 * sizeof *ping, PROT_READ | PROT_WRITE,
                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pong = ping + 1;
    sem_init(ping, 1, 0);
    sem_init(pong, 1, 0);
    if (failed)
        return 1;
    if (fork() == 0)
        answer(semaphores);
    ask(semaphores);
    wait(NULL);
    printf("%d\n", ROUNDS);
    return 0;
}
