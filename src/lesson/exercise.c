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
