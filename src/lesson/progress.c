/* progress.c — the facts as sorted lines; saving takes a lock, reads what others have saved, writes the union. */
#include "lesson/progress.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/path.h"

enum { MOST = 1 << 20, FACT = 200 };        /* bytes of the file; of a fact */

struct progress {
    char path[PATH_ROOM], lock[PATH_ROOM];
    char **facts;                           /* "read 02-locks 3", sorted, each once */
    size_t count, room;
    char last[FACT];
    bool changed, usable;
};

static int compare(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

static bool has(const struct progress *progress, const char *fact)
{
    return progress->count
        && bsearch(&fact, progress->facts, progress->count, sizeof *progress->facts, compare) != NULL;
}

static void add(struct progress *progress, const char *fact)
{
    if (has(progress, fact))
        return;
    if (progress->count == progress->room) {
        size_t room = progress->room ? 2 * progress->room : 32;
        char **more = realloc(progress->facts, room * sizeof *more);
        if (!more)
            return;
        progress->facts = more;
        progress->room = room;
    }
    char *copy = strdup(fact);
    if (!copy)
        return;
    progress->facts[progress->count++] = copy;
    qsort(progress->facts, progress->count, sizeof *progress->facts, compare);
}

/* A verb, a space, and printable text. */
static bool is_fact(const char *line)
{
    bool known = strncmp(line, "read ", 5) == 0 || strncmp(line, "ran ", 4) == 0 || strncmp(line, "last ", 5) == 0
              || strncmp(line, "did ", 4) == 0 || strncmp(line, "predicted ", 10) == 0;
    if (!known || strlen(line) >= FACT)
        return false;
    for (; *line; line++)
        if ((unsigned char)*line < ' ')
            return false;
    return true;
}

/* Takes in the lines of a file; false when there was one that is no fact. `last` of the file counts only when wanted. */
static bool take_lines(struct progress *progress, char *text, bool with_last)
{
    bool clean = true;
    char *rest;
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        if (!is_fact(line))
            clean = false;
        else if (strncmp(line, "last ", 5) != 0)
            add(progress, line);
        else if (with_last)
            snprintf(progress->last, sizeof progress->last, "%s", line + 5);
    }
    return clean;
}

static void put_aside(struct progress *progress, struct err *err)
{
    char name[PATH_ROOM + 16];
    for (int number = 1; number < 1000; number++) {
        snprintf(name, sizeof name, "%s.bad-%d", progress->path, number);
        if (path_exists(name))
            continue;
        if (rename(progress->path, name) == 0)
            err_set(err, "what was kept of your progress was damaged; the file is now %s", name);
        progress->changed = true;
        return;
    }
}

static void load(struct progress *progress, bool with_last, struct err *err)
{
    size_t length;
    if (!path_exists(progress->path))
        return;
    char *text = path_read(progress->path, MOST, &length, err);
    bool clean = text && strlen(text) == length && take_lines(progress, text, with_last);
    free(text);
    if (!clean)
        put_aside(progress, err);
}

struct progress *progress_open(struct err *err)
{
    char folder[PATH_ROOM];
    struct progress *progress = calloc(1, sizeof *progress);
    if (!progress) {
        err_set(err, "no memory for your progress");
        return NULL;
    }
    progress->usable = path_data(folder, sizeof folder, err)
                    && path_join(progress->path, sizeof progress->path, folder, "progress")
                    && path_join(progress->lock, sizeof progress->lock, folder, "progress.lock");
    if (progress->usable)
        load(progress, true, err);
    return progress;
}

void progress_close(struct progress *progress)
{
    if (!progress)
        return;
    progress_save(progress, NULL);
    for (size_t k = 0; k < progress->count; k++)
        free(progress->facts[k]);
    free(progress->facts);
    free(progress);
}

static bool write_fact(char *out, const char *verb, const char *subject)
{
    return snprintf(out, FACT, "%s %s", verb, subject) < FACT && is_fact(out);
}

void progress_note(struct progress *progress, const char *verb, const char *subject)
{
    char fact[FACT];
    if (!progress || !write_fact(fact, verb, subject) || has(progress, fact))
        return;
    add(progress, fact);
    progress->changed = true;
}

bool progress_has(const struct progress *progress, const char *verb, const char *subject)
{
    char fact[FACT];
    return progress && write_fact(fact, verb, subject) && has(progress, fact);
}

const char *progress_last(const struct progress *progress)
{
    return progress ? progress->last : "";
}

void progress_set_last(struct progress *progress, const char *subject)
{
    if (!progress || strcmp(progress->last, subject) == 0)
        return;
    snprintf(progress->last, sizeof progress->last, "%s", subject);
    progress->changed = true;
}

static char *as_text(const struct progress *progress, size_t *length)
{
    size_t room = (progress->count + 1) * (FACT + 1) + 1;
    char *text = malloc(room);
    *length = 0;
    for (size_t k = 0; text && k < progress->count; k++)
        *length += (size_t)snprintf(text + *length, room - *length, "%s\n", progress->facts[k]);
    if (text && progress->last[0])
        *length += (size_t)snprintf(text + *length, room - *length, "last %s\n", progress->last);
    return text;
}

static bool write_out(struct progress *progress, struct err *err)
{
    size_t length;
    char *text = as_text(progress, &length);
    bool good = text ? path_write(progress->path, text, length, err) : err_set(err, "no memory for your progress");
    free(text);
    if (good)
        progress->changed = false;
    return good;
}

static int take_lock(const struct progress *progress)
{
    int fd = open(progress->lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    while (fd >= 0 && flock(fd, LOCK_EX) != 0 && errno == EINTR)
        ;
    return fd;
}

bool progress_save(struct progress *progress, struct err *err)
{
    if (!progress->changed || !progress->usable)
        return true;
    int lock = take_lock(progress);
    load(progress, false, err);
    bool good = write_out(progress, err);
    if (lock >= 0)
        close(lock);
    return good;
}

/* True when the fact is about the lesson: its second word is its name. */
static bool is_about(const char *fact, const char *lesson)
{
    const char *subject = strchr(fact, ' ') + 1;
    size_t length = strlen(lesson);
    return strncmp(subject, lesson, length) == 0 && (subject[length] == '\0' || subject[length] == ' ' || subject[length] == '/');
}

bool progress_forget(struct progress *progress, const char *lesson, struct err *err)
{
    size_t kept = 0;
    for (size_t k = 0; k < progress->count; k++) {
        if (lesson && !is_about(progress->facts[k], lesson))
            progress->facts[kept++] = progress->facts[k];
        else
            free(progress->facts[k]);
    }
    progress->count = kept;
    if (!lesson || strncmp(progress->last, lesson, strlen(lesson)) == 0)
        progress->last[0] = '\0';
    int lock = take_lock(progress);
    bool good = progress->usable && write_out(progress, err);
    if (lock >= 0)
        close(lock);
    return good;
}
