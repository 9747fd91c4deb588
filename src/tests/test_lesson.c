/* test_lesson.c — claims about reading lessons: what is there, what is wrong, and that nothing wrong stops the others. */
#include "tests/claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "lesson/lesson.h"
#include "lesson/lint.h"

static char folder[] = "/tmp/threadlab-lessons-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const files[] = { "01-x/lesson.md", "01-x/a.c", "02-y/lesson.md", "kit/part.c" };
    char path[PATH_ROOM];
    for (size_t k = 0; k < 4; k++)
        if (path_join(path, sizeof path, folder, files[k]))
            unlink(path);
    path_join(path, sizeof path, folder, "01-x");
    rmdir(path);
    path_join(path, sizeof path, folder, "02-y");
    rmdir(path);
    path_join(path, sizeof path, folder, "kit");
    rmdir(path);
    return rmdir(folder);
}

static void put(const char *name, const char *text, size_t length)
{
    char path[PATH_ROOM], parent[PATH_ROOM];
    struct err err;
    assert_true(path_join(path, sizeof path, folder, name));
    strcpy(parent, path);
    *strrchr(parent, '/') = '\0';
    assert_true(path_make_folder(parent, &err));
    assert_true(path_write(path, text, length, &err));
}

static struct catalogue *with(const char *text)
{
    struct err err;
    put("01-x/lesson.md", text, strlen(text));
    struct catalogue *catalogue = catalogue_open(folder, &err);
    assert_non_null(catalogue);
    return catalogue;
}

static const struct lesson *first(const struct catalogue *catalogue)
{
    const struct lesson *const *lessons;
    assert_true(catalogue_lessons(catalogue, &lessons) >= 1);
    return lessons[0];
}

#define HEAD "---\ntitle: T\nsummary: S\nformat: 1\n---\n\n"

static void a_lesson_has_its_title_pages_and_text(void **state)
{
    (void)state;
    struct catalogue *catalogue = with(HEAD "## One\n\nA *word* and `code`.\n\n- item\n\n## Two\n\nMore.\n");
    const struct lesson *lesson = first(catalogue);
    assert_null(lesson->complaint);
    assert_string_equal(lesson->title, "T");
    assert_string_equal(lesson->name, "x");
    assert_int_equal(lesson->page_count, 2);
    assert_string_equal(lesson->pages[1].title, "Two");
    const struct block *block = &lesson->pages[0].blocks[0];
    assert_int_equal(block->kind, BLOCK_TEXT);
    assert_int_equal(block->line, 9);
    assert_int_equal(block->lines[0].spans[1].look, SPAN_EMPHASIS);
    assert_string_equal(block->lines[0].spans[1].text, "word");
    assert_int_equal(block->lines[0].spans[3].look, SPAN_CODE);
    assert_int_equal(block->lines[1].kind, TEXT_ITEM);
    assert_string_equal(block->lines[1].mark, "•");
    catalogue_close(catalogue);
}

static void a_demo_block_binds_a_program(void **state)
{
    (void)state;
    put("01-x/a.c", "// broken on purpose: x\n// @here\n", 33);
    struct catalogue *catalogue = with(HEAD "## One\n\nText.\n\n```demo\nname: d\nfile: a.c\nneeds: kit math\n"
                                       "anchor: here\nbroken: yes\nseed: 42\nexpect: 4\n```\n");
    const struct demo *demo = first(catalogue)->demos[0];
    assert_null(first(catalogue)->complaint);
    assert_string_equal(demo->name, "d");
    assert_true(demo->broken);
    assert_int_equal(demo->seed, 42);
    assert_string_equal(demo->expect, "4");
    assert_non_null(strstr(demo->files[0], "01-x/a.c"));
    assert_null(demo->files[1]);
    assert_string_equal(demo->flags[1], "-lm");
    assert_null(demo->flags[2]);
    catalogue_close(catalogue);
}

static void a_part_of_the_kit_is_a_source_of_the_demo(void **state)
{
    (void)state;
    put("01-x/a.c", "", 0);
    put("kit/part.c", "", 0);
    struct catalogue *catalogue = with(HEAD "## One\n\nText.\n\n```demo\nname: d\nneeds: kit/part math\nfile: a.c\n```\n\n"
                                       "```measure\nneeds: kit/part\nvariant: one | a.c\n```\n");
    const struct demo *demo = first(catalogue)->demos[0];
    assert_null(first(catalogue)->complaint);
    assert_non_null(strstr(demo->files[0], "01-x/a.c"));
    assert_non_null(strstr(demo->files[1], "kit/part.c"));
    assert_null(demo->files[2]);
    assert_non_null(strstr(demo->flags[0], "-I"));
    assert_string_equal(demo->flags[1], "-lm");
    assert_null(demo->flags[2]);
    assert_non_null(strstr(first(catalogue)->measures[0]->variants[0].flags[1], "kit/part.c"));
    catalogue_close(catalogue);
    catalogue = with(HEAD "## One\n\nText.\n\n```demo\nname: d\nneeds: kit/../part\nfile: a.c\n```\n");
    assert_non_null(strstr(first(catalogue)->complaint, "the kit has no part \"../part\""));
    catalogue_close(catalogue);
}

static void a_measure_block_has_variants(void **state)
{
    (void)state;
    put("01-x/a.c", "", 0);
    struct catalogue *catalogue = with(HEAD "## One\n\nText.\n\n```measure\ntitle: M\nvariant: two | a.c | 2 3 | right | 1.91\n"
                                       "variant: bare | a.c\n```\n");
    const struct measure_block *block = first(catalogue)->measures[0];
    assert_null(first(catalogue)->complaint);
    assert_int_equal(block->variant_count, 2);
    assert_string_equal(block->variants[0].args[1], "3");
    assert_string_equal(block->variants[0].expect, "right");
    assert_true(block->variants[0].quoted > 1.9 && block->variants[0].quoted < 1.92);
    assert_string_equal(block->variants[1].expect, "");
    catalogue_close(catalogue);
}

static void a_hunt_names_its_goal(void **state)
{
    (void)state;
    put("01-x/a.c", "", 0);
    struct catalogue *catalogue = with(HEAD "## One\n\n```demo\nname: d\ntitle: D\nfile: a.c\n```\n\n```hunt\nname: two\ntitle: H\n"
                                       "demo: d\ngoal: prints 2 in all\n```\n\n```hunt\nname: stop\ntitle: S\ndemo: d\n"
                                       "goal: deadlock\nbecause: b\n```\n");
    const struct lesson *lesson = first(catalogue);
    assert_null(lesson->complaint);
    assert_int_equal(lesson->hunt_count, 2);
    assert_int_equal(lesson->hunts[0]->goal, GOAL_PRINTS);
    assert_string_equal(lesson->hunts[0]->line, "2 in all");
    assert_int_equal(lesson->hunts[1]->goal, GOAL_DEADLOCK);
    assert_string_equal(lesson->hunts[1]->because, "b");
    catalogue_close(catalogue);
}

static void an_exercise_lists_what_it_asks(void **state)
{
    (void)state;
    put("01-x/a.c", "", 0);
    struct catalogue *catalogue = with(HEAD "## One\n\n```exercise\nname: e\ntitle: E\ntask: Do this.\ntask: Then that.\nfile: a.c\n"
                                       "solution: a.c\nneeds: math\nprints: 1\nprints: 2 3\nthreads: 3\nbound: 2\nfinishes: no\n"
                                       "hint: a\nhint: b\n```\n");
    const struct lesson *lesson = first(catalogue);
    assert_null(lesson->complaint);
    const struct exercise *exercise = lesson->exercises[0];
    assert_string_equal(exercise->task, "Do this. Then that.");
    assert_string_equal(exercise->prints[1], "2 3");
    assert_null(exercise->prints[2]);
    assert_string_equal(exercise->flags[0], "-lm");
    assert_string_equal(exercise->hints[1], "b");
    assert_true(exercise->sound);
    assert_false(exercise->finishes);
    assert_int_equal(exercise->threads, 3);
    assert_int_equal(exercise->bound, 2);
    catalogue_close(catalogue);
}

static void what_is_wrong_is_named_with_its_line(void **state)
{
    (void)state;
    static const struct { const char *text, *complaint; } wrong[] = {
        { "", "lesson.md:1: " },
        { "---\ntitle: T\n", "lesson.md:1: the front matter is not closed" },
        { "---\ntitle: T\nformat: 9\n---\n## A\n\nx\n", "lesson.md:3: this lab reads lessons of format 1" },
        { "---\ncolour: T\n---\n", "lesson.md:2: the front matter has no key \"colour\"" },
        { HEAD "Text first.\n", "lesson.md:7: text before the first page" },
        { HEAD "## A\n\n```demo\nname: d\nfile: gone.c\n```\n", "lesson.md:11: there is no file gone.c" },
        { HEAD "## A\n\n```demo\nname: d\nfile: ../../etc/passwd\n```\n", "lesson.md:11: \"../../etc/passwd\" is not a file of this lesson" },
        { HEAD "## A\n\n```demo\nname: d\nshape: round\n```\n", "lesson.md:11: a demo has no key \"shape\"" },
        { HEAD "## A\n\n```demo\nname: d\n", "lesson.md:9: this block is not closed" },
        { HEAD "## A\n\n```predict\nquestion: q\n```\n", "lesson.md:9: a prediction needs" },
        { HEAD "## A\n\n```hunt\nname: h\n```\n", "lesson.md:9: a hunt needs" },
        { HEAD "## A\n\n```hunt\ngoal: win\n```\n", "lesson.md:10: \"win\" is no goal" },
        { HEAD "## A\n\n```exercise\nname: e\n```\n", "lesson.md:9: an exercise needs" },
        { HEAD "## A\n\n```exercise\nname: ../e\ntitle: E\ntask: t\nfile: a.c\nsolution: a.c\n```\n", "cannot be the name of a file" },
    };
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        struct catalogue *catalogue = with(wrong[k].text);
        const struct lesson *lesson = first(catalogue);
        assert_non_null(lesson->complaint);
        assert_non_null(strstr(lesson->complaint, wrong[k].complaint));
        assert_int_equal(lesson->page_count, 0);
        catalogue_close(catalogue);
    }
}

static void a_broken_lesson_does_not_stop_the_others(void **state)
{
    (void)state;
    static const char good[] = HEAD "## A\n\nText.\n";
    put("02-y/lesson.md", good, sizeof good - 1);
    struct catalogue *catalogue = with("nonsense");
    const struct lesson *const *lessons, *lesson;
    const struct demo *demo;
    assert_int_equal(catalogue_lessons(catalogue, &lessons), 2);
    assert_non_null(lessons[0]->complaint);
    assert_null(lessons[1]->complaint);
    assert_true(catalogue_find(catalogue, "y", &lesson, &demo, NULL));
    assert_ptr_equal(lesson, lessons[1]);
    assert_true(catalogue_find(catalogue, "02", &lesson, &demo, NULL));
    assert_false(catalogue_find(catalogue, "02/none", &lesson, &demo, NULL));
    assert_false(catalogue_find(catalogue, "z", &lesson, &demo, NULL));
    catalogue_close(catalogue);
}

static void any_bytes_are_read_or_refused(void **state)
{
    (void)state;
    static const char *const pieces[] = { "---\n", "## ", "```", "demo\n", "name: x\n", "\n", "- ", "|a|b|\n", "\xff\xfe", "> ", "**",
                                          "title: T\n", "variant: ||||\n", "measure\n", "1. ", "`", "\t", "format: 1\n" };
    srand(11);
    for (int round = 0; round < 400; round++) {
        char text[2000] = "";
        size_t length = 0;
        for (int k = rand() % 120; k > 0; k--) {
            const char *piece = pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)];
            if (length + strlen(piece) < sizeof text)
                length += (size_t)sprintf(text + length, "%s", piece);
        }
        if (round % 3 == 0 && length > 4)
            text[(size_t)rand() % length] = '\0';
        put("01-x/lesson.md", text, length);
        struct catalogue *catalogue = catalogue_open(folder, NULL);
        assert_non_null(catalogue);
        struct complaint complaints[4];
        lint_lesson(first(catalogue), complaints, 4);
        catalogue_close(catalogue);
    }
}

static void lint_finds_what_a_reader_would_stumble_over(void **state)
{
    (void)state;
    static const char program[] = "int x; // a line that goes on and on and on, far beyond what fits on the narrow pane of a page\n";
    put("01-x/a.c", program, sizeof program - 1);
    struct catalogue *catalogue = with(HEAD "## One\n\nText.\n\n```demo\nname: d\nfile: a.c\nanchor: none\nbroken: yes\n```\n");
    struct complaint complaints[10];
    assert_true(lint_lesson(first(catalogue), complaints, 10) >= 3);
    assert_non_null(strstr(complaints[0].text, "longer than 72 columns"));
    assert_string_equal(complaints[0].file, "a.c");
    assert_non_null(strstr(complaints[1].text, "no anchor"));
    assert_non_null(strstr(complaints[2].text, "broken on purpose"));
    catalogue_close(catalogue);
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(a_lesson_has_its_title_pages_and_text),
        cmocka_unit_test(a_demo_block_binds_a_program),
        cmocka_unit_test(a_measure_block_has_variants), cmocka_unit_test(a_hunt_names_its_goal),
        cmocka_unit_test(an_exercise_lists_what_it_asks),
        cmocka_unit_test(a_part_of_the_kit_is_a_source_of_the_demo),
        cmocka_unit_test(what_is_wrong_is_named_with_its_line),
        cmocka_unit_test(a_broken_lesson_does_not_stop_the_others),
        cmocka_unit_test(any_bytes_are_read_or_refused),
        cmocka_unit_test(lint_finds_what_a_reader_would_stumble_over),
    };
    return cmocka_run_group_tests(claims, make_folder, remove_folder);
}
