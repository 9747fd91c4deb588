/* kit_transfers.c — downloads awaited by tasks, against the kit's own server: each function is a claim. e2e_downloads.sh builds
 * and runs it where there is a libcurl. Prints `ok CLAIM` or `not ok CLAIM: line N`. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "loop_io.h"
#include "server.h"
#include "task_wait.h"
#include "transfer.h"

enum { MOST_TASKS = 160 };
static struct server server;
static struct transfers all;
static int wrong_line;

#define MUST(what) do { if (!(what) && !wrong_line) wrong_line = __LINE__; } while (0)

static const char *address(const char *what)
{
    static char url[160];
    snprintf(url, sizeof url, "http://127.0.0.1:%u/%s", server.port, what);
    return url;
}

static int get(const char *what, struct transfer *transfer)
{
    return transfer_get(&all, address(what), transfer);
}

/* ---- one ---- */

static void a_page_comes_with_status_size_and_times(void)
{
    char body[100];
    struct transfer page = { .body = body, .room = sizeof body };
    MUST(transfers_init(&all, NULL) == 0);
    MUST(get("?ms=30&bytes=5000", &page) == 0);
    MUST(page.status == 200 && page.bytes == 5000 && page.expected == 5000 && !page.why && !page.reused);
    MUST(page.phase == TRANSFER_OVER && page.tries == 1);
    MUST(memcmp(body, SERVER_LINE, sizeof SERVER_LINE - 1) == 0);
    for (int k = TRANSFER_CONNECTS; k <= TRANSFER_OVER; k++)
        MUST(page.ended[k] >= page.ended[k - 1]);
    MUST(page.ended[TRANSFER_WAITS] - page.ended[TRANSFER_CONNECTS] >= 25000);
    transfers_destroy(&all);
}

static void a_status_is_an_answer(void)
{
    struct transfer page = { 0 };
    MUST(transfers_init(&all, NULL) == 0);
    MUST(get("?status=404", &page) == 0 && page.status == 404);
    transfers_destroy(&all);
}

static void what_goes_wrong_has_an_error_and_words(void)
{
    static const struct { const char *what; int error; } cases[] = {
        { "?cut=100", EPROTO }, { "?reset=100", EPROTO }, { "?stall=100", ETIMEDOUT }, { "?ms=60000", ETIMEDOUT },
        { "?bytes=70000", EFBIG },
    };
    MUST(transfers_init(&all, &(struct transfer_options){ .timeout_ms = 100, .most = 65536 }) == 0);
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct transfer page = { 0 };
        MUST(get(cases[k].what, &page) == cases[k].error && page.error == cases[k].error && page.why);
    }
    struct transfer page = { 0 };
    MUST(transfer_get(&all, "http://127.0.0.1:1/", &page) == ECONNREFUSED && page.status == 0 && page.why);
    MUST(transfer_get(&all, "file:///etc/passwd", &page) == EINVAL && page.why);
    MUST(transfer_get(&all, "no address", &page) == EINVAL);
    int unknown = transfer_get(&all, "http://no.such.name.invalid/", &page);
    MUST((unknown == EHOSTUNREACH || unknown == ETIMEDOUT) && page.why);    /* a resolver that asks around takes its time */
    transfers_destroy(&all);
}

static void what_may_go_away_is_tried_again(void)
{
    struct transfer busy = { 0 }, gone = { 0 };
    MUST(transfers_init(&all, &(struct transfer_options){ .tries = 5, .pause_ms = 5 }) == 0);
    while (server.requests % 3 != 0)
        get("", &gone);
    long begun = loop_time();
    MUST(get("?status=503&good=3", &busy) == 0 && busy.status == 200 && busy.tries == 3 && all.retries == 2);
    MUST(loop_time() - begun >= 15);                    /* 5 ms, and 10 */
    MUST(get("?status=404", &gone) == 0 && gone.tries == 1);
    transfers_destroy(&all);
}

static void a_connection_is_used_again(void)
{
    unsigned long before = server.connections;
    MUST(transfers_init(&all, NULL) == 0);
    for (int k = 0; k < 5; k++) {
        struct transfer page = { 0 };
        MUST(get("", &page) == 0 && page.reused == (k > 0));
    }
    MUST(all.connections == 1 && all.reused == 4 && all.requests == 5 && server.connections - before == 1);
    transfers_destroy(&all);
}

static void no_proxy_is_asked_for_what_is_here(void)
{
    struct transfer page = { 0 };
    setenv("http_proxy", "http://127.0.0.1:1", 1);
    setenv("all_proxy", "http://127.0.0.1:1", 1);
    MUST(transfers_init(&all, NULL) == 0);
    MUST(get("", &page) == 0 && page.status == 200);
    transfers_destroy(&all);
    unsetenv("http_proxy");
    unsetenv("all_proxy");
}

/* ---- many ---- */

static unsigned most_at_once;
static const char *what_all_get;

static int get_one(void *argument, void **value)
{
    struct transfer *page = argument;
    (void)value;
    return get(what_all_get, page);
}

static int count_them(void *argument, void **value)
{
    (void)argument;
    (void)value;
    while (loop_sleep(1) == 0)
        if (all.under_way > most_at_once)
            most_at_once = all.under_way;
    return ECANCELED;
}

static void get_many(int count, struct transfer *pages)
{
    struct task *tasks[MOST_TASKS], *counter;
    most_at_once = 0;
    MUST(task_create(&counter, "counter", count_them, NULL) == 0);
    for (int k = 0; k < count; k++)
        MUST(task_create(&tasks[k], "get", get_one, &pages[k]) == 0);
    MUST(task_gather(tasks, (size_t)count, NULL) == 0);
    task_cancel(counter);
    task_await(counter, NULL);
    for (int k = 0; k < count; k++)
        task_release(tasks[k]);
    task_release(counter);
}

static void many_wait_at_the_same_time(void)
{
    static struct transfer pages[MOST_TASKS];
    what_all_get = "?ms=100&bytes=2000";
    MUST(transfers_init(&all, NULL) == 0);
    long begun = loop_time();
    get_many(MOST_TASKS, pages);
    MUST(loop_time() - begun < 8000);                   /* in turn it would be 16 seconds */
    MUST(most_at_once > MOST_TASKS / 2);
    for (int k = 0; k < MOST_TASKS; k++)
        MUST(pages[k].status == 200 && pages[k].bytes == 2000);
    transfers_destroy(&all);
}

static void no_more_than_are_allowed_are_under_way(void)
{
    static struct transfer pages[12];
    what_all_get = "?ms=20";
    MUST(transfers_init(&all, &(struct transfer_options){ .at_once = 3 }) == 0);
    get_many(12, pages);
    MUST(most_at_once == 3 && all.connections <= 3);
    transfers_destroy(&all);
    memset(pages, 0, sizeof pages);
    MUST(transfers_init(&all, &(struct transfer_options){ .per_host = 2 }) == 0);
    get_many(12, pages);
    MUST(most_at_once == 2 && all.connections <= 2);
    transfers_destroy(&all);
}

/* ---- looking on, and changing one's mind ---- */

static void its_phase_and_bytes_are_seen_while_it_is_under_way(void)
{
    static struct transfer page;
    struct task *task;
    what_all_get = "?ms=60&bytes=100000&rate=200000";
    MUST(transfers_init(&all, NULL) == 0);
    MUST(task_create(&task, "get", get_one, &page) == 0);
    while (page.phase < TRANSFER_WAITS)
        loop_sleep(1);
    MUST(page.phase == TRANSFER_WAITS && page.bytes == 0);
    while (page.bytes == 0)
        loop_sleep(1);
    size_t first = page.bytes;
    MUST(page.phase == TRANSFER_RECEIVES && page.expected == 100000);
    while (page.bytes == first)
        loop_sleep(1);
    MUST(page.bytes > first && page.bytes <= 100000);
    MUST(task_await(task, NULL) == 0 && page.bytes == 100000);
    task_release(task);
    transfers_destroy(&all);
}

static void who_is_cancelled_takes_it_back(void)
{
    static struct transfer pages[2];
    struct task *task[2];
    what_all_get = "?stall=100";
    MUST(transfers_init(&all, &(struct transfer_options){ .at_once = 1 }) == 0);
    for (int k = 0; k < 2; k++)
        MUST(task_create(&task[k], "get", get_one, &pages[k]) == 0);
    while (pages[0].bytes == 0)
        loop_sleep(1);
    MUST(pages[1].phase == TRANSFER_QUEUED);
    MUST(task_cancel(task[1]) && task_await(task[1], NULL) == ECANCELED);
    MUST(task_cancel(task[0]) && task_await(task[0], NULL) == ECANCELED);
    MUST(all.under_way == 0 && pages[0].error == ECANCELED);
    struct transfer page = { 0 };
    MUST(get("", &page) == 0 && page.status == 200);    /* there is room again */
    for (int k = 0; k < 2; k++)
        task_release(task[k]);
    transfers_destroy(&all);
}

static void a_limit_in_time_is_as_good(void)
{
    struct task_timeout limit;
    struct transfer page = { 0 };
    MUST(transfers_init(&all, NULL) == 0);
    MUST(task_timeout_begin(&limit, 30) == 0);
    MUST(task_timeout_end(&limit, get("?ms=60000", &page)) == ETIMEDOUT);
    transfers_destroy(&all);
}

/* ---- where it cannot be ---- */

static int try_virtually(void *argument, void **value)
{
    (void)argument;
    (void)value;
    return transfers_init(&all, NULL);
}

static int run_claim(void *claim, void **value)
{
    (void)value;
    (*(void (**)(void))claim)();
    return 0;
}

#define CLAIM(name) { name, #name }
static const struct { void (*run)(void); const char *name; } claims[] = {
    CLAIM(a_page_comes_with_status_size_and_times), CLAIM(a_status_is_an_answer), CLAIM(what_goes_wrong_has_an_error_and_words),
    CLAIM(what_may_go_away_is_tried_again), CLAIM(a_connection_is_used_again), CLAIM(no_proxy_is_asked_for_what_is_here),
    CLAIM(many_wait_at_the_same_time), CLAIM(no_more_than_are_allowed_are_under_way),
    CLAIM(its_phase_and_bytes_are_seen_while_it_is_under_way), CLAIM(who_is_cancelled_takes_it_back),
    CLAIM(a_limit_in_time_is_as_good),
};

static void say(const char *name)
{
    if (wrong_line)
        printf("not ok transfers: %s: line %d\n", name, wrong_line);
    else
        printf("ok transfers: %s\n", name);
    wrong_line = 0;
}

int main(void)
{
    struct loop_options virtually = { .virtual_time = true };
    if (server_start(&server) != 0)
        return 1;
    for (size_t k = 0; k < sizeof claims / sizeof *claims; k++) {
        void (*run)(void) = claims[k].run;
        MUST(loop_run(run_claim, &run, NULL) == 0);
        say(claims[k].name);
    }
    MUST(transfers_init(&all, NULL) == EPERM);
    MUST(loop_run_with(&virtually, try_virtually, NULL, NULL) == ENOTSUP);
    say("they_need_a_loop_in_real_time");
    server_stop(&server);
    return 0;
}
