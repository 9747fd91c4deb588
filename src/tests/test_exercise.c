/* Claims about the learner's own files: made once, never overwritten, and watched whoever writes them. */
#include "tests/claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/editor.h"
#include "base/path.h"
#include "base/watch.h"
#include "lesson/exercise.h"

static char folder[] = "/tmp/threadlab-exercise-XXXXXX";
static char given[PATH_ROOM];
static const struct lesson lesson = { .id = "09-x" };
static struct exercise exercise = { .name = "one", .file = given };

static int make(void **unused)
{
    (void)unused;
    struct err err;
    if (!mkdtemp(folder) || setenv("XDG_DATA_HOME", folder, 1) != 0)
        return -1;
    return path_join(given, sizeof given, folder, "given.c") && path_write(given, "int a;\n", 7, &err) ? 0 : -1;
}

/* Files first, then the folders they were in. */
static int clean(void **unused)
{
    (void)unused;
    static const char *const files[] = { "given.c", "threadlab/exercises/09-x/one.c", "threadlab/exercises/09-x/other",
                                         "threadlab/exercises/09-x/.one.base", "threadlab/exercises/09-x/.later.base",
                                         "threadlab/exercises/09-x" , "threadlab/exercises", "threadlab" };
    char path[PATH_ROOM];
    for (size_t k = 0; k < sizeof files / sizeof *files; k++)
        if (path_join(path, sizeof path, folder, files[k]) && unlink(path) != 0)
            rmdir(path);
    return rmdir(folder);
}

static void own_path(char *path)
{
    struct err err;
    assert_true(exercise_path(&lesson, &exercise, path, PATH_ROOM, &err));
}

static void the_copy_is_made_once_and_never_again(void **unused)
{
    (void)unused;
    struct err err;
    bool made;
    size_t length;
    char path[PATH_ROOM];
    own_path(path);
    assert_true(exercise_copy(&lesson, &exercise, &made, &err));
    assert_true(made);
    assert_true(path_write(path, "int mine;\n", 10, &err));
    assert_true(exercise_copy(&lesson, &exercise, &made, &err));
    assert_false(made);
    char *text = path_read(path, 100, &length, &err);
    assert_string_equal(text, "int mine;\n");
    free(text);
}

static void an_exercise_without_its_file_is_an_error(void **unused)
{
    (void)unused;
    struct err err;
    struct exercise gone = { .name = "gone", .file = "/nowhere/gone.c" };
    assert_false(exercise_copy(&lesson, &gone, NULL, &err));
    assert_non_null(strstr(err.text, "/nowhere/gone.c"));
}

static void a_file_that_was_written_has_changed_once(void **unused)
{
    (void)unused;
    struct err err;
    char path[PATH_ROOM];
    own_path(path);
    struct watch *watch = watch_open(path, &err);
    assert_non_null(watch);
    assert_false(watch_changed(watch));
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("int in_place;\n", file);
    fclose(file);
    assert_true(watch_changed(watch));
    assert_false(watch_changed(watch));
    assert_true(path_write(path, "int renamed;\n", 13, &err));
    assert_true(watch_changed(watch));
    watch_close(watch);
}

static void other_files_in_the_folder_do_not_count(void **unused)
{
    (void)unused;
    struct err err;
    char path[PATH_ROOM], other[PATH_ROOM];
    own_path(path);
    snprintf(other, sizeof other, "%.*sother", (int)(strrchr(path, '/') - path + 1), path);
    struct watch *watch = watch_open(path, &err);
    assert_true(path_write(other, "x", 1, &err));
    assert_false(watch_changed(watch));
    watch_close(watch);
}

static void the_editor_is_visual_before_editor(void **unused)
{
    (void)unused;
    unsetenv("VISUAL");
    unsetenv("EDITOR");
    assert_null(editor_name());
    setenv("EDITOR", "one", 1);
    assert_string_equal(editor_name(), "one");
    setenv("VISUAL", " ", 1);
    assert_string_equal(editor_name(), "one");
    setenv("VISUAL", "two -w", 1);
    assert_string_equal(editor_name(), "two -w");
}

static void an_editor_gets_its_words_and_the_file(void **unused)
{
    (void)unused;
    struct err err;
    setenv("VISUAL", "test -f", 1);
    assert_true(editor_run(given, &err));
    assert_false(editor_run("/nowhere", &err));
    assert_non_null(strstr(err.text, "code 1"));
    setenv("VISUAL", "no-such-editor-anywhere", 1);
    assert_false(editor_run(given, &err));
    assert_non_null(strstr(err.text, "no-such-editor-anywhere"));
}

/* The exercise as it stands in a later edition of the lesson. */
static enum exercise_change changed_to(const char *task, const char *program)
{
    struct err err;
    struct exercise later = exercise;
    later.task = task;
    assert_true(path_write(given, program, strlen(program), &err));
    return exercise_changed(&lesson, &later);
}

static void what_the_copy_was_made_from_is_remembered(void **unused)
{
    (void)unused;
    struct err err;
    char path[PATH_ROOM];
    bool made;
    exercise.name = "later";
    exercise.task = "Repair it.";
    assert_int_equal(changed_to("Repair it.", "int a;\n"), EXERCISE_AS_IT_WAS);      /* never copied */
    assert_true(exercise_copy(&lesson, &exercise, &made, &err));
    assert_true(made);
    assert_int_equal(changed_to("Repair it.", "int a;\n"), EXERCISE_AS_IT_WAS);
    assert_int_equal(changed_to("Repair it with a lock.", "int a;\n"), EXERCISE_OTHER_TASK);
    assert_int_equal(changed_to("Repair it.", "int b;\n"), EXERCISE_OTHER_PROGRAM);
    own_path(path);
    unlink(path);
    assert_true(exercise_copy(&lesson, &exercise, &made, &err));
    assert_int_equal(changed_to("Repair it.", "int b;\n"), EXERCISE_AS_IT_WAS);      /* begun anew */
    unlink(path);
    exercise.name = "one";
    assert_true(path_write(given, "int a;\n", 7, &err));
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(the_copy_is_made_once_and_never_again), cmocka_unit_test(an_exercise_without_its_file_is_an_error),
        cmocka_unit_test(what_the_copy_was_made_from_is_remembered),
        cmocka_unit_test(a_file_that_was_written_has_changed_once), cmocka_unit_test(other_files_in_the_folder_do_not_count),
        cmocka_unit_test(the_editor_is_visual_before_editor), cmocka_unit_test(an_editor_gets_its_words_and_the_file),
    };
    return cmocka_run_group_tests(claims, make, clean);
}
