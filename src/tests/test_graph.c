/* Claims about the wait-for graph: a circle in one piece, the others as edges, and nothing when nobody waits. */
#include "tests/fake_processes.h"

#include "view/graph.h"

static char drawn[2000];

static int draw(int columns, bool ascii)
{
    struct scene scene = { .tell = { &fake, ascii }, .world = &fake.world };
    struct pane *pane = pane_make(5, columns), nothing = { .columns = columns, .ascii = ascii };
    pane->ascii = ascii;
    int rows = graph_draw(&scene, pane, 0);
    assert_int_equal(graph_draw(&scene, &nothing, 0), rows);
    char *text = pane_text(pane);
    snprintf(drawn, sizeof drawn, "%s", text);
    free(text);
    pane_free(pane);
    return rows;
}

static void a_circle_is_one_piece_and_who_else_waits_an_edge(void **state)
{
    (void)state;
    fake_deadlock();
    assert_int_equal(draw(60, false), 1);
    assert_non_null(strstr(drawn, "① ─ b ▶ ② ─ a ▶ ①    main ─ join ▶ ①"));
    assert_int_equal(draw(60, true), 1);
    assert_non_null(strstr(drawn, "T1 - b > T2 - a > T1    main - join > T1"));
}

static void a_narrow_pane_takes_another_row(void **state)
{
    (void)state;
    fake_deadlock();
    assert_int_equal(draw(24, false), 2);
    assert_non_null(strstr(drawn, "① ─ b ▶ ② ─ a ▶ ①\nmain ─ join ▶ ①"));
}

static void nobody_is_waited_for_on_a_condition(void **state)
{
    (void)state;
    fake_begin();
    fake_create("eat", 1);
    fake_meet(1, OBJECT_CONDITION, "ready", 0);
    fake_meet(2, OBJECT_MUTEX, "lock", 0);
    fake_do(1, ACT_LOCK, 2, 8, 0);
    struct step wait = fake_step(1, ACT_COND_WAIT, 1, 9), wake = fake_step(1, ACT_COND_WAKE, 1, 9);
    wait.other = wake.other = 2;
    wake.value = UINT64_MAX;
    fake_about_step(wait);
    fake_pass(1, 0);
    fake_about_step(wake);
    assert_int_equal(draw(60, false), 1);
    assert_non_null(strstr(drawn, "① ─ ready ▶ nobody"));
}

static void where_nobody_waits_there_is_no_graph(void **state)
{
    (void)state;
    fake_begin();
    fake_create("add", 1);
    assert_int_equal(draw(60, false), 0);
}

/* Both have the writing end open: main waits for the child and for itself. */
static void who_reads_a_pipe_waits_for_whoever_could_write(void **state)
{
    (void)state;
    fake_begin();
    fake_process(1, "main", 0, 100);
    fake_meet(4, OBJECT_PIPE, "ends", PIPE_PLAIN);
    happens(0, ACT_PIPE_MAKE, 4, 0, 3 | (uint64_t)4 << 32, 0);
    fake_process(2, "child 1", 1, 101);
    fake_about_step((struct step){ .thread = 0, .act = ACT_PIPE_READ, .object = 4, .other = 3, .result = STEP_UNDECIDED });
    draw(60, false);
    assert_non_null(strstr(drawn, "main ─ ends ▶ main ①"));
    happens(1, ACT_PIPE_CLOSE, 4, 4, 0, 0);
    draw(60, false);
    assert_non_null(strstr(drawn, "main ─ ends ▶ main\n"));
}

static void who_waits_at_a_connection_waits_for_its_other_end_or_for_the_world(void **state)
{
    (void)state;
    fake_begin();
    fake_create("serve", 1);
    happens(1, ACT_START, 0, 0, 0, 0);
    fake_meet(1, OBJECT_SOCKET, "socket 3", SOCKET_STREAM);
    fake_meet(2, OBJECT_SOCKET, "socket 4", SOCKET_STREAM);
    fake_meet(3, OBJECT_SOCKET, "socket 5", SOCKET_STREAM);
    happens(0, ACT_SOCKET_CONNECT, 2, 4, 1, 0);
    happens(1, ACT_SOCKET_ACCEPT, 1, 3, 2, 5);
    fake_about(0, ACT_SOCKET_READ, 2, 7);
    fake_about(1, ACT_DOWNLOAD, 0, 7);
    draw(60, false);
    assert_non_null(strstr(drawn, "main ─ socket 4 ▶ socket 5    ① ─ network ▶ outside"));
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(a_circle_is_one_piece_and_who_else_waits_an_edge), cmocka_unit_test(a_narrow_pane_takes_another_row),
        cmocka_unit_test(nobody_is_waited_for_on_a_condition), cmocka_unit_test(where_nobody_waits_there_is_no_graph),
        cmocka_unit_test(who_reads_a_pipe_waits_for_whoever_could_write),
        cmocka_unit_test(who_waits_at_a_connection_waits_for_its_other_end_or_for_the_world),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
