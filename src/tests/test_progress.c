/* test_progress.c — claims about the learner's progress: nothing is lost, by two labs at once, or by a damaged file. */
#include "tests/claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/path.h"
#include "lesson/progress.h"

static char folder[] = "/tmp/threadlab-progress-XXXXXX";
static char file[PATH_ROOM];

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(file, sizeof file, "%s/threadlab/progress", folder);
    return setenv("XDG_DATA_HOME", folder, 1);
}

static int remove_folder(void **state)
{
    (void)state;
    char path[PATH_ROOM + 16];
    static const char *const endings[] = { "", ".lock", ".bad-1" };
    for (size_t k = 0; k < 3; k++) {
        snprintf(path, sizeof path, "%s%s", file, endings[k]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/threadlab", folder);
    rmdir(path);
    return rmdir(folder);
}

static int begin_anew(void **state)
{
    (void)state;
    unlink(file);
    return 0;
}

static struct progress *opened(struct err *err)
{
    err->text[0] = '\0';
    struct progress *progress = progress_open(err);
    assert_non_null(progress);
    return progress;
}

static void what_is_noted_is_there_the_next_time(void **state)
{
    (void)state;
    struct err err;
    struct progress *progress = opened(&err);
    progress_note(progress, "read", "02-locks 3");
    progress_note(progress, "read", "02-locks 3");
    progress_note(progress, "ran", "02-locks/race");
    progress_set_last(progress, "02-locks 3");
    progress_close(progress);
    progress = opened(&err);
    assert_true(progress_has(progress, "read", "02-locks 3"));
    assert_false(progress_has(progress, "read", "02-locks 4"));
    assert_string_equal(progress_last(progress), "02-locks 3");
    progress_close(progress);
}

static void two_labs_at_once_keep_the_union(void **state)
{
    (void)state;
    struct err err;
    for (int child = 0; child < 4; child++) {
        if (fork() != 0)
            continue;
        for (int k = 0; k < 25; k++) {
            char subject[40];
            struct progress *progress = progress_open(&err);
            snprintf(subject, sizeof subject, "lesson-%d %d", child, k);
            progress_note(progress, "read", subject);
            progress_close(progress);
        }
        _exit(0);
    }
    while (wait(NULL) > 0)
        ;
    struct progress *progress = opened(&err);
    for (int k = 0; k < 100; k++) {
        char subject[40];
        snprintf(subject, sizeof subject, "lesson-%d %d", k / 25, k % 25);
        assert_true(progress_has(progress, "read", subject));
    }
    progress_close(progress);
}

static void a_damaged_file_is_put_aside_and_what_can_be_read_is_kept(void **state)
{
    (void)state;
    static const char text[] = "read 01-threads 1\n\x01\x02garbage\nran 02-locks/race\n";
    struct err err;
    assert_true(path_write(file, text, sizeof text - 1, &err));
    struct progress *progress = opened(&err);
    assert_non_null(strstr(err.text, "damaged"));
    assert_true(progress_has(progress, "read", "01-threads 1"));
    assert_true(progress_has(progress, "ran", "02-locks/race"));
    progress_close(progress);
    progress = opened(&err);
    assert_string_equal(err.text, "");
    assert_true(progress_has(progress, "ran", "02-locks/race"));
    progress_close(progress);
}

static void one_lesson_can_be_forgotten(void **state)
{
    (void)state;
    struct err err;
    struct progress *progress = opened(&err);
    progress_note(progress, "read", "01-threads 1");
    progress_note(progress, "read", "02-locks 1");
    progress_note(progress, "ran", "02-locks/race");
    assert_true(progress_forget(progress, "02-locks", &err));
    progress_close(progress);
    progress = opened(&err);
    assert_true(progress_has(progress, "read", "01-threads 1"));
    assert_false(progress_has(progress, "read", "02-locks 1"));
    assert_false(progress_has(progress, "ran", "02-locks/race"));
    progress_close(progress);
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test_setup(what_is_noted_is_there_the_next_time, begin_anew),
        cmocka_unit_test_setup(two_labs_at_once_keep_the_union, begin_anew),
        cmocka_unit_test_setup(a_damaged_file_is_put_aside_and_what_can_be_read_is_kept, begin_anew),
        cmocka_unit_test_setup(one_lesson_can_be_forgotten, begin_anew),
    };
    return cmocka_run_group_tests(claims, make_folder, remove_folder);
}
