/* The source pane: text, threads in the margin, what each is about to do. */
#include "tests/fake_session.h"

#include <unistd.h>

#include "view/source.h"

static char path[] = "/tmp/threadlab-source-XXXXXX.c";
static char drawn[8000];
static struct source *source;

static int open_it(void **state)
{
    struct err err;
    int fd = mkstemps(path, 2);
    FILE *file = fdopen(fd, "w");
    (void)state;
    for (int k = 1; k <= 40; k++)
        fprintf(file, k == 5 ? "// @start of it\n" : k == 11 ? "\tshare += 1;\n" : k == 30 ? "go(); // @go\n" : "int line_%d;\n", k);
    fclose(file);
    source = source_open(path, &err);
    return source ? 0 : -1;
}

static int close_it(void **state)
{
    (void)state;
    source_close(source);
    return unlink(path);
}

static const char *draw(int top, int wrong, int rows, int columns, bool ascii)
{
    struct scene scene = { .tell = { &fake, ascii }, .world = &fake.world };
    struct source_look look = { .top = top, .wrong = wrong };
    struct pane *pane = pane_make(rows, columns);
    pane->ascii = ascii;
    source_draw(source, &scene, &look, pane);
    char *text = pane_text(pane);
    snprintf(drawn, sizeof drawn, "%s", text);
    if (getenv("SHOW"))
        fputs(drawn, stderr);
    free(text);
    pane_free(pane);
    return drawn;
}

static void see_race(void)
{
    fake_race();
    fake.source = path;
}

static void a_missing_file_is_said_so(void **state)
{
    struct err err;
    (void)state;
    assert_null(source_open("/nowhere/at-all.c", &err));
    assert_non_null(strstr(err.text, "/nowhere/at-all.c"));
}

static void threads_stand_in_the_margin_of_their_lines(void **state)
{
    (void)state;
    see_race();
    draw(9, 0, 6, 110, false);
    assert_non_null(strstr(drawn, "› 11 ①②           share += 1;"));
    assert_non_null(strstr(drawn, "① about to write share   ② about to read share\n"));
    assert_non_null(strstr(drawn, "  10      int line_10;"));
    draw(18, 0, 4, 110, false);
    assert_non_null(strstr(drawn, "  20 0    int line_20;"));
    assert_non_null(strstr(drawn, "main waits for ① to end\n"));
}

static void what_does_not_fit_beside_the_code_is_cut_not_written_over_it(void **state)
{
    (void)state;
    see_race();
    draw(11, 0, 1, 60, false);
    assert_non_null(strstr(drawn, "share += 1;"));
    assert_non_null(strstr(drawn, "…"));
    draw(11, 0, 1, 36, false);
    assert_null(strstr(drawn, "about"));
}

static void a_line_the_compiler_complains_about_is_marked(void **state)
{
    (void)state;
    see_race();
    assert_non_null(strstr(draw(20, 21, 3, 80, false), "! 21"));
}

static void ascii_margins_have_names(void **state)
{
    (void)state;
    see_race();
    draw(9, 0, 6, 110, true);
    assert_non_null(strstr(drawn, "> 11 T1T2"));
}

static void an_anchor_leads_to_its_line_or_the_one_after_it(void **state)
{
    (void)state;
    assert_int_equal(source_anchor(source, "start"), 6);
    assert_int_equal(source_anchor(source, "go"), 30);
    assert_int_equal(source_anchor(source, "sta"), 0);
    assert_non_null(strstr(draw(28, 0, 4, 60, false), "go();\n"));
    assert_int_equal(source_anchor(source, ""), 0);
}

static void following_scrolls_no_more_than_needed(void **state)
{
    (void)state;
    assert_int_equal(source_follow(source, 1, 10, 5), 1);
    assert_int_equal(source_follow(source, 1, 10, 20), 15);
    assert_int_equal(source_follow(source, 20, 10, 3), 1);
    assert_int_equal(source_follow(source, 1, 10, 40), 31);
    assert_int_equal(source_follow(source, 1, 100, 40), 1);
}

static void others_are_kept_in_sight_where_they_fit(void **state)
{
    struct scene scene = { .tell = { &fake, false }, .world = &fake.world };
    (void)state;
    see_race();                         /* ① ② at line 11, main at 20 */
    assert_int_equal(source_follow_all(source, &scene, 1, 14, 11), 8);
    assert_int_equal(source_follow_all(source, &scene, 1, 8, 11), 7);
    assert_int_equal(source_follow_all(source, &scene, 30, 14, 11), 8);
}

static void who_stands_beyond_the_edge_is_named_there(void **state)
{
    (void)state;
    see_race();                             /* main at 20, both others at 11 */
    assert_non_null(strstr(draw(8, 0, 6, 60, false), "▾ main"));
    assert_null(strstr(drawn, "▴"));
    assert_non_null(strstr(draw(15, 0, 8, 60, false), "▴ ① ②"));
    assert_null(strstr(drawn, "▾"));
    assert_non_null(strstr(draw(12, 0, 4, 60, true), "^ T1 T2"));
    assert_non_null(strstr(drawn, "v main"));
    assert_null(strstr(draw(8, 0, 14, 60, false), "▾"));
}

static void what_ends_on_no_line_leaves_the_last_one_marked(void **state)
{
    (void)state;
    see_race();
    fake_pass(1, 1);
    fake_do(1, ACT_END, 0, 0, 0);
    assert_non_null(strstr(draw(8, 0, 6, 60, false), "› 11"));
}

static void any_size_is_survived(void **state)
{
    (void)state;
    see_race();
    for (int rows = 1; rows < 50; rows += 7)
        for (int columns = 1; columns < 150; columns += 3)
            draw(1, 0, rows, columns, false);
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(a_missing_file_is_said_so),
        cmocka_unit_test(threads_stand_in_the_margin_of_their_lines),
        cmocka_unit_test(what_does_not_fit_beside_the_code_is_cut_not_written_over_it),
        cmocka_unit_test(a_line_the_compiler_complains_about_is_marked),
        cmocka_unit_test(ascii_margins_have_names),
        cmocka_unit_test(an_anchor_leads_to_its_line_or_the_one_after_it),
        cmocka_unit_test(following_scrolls_no_more_than_needed),
        cmocka_unit_test(others_are_kept_in_sight_where_they_fit),
        cmocka_unit_test(who_stands_beyond_the_edge_is_named_there),
        cmocka_unit_test(what_ends_on_no_line_leaves_the_last_one_marked),
        cmocka_unit_test(any_size_is_survived),
    };
    return cmocka_run_group_tests(claims, open_it, close_it);
}
