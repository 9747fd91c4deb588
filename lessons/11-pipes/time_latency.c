// A byte to and fro between two processes.
#include <fcntl.h>
#include <mqueue.h>
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
static mqd_t there, back;

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

static void send_message(mqd_t queue)
{
    if (mq_send(queue, "?", 1, 0) != 0)
        _exit(1);
}

static void receive_message(mqd_t queue)
{
    char byte;
    if (mq_receive(queue, &byte, 1, NULL) != 1)
        _exit(1);
}

/* For one message of one byte; its name is gone at once. */
static mqd_t open_queue(const char *what)
{
    char name[40];
    struct mq_attr size = { .mq_maxmsg = 1, .mq_msgsize = 1 };
    snprintf(name, sizeof name, "/threadlab-%s-%d", what, (int)getpid());
    mqd_t queue = mq_open(name, O_CREAT | O_EXCL | O_RDWR, 0600, &size);
    mq_unlink(name);
    return queue;
}

enum way { BYTES, SEMAPHORES, MESSAGES };

static void answer(enum way way)
{
    for (int k = 0; k < ROUNDS; k++) {
        if (way == SEMAPHORES) {
            sem_wait(ping);
            sem_post(pong);
        } else if (way == MESSAGES) {
            receive_message(there);
            send_message(back);
        } else {
            receive_byte(from[0]);
            send_byte(to[1]);
        }
    }
    _exit(0);
}

static void ask(enum way way)
{
    for (int k = 0; k < ROUNDS; k++) {
        if (way == SEMAPHORES) {
            sem_post(ping);
            sem_wait(pong);
        } else if (way == MESSAGES) {
            send_message(there);
            receive_message(back);
        } else {
            send_byte(from[1]);
            receive_byte(to[0]);
        }
    }
}

int main(int count, char **arguments)
{
    const char *name = count > 1 ? arguments[1] : "pipe";
    enum way way = BYTES;
    int failed = 0;
    if (strcmp(name, "semaphore") == 0) {
        way = SEMAPHORES;
    } else if (strcmp(name, "queue") == 0) {
        way = MESSAGES;
        there = open_queue("there");
        back = open_queue("back");
        failed = there == (mqd_t)-1 || back == (mqd_t)-1;
    } else if (strcmp(name, "pair") == 0) {
        failed = socketpair(AF_UNIX, SOCK_STREAM, 0, from);
        to[0] = from[1];
        to[1] = from[0];
    } else {
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
        answer(way);
    ask(way);
    wait(NULL);
    printf("%d\n", ROUNDS);
    return 0;
}
