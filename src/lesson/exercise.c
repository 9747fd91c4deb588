/* exercise.c — see exercise.h. */
#include "lesson/exercise.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"

enum { MOST = 1 << 20 };

static bool folder_of(const struct lesson *lesson, char *out, size_t room, struct err *err)
{
    char data[PATH_ROOM], all[PATH_ROOM];
    if (!path_data(data, sizeof data, err))
        return false;
    return (path_join(all, sizeof all, data, "exercises") && path_join(out, room, all, lesson->id))
        || err_set(err, "the path is too long: %s", data);
}

bool exercise_path(const struct lesson *lesson, const struct exercise *exercise, char *out, size_t room, struct err *err)
{
    char folder[PATH_ROOM], name[80];
    if (!folder_of(lesson, folder, sizeof folder, err))
        return false;
    snprintf(name, sizeof name, "%s.c", exercise->name);
    return path_join(out, room, folder, name) || err_set(err, "the path is too long: %s", folder);
}

/* Written beside it and linked to its name, which fails where there is a file already, whoever made it. */
static bool put_new(const char *path, const char *text, size_t length, bool *made, struct err *err)
{
    char beside[PATH_ROOM];
    if (snprintf(beside, sizeof beside, "%s.new-%ld", path, (long)getpid()) >= (int)sizeof beside)
        return err_set(err, "the path is too long: %s", path);
    if (!path_write(beside, text, length, err))
        return false;
    *made = link(beside, path) == 0;
    bool good = *made || errno == EEXIST;
    if (!good)
        err_set_errno(err, "cannot write %s", path);
    unlink(beside);
    return good;
}

/* ---- what it was made from ---- */

static bool base_path(const struct lesson *lesson, const struct exercise *exercise, char *out, size_t room)
{
    char folder[PATH_ROOM], name[80];
    struct err err;
    snprintf(name, sizeof name, ".%s.base", exercise->name);
    return folder_of(lesson, folder, sizeof folder, &err) && path_join(out, room, folder, name);
}

static void write_all(FILE *out, const char *key, const char *const *texts)
{
    for (size_t k = 0; texts && texts[k]; k++)
        fprintf(out, "%s: %s\n", key, texts[k]);
}

/* The task and what it is judged by, up to an empty line; then the program. NULL: no memory, or it cannot be read. */
static char *base_of(const struct exercise *exercise)
{
    size_t length;
    char *text = NULL, *program = exercise_text(exercise->file);
    FILE *out = program ? open_memstream(&text, &length) : NULL;
    if (out) {
        fprintf(out, "task: %s\n", exercise->task ? exercise->task : "");
        write_all(out, "prints", exercise->prints);
        write_all(out, "uses", exercise->uses);
        write_all(out, "keeps", exercise->keeps);
        fprintf(out, "judged: %d %d %d %u %d\n\n%s", exercise->sound, exercise->finishes, exercise->spurious, exercise->threads,
                exercise->bound, program);
        fclose(out);
    }
    free(program);
    return text;
}

/* Without it nothing is missing but a warning later on: no reason to complain. */
static void keep_base(const struct lesson *lesson, const struct exercise *exercise)
{
    char path[PATH_ROOM];
    struct err err;
    char *base = base_of(exercise);
    if (base && base_path(lesson, exercise, path, sizeof path))
        path_write(path, base, strlen(base), &err);
    free(base);
}

static enum exercise_change compare(const char *was, const char *is)
{
    const char *was_program = strstr(was, "\n\n"), *is_program = strstr(is, "\n\n");
    if (!was_program || !is_program || strcmp(was, is) == 0)
        return EXERCISE_AS_IT_WAS;
    return strcmp(was_program, is_program) == 0 ? EXERCISE_OTHER_TASK : EXERCISE_OTHER_PROGRAM;
}

enum exercise_change exercise_changed(const struct lesson *lesson, const struct exercise *exercise)
{
    char path[PATH_ROOM];
    char *was = base_path(lesson, exercise, path, sizeof path) ? exercise_text(path) : NULL;
    char *is = base_of(exercise);
    enum exercise_change change = was && is ? compare(was, is) : EXERCISE_AS_IT_WAS;
    free(was);
    free(is);
    return change;
}

const char *exercise_change_text(enum exercise_change change)
{
    static const char *const texts[] = {
        [EXERCISE_AS_IT_WAS] = "",
        [EXERCISE_OTHER_TASK] = "The task has changed since your file was copied; it is judged by what the task asks now.",
        [EXERCISE_OTHER_PROGRAM] = "This exercise begins with another program now than the one your file was copied from. Rename or "
                                   "delete your file to begin anew.",
    };
    return texts[change];
}

/* ---- the copy ---- */

bool exercise_copy(const struct lesson *lesson, const struct exercise *exercise, bool *made, struct err *err)
{
    char path[PATH_ROOM], folder[PATH_ROOM];
    size_t length;
    bool unused;
    if (!made)
        made = &unused;
    *made = false;
    if (!exercise_path(lesson, exercise, path, sizeof path, err))
        return false;
    if (path_exists(path))
        return true;
    if (!folder_of(lesson, folder, sizeof folder, err) || !path_make_folder(folder, err))
        return false;
    char *text = path_read(exercise->file, MOST, &length, err);
    bool good = text && put_new(path, text, length, made, err);
    free(text);
    if (*made)
        keep_base(lesson, exercise);
    return good;
}

char *exercise_text(const char *path)
{
    size_t length;
    struct err unread;
    return path_read(path, MOST, &length, &unread);
}

const char *exercise_subject(const struct lesson *lesson, const struct exercise *exercise, char *out, size_t room)
{
    snprintf(out, room, "%s/exercise/%s", lesson->id, exercise->name);
    return out;
}

const char *hunt_subject(const struct lesson *lesson, const struct hunt *hunt, char *out, size_t room)
{
    snprintf(out, room, "%s/hunt/%s", lesson->id, hunt->name);
    return out;
}
