/* Claims about building: both flavours come out, the cache knows when it must not be believed, errors have lines, and
 * in the traced flavour each access of the source is one access. */
#include "tests/claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "base/process.h"
#include "build/build.h"

static char folder[] = "/tmp/threadlab-build-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return !mkdtemp(folder) || setenv("XDG_CACHE_HOME", folder, 1) != 0;
}

static int remove_folder(void **state)
{
    (void)state;
    const char *argv[] = { "rm", "-rf", folder, NULL };
    struct process_report report;
    char output[256];
    return !process_run(&(struct process_plan){ .argv = argv }, 10, &report, output, sizeof output, NULL);
}

static const char *written(const char *name, const char *text)
{
    static char paths[4][PATH_ROOM];
    static unsigned next;
    char *path = paths[next++ % 4];
    struct err err;
    assert_true(path_join(path, PATH_ROOM, folder, name));
    assert_true(path_write(path, text, strlen(text), &err));
    return path;
}

static struct build *started(const char *source, unsigned flavours, const char *cc, const char *const *flags)
{
    const char *sources[] = { source, NULL };
    struct err err = { "" };
    struct build *build = build_start(&(struct build_plan){ sources, flags, flavours, cc }, &err);
    if (!build)
        fail_msg("%s", err.text);
    return build;
}

/* The path of the traced library, or of the program. */
static void build_at(const char *source, enum build_flavour flavour, const char *cc, char *path)
{
    struct err err = { "" };
    struct build *build = started(source, flavour, cc, NULL);
    if (!build_wait(build, &err))
        fail_msg("%s", err.text);
    snprintf(path, PATH_ROOM, "%s", flavour == BUILD_TRACED ? build_traced(build) : build_plain(build));
    build_destroy(build);
}

static void run(const char *const *argv, struct process_report *report, char *output, size_t room)
{
    struct err err = { "" };
    if (!process_run(&(struct process_plan){ .argv = argv }, 20, report, output, room, &err))
        fail_msg("%s", err.text);
}

static const char *const hello = "#include <stdio.h>\nint main(void)\n{\n    puts(\"hello\");\n    return 3;\n}\n";

static void both_flavours_come_out_of_one_build(void **state)
{
    (void)state;
    char output[256];
    struct err err;
    struct process_report report;
    struct build *build = started(written("hello.c", hello), BUILD_TRACED | BUILD_PLAIN, NULL, NULL);
    assert_true(build_wait(build, &err));
    assert_true(path_exists(build_traced(build)));
    run((const char *[]){ build_plain(build), NULL }, &report, output, sizeof output);
    assert_int_equal(report.end, PROCESS_EXITED);
    assert_int_equal(report.code, 3);
    assert_string_equal(output, "hello\n");
    build_destroy(build);
}

static void a_second_build_of_the_same_text_runs_no_compiler(void **state)
{
    (void)state;
    char first[PATH_ROOM];
    const char *source = written("same.c", hello);
    build_at(source, BUILD_PLAIN, NULL, first);
    struct build *build = started(source, BUILD_PLAIN, NULL, NULL);
    assert_int_equal(build_fd(build), -1);
    assert_string_equal(build_plain(build), first);
    build_destroy(build);
}

static void a_changed_header_is_another_program(void **state)
{
    (void)state;
    char first[PATH_ROOM], second[PATH_ROOM];
    written("number.h", "enum { NUMBER = 1 };\n");
    const char *source = written("header.c", "#include \"number.h\"\nint main(void) { return NUMBER; }\n");
    build_at(source, BUILD_PLAIN, NULL, first);
    written("number.h", "enum { NUMBER = 2 };\n");
    build_at(source, BUILD_PLAIN, NULL, second);
    assert_string_not_equal(first, second);
}

static void build_with(const char *source, const char *const *flags, char *path)
{
    struct err err = { "" };
    struct build *build = started(source, BUILD_PLAIN, NULL, flags);
    if (!build_wait(build, &err))
        fail_msg("%s", err.text);
    snprintf(path, PATH_ROOM, "%s", build_plain(build));
    build_destroy(build);
}

/* However the compiler is told where that is. */
static void a_changed_header_of_a_folder_is_another_program(void **state)
{
    (void)state;
    char source[PATH_ROOM], header[PATH_ROOM], joined[PATH_ROOM + 2], one[PATH_ROOM], other[PATH_ROOM];
    snprintf(source, sizeof source, "%s", written("angle.c", "#  include <angle.h>\nint main(void) { return NUMBER; }\n"));
    snprintf(header, sizeof header, "%s", written("angle.h", ""));
    snprintf(joined, sizeof joined, "-I%s", folder);
    const char *const ways[][5] = {
        { joined }, { "-I", folder }, { "-isystem", folder }, { "-include", header, "-idirafter", folder },
    };
    for (size_t k = 0; k < sizeof ways / sizeof *ways; k++) {
        written("angle.h", "#define NUMBER 1\n");
        build_with(source, ways[k], one);
        written("angle.h", "#define NUMBER 2\n");
        build_with(source, ways[k], other);
        assert_string_not_equal(one, other);
    }
}

static void a_source_among_the_flags_counts_like_the_others(void **state)
{
    (void)state;
    struct err err = { "" };
    char first[PATH_ROOM];
    const char *source = written("calls.c", "int number(void);\nint main(void) { return number(); }\n");
    const char *const flags[] = { written("part.c", "int number(void) { return 1; }\n"), NULL };
    struct build *build = started(source, BUILD_PLAIN, NULL, flags);
    assert_true(build_wait(build, &err));
    snprintf(first, sizeof first, "%s", build_plain(build));
    build_destroy(build);
    written("part.c", "int number(void) { return 2; }\n");
    build = started(source, BUILD_PLAIN, NULL, flags);
    assert_true(build_wait(build, &err));
    assert_string_not_equal(build_plain(build), first);
    build_destroy(build);
}

static void other_flags_are_another_program(void **state)
{
    (void)state;
    const char *source = written("flags.c", "int main(void) { return NUMBER; }\n");
    char first[PATH_ROOM], output[64];
    struct process_report report;
    struct err err;
    for (int number = 1; number <= 2; number++) {
        const char *flags[] = { number == 1 ? "-DNUMBER=1" : "-DNUMBER=2", NULL };
        struct build *build = started(source, BUILD_PLAIN, NULL, flags);
        assert_true(build_wait(build, &err));
        snprintf(first, sizeof first, "%s", build_plain(build));
        run((const char *[]){ first, NULL }, &report, output, sizeof output);
        assert_int_equal(report.code, number);
        build_destroy(build);
    }
}

static void the_same_thing_can_be_built_twice_at_a_time(void **state)
{
    (void)state;
    struct err err = { "" };
    const char *source = written("twice.c", "int main(void) { return 9; }\n");
    struct build *one = started(source, BUILD_PLAIN, NULL, NULL), *other = started(source, BUILD_PLAIN, NULL, NULL);
    assert_true(build_wait(one, &err));
    if (!build_wait(other, &err))
        fail_msg("%s", err.text);
    assert_string_equal(build_plain(one), build_plain(other));
    build_destroy(one);
    build_destroy(other);
}

static void an_error_has_its_line_and_comes_before_warnings(void **state)
{
    (void)state;
    struct err err;
    const struct build_message *messages;
    const char *source = written("wrong.c", "#warning look here\nint main(void)\n{\n    return nothing;\n}\n");
    struct build *build = started(source, BUILD_TRACED | BUILD_PLAIN, NULL, NULL);
    assert_false(build_wait(build, &err));
    size_t count = build_messages(build, &messages), errors = 0;
    for (size_t k = 0; k < count; k++) {
        if (!messages[k].error)
            continue;
        errors++;
        assert_int_equal(messages[k].line, 4);
        assert_int_equal(messages[k].column, 12);
        assert_string_equal(messages[k].file, source);
    }
    assert_int_equal(errors, 1);        /* both compilers say it: it is said once */
    assert_non_null(strstr(err.text, "wrong.c:4: "));
    assert_null(build_traced(build));
    build_destroy(build);
}

static void what_the_linker_misses_is_said(void **state)
{
    (void)state;
    struct err err;
    struct build *build = started(written("link.c", "int gone(void);\nint main(void) { return gone(); }\n"), BUILD_PLAIN,
                                  NULL, NULL);
    assert_false(build_wait(build, &err));
    assert_int_equal(strncmp(err.text, "undefined reference to", 22), 0);
    build_destroy(build);
}

static void what_the_compiler_says_without_a_line_is_said(void **state)
{
    (void)state;
    struct err err;
    const char *const flags[] = { "--no-such-option", NULL };
    struct build *build = started(written("option.c", hello), BUILD_PLAIN, NULL, flags);
    assert_false(build_wait(build, &err));
    assert_non_null(strstr(err.text, "--no-such-option"));
    build_destroy(build);
}

static void a_library_that_is_missing_is_named_with_its_package(void **state)
{
    (void)state;
    const char *nowhere[] = { "-nostdinc", "-I/proc", NULL };
    static const char *const compilers[] = { "gcc", "clang" };
    for (size_t k = 0; k < 2; k++) {
        if (k == 1 && access("/usr/bin/clang", X_OK) != 0)
            continue;
        struct err err = { "" };
        const char *source = written("loads.c", "#include <curl/curl.h>\nint main(void) { return 0; }\n");
        struct build *build = started(source, BUILD_PLAIN, compilers[k], nowhere);
        assert_false(build_wait(build, &err));
        assert_non_null(strstr(build_error(build)->text, "needs libcurl (libcurl4-openssl-dev on Debian"));
        build_destroy(build);
    }
}

static void a_missing_compiler_is_a_sentence(void **state)
{
    (void)state;
    struct err err;
    struct build *build = started(written("none.c", hello), BUILD_PLAIN, "threadlab-no-such-cc", NULL);
    assert_false(build_wait(build, &err));
    assert_non_null(strstr(err.text, "There is no C compiler here"));
    build_destroy(build);
}

static void a_missing_source_is_a_sentence(void **state)
{
    (void)state;
    struct err err = { "" };
    const char *sources[] = { "/nowhere/at/all.c", NULL };
    assert_null(build_start(&(struct build_plan){ .sources = sources, .flavours = BUILD_PLAIN }, &err));
    assert_non_null(strstr(err.text, "/nowhere/at/all.c"));
}

static unsigned count(const char *text, const char *what)
{
    unsigned found = 0;
    for (; (text = strstr(text, what)); text++)
        found++;
    return found;
}

/* Calls of a call-back in the code of the function `add`. */
static void one_access_stays_one(const char *cc)
{
    static char output[65536];
    char path[PATH_ROOM];
    struct process_report report;
    build_at(written("loop.c", "int share;\n"
                               "void add(int turns)\n{\n    for (int i = 0; i < turns; i++)\n        share += 1;\n}\n"
                               "int main(void) { add(3); return share; }\n"), BUILD_TRACED, cc, path);
    run((const char *[]){ "objdump", "-d", "--disassemble=add", path, NULL }, &report, output, sizeof output);
    assert_int_equal(report.code, 0);
    assert_int_equal(count(output, "<__tsan_read4@plt>"), 1);
    assert_int_equal(count(output, "<__tsan_write4@plt>"), 1);
    char *back = NULL;                  /* both are inside the loop: a jump back comes after them */
    for (char *at = output; (at = strstr(at, "<add+")); at++)
        back = at;
    assert_true(back && back > strstr(output, "<__tsan_write4@plt>"));
}

static const struct { const char *name, *text; unsigned reads, writes; } forms[] = {
    { "two_writes", "void two_writes(void) { share = 1; share = 2; }\n", 0, 2 },
    { "two_reads", "int two_reads(void) { int one = share; int other = share; return one + other; }\n", 2, 0 },
    { "waiting", "void waiting(void) { while (!flag) ; }\n", 1, 0 },
    { "two_updates", "void two_updates(void) { share += 1; share += 1; }\n", 2, 2 },
    { "check_then_act", "int check_then_act(void) { if (share > 0) share--; return share; }\n", 3, 1 },
    { "members", "void members(void) { pair.x = 1; pair.y = 2; }\n", 0, 2 },
    { "elements", "void elements(void) { four[0] = four[1]; four[2] = four[3]; }\n", 2, 2 },
    { "either", "int either(int which) { return which ? share : flag; }\n", 2, 0 },
    { "exchange", "void exchange(void) { int old = share; share = flag; flag = old; }\n", 2, 2 },
};

static void every_form_keeps_its_accesses(const char *cc)
{
    static char output[65536], text[4096];
    char path[PATH_ROOM], option[64];
    struct process_report report;
    strcpy(text, "int share, flag, four[4];\nstruct { int x, y; } pair;\nint main(void) { return 0; }\n");
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++)
        strcat(text, forms[k].text);
    build_at(written("forms.c", text), BUILD_TRACED, cc, path);
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
        snprintf(option, sizeof option, "--disassemble=%s", forms[k].name);
        run((const char *[]){ "objdump", "-d", option, path, NULL }, &report, output, sizeof output);
        if (count(output, "<__tsan_read4@plt>") != forms[k].reads || count(output, "<__tsan_write4@plt>") != forms[k].writes)
            fail_msg("%s: another count of accesses in\n%s", cc, forms[k].text);
    }
}

static void each_access_of_the_source_is_one_access(void **state)
{
    (void)state;
    static const char *const compilers[] = { "gcc", "clang" };
    char path[PATH_ROOM];
    for (size_t k = 0; k < 2; k++) {
        snprintf(path, sizeof path, "/usr/bin/%s", compilers[k]);
        if (access(path, X_OK) == 0 && access("/usr/bin/objdump", X_OK) == 0)
            every_form_keeps_its_accesses(compilers[k]);
    }
}

static void a_loop_reads_and_writes_once_a_turn_with_gcc(void **state)
{
    (void)state;
    if (access("/usr/bin/gcc", X_OK) != 0 || access("/usr/bin/objdump", X_OK) != 0)
        skip();
    one_access_stays_one("gcc");
}

static void a_loop_reads_and_writes_once_a_turn_with_clang(void **state)
{
    (void)state;
    if (access("/usr/bin/clang", X_OK) != 0 || access("/usr/bin/objdump", X_OK) != 0)
        skip();
    one_access_stays_one("clang");
}

static void a_traced_library_calls_the_lab_in_place_of_the_system(void **state)
{
    (void)state;
    static char output[65536];
    char path[PATH_ROOM];
    struct process_report report;
    build_at(written("calls.c", "#include <pthread.h>\npthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;\n"
                                "int main(void) { return pthread_mutex_lock(&lock); }\n"), BUILD_TRACED, NULL, path);
    run((const char *[]){ "nm", "-D", "-u", path, NULL }, &report, output, sizeof output);
    assert_int_equal(count(output, " __wrap_pthread_mutex_lock\n"), 1);
    assert_int_equal(count(output, " pthread_mutex_lock"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_flavours_come_out_of_one_build),
        cmocka_unit_test(a_second_build_of_the_same_text_runs_no_compiler),
        cmocka_unit_test(a_changed_header_is_another_program),
        cmocka_unit_test(a_changed_header_of_a_folder_is_another_program),
        cmocka_unit_test(a_source_among_the_flags_counts_like_the_others),
        cmocka_unit_test(other_flags_are_another_program),
        cmocka_unit_test(the_same_thing_can_be_built_twice_at_a_time),
        cmocka_unit_test(an_error_has_its_line_and_comes_before_warnings),
        cmocka_unit_test(what_the_linker_misses_is_said),
        cmocka_unit_test(what_the_compiler_says_without_a_line_is_said),
        cmocka_unit_test(a_library_that_is_missing_is_named_with_its_package),
        cmocka_unit_test(a_missing_compiler_is_a_sentence),
        cmocka_unit_test(a_missing_source_is_a_sentence),
        cmocka_unit_test(a_loop_reads_and_writes_once_a_turn_with_gcc),
        cmocka_unit_test(a_loop_reads_and_writes_once_a_turn_with_clang),
        cmocka_unit_test(each_access_of_the_source_is_one_access),
        cmocka_unit_test(a_traced_library_calls_the_lab_in_place_of_the_system),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
