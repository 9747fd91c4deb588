#!/bin/sh
# e2e_processes.sh — programs of several processes, live: the lab tells what each of them does, prints what they print without it,
# knows a hang from a long computation, and nothing of them is left. First lines of processes/*.c: `output:` what is printed;
# `tells:` what the steps must say; `ends:` how it ends, if not well.
set -u
here=$(cd "$(dirname "$0")" && pwd)
lab=$BUILD/threadlab
[ -x "$lab" ] || { echo "skip processes: no $lab"; exit 0; }
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
export XDG_CACHE_HOME=$scratch/cache XDG_DATA_HOME=$scratch/data
rm -f /tmp/threadlab-test.fifo

verdict() {         # verdict NAME: of the command before it
    if [ $? = 0 ]; then echo "ok $1"; else echo "not ok $1"; tail -5 "$scratch/out"; fi
}

live() {            # live FILE: runs it in the lab
    timeout 60 "$lab" run --plain --carrier kernel "$1" >"$scratch/out" 2>&1
}

prints() {
    if [ -n "$1" ]; then grep -qxF "output: $1" "$scratch/out"; else ! grep -q '^output: ' "$scratch/out"; fi
}

for file in "$here"/processes/*.c; do
    name=$(basename "$file" .c)
    wanted=$(sed -n '1s/.*output: //p' "$file")
    ends=$(sed -n '2s/^.. ends: //p' "$file")
    if [ -z "$ends" ]; then
        ${CC:-cc} -std=gnu11 -pthread -o "$scratch/plain" "$file" && [ "$("$scratch/plain")" = "$wanted" ]
        verdict "$name without the lab"
        rm -f /tmp/threadlab-test.fifo /dev/shm/threadlab-test-board /dev/shm/sem.threadlab-test-ready
    fi
    for round in 1 2 3; do
        live "$file"
        prints "$wanted"
        verdict "$name prints the same in the lab ($round)"
        tail -1 "$scratch/out" | grep -qF "${ends:-The program ran to its end.}"
        verdict "$name ends as it should ($round)"
    done
    sed -n '2,3s/^.. tells: //p' "$file" | tr '|' '\n' >"$scratch/wanted"
    while read -r words; do
        grep -qF "$words" "$scratch/out"
        verdict "$name tells: $words"
    done <"$scratch/wanted"
done

# A parent that waits for a child's long computation is not deadlocked: the child computes for longer than the lab is patient.
cat >"$scratch/patient.c" <<'END'
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
struct both { sem_t ready; pthread_barrier_t barrier; };
int main(void)
{
    struct both *both = mmap(NULL, sizeof *both, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_barrierattr_t shared;
    pthread_barrierattr_init(&shared);
    pthread_barrierattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
    pthread_barrier_init(&both->barrier, &shared, 2);
    sem_init(&both->ready, 1, 0);
    if (fork() == 0) {
        struct timespec now;
        long until;
        clock_gettime(CLOCK_MONOTONIC, &now);
        for (until = now.tv_sec + 3; now.tv_sec < until; clock_gettime(CLOCK_MONOTONIC, &now))
            ;
        sem_post(&both->ready);
        for (until = now.tv_sec + 3; now.tv_sec < until; clock_gettime(CLOCK_MONOTONIC, &now))
            ;
        pthread_barrier_wait(&both->barrier);
        _exit(0);
    }
    sem_wait(&both->ready);
    pthread_barrier_wait(&both->barrier);
    wait(NULL);
    puts("patient");
    return 0;
}
END
live "$scratch/patient.c"
prints patient
verdict "waiting for a child that computes is no deadlock"

# A timer's thread is libc's own: nothing is told of it, but who waits for it is not deadlocked.
cat >"$scratch/timer.c" <<'END'
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>
static int fd;
static void tick(union sigval unused)
{
    uint64_t one = 1;
    (void)unused;
    sleep(3);
    if (write(fd, &one, sizeof one) != sizeof one)
        _exit(1);
}
int main(void)
{
    struct sigevent event = { .sigev_notify = SIGEV_THREAD, .sigev_notify_function = tick };
    struct itimerspec soon = { .it_value = { 0, 1000000 } };
    uint64_t count = 0;
    timer_t timer;
    fd = eventfd(0, 0);
    timer_create(CLOCK_MONOTONIC, &event, &timer);
    timer_settime(timer, 0, &soon, NULL);
    if (read(fd, &count, sizeof count) == sizeof count)
        printf("ticked %d\n", (int)count);
    return 0;
}
END
live "$scratch/timer.c"
prints "ticked 1"
verdict "waiting for a timer's thread is no deadlock"

# Who is inside libcurl waits for the network, and what it calls back is told in the middle of that. Nobody listens at port 1.
cat >"$scratch/download.c" <<'END'
#include <curl/curl.h>
#include <stdio.h>
static int asked;
static int ask(void *data, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    (void)data, (void)a, (void)b, (void)c, (void)d;
    asked = 1;
    return 0;
}
int main(void)
{
    CURL *handle = curl_easy_init();
    curl_easy_setopt(handle, CURLOPT_URL, "http://127.0.0.1:1/");
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, ask);
    CURLcode code = curl_easy_perform(handle);
    printf("code %d, asked %d\n", (int)code, asked);
    curl_easy_cleanup(handle);
    return 0;
}
END
if ${CC:-cc} -o "$scratch/download" "$scratch/download.c" -lcurl 2>"$scratch/out"; then
    timeout 60 "$lab" run --plain --carrier kernel "$scratch/download.c" -- -lcurl >"$scratch/out" 2>&1
    prints "code 7, asked 1" && grep -q 'main downloads: error 7 of libcurl' "$scratch/out" && grep -q 'main writes .asked. = 1' "$scratch/out"
    verdict "a download is a step, and what it calls back are steps in it"
else
    echo "skip a download: no libcurl here"
fi

# On fibers each of these calls ends the run by its name.
timeout 60 "$lab" run --plain "$here/processes/fork.c" >"$scratch/out" 2>&1
tail -1 "$scratch/out" | grep -q 'called what only a live run can do: fork'
verdict "on fibers fork is named"

# Nothing is left: no name, and no process of a demo that tries to get away.
live "$here/processes/named.c"
! ls /dev/shm | grep -q '^threadlab-[0-9]*-threadlab-test\|^sem.threadlab-[0-9]*-threadlab-test' && [ ! -e /tmp/threadlab-test.fifo ]
verdict "no name is left under /dev/shm, no named pipe"
cat >"$scratch/away.c" <<'END'
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void)
{
    int ends[2];
    char byte;
    if (pipe(ends) != 0)
        return 1;
    for (int k = 0; k < 3; k++)
        if (fork() == 0) {
            setsid();
            signal(SIGTERM, SIG_IGN);
            if (fork() != 0)
                _exit(0);
            char *argv[] = { "threadlab-left-behind", "1000", NULL };
            close(ends[0]);
            if (write(ends[1], "", 1) != 1)
                _exit(1);
            execv("/bin/sleep", argv);
            _exit(1);
        }
    for (int k = 0; k < 3; k++) {
        wait(NULL);
        if (read(ends[0], &byte, 1) != 1)
            return 1;
    }
    puts("started");
    return 0;
}
END
live "$scratch/away.c"
prints started && ! pgrep -f threadlab-left-behind >/dev/null
verdict "no process of a demo survives its end"

# Threads that make and close at once get each other's descriptors: who has which, and what it is called, is told in order.
cat >"$scratch/reused.c" <<'END'
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <unistd.h>
static void *reuse(void *unused)
{
    for (int k = 0; k < 3000; k++) {
        int fd = eventfd(0, 0);
        uint64_t count = (uint64_t)fd;
        if (write(fd, &count, sizeof count) != sizeof count)
            return unused;
        close(fd);
    }
    return NULL;
}
int main(void)
{
    pthread_t thread[4];
    for (int k = 0; k < 4; k++)
        pthread_create(&thread[k], NULL, reuse, NULL);
    for (int k = 0; k < 4; k++)
        pthread_join(thread[k], NULL);
    return 0;
}
END
live "$scratch/reused.c"
[ "$(grep -c ' closes `eventfd' "$scratch/out")" = 12000 ]
verdict "every descriptor that is closed is told"
awk '/`event/ { split($0, part, "`"); name = part[2]; split(name, word, " ") }
     / makes `event/ { if (open[name]) bad++; open[name] = 1 }
     / adds to `event/ { if (!open[name] || part[3] !~ "^: " word[2] " ") bad++ }
     / closes `event/ { open[name] = 0 }
     END { exit bad > 0 }' "$scratch/out"
verdict "who is given which descriptor is told in order, and it is called after it"

# However many names there are, all of them go.
cat >"$scratch/many.c" <<'END'
#include <stdio.h>
#include <sys/stat.h>
int main(void)
{
    char name[120];
    for (int k = 0; k < 500; k++) {
        snprintf(name, sizeof name, "/tmp/threadlab-many-with-a-name-that-is-rather-long-%d.fifo", k);
        if (mkfifo(name, 0600) != 0)
            return 1;
    }
    return 0;
}
END
rm -f /tmp/threadlab-many-*.fifo
live "$scratch/many.c" && ! ls /tmp/threadlab-many-*.fifo >/dev/null 2>&1
verdict "of 500 named pipes none is left"
rm -f /tmp/threadlab-many-*.fifo

# The lab is killed in the middle: its keeper ends everybody, and takes the names away.
cat >"$scratch/killed.c" <<'END'
#include <fcntl.h>
#include <mqueue.h>
#include <semaphore.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/stat.h>
#include <unistd.h>
int main(void)
{
    int ends[2];
    char byte;
    msgget(4711, IPC_CREAT | 0606);
    mq_open("/killed", O_CREAT | O_RDWR, 0600, NULL);
    unlink("/tmp/threadlab-killed.fifo");
    if (mkfifo("/tmp/threadlab-killed.fifo", 0600) != 0 || pipe(ends) != 0)
        return 1;
    shm_open("/killed", O_CREAT | O_RDWR, 0600);
    sem_open("/killed", O_CREAT, 0600, 0);
    for (int k = 0; k < 3; k++)
        if (fork() == 0)
            for (setsid(), close(ends[0]);; write(ends[1], "", 1))
                pause();
    printf("ready\n");
    return (int)read(ends[0], &byte, 1);
}
END
cat >"$scratch/queue.c" <<'END'
#include <mqueue.h>
#include <fcntl.h>
int main(int argc, char **argv)
{
    return argc == 2 && mq_open(argv[1], O_RDONLY) >= 0 ? 0 : 1;
}
END
${CC:-cc} -o "$scratch/queue" "$scratch/queue.c" -lrt
rounds=0 left=
while [ $rounds -lt "${FAULT_ROUNDS:-1}" ]; do
    rounds=$((rounds + 1))
    "$lab" run --plain --carrier kernel "$scratch/killed.c" >"$scratch/out" 2>&1 &
    until ls /dev/shm/sem.threadlab-*-killed >/dev/null 2>&1 || ! kill -0 $! 2>/dev/null; do :; done
    ls /dev/shm/sem.threadlab-*-killed >/dev/null 2>&1 || left="$left not started;"
    queue=/$(ls /dev/shm | sed -n 's/^sem\.\(threadlab-.*-killed\)$/\1/p')
    "$scratch/queue" "$queue" || left="$left no queue $queue;"
    [ ! -r /proc/sysvipc/msg ] || grep -q ' 606 ' /proc/sysvipc/msg || left="$left no queue 4711;"
    kill -9 $! && wait $! 2>/dev/null
    tries=0
    while pgrep -f "threadlab-host --carrier kernel $scratch" >/dev/null || [ -e /tmp/threadlab-killed.fifo ] || ls /dev/shm/*threadlab-*-killed >/dev/null 2>&1 \
        || "$scratch/queue" "$queue" || grep -q ' 606 ' /proc/sysvipc/msg 2>/dev/null
    do
        tries=$((tries + 1))
        [ $tries -lt 500 ] || { left="$left $(ls /dev/shm /tmp/*.fifo 2>/dev/null)"; break; }
    done
done
[ -z "$left" ]
verdict "a killed lab leaves no process, no name, no named pipe and no message queue"
