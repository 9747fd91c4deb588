/* bench_screen.c — the lab as a learner meets it, behind a pty: how soon the first frame stands, how soon a key changes it
 * while a live demo floods, what it costs when nothing moves, how much memory it holds.
 *   bench_screen BUILD prints `what | figure | bar`. */
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { STARTS = 21, KEYS = 300, IDLE_SECONDS = 10, PATIENCE_MS = 20000, KEPT = 1 << 16, PROCESSES = 64 };

static const char flood[] =
    "#include <pthread.h>\n"
    "#include <stdio.h>\n"
    "static long share;\n"
    "static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;\n"
    "static void *add(void *unused)\n"
    "{\n"
    "    for (;;) {\n"
    "        pthread_mutex_lock(&lock);\n"
    "        share += 1;\n"
    "        pthread_mutex_unlock(&lock);\n"
    "    }\n"
    "    return unused;\n"
    "}\n"
    "int main(void)\n"
    "{\n"
    "    pthread_t one, two;\n"
    "    pthread_create(&one, NULL, add, NULL);\n"
    "    pthread_create(&two, NULL, add, NULL);\n"
    "    pthread_join(one, NULL);\n"
    "    pthread_join(two, NULL);\n"
    "    printf(\"%ld\\n\", share);\n"
    "    return 0;\n"
    "}\n";

struct lab {
    int master;
    pid_t child;
    char seen[KEPT];            /* what has come since the last key */
    size_t length;
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec * 1e-6;
}

static void fail(const char *what)
{
    fprintf(stderr, "bench_screen: %s\n", what);
    exit(1);
}

static void start(struct lab *lab, const char *program, const char *const *arguments)
{
    struct winsize size = { .ws_row = 40, .ws_col = 120 };
    lab->length = 0;
    lab->child = forkpty(&lab->master, NULL, NULL, &size);
    if (lab->child < 0)
        fail("no pty");
    if (lab->child > 0)
        return;
    const char *argv[8] = { "threadlab" };
    for (int k = 0; arguments[k] && k < 6; k++)
        argv[k + 1] = arguments[k];
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    execv(program, (char *const *)argv);
    _exit(127);
}

static bool take(struct lab *lab, int wait_ms)
{
    struct pollfd fd = { .fd = lab->master, .events = POLLIN };
    if (poll(&fd, 1, wait_ms) <= 0)
        return false;
    if (lab->length > KEPT / 2)
        lab->length = 0;
    ssize_t got = read(lab->master, lab->seen + lab->length, KEPT - 1 - lab->length);
    if (got <= 0)
        fail("the lab has gone");
    lab->length += (size_t)got;
    lab->seen[lab->length] = 0;
    return true;
}

/* Waits until a text stands among what has come; how long that took, in ms since `from`. */
static double until(struct lab *lab, const char *text, double from)
{
    while (!memmem(lab->seen, lab->length, text, strlen(text)))
        if (!take(lab, 100) && now() - from > PATIENCE_MS)
            fail(text);
    return now() - from;
}

static double press(struct lab *lab, const char *key, const char *text)
{
    double from = now();
    lab->length = 0;
    if (write(lab->master, key, strlen(key)) < 0)
        fail("no keyboard");
    return until(lab, text, from);
}

static void rest(struct lab *lab, double ms)
{
    for (double end = now() + ms; now() < end;)
        take(lab, (int)(end - now()) + 1);
}

/* Whether the screen changes by itself. */
static bool moves(struct lab *lab)
{
    lab->length = 0;
    rest(lab, 400);
    return lab->length > 0;
}

static void stop(struct lab *lab)
{
    kill(lab->child, SIGTERM);
    struct pollfd fd = { .fd = lab->master, .events = POLLIN };
    char bytes[4096];
    while (poll(&fd, 1, PATIENCE_MS) > 0 && read(lab->master, bytes, sizeof bytes) > 0)
        ;
    waitpid(lab->child, NULL, 0);
    close(lab->master);
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* ---- what the kernel counts, for the lab and all its children ---- */

static size_t family(pid_t parent, pid_t *out, size_t count)
{
    char path[64], text[1024] = "";
    out[count++] = parent;
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)parent, (int)parent);
    FILE *file = fopen(path, "r");
    if (!file)
        return count;
    char *got = fgets(text, sizeof text, file);
    fclose(file);
    for (char *at = got; at && *at && count < PROCESSES - 1;) {
        pid_t child = (pid_t)strtol(at, &at, 10);
        if (child <= 0)
            break;
        count = family(child, out, count);
    }
    return count;
}

static long status_number(pid_t process, const char *key)
{
    char path[64], line[256];
    long number = 0;
    snprintf(path, sizeof path, "/proc/%d/status", (int)process);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, key, strlen(key)) == 0)
            number = strtol(line + strlen(key), NULL, 10);
    if (file)
        fclose(file);
    return number;
}

static long ticks(pid_t process)
{
    char path[64], text[1024] = "";
    unsigned long user = 0, system = 0;
    snprintf(path, sizeof path, "/proc/%d/stat", (int)process);
    FILE *file = fopen(path, "r");
    if (!file)
        return 0;
    char *got = fgets(text, sizeof text, file), *end = got ? strrchr(text, ')') : NULL;
    fclose(file);
    if (end)
        sscanf(end + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
    return (long)(user + system);
}

struct cost { long ticks, switches, memory; };

static struct cost cost_of(const struct lab *lab)
{
    pid_t all[PROCESSES];
    struct cost cost = { 0 };
    size_t count = family(lab->child, all, 0);
    for (size_t k = 0; k < count; k++) {
        cost.ticks += ticks(all[k]);
        cost.switches += status_number(all[k], "voluntary_ctxt_switches:");
        cost.memory += status_number(all[k], "RssAnon:") + status_number(all[k], "RssFile:");
    }
    return cost;
}

/* ---- the figures ---- */

static void first_frame(const char *program)
{
    static const char *const none[] = { NULL };
    double times[STARTS];
    for (int k = 0; k < STARTS; k++) {
        struct lab *lab = calloc(1, sizeof *lab);
        double from = now();
        start(lab, program, none);
        times[k] = until(lab, " help", from);
        stop(lab);
        free(lab);
    }
    qsort(times, STARTS, sizeof times[0], compare);
    printf("cold start to first frame, median of %d | %.1f ms | < 50 ms\n", STARTS, times[STARTS / 2]);
}

static void at_rest(const char *program, const char *file)
{
    const char *const arguments[] = { "run", file, NULL };
    struct lab *lab = calloc(1, sizeof *lab);
    start(lab, program, arguments);
    until(lab, "paused", now());
    rest(lab, 1000);
    struct cost before = cost_of(lab);
    rest(lab, IDLE_SECONDS * 1000);
    struct cost after = cost_of(lab);
    printf("idle lab, CPU in %d s | %ld ticks | 0 ticks\n", IDLE_SECONDS, after.ticks - before.ticks);
    printf("idle lab, wake-ups in %d s | %ld | 0\n", IDLE_SECONDS, after.switches - before.switches);
    printf("resident set, all its processes | %.1f MB | < 20 MB\n", (double)after.memory / 1024);
    stop(lab);
    free(lab);
}

static void keys_in_the_flood(const char *program, const char *file)
{
    const char *const arguments[] = { "run", file, "--carrier", "kernel", NULL };
    static double times[KEYS];
    struct lab *lab = calloc(1, sizeof *lab);
    start(lab, program, arguments);
    until(lab, "Threads", now());
    rest(lab, 1500);
    if (!moves(lab))
        press(lab, " ", "runs");
    rest(lab, 500);
    if (!moves(lab))
        fail("the demo does not flood");
    for (int k = 0; k < KEYS; k++) {
        times[k] = k % 2 == 0 ? press(lab, "?", "Keys here") : press(lab, "q", "Threads");
        rest(lab, 15 + k % 17);
    }
    qsort(times, KEYS, sizeof times[0], compare);
    printf("key to changed frame in a live flood, median | %.1f ms |\n", times[KEYS / 2]);
    printf("key to changed frame in a live flood, 99th percentile of %d | %.1f ms | < 33 ms\n", KEYS, times[KEYS * 99 / 100]);
    stop(lab);
    free(lab);
}

int main(int argc, char **argv)
{
    char program[512], folder[] = "/tmp/bench_screen.XXXXXX", file[64];
    if (argc < 2 || !mkdtemp(folder))
        fail("usage: bench_screen BUILD");
    snprintf(program, sizeof program, "%s/threadlab", argv[1]);
    snprintf(file, sizeof file, "%s/flood.c", folder);
    setenv("XDG_DATA_HOME", folder, 1);
    char *lessons = realpath("lessons", NULL);          /* make bench starts it at the top of the tree */
    if (lessons)
        setenv("THREADLAB_LESSONS", lessons, 0);
    free(lessons);
    FILE *out = fopen(file, "w");
    if (!out || fputs(flood, out) < 0 || fclose(out) != 0)
        fail("cannot write the demo");
    first_frame(program);
    at_rest(program, file);
    keys_in_the_flood(program, file);
    const char *const rm[] = { "rm", "-rf", folder, NULL };
    pid_t child = fork();
    if (child == 0) {
        execvp("rm", (char *const *)rm);
        _exit(1);
    }
    waitpid(child, NULL, 0);
    return 0;
}
