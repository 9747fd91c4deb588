/* catalogue.c — all lessons of a folder, and finding one of them. */
#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "lesson/reader.h"

struct catalogue {
    struct arena arena;
    struct list lessons;
};

static int is_lesson(const struct dirent *entry)
{
    const char *name = entry->d_name;
    return isdigit((unsigned char)name[0]) && isdigit((unsigned char)name[1]) && name[2] == '-' && name[3] != '\0';
}

struct catalogue *catalogue_open(const char *folder, struct err *err)
{
    struct dirent **entries;
    char path[PATH_ROOM], whole[PATH_ROOM];
    struct catalogue *catalogue = calloc(1, sizeof *catalogue);
    int count = realpath(folder, whole) ? scandir(whole, &entries, is_lesson, alphasort) : -1;
    if (!catalogue || count < 0) {
        err_set_errno(err, "cannot read the lessons in %s", folder);
        free(catalogue);
        return NULL;
    }
    for (int k = 0; k < count; k++) {
        struct lesson *lesson = path_join(path, sizeof path, whole, entries[k]->d_name)
                              ? lesson_read(&catalogue->arena, path, entries[k]->d_name) : NULL;
        const struct lesson **item = lesson ? list_add(&catalogue->arena, &catalogue->lessons, sizeof *item) : NULL;
        if (item)
            *item = lesson;
        free(entries[k]);
    }
    free(entries);
    if (!catalogue->arena.failed)
        return catalogue;
    err_set(err, "no memory for the lessons");
    catalogue_close(catalogue);
    return NULL;
}

void catalogue_close(struct catalogue *catalogue)
{
    if (!catalogue)
        return;
    arena_free(&catalogue->arena);
    free(catalogue);
}

size_t catalogue_lessons(const struct catalogue *catalogue, const struct lesson *const **lessons)
{
    *lessons = catalogue->lessons.items;
    return catalogue->lessons.count;
}

static bool is_called(const struct lesson *lesson, const char *name, size_t length)
{
    const char *const names[] = { lesson->id, lesson->number, lesson->name };
    for (size_t k = 0; k < 3; k++)
        if (strlen(names[k]) == length && strncmp(names[k], name, length) == 0)
            return true;
    return false;
}

static const struct demo *demo_called(const struct lesson *lesson, const char *name)
{
    for (size_t k = 0; k < lesson->demo_count; k++)
        if (strcmp(lesson->demos[k]->name, name) == 0)
            return lesson->demos[k];
    return NULL;
}

/* The lesson that the first `length` bytes of the name mean. */
static const struct lesson *lesson_called(const struct catalogue *catalogue, const char *name, size_t length, struct err *err)
{
    const struct lesson *const *all;
    size_t count = catalogue_lessons(catalogue, &all);
    for (size_t k = 0; k < count; k++)
        if (is_called(all[k], name, length))
            return all[k];
    err_set(err, "there is no lesson \"%.*s\": `threadlab list` names them", (int)length, name);
    return NULL;
}

bool catalogue_find(const struct catalogue *catalogue, const char *name, const struct lesson **lesson,
                    const struct demo **demo, struct err *err)
{
    size_t length = strcspn(name, "/");
    *demo = NULL;
    *lesson = lesson_called(catalogue, name, length, err);
    if (!*lesson || name[length] == '\0')
        return *lesson != NULL;
    *demo = demo_called(*lesson, name + length + 1);
    return *demo || err_set(err, "lesson %s has no demo \"%s\": `threadlab list` names them", (*lesson)->id, name + length + 1);
}

bool catalogue_find_exercise(const struct catalogue *catalogue, const char *name, const struct lesson **lesson,
                             const struct exercise **exercise, struct err *err)
{
    size_t length = strcspn(name, "/");
    *exercise = NULL;
    *lesson = lesson_called(catalogue, name, length, err);
    if (!*lesson || name[length] == '\0')
        return *lesson != NULL;
    for (size_t k = 0; k < (*lesson)->exercise_count; k++)
        if (strcmp((*lesson)->exercises[k]->name, name + length + 1) == 0)
            *exercise = (*lesson)->exercises[k];
    return *exercise || err_set(err, "lesson %s has no exercise \"%s\": `threadlab exercise` names them", (*lesson)->id,
                                name + length + 1);
}

bool lessons_folder(char *out, size_t room, struct err *err)
{
    static const char *const places[] = { "../share/threadlab/lessons", "../lessons" };
    char folder[PATH_ROOM];
    const char *given = getenv("THREADLAB_LESSONS");
    if (given && *given)
        return snprintf(out, room, "%s", given) < (int)room || err_set(err, "THREADLAB_LESSONS is too long");
    if (!path_of_program(folder, sizeof folder, err))
        return false;
    for (size_t k = 0; k < sizeof places / sizeof *places; k++)
        if (path_join(out, room, folder, places[k]) && path_exists(out))
            return true;
    return err_set(err, "the lessons are not beside the program; --lessons DIR says where they are");
}
