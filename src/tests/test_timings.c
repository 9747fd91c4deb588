/* A measure block carried out: real C files, the machine's compiler, one round. */
#include "tests/claims.h"

#include <ftw.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "session/measured.h"
#include "session/timings.h"

static char folder[] = "/tmp/threadlab-timings-XXXXXX";
static char good[64], bad[64];
static const char *const none[] = { NULL };

static void write_file(char *path, size_t room, const char *name, const char *text)
{
    snprintf(path, room, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    write_file(good, sizeof good, "good.c", "#include <stdio.h>\nint main(void) { puts(\"4\"); return 0; }\n");
    write_file(bad, sizeof bad, "bad.c", "int main(void) { return }\n");
    return setenv("XDG_CACHE_HOME", folder, 1);
}

static int remove_one(const char *path, const struct stat *stat, int kind, struct FTW *walk)
{
    (void)stat;
    (void)kind;
    (void)walk;
    return remove(path);
}

static int remove_folder(void **state)
{
    (void)state;
    return nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* Waits on its descriptor only: what no descriptor tells would hang here. */
static void to_the_end(struct timings *timings)
{
    while (timings_state(timings) <= TIMINGS_RUN) {
        struct pollfd fd = { .fd = timings_fd(timings), .events = POLLIN };
        assert_true(fd.fd >= 0);
        assert_int_equal(poll(&fd, 1, 30000), 1);
        timings_poll(timings);
    }
}

static struct timings *measured(const struct measure_block *block)
{
    struct err err = { "" };
    struct timings *timings = timings_start(block, &err);
    assert_non_null(timings);
    to_the_end(timings);
    return timings;
}

static void a_variant_is_built_and_measured(void **state)
{
    const struct variant variants[] = { { .name = "good", .file = good, .flags = none, .args = none, .expect = "4" } };
    const struct measure_block block = { .variants = variants, .variant_count = 1, .rounds = 3 };
    (void)state;
    for (int round = 0; round < 2; round++) {           /* the second time it comes from the cache */
        struct timings *timings = measured(&block);
        assert_int_equal(timings_state(timings), TIMINGS_DONE);
        assert_true(timings_row(timings, 0)->runs >= 3);
        assert_int_equal(timings_row(timings, 0)->wrong, 0);
        assert_null(timings_row(timings, 1));
        timings_stop(timings);
    }
}

static void what_does_not_compile_says_so_and_the_others_are_measured(void **state)
{
    const struct variant variants[] = {
        { .name = "bad", .file = bad, .flags = none, .args = none, .expect = "" },
        { .name = "good", .file = good, .flags = none, .args = none, .expect = "5" },
    };
    const struct measure_block block = { .variants = variants, .variant_count = 2, .rounds = 2 };
    (void)state;
    struct timings *timings = measured(&block);
    assert_true(strlen(timings_row(timings, 0)->note) > 0);
    assert_int_equal(timings_row(timings, 0)->runs, 0);
    assert_int_equal(timings_row(timings, 1)->wrong, timings_row(timings, 1)->runs);
    timings_stop(timings);
}

static void stopping_in_the_middle_leaves_nothing(void **state)
{
    const struct variant variants[] = { { .name = "good", .file = good, .flags = none, .args = none, .expect = "" } };
    const struct measure_block block = { .variants = variants, .variant_count = 1 };
    struct err err;
    (void)state;
    timings_stop(timings_start(&block, &err));
    timings_stop(NULL);
}

static void cutting_it_short_keeps_what_was_measured(void **state)
{
    const struct variant variants[] = { { .name = "good", .file = good, .flags = none, .args = none, .expect = "4" } };
    const struct measure_block block = { .variants = variants, .variant_count = 1, .rounds = 200 };
    struct err err;
    (void)state;
    struct timings *timings = timings_start(&block, &err);
    while (!timings_row(timings, 0) || timings_row(timings, 0)->runs == 0) {
        struct pollfd fd = { .fd = timings_fd(timings), .events = POLLIN };
        assert_int_equal(poll(&fd, 1, 30000), 1);
        timings_poll(timings);
    }
    assert_true(timings_cut(timings));
    assert_int_equal(timings_state(timings), TIMINGS_CUT);
    assert_true(timings_row(timings, 0)->runs >= 1 && timings_row(timings, 0)->median > 0);
    assert_int_equal(timings_fd(timings), -1);
    assert_false(timings_poll(timings));
    assert_false(timings_cut(timings));
    timings_stop(timings);
}

static void what_was_measured_is_kept_until_it_is_measured_anew(void **state)
{
    (void)state;
    struct variant variant = { .name = "good", .file = good, .args = none, .flags = none };
    struct measure_block block = { .rounds = 1, .variants = &variant, .variant_count = 1 }, other = block;
    struct measured *kept = measured_open();
    assert_null(measured_find(kept, &block));
    struct timings *first = measured(&block), *second = measured(&block);
    measured_keep(kept, first);
    assert_true(measured_find(kept, &block) == first);
    assert_true(timings_age(first) > 0);
    assert_null(measured_find(kept, &other));
    measured_keep(kept, second);
    assert_true(measured_find(kept, &block) == second);
    measured_close(kept);
    measured_close(NULL);
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(a_variant_is_built_and_measured),
        cmocka_unit_test(what_was_measured_is_kept_until_it_is_measured_anew),
        cmocka_unit_test(what_does_not_compile_says_so_and_the_others_are_measured),
        cmocka_unit_test(cutting_it_short_keeps_what_was_measured),
        cmocka_unit_test(stopping_in_the_middle_leaves_nothing),
    };
    return cmocka_run_group_tests(claims, make_folder, remove_folder);
}
