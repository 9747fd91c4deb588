/* hosting.c — see hosting.h. */
#include "session/hosting.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"

enum {
    FIBER_STEPS = 8192, KERNEL_STEPS = 65536,       /* records in a lane */
    HOST_MEMORY = 1536,                             /* MB */
};

static bool find_host(char *path, size_t room, struct err *err)
{
    static const char *const places[] = { "threadlab-host", "../libexec/threadlab/threadlab-host" };
    char folder[PATH_ROOM];
    const char *given = getenv("THREADLAB_HOST");
    if (given && given[0] == '/' && strlen(given) < room) {
        strcpy(path, given);
        return true;
    }
    if (!path_of_program(folder, sizeof folder, err))
        return false;
    for (size_t k = 0; k < sizeof places / sizeof *places; k++)
        if (path_join(path, room, folder, places[k]) && path_exists(path))
            return true;
    return err_set(err, "The program threadlab-host is missing beside threadlab: build or install the lab again.");
}

bool hosting_start(struct hosting *hosting, const char *library, bool live, const char *const *words, struct err *err)
{
    char path[PATH_ROOM];
    *hosting = (struct hosting){ 0 };
    if (!find_host(path, sizeof path, err))
        return false;
    struct channel *channel = channel_create(live ? KERNEL_STEPS : FIBER_STEPS, err);
    if (!channel)
        return false;
    const char *argv[4 + HOSTING_WORDS + 1] = { path, "--carrier", live ? "kernel" : "fiber", library };
    for (size_t k = 0; words && words[k] && k < HOSTING_WORDS; k++)
        argv[4 + k] = words[k];
    struct process_plan plan = {
        .argv = argv, .memory_limit = (uint64_t)HOST_MEMORY << 20,
        .pass = { channel_memory_fd(channel), channel_event_fd(channel), channel_socket_fd(channel) },
    };
    hosting->channel = channel;
    hosting->host = process_start(&plan, err);
    if (!hosting->host) {
        hosting_end(hosting);
        return false;
    }
    channel_host_started(channel);
    channel_arm(channel);
    return true;
}

void hosting_end(struct hosting *hosting)
{
    process_destroy(hosting->host);
    channel_destroy(hosting->channel);
    *hosting = (struct hosting){ 0 };
}

const char *hosting_signal_story(int number)
{
    switch (number) {
    case SIGKILL:
        return "the whole program was killed (SIGKILL)";
    case SIGSEGV:
        return "the program destroyed the memory of its host, which crashed (SIGSEGV)";
    default:
        return strsignal(number);
    }
}
