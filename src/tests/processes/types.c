// output: red 2, blue 1, none, gone
// tells: opens `queue 0x4d2`|sends to `queue 0x4d2`: 8 bytes, type 1|receives from `queue 0x4d2`: 8 bytes, type 2|tries to receive from `queue 0x4d2`: there is none|removes `queue 0x4d2`|opens `private queue`
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct note {
    long type;
    char text[8];
};

int main(void)
{
    struct note note = { 0 };
    char said[2][16];
    int queue = msgget(1234, IPC_CREAT | 0600), own = msgget(IPC_PRIVATE, 0600);
    if (queue < 0 || own < 0)
        return 1;
    if (fork() == 0) {
        struct note blue = { 1, "blue" }, red = { 2, "red" };
        int same = msgget(1234, 0600);
        _exit(msgsnd(same, &blue, sizeof blue.text, 0) || msgsnd(same, &red, sizeof red.text, 0));
    }
    msgrcv(queue, &note, sizeof note.text, 2, 0);
    snprintf(said[0], sizeof said[0], "%.8s %ld", note.text, note.type);
    msgrcv(queue, &note, sizeof note.text, 0, 0);
    snprintf(said[1], sizeof said[1], "%.8s %ld", note.text, note.type);
    wait(NULL);
    const char *none = msgrcv(queue, &note, sizeof note.text, 0, IPC_NOWAIT) < 0 && errno == ENOMSG ? "none" : "some";
    msgctl(queue, IPC_RMID, NULL);
    msgctl(own, IPC_RMID, NULL);
    const char *gone = msgget(1234, 0600) < 0 && errno == ENOENT ? "gone" : "there";
    printf("%s, %s, %s, %s\n", said[0], said[1], none, gone);
    return 0;
}
