/* main.c — program two: loads one demo and runs it as the lab commands. Nothing else of the lab is in this process, and
 * nothing of the demo in the lab's.
 *
 *   threadlab-host --carrier fiber|kernel DEMO.so [WORD…]   with descriptors 3, 4, 5: the channel's memory, event and socket;
 *                                                          the words are for a live demo's main; on fibers there is one:
 *                                                          which code is machinery (runtime/machinery.h)
 *
 * On fibers the lab's commands are a scheduler: at each gate the next thread comes from the schedule being followed, then
 * from the command being carried out, and when that is done the host waits for another. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "explore/random.h"
#include "host/reporting.h"
#include "runtime/carrier/descriptors.h"
#include "runtime/carrier/kernel.h"
#include "runtime/demo.h"
#include "runtime/faults.h"
#include "runtime/machinery.h"
#include "runtime/runtime.h"
#include "trace/channel.h"
#include "trace/schedule.h"

enum { MEMORY_FD = 3, EVENT_FD = 4, SOCKET_FD = 5, PEEK_EVERY = 64 };
enum { EXIT_USAGE = 64, EXIT_BAD_DEMO = 65, EXIT_NO_CHANNEL = 71 };

struct host {
    struct channel *channel;
    struct schedule schedule;           /* being followed … */
    size_t position;                    /* … up to here */
    size_t silent;                      /* so many choices are made without telling */
    size_t made;                        /* choices in this run */
    struct dice dice;
    struct command command;             /* being carried out */
    bool busy;                          /* there is one */
    uint64_t done;                      /* choices made for it */
    bool quit;
};

static void tell(void *data, const struct step *step)
{
    struct host *host = data;
    if (host->made > host->silent || host->silent == 0)
        channel_put(host->channel, 0, step);
}

static void answer(struct host *host, int result)
{
    struct step mark = { .phase = PHASE_MARK, .value = host->command.number, .result = result };
    host->busy = false;
    channel_put(host->channel, 0, &mark);
}

/* Waits for the next command; false when it ends this run: a new beginning, or none at all. */
static bool receive(struct host *host)
{
    if (!channel_receive(host->channel, &host->command) || host->command.kind == COMMAND_QUIT) {
        host->quit = true;
        return false;
    }
    host->busy = true;
    host->done = 0;
    return host->command.kind != COMMAND_BEGIN;
}

static bool may_go(const struct options *options, struct choice choice)
{
    return choice.thread < options->world->threads && choice.way < WAYS
        && (world_ways(options->world, choice.thread) & (1u << choice.way));
}

/* The next of the schedule that is followed. One that does not fit this program ends the following. */
static bool follow(struct host *host, const struct options *options, struct choice *choice)
{
    if (host->position >= host->schedule.count)
        return false;
    *choice = host->schedule.choices[host->position++];
    if (may_go(options, *choice))
        return true;
    host->schedule.count = 0;
    host->silent = host->made < host->silent ? host->made : host->silent;
    answer(host, EINVAL);
    return false;
}

static bool step_thread(struct host *host, const struct options *options, struct choice *choice)
{
    *choice = (struct choice){ .thread = (uint16_t)host->command.thread, .way = (uint8_t)host->command.way };
    if (choice->thread < options->world->threads && choice->way == WAY_GO)
        choice->way = options_choice(options, choice->thread).way;
    if (host->done > 0 || !may_go(options, *choice)) {
        answer(host, host->done ? 0 : EAGAIN);
        return false;
    }
    return true;
}

/* Goes on with one thread until it stands before a synchronisation that it did not begin with, or cannot go on. */
static bool leap_thread(struct host *host, const struct options *options, struct choice *choice)
{
    uint16_t thread = (uint16_t)host->command.thread;
    if (thread >= options->world->threads) {
        answer(host, EAGAIN);
        return false;
    }
    const struct world_thread *leaper = &options->world->thread[thread];
    *choice = options_choice(options, thread);
    bool arrived = host->done > 0 && (act_traits(leaper->about.act) & ACT_SYNC);
    if (arrived || !may_go(options, *choice)) {
        answer(host, host->done ? 0 : EAGAIN);
        return false;
    }
    return true;
}

static bool go_on(struct host *host, const struct options *options, struct choice *choice, uint64_t count)
{
    bool interrupted = host->done % PEEK_EVERY == 0 && host->done > 0 && channel_peek(host->channel);
    if (host->done >= count || interrupted) {
        answer(host, 0);
        return false;
    }
    *choice = random_choose(&host->dice, options);
    return true;
}

/* What the command being carried out chooses; false when it has been answered. */
static bool obey(struct host *host, const struct options *options, struct choice *choice)
{
    switch (host->command.kind) {
    case COMMAND_STEP:
        return step_thread(host, options, choice);
    case COMMAND_LEAP:
        return leap_thread(host, options, choice);
    case COMMAND_NEXT:
        return go_on(host, options, choice, host->command.count ? host->command.count : 1);
    case COMMAND_RUN:
        return go_on(host, options, choice, UINT64_MAX);
    default:
        answer(host, host->command.kind == COMMAND_BEGIN ? 0 : ENOSYS);
        return false;
    }
}

static struct choice choose(void *data, const struct options *options)
{
    struct host *host = data;
    struct choice choice = { .thread = NOBODY };
    if (follow(host, options, &choice)) {
        host->made++;
        return choice;
    }
    while (!host->busy || !obey(host, options, &choice))
        if (!receive(host))
            return (struct choice){ .thread = NOBODY };
    host->made++;
    host->done++;
    return choice;
}

/* One run, from a COMMAND_BEGIN to the next. */
static void run(struct host *host)
{
    struct chooser chooser = { .choose = choose, .data = host };
    struct sink sink = { .put = tell, .data = host };
    struct run_end end;
    struct err err;
    host->schedule.count = 0;
    host->position = 0;
    host->made = 0;
    host->command.text[sizeof host->command.text - 1] = '\0';
    bool readable = schedule_read(&host->schedule, host->command.text, &err);
    host->silent = host->command.count < host->schedule.count ? host->command.count : host->schedule.count;
    host->dice.state = host->command.argument;
    if (!readable)
        answer(host, EINVAL);
    runtime_run(&chooser, &sink, 0, &end);
    bool again = end.outcome == OUTCOME_RUNNING && host->busy && host->command.kind == COMMAND_BEGIN;
    if (again || host->quit)
        return;
    if (host->busy)
        answer(host, end.outcome == OUTCOME_RUNNING ? EINVAL : 0);
    while (receive(host))           /* after the end only a new beginning helps */
        answer(host, ESRCH);
}

static int serve_fibers(struct channel *channel)
{
    static struct host host;
    struct err err;
    if (!faults_watch_for_loops(&err)) {
        fprintf(stderr, "threadlab-host: %s\n", err.text);
        return EXIT_NO_CHANNEL;
    }
    host.channel = channel;
    while (receive(&host))
        answer(&host, host.command.kind == COMMAND_SEARCH ? reporting_search(channel, host.command.text) : ESRCH);
    while (!host.quit)
        run(&host);
    return 0;
}

static int serve_kernel(struct channel *channel, int socket)
{
    struct err err;
    int code = kernel_serve(channel, socket, &err);
    fprintf(stderr, "threadlab-host: %s\n", err.text);
    return code;
}

int main(int count, char **arguments)
{
    struct err err;
    if (count < 4 || strcmp(arguments[1], "--carrier") != 0) {
        fprintf(stderr, "threadlab-host: runs a demo for threadlab, which starts it\n");
        return EXIT_USAGE;
    }
    signal(SIGPIPE, SIG_IGN);
    bool live = strcmp(arguments[2], "kernel") == 0;
    int memory = live ? descriptors_out_of_the_way(MEMORY_FD) : MEMORY_FD;
    int event = live ? descriptors_out_of_the_way(EVENT_FD) : EVENT_FD;
    int socket = live ? descriptors_out_of_the_way(SOCKET_FD) : SOCKET_FD;
    struct channel *channel = channel_open(memory, event, socket, &err);
    if (!channel) {
        fprintf(stderr, "threadlab-host: %s\n", err.text);
        return EXIT_NO_CHANNEL;
    }
    if (!runtime_load(arguments[3], &err)) {
        fprintf(stderr, "%s\n", err.text);
        return EXIT_BAD_DEMO;
    }
    demo.words = live ? count - 3 : 1;
    demo.word = arguments + 3;
    if (!live && count > 4)
        machinery_set(arguments[4]);
    return live ? serve_kernel(channel, socket) : serve_fibers(channel);
}
