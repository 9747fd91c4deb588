/* build.c — runs one compiler per flavour, side by side, into a folder of their own, and puts what comes out into the
 * cache by renaming it: two labs that build the same thing at once get the same thing. */
#include "build/build.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/path.h"
#include "base/process.h"
#include "build/cache.h"
#include "build/messages.h"

enum { MESSAGES = 64, ARGUMENTS = 128, CC_MEMORY = 2000 };

struct job {
    enum build_flavour flavour;
    struct process *process;
    char path[PATH_ROOM], temporary[PATH_ROOM];
    bool wanted, done;
};

struct build {
    struct compiler compiler;
    struct job job[2];
    int ready;
    enum build_state state;
    struct build_message messages[MESSAGES];
    size_t message_count;
    struct err err;
};

static bool find_place(struct build *build, const struct build_plan *plan, char *wraps, struct err *err)
{
    static unsigned builds;     /* one lab may build the same thing twice at a time */
    char cache[PATH_ROOM], folder[PATH_ROOM], key[33], name[64], temporary[96];
    builds++;
    if (!cache_key(plan, &build->compiler, key, err) || !path_cache(cache, sizeof cache, err))
        return false;
    if (!path_join(folder, sizeof folder, cache, "build") || !path_make_folder(folder, err))
        return err_set(err, "the path of the cache is too long");
    for (int k = 0; k < 2; k++) {
        struct job *job = &build->job[k];
        job->flavour = k == 0 ? BUILD_TRACED : BUILD_PLAIN;
        job->wanted = plan->flavours & job->flavour;
        snprintf(name, sizeof name, "%s%s", key, k == 0 ? ".so" : ".program");
        snprintf(temporary, sizeof temporary, "%s.%d.%u", name, (int)getpid(), builds);
        if (!path_join(job->path, sizeof job->path, folder, name)
            || !path_join(job->temporary, sizeof job->temporary, folder, temporary))
            return err_set(err, "the path of the cache is too long");
        job->done = !job->wanted || path_exists(job->path);
    }
    return build->job[0].done || cache_write_wraps(folder, wraps, PATH_ROOM, err);
}

struct arguments {
    const char *argv[ARGUMENTS];
    size_t count;
};

static void push(struct arguments *arguments, const char *word)
{
    if (arguments->count < ARGUMENTS - 1)
        arguments->argv[arguments->count++] = word;
    arguments->argv[arguments->count] = NULL;
}

static void push_all(struct arguments *arguments, const char *const *words)
{
    for (; words && *words; words++)
        push(arguments, *words);
}

static bool start_job(struct build *build, struct job *job, const struct build_plan *plan, const char *wraps, struct err *err)
{
    struct arguments line = { .count = 0 };
    char at[PATH_ROOM + 1];
    push_all(&line, build->compiler.argv);
    push_all(&line, compiler_flags(&build->compiler, job->flavour));
    if (job->flavour == BUILD_TRACED) {
        snprintf(at, sizeof at, "@%s", wraps);
        push(&line, at);
    }
    push(&line, "-fdiagnostics-color=never");
    push_all(&line, plan->sources);
    push_all(&line, plan->flags);
    push(&line, "-o");
    push(&line, job->temporary);
    push(&line, "-lm");
    push(&line, "-lc");
    if (line.count == ARGUMENTS - 1)
        return err_set(err, "too many sources or flags");
    struct process_plan process = { .argv = line.argv, .memory_limit = (uint64_t)CC_MEMORY << 20, .cpu_limit = 60 };
    job->process = process_start(&process, err);
    if (!job->process)
        return false;
    struct epoll_event event = { .events = EPOLLIN };
    return epoll_ctl(build->ready, EPOLL_CTL_ADD, process_fd(job->process), &event) == 0
        || err_set_errno(err, "cannot watch the compiler");
}

struct build *build_start(const struct build_plan *plan, struct err *err)
{
    char wraps[PATH_ROOM];
    struct build *build = calloc(1, sizeof *build);
    if (!build) {
        err_set(err, "no memory for a build");
        return NULL;
    }
    build->ready = epoll_create1(EPOLL_CLOEXEC);
    bool good = build->ready >= 0 || err_set_errno(err, "cannot watch the compiler");
    good = good && compiler_find(&build->compiler, plan->cc, err) && find_place(build, plan, wraps, err);
    for (int k = 0; k < 2 && good; k++)
        if (!build->job[k].done)
            good = start_job(build, &build->job[k], plan, wraps, err);
    if (!good) {
        build_destroy(build);
        return NULL;
    }
    build_poll(build);          /* all of it may have been in the cache */
    return build;
}

int build_fd(const struct build *build)
{
    return build->state == BUILD_RUNS ? build->ready : -1;
}

static const struct build_message *first_error(const struct build *build)
{
    for (size_t k = 0; k < build->message_count; k++)
        if (build->messages[k].error)
            return &build->messages[k];
    return NULL;
}

/* What the lessons may need (lesson/blocks.c) and a machine need not have. */
static const char *package_of(const struct build_message *error)
{
    bool is_missing = strstr(error->text, "No such file") || strstr(error->text, "not found");
    if (is_missing && strstr(error->text, "curl/curl.h"))
        return "libcurl (libcurl4-openssl-dev on Debian and Ubuntu, libcurl-devel on Fedora and openSUSE, curl on Arch)";
    return NULL;
}

/* `output`: what it has said, in its own words: "cc: error: unrecognized command-line option". */
static void explain(struct build *build, const struct process_report *report, const char *output)
{
    size_t line = strcspn(output, "\n");
    const struct build_message *error = first_error(build);
    if (report->end == PROCESS_NOT_STARTED)
        err_set(&build->err, "There is no C compiler here: %s. Install gcc, or set CC.", report->why.text);
    else if (report->end != PROCESS_EXITED)
        err_set(&build->err, "The compiler %s was ended before it had finished.", build->compiler.argv[0]);
    else if (error && package_of(error))
        err_set(&build->err, "This program needs %s. Install it, and try again.", package_of(error));
    else if (error && error->line > 0)
        err_set(&build->err, "%s:%d: %s", error->file, error->line, error->text);
    else if (error)             /* the linker knows no line */
        err_set(&build->err, "%s", error->text);
    else if (line > 0)
        err_set(&build->err, "The compiler failed: %.*s", (int)(line < 300 ? line : 300), output);
    else
        err_set(&build->err, "The compiler %s failed without saying why.", build->compiler.argv[0]);
}

static void read_messages(struct build *build, struct job *job)
{
    const char *output = process_output(job->process, NULL, NULL);
    build->message_count = messages_read(output, build->messages, build->message_count, MESSAGES);
}

static void finish_job(struct build *build, struct job *job, const struct process_report *report)
{
    job->done = true;
    read_messages(build, job);
    bool good = report->end == PROCESS_EXITED && report->code == 0;
    if (good && rename(job->temporary, job->path) != 0)
        good = err_set_errno(&build->err, "cannot keep what was built in the cache");
    else if (!good)
        explain(build, report, process_output(job->process, NULL, NULL));
    if (!good) {
        unlink(job->temporary);
        build->state = BUILD_FAILED;
    }
    epoll_ctl(build->ready, EPOLL_CTL_DEL, process_fd(job->process), NULL);
    process_destroy(job->process);
    job->process = NULL;
}

enum build_state build_poll(struct build *build)
{
    bool all = true;
    for (int k = 0; k < 2; k++) {
        struct job *job = &build->job[k];
        struct process_report report;
        if (job->process) {
            process_poll(job->process, &report);
            if (report.end != PROCESS_RUNS)
                finish_job(build, job, &report);
        }
        all = all && job->done;
    }
    if (all && build->state == BUILD_RUNS)
        build->state = BUILD_OK;
    return all || build->state != BUILD_FAILED ? build->state : BUILD_RUNS;
}

static const char *path_of(const struct build *build, int which)
{
    return build->state == BUILD_OK && build->job[which].wanted ? build->job[which].path : NULL;
}

const char *build_traced(const struct build *build)
{
    return path_of(build, 0);
}

const char *build_plain(const struct build *build)
{
    return path_of(build, 1);
}

size_t build_messages(const struct build *build, const struct build_message **messages)
{
    *messages = build->messages;
    return build->message_count;
}

const struct err *build_error(const struct build *build)
{
    return &build->err;
}

void build_destroy(struct build *build)
{
    if (!build)
        return;
    for (int k = 0; k < 2; k++) {
        if (build->job[k].process)
            unlink(build->job[k].temporary);
        process_destroy(build->job[k].process);
    }
    if (build->ready >= 0)
        close(build->ready);
    free(build);
}

bool build_wait(struct build *build, struct err *err)
{
    while (build_poll(build) == BUILD_RUNS) {
        struct pollfd ready = { .fd = build->ready, .events = POLLIN };
        poll(&ready, 1, -1);
    }
    return build->state == BUILD_OK || err_set(err, "%s", build->err.text);
}
