/* Claims about paths: folders are made, files are replaced whole, and what does not fit or is not there is said. */
#include "tests/claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "base/process.h"

static char folder[] = "/tmp/threadlab-path-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return !mkdtemp(folder);
}

static int remove_folder(void **state)
{
    (void)state;
    struct process_report report;
    char output[256];
    const char *argv[] = { "rm", "-rf", folder, NULL };
    return !process_run(&(struct process_plan){ .argv = argv }, 10, &report, output, sizeof output, NULL);
}

static void a_path_too_long_is_refused(void **state)
{
    (void)state;
    char out[8];
    assert_true(path_join(out, sizeof out, "abc", "def"));
    assert_string_equal(out, "abc/def");
    assert_false(path_join(out, sizeof out, "abc", "defg"));
}

static void folders_are_made_for_the_user_alone(void **state)
{
    (void)state;
    char out[PATH_ROOM];
    struct stat about;
    struct err err = { "" };
    setenv("XDG_CACHE_HOME", folder, 1);
    assert_true(path_cache(out, sizeof out, &err));
    assert_int_equal(strncmp(out, folder, strlen(folder)), 0);
    assert_int_equal(stat(out, &about), 0);
    assert_int_equal(about.st_mode & 077, 0);
    assert_true(path_make_folder(out, &err));       /* it may be there already */
}

static void a_file_in_the_way_of_a_folder_is_a_sentence(void **state)
{
    (void)state;
    char file[PATH_ROOM], below[PATH_ROOM];
    struct err err = { "" };
    assert_true(path_join(file, sizeof file, folder, "file") && path_write(file, "x", 1, &err));
    assert_true(path_join(below, sizeof below, file, "folder"));
    assert_false(path_make_folder(below, &err));
    assert_true(err.text[0] != '\0');
}

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    char file[PATH_ROOM];
    size_t length;
    struct err err = { "" };
    assert_true(path_join(file, sizeof file, folder, "text"));
    assert_true(path_write(file, "first, and longer", 17, &err));
    assert_true(path_write(file, "sec\0nd", 6, &err));
    char *text = path_read(file, 6, &length, &err);
    assert_non_null(text);
    assert_int_equal(length, 6);
    assert_memory_equal(text, "sec\0nd", 7);
    free(text);
    assert_null(path_read(file, 5, &length, &err));
    assert_true(err.text[0] != '\0');
}

static void a_file_that_cannot_be_written_is_a_sentence(void **state)
{
    (void)state;
    struct err err = { "" };
    assert_false(path_write("/nowhere/at/all", "x", 1, &err));
    assert_non_null(strstr(err.text, "/nowhere/at/all"));
    assert_false(path_exists("/nowhere/at/all"));
}

static void the_programs_folder_holds_the_program(void **state)
{
    (void)state;
    char out[PATH_ROOM], file[PATH_ROOM];
    struct err err = { "" };
    assert_true(path_of_program(out, sizeof out, &err));
    assert_true(path_join(file, sizeof file, out, "test_path"));
    assert_true(path_exists(file));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_too_long_is_refused),
        cmocka_unit_test(folders_are_made_for_the_user_alone),
        cmocka_unit_test(a_file_in_the_way_of_a_folder_is_a_sentence),
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(a_file_that_cannot_be_written_is_a_sentence),
        cmocka_unit_test(the_programs_folder_holds_the_program),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
