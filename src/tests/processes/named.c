// output: 7 7
// tells: makes `threadlab-test.fifo`|opens `threadlab-test.fifo` to read|opens `threadlab-test.fifo` to write|writes `board` = 7|gives a token to
// Shared by name, mapped by each process for itself: one memory, one semaphore, one pipe. Its names are left behind on purpose.
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char fifo[60];

static int *map_board(void)
{
    int fd = shm_open("/threadlab-test-board", O_RDWR | O_CREAT, 0600);
    if (fd < 0 || ftruncate(fd, sizeof(int)) != 0)
        exit(1);
    int *board = mmap(NULL, sizeof(int), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    return board;
}

static void child(void)
{
    int *board = map_board();
    sem_t *ready = sem_open("/threadlab-test-ready", O_CREAT, 0600, 0);
    int fd = open(fifo, O_WRONLY);
    *board = 7;
    sem_post(ready);
    if (write(fd, "7", 1) != 1)
        exit(1);
    exit(0);
}

int main(void)
{
    char text[2] = "";
    snprintf(fifo, sizeof fifo, "/tmp/threadlab-test.fifo");
    unlink(fifo);
    if (mkfifo(fifo, 0600) != 0)
        return 1;
    if (fork() == 0)
        child();
    sem_t *ready = sem_open("/threadlab-test-ready", O_CREAT, 0600, 0);
    int fd = open(fifo, O_RDONLY);
    sem_wait(ready);
    int *board = map_board();
    if (read(fd, text, 1) != 1)
        return 1;
    wait(NULL);
    printf("%d %s\n", *board, text);
    return 0;
}
