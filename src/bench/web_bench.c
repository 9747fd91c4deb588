/* web_bench.c — the kit's server under many slow transfers; and 160 pages of 50 ms by libcurl (WITH_CURL): in turn, and all at
 * once by its multi interface, polled and awaited by tasks (the kit's transfer), beside Python's asyncio (web_peer.py, where there is a python3). Prints `what | figure | bar`.
 * web.sh builds and runs it. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef WITH_CURL
#include <curl/curl.h>
#endif

#include "server.h"
#ifdef WITH_CURL
#include "task_wait.h"
#include "transfer.h"
#endif

enum { SLOW = 5000, BODY = 2000, PAGES = 160, SITES = 2, MS = 50, TURNS = 7 };

static struct server site[SITES];

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* ---- slow transfers, all at once ---- */

static int connect_to(const struct server *server)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)server->port) };
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int one = socket(AF_INET, SOCK_STREAM, 0);
    if (one >= 0 && connect(one, (struct sockaddr *)&address, sizeof address) == 0)
        return one;
    close(one);
    return -1;
}

static bool begin_slow(int epoll, unsigned k, int *socket_)
{
    char text[120];
    struct epoll_event event = { .events = EPOLLIN, .data.u32 = k };
    int length = snprintf(text, sizeof text, "GET /?bytes=%d&rate=1000 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", BODY);
    *socket_ = connect_to(&site[0]);
    return *socket_ >= 0 && send(*socket_, text, (size_t)length, MSG_NOSIGNAL) == length
        && epoll_ctl(epoll, EPOLL_CTL_ADD, *socket_, &event) == 0;
}

/* How many did not arrive whole. */
static unsigned slow_transfers(void)
{
    static int sockets[SLOW];
    static size_t arrived[SLOW];
    static char bytes[65536];
    struct epoll_event event[256];
    struct rlimit limit;
    unsigned wrong = 0, open_ = 0;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    int epoll = epoll_create1(0);
    for (unsigned k = 0; k < SLOW; k++)
        open_ += begin_slow(epoll, k, &sockets[k]);
    wrong = SLOW - open_;
    while (open_ > 0) {
        int count = epoll_wait(epoll, event, 256, 30000);
        if (count <= 0)
            return wrong + open_;
        for (int e = 0; e < count; e++) {
            unsigned k = event[e].data.u32;
            ssize_t more = recv(sockets[k], bytes, sizeof bytes, 0);
            if (more > 0) {
                arrived[k] += (size_t)more;
                continue;
            }
            wrong += more < 0 || arrived[k] <= BODY;        /* with the head it is more */
            close(sockets[k]);
            open_--;
        }
    }
    close(epoll);
    return wrong;
}

/* ---- 160 pages ---- */

#ifdef WITH_CURL
static CURL *page(int n, int ms)
{
    char url[100];
    CURL *handle = curl_easy_init();
    snprintf(url, sizeof url, "http://127.0.0.1:%u/%d?ms=%d", site[n % SITES].port, n, ms);
    curl_easy_setopt(handle, CURLOPT_URL, url);
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    return handle;
}

static size_t drop(char *bytes, size_t one, size_t count, void *total)
{
    (void)bytes;
    *(size_t *)total += one * count;
    return one * count;
}

static double in_turn(size_t *total)
{
    double begin = now();
    CURL *handle = page(0, MS);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, drop);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, total);
    for (int n = 0; n < PAGES; n++) {
        char url[100];
        snprintf(url, sizeof url, "http://127.0.0.1:%u/%d?ms=%d", site[n % SITES].port, n, MS);
        curl_easy_setopt(handle, CURLOPT_URL, url);
        curl_easy_perform(handle);
    }
    curl_easy_cleanup(handle);
    return now() - begin;
}

static double at_once(size_t *total, int ms)
{
    double begin = now();
    CURL *handle[PAGES];
    CURLM *multi = curl_multi_init();
    int running = 0;
    for (int n = 0; n < PAGES; n++) {
        handle[n] = page(n, ms);
        curl_easy_setopt(handle[n], CURLOPT_WRITEFUNCTION, drop);
        curl_easy_setopt(handle[n], CURLOPT_WRITEDATA, total);
        curl_multi_add_handle(multi, handle[n]);
    }
    do {
        curl_multi_perform(multi, &running);
        if (running)
            curl_multi_poll(multi, NULL, 0, 1000, NULL);
    } while (running);
    double time = now() - begin;
    for (int n = 0; n < PAGES; n++) {
        curl_multi_remove_handle(multi, handle[n]);
        curl_easy_cleanup(handle[n]);
    }
    curl_multi_cleanup(multi);
    return time;
}

struct awaited { struct transfers all; int ms; size_t bytes; };
static struct awaited awaited;

static int await_page(void *argument, void **value)
{
    char url[100];
    struct transfer page = { 0 };
    int n = (int)(intptr_t)argument;
    (void)value;
    snprintf(url, sizeof url, "http://127.0.0.1:%u/%d?ms=%d", site[n % SITES].port, n, awaited.ms);
    int error = transfer_get(&awaited.all, url, &page);
    awaited.bytes += page.bytes;
    return error;
}

static int await_all(void *unused, void **value)
{
    struct task *tasks[PAGES];
    (void)unused;
    (void)value;
    int error = transfers_init(&awaited.all, NULL);
    for (int n = 0; n < PAGES && !error; n++)
        error = task_create(&tasks[n], "page", await_page, (void *)(intptr_t)n);
    if (error)
        return error;
    error = task_gather(tasks, PAGES, NULL);
    for (int n = 0; n < PAGES; n++)
        task_release(tasks[n]);
    transfers_destroy(&awaited.all);
    return error;
}

static double by_loop(size_t *total, int ms)
{
    double begin = now();
    awaited.ms = ms;
    awaited.bytes = 0;
    if (loop_run(await_all, NULL, NULL) == 0)
        *total += awaited.bytes;
    return now() - begin;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* What web_peer.py needs for the same pages; 0: there is no Python. */
static double python(void)
{
    char words[4][16], line[40] = "";
    char *argv[] = { "python3", "src/bench/web_peer.py", words[0], words[1], words[2], words[3], NULL };
    const int numbers[] = { site[0].port, site[1].port, PAGES, MS };
    posix_spawn_file_actions_t actions;
    int ends[2];
    pid_t peer;
    for (int k = 0; k < 4; k++)
        snprintf(words[k], sizeof words[k], "%d", numbers[k]);
    if (pipe2(ends, O_CLOEXEC) != 0)
        return 0;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    int error = posix_spawnp(&peer, argv[0], &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    FILE *answer = fdopen(ends[0], "r");
    if (!answer || !fgets(line, sizeof line, answer))
        line[0] = '\0';
    if (answer)
        fclose(answer);
    if (error == 0)
        waitpid(peer, NULL, 0);
    return atof(line);
}

static void downloads(void)
{
    double time[TURNS], transfer[TURNS], polled[TURNS];
    size_t total = 0;
    curl_global_init(CURL_GLOBAL_DEFAULT);
    double turn = in_turn(&total);
    for (int k = 0; k < TURNS; k++) {
        time[k] = by_loop(&total, MS);
        transfer[k] = by_loop(&total, 0);
        polled[k] = at_once(&total, MS);
    }
    qsort(time, TURNS, sizeof *time, by_size);
    qsort(transfer, TURNS, sizeof *transfer, by_size);
    qsort(polled, TURNS, sizeof *polled, by_size);
    double once = time[TURNS / 2], ideal = 1e-3 * MS + transfer[TURNS / 2], peer = python();
    if (total != (size_t)1024 * PAGES * (3 * TURNS + 1))
        printf("160 pages | %zu bytes instead of %d | <= 0\n", total, 1024 * PAGES * (3 * TURNS + 1));
    printf("160 pages of 50 ms, awaited on the loop over in turn | %.4f (%.0f ms; %.0f) | <= 0.02\n", once / turn, 1e3 * once, 1e3 * turn);
    printf("160 pages of 50 ms, awaited over one latency and the transfer | %.2f (%.0f ms; %.0f) | <= 1.2\n", once / ideal,
           1e3 * once, 1e3 * ideal);
    printf("160 pages of 50 ms, awaited over curl_multi_poll | %.2f (%.0f ms; %.0f) | <= 1.2\n", once / polled[TURNS / 2],
           1e3 * once, 1e3 * polled[TURNS / 2]);
    if (peer > 0)
        printf("160 pages of 50 ms, awaited over Python's asyncio | %.2f (%.0f ms; %.0f) | <= 1\n", once / peer, 1e3 * once,
               1e3 * peer);
}
#endif

int main(void)
{
    for (int k = 0; k < SITES; k++)
        if (server_start(&site[k]) != 0)
            return 1;
    printf("kit's server, 5,000 slow transfers at once, failed | %u | <= 0\n", slow_transfers());
#ifdef WITH_CURL
    downloads();
#else
    puts("160 pages by libcurl | not measured: no libcurl4-openssl-dev | ");
#endif
    for (int k = 0; k < SITES; k++)
        server_stop(&site[k]);
    return 0;
}
