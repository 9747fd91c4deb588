/* path.c — see path.h. */
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool path_join(char *out, size_t room, const char *folder, const char *name)
{
    int length = snprintf(out, room, "%s/%s", folder, name);
    return length >= 0 && (size_t)length < room;
}

bool path_make_folder(const char *folder, struct err *err)
{
    char path[PATH_ROOM];
    if (snprintf(path, sizeof path, "%s", folder) >= (int)sizeof path)
        return err_set(err, "the path is too long: %s", folder);
    for (char *slash = path + 1; (slash = strchr(slash, '/')); *slash++ = '/') {
        *slash = '\0';
        if (mkdir(path, 0700) != 0 && errno != EEXIST)
            return err_set_errno(err, "cannot make the folder %s", path);
    }
    if (mkdir(path, 0700) != 0 && errno != EEXIST)
        return err_set_errno(err, "cannot make the folder %s", path);
    return true;
}

/* The XDG base directory specification: a relative path in the variable is to be ignored. */
static bool base_folder(char *out, size_t room, const char *variable, const char *below_home, struct err *err)
{
    const char *base = getenv(variable), *home = getenv("HOME");
    int length;
    if (base && base[0] == '/')
        length = snprintf(out, room, "%s/threadlab", base);
    else if (home && home[0] == '/')
        length = snprintf(out, room, "%s/%s/threadlab", home, below_home);
    else
        return err_set(err, "neither %s nor HOME says where to keep files", variable);
    if (length < 0 || (size_t)length >= room)
        return err_set(err, "the path in %s is too long", variable);
    return path_make_folder(out, err);
}

bool path_cache(char *out, size_t room, struct err *err)
{
    return base_folder(out, room, "XDG_CACHE_HOME", ".cache", err);
}

bool path_data(char *out, size_t room, struct err *err)
{
    return base_folder(out, room, "XDG_DATA_HOME", ".local/share", err);
}

bool path_of_program(char *out, size_t room, struct err *err)
{
    ssize_t length = readlink("/proc/self/exe", out, room - 1);
    if (length < 0)
        return err_set_errno(err, "cannot find out where this program lies");
    out[length] = '\0';
    char *slash = strrchr(out, '/');
    if (slash)
        *slash = '\0';
    return true;
}

bool path_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

static bool read_all(int fd, char *text, size_t length)
{
    for (size_t got = 0; got < length; ) {
        ssize_t count = read(fd, text + got, length - got);
        if (count <= 0 && errno != EINTR)
            return false;
        got += count > 0 ? (size_t)count : 0;
    }
    return true;
}

char *path_read(const char *path, size_t most, size_t *length, struct err *err)
{
    struct stat about;
    char *text = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &about) != 0) {
        err_set_errno(err, "cannot read %s", path);
    } else if (!S_ISREG(about.st_mode) || (size_t)about.st_size > most) {
        err_set(err, "cannot read %s: it is %s", path, S_ISREG(about.st_mode) ? "too long" : "not a file");
    } else if (!(text = malloc((size_t)about.st_size + 1)) || !read_all(fd, text, (size_t)about.st_size)) {
        err_set_errno(err, "cannot read %s", path);
        free(text);
        text = NULL;
    } else {
        text[about.st_size] = '\0';
        *length = (size_t)about.st_size;
    }
    if (fd >= 0)
        close(fd);
    return text;
}

static bool write_all(int fd, const char *text, size_t length)
{
    while (length > 0) {
        ssize_t count = write(fd, text, length);
        if (count < 0 && errno != EINTR)
            return false;
        text += count > 0 ? count : 0;
        length -= count > 0 ? (size_t)count : 0;
    }
    return true;
}

bool path_write(const char *path, const char *text, size_t length, struct err *err)
{
    char temporary[PATH_ROOM];
    if (snprintf(temporary, sizeof temporary, "%s.XXXXXX", path) >= (int)sizeof temporary)
        return err_set(err, "the path is too long: %s", path);
    int fd = mkstemp(temporary);
    if (fd < 0)
        return err_set_errno(err, "cannot write %s", path);
    bool good = write_all(fd, text, length) && fsync(fd) == 0;
    good = close(fd) == 0 && good;
    if (good && rename(temporary, path) == 0)
        return true;
    err_set_errno(err, "cannot write %s", path);
    unlink(temporary);
    return false;
}
