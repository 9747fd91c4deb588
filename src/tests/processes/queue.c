// output: urgent, first, second, full, late
// tells: sends to `/threadlab-test-wishes`: 6 bytes, priority 9|receives from `/threadlab-test-wishes`: 6 bytes, priority 9|tries to send to `/threadlab-test-wishes`: not now|receives from `/threadlab-test-wishes` within a time: its time ran out|opens `/threadlab-test-wishes`: room for 3 messages|removes `/threadlab-test-wishes`
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(void)
{
    struct mq_attr attributes = { .mq_maxmsg = 3, .mq_msgsize = 16 };
    struct timespec soon;
    char text[4][17] = { "" };
    mq_unlink("/threadlab-test-wishes");
    mqd_t queue = mq_open("/threadlab-test-wishes", O_CREAT | O_EXCL | O_RDWR, 0600, &attributes);
    if (queue < 0)
        return 1;
    if (fork() == 0) {
        mqd_t other = mq_open("/threadlab-test-wishes", O_WRONLY);
        mq_send(other, "first", 5, 1);
        mq_send(other, "second", 6, 1);
        mq_send(other, "urgent", 6, 9);
        mq_close(other);
        _exit(0);
    }
    wait(NULL);
    mqd_t trying = mq_open("/threadlab-test-wishes", O_WRONLY | O_NONBLOCK);
    const char *full = mq_send(trying, "fourth", 6, 1) < 0 && errno == EAGAIN ? "full" : "room";
    for (int k = 0; k < 3; k++)
        if (mq_receive(queue, text[k], 16, NULL) < 0)
            return 2;
    clock_gettime(CLOCK_REALTIME, &soon);
    soon.tv_nsec = (soon.tv_nsec + 10000000) % 1000000000;
    const char *late = mq_timedreceive(queue, text[3], 16, NULL, &soon) < 0 && errno == ETIMEDOUT ? "late" : "there";
    mq_close(trying);
    mq_close(queue);
    mq_unlink("/threadlab-test-wishes");
    printf("%s, %s, %s, %s, %s\n", text[0], text[1], text[2], full, late);
    return 0;
}
