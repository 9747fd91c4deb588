/* Claims about a session on a real host: the cursor goes anywhere, the same choices give the same run, and whatever
 * becomes of the host is an outcome or a sentence, never a hang. */
#include "tests/claims.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/process.h"
#include "session/inside.h"
#include "session/session.h"

static char folder[] = "/tmp/threadlab-session-XXXXXX";
static char host[PATH_ROOM];

static const char *const race =
    "#include <pthread.h>\n"
    "#include <stdio.h>\n"
    "static int share;\n"
    "static void *add(void *arg)\n"
    "{\n"
    "    for (int i = 0; i < 2; i++)\n"
    "        share += 1;\n"
    "    return arg;\n"
    "}\n"
    "int main(void)\n"
    "{\n"
    "    pthread_t one, other;\n"
    "    pthread_create(&one, NULL, add, NULL);\n"
    "    pthread_create(&other, NULL, add, NULL);\n"
    "    pthread_join(one, NULL);\n"
    "    pthread_join(other, NULL);\n"
    "    printf(\"%d\\n\", share);\n"
    "    return 0;\n"
    "}\n";

static const char *const long_run =
    "#include <pthread.h>\n"
    "static int share;\n"
    "static void *add(void *arg)\n"
    "{\n"
    "    for (int i = 0; i < 12000; i++)\n"
    "        share += 1;\n"
    "    return arg;\n"
    "}\n"
    "int main(void)\n"
    "{\n"
    "    pthread_t one;\n"
    "    pthread_create(&one, NULL, add, NULL);\n"
    "    add(NULL);\n"
    "    pthread_join(one, NULL);\n"
    "    return 0;\n"
    "}\n";

static int make_folder(void **state)
{
    (void)state;
    char beside[PATH_ROOM];
    if (!mkdtemp(folder) || setenv("XDG_CACHE_HOME", folder, 1) != 0 || !path_of_program(beside, sizeof beside, NULL))
        return -1;
    return !path_join(host, sizeof host, beside, "../threadlab-host");
}

static int remove_folder(void **state)
{
    (void)state;
    struct process_report report;
    char output[256];
    const char *argv[] = { "rm", "-rf", folder, NULL };
    return !process_run(&(struct process_plan){ .argv = argv }, 10, &report, output, sizeof output, NULL);
}

static struct session *opened_on(const char *program, const char *text, const char *schedule)
{
    char path[PATH_ROOM];
    struct err err = { "" };
    setenv("THREADLAB_HOST", program, 1);
    assert_true(path_join(path, sizeof path, folder, "demo.c"));
    assert_true(path_write(path, text, strlen(text), &err));
    const char *sources[] = { path, NULL };
    struct session *session = session_open(&(struct session_plan){ .sources = sources, .seed = 7, .schedule = schedule }, &err);
    if (!session)
        fail_msg("%s", err.text);
    return session;
}

static struct session *opened(const char *text)
{
    if (!path_exists(host))
        skip();
    return opened_on(host, text, NULL);
}

static void poll_once(struct session *session)
{
    struct pollfd ready = { .fd = session_fd(session), .events = POLLIN };
    poll(&ready, 1, session_wait(session));
    session_poll(session);
}

static void wait_until(struct session *session, enum session_state state)
{
    while (session_state(session) != state) {
        if (session_state(session) == SESSION_FAILED)
            fail_msg("%s", session_error(session));
        poll_once(session);
    }
}

static void run_to_the_end(struct session *session)
{
    const char *why = "";
    wait_until(session, SESSION_PAUSED);
    while (!session_run(session, &why))
        poll_once(session);
    wait_until(session, SESSION_ENDED);
}

static void make_step(struct session *session, uint16_t thread)
{
    const char *why = "";
    uint32_t before = session_cursor(session);
    while (!session_step_thread(session, thread, WAY_GO, &why))
        poll_once(session);
    while (session_cursor(session) == before)
        poll_once(session);
}

static void a_demo_runs_to_its_end(void **state)
{
    (void)state;
    size_t length;
    struct session *session = opened(race);
    run_to_the_end(session);
    assert_int_equal(session_outcome(session, NULL), OUTCOME_EXITED);
    assert_int_equal(session_ending(session).code, 0);
    assert_in_range(atoi(session_output(session, &length)), 2, 4);
    assert_int_equal(length, 2);
    assert_int_equal(session_cursor(session), session_length(session));
    assert_int_equal(session_world(session)->threads, 3);
    session_close(session);
}

static void the_cursor_shows_the_world_as_it_was(void **state)
{
    (void)state;
    static struct world seen[200];
    const char *why;
    size_t length;
    struct session *session = opened(race);
    run_to_the_end(session);
    uint32_t all = session_length(session);
    assert_in_range(all, 10, 199);
    for (uint32_t k = 0; k <= all; k++) {
        assert_true(session_goto(session, k, &why));
        seen[k].step = session_world(session)->step;
        seen[k].threads = session_world(session)->threads;
        seen[k].current = session_world(session)->current;
        assert_int_equal(seen[k].step, k);
    }
    for (uint32_t k = all + 1; k-- > 0; ) {
        assert_true(session_goto(session, k, &why));
        assert_int_equal(session_cursor(session), k);
        assert_int_equal(session_world(session)->step, seen[k].step);
        assert_int_equal(session_world(session)->threads, seen[k].threads);
        assert_int_equal(session_world(session)->current, seen[k].current);
    }
    session_output(session, &length);
    assert_int_equal(length, 0);
    assert_int_equal(session_outcome(session, NULL), OUTCOME_EXITED);   /* whatever the cursor */
    assert_false(session_goto(session, all + 1, &why));
    session_close(session);
}

static void the_same_choices_give_the_same_run(void **state)
{
    (void)state;
    char first[4096], second[4096], printed[64];
    size_t length;
    const char *why;
    struct session *session = opened(race);
    run_to_the_end(session);
    session_schedule(session, first, sizeof first);
    snprintf(printed, sizeof printed, "%s", session_output(session, &length));
    assert_true(session_restart(session, 7, &why));
    run_to_the_end(session);
    session_schedule(session, second, sizeof second);
    assert_string_equal(first, second);
    struct err err = { "" };
    if (!session_follow(session, first, &err))
        fail_msg("%s", err.text);
    run_to_the_end(session);
    session_schedule(session, second, sizeof second);
    assert_string_equal(first, second);
    assert_string_equal(session_output(session, &length), printed);
    session_close(session);
}

static void a_step_in_the_past_drops_what_came_after(void **state)
{
    (void)state;
    const char *why;
    struct session *session = opened(race);
    run_to_the_end(session);
    uint32_t at = 1;                    /* where both threads could go, and one of them did */
    for (;; at++) {
        assert_true(at < session_length(session));
        assert_true(session_goto(session, at, &why));
        const struct world *world = session_world(session);
        if (world->threads == 3 && world_ways(world, 1) && world_ways(world, 2))
            break;
    }
    uint16_t taken = session_step(session, at + 1)->thread, other = taken == 1 ? 2 : 1;
    make_step(session, other);
    assert_int_equal(session_cursor(session), at + 1);
    assert_int_equal(session_length(session), at + 1);
    assert_int_equal(session_step(session, at + 1)->thread, other);
    assert_int_equal(session_outcome(session, NULL), OUTCOME_RUNNING);
    run_to_the_end(session);
    assert_int_equal(session_outcome(session, NULL), OUTCOME_EXITED);
    assert_int_equal(session_step(session, at + 1)->thread, other);
    session_close(session);
}

static void a_step_that_is_known_is_only_looked_at(void **state)
{
    (void)state;
    const char *why;
    struct session *session = opened(race);
    run_to_the_end(session);
    uint32_t all = session_length(session);
    assert_true(session_goto(session, 3, &why));
    assert_true(session_step_thread(session, session_step(session, 4)->thread, WAY_GO, &why));
    assert_int_equal(session_cursor(session), 4);
    assert_int_equal(session_length(session), all);
    session_close(session);
}

static void a_known_run_is_shown_step_by_step(void **state)
{
    (void)state;
    const char *why;
    struct session *session = opened(race);
    run_to_the_end(session);
    session_step_over(session, true);
    assert_true(session_goto(session, 0, &why));
    session_set_speed(session, 1000);
    assert_true(session_run(session, &why));
    while (session_state(session) != SESSION_ENDED) {
        uint32_t before = session_cursor(session);
        poll(NULL, 0, session_wait(session));
        bool changed = session_poll(session);
        assert_true(changed || session_cursor(session) == before);
    }
    session_close(session);
}

static void who_cannot_go_is_told_so(void **state)
{
    (void)state;
    const char *why = "";
    struct session *session = opened(race);
    assert_false(session_step_thread(session, 0, WAY_GO, &why));
    assert_non_null(strstr(why, "compiled"));
    wait_until(session, SESSION_PAUSED);
    while (!session_is_idle(session))       /* while it is busy, keys wait their turn */
        poll_once(session);
    assert_false(session_step_thread(session, 9, WAY_GO, &why));
    run_to_the_end(session);
    assert_false(session_next(session, &why));
    assert_non_null(strstr(why, "ended"));
    session_close(session);
}

static void a_global_has_the_name_it_has_in_the_source(void **state)
{
    (void)state;
    char name[64];
    bool found = false;
    struct session *session = opened(race);
    run_to_the_end(session);
    const struct world *world = session_world(session);
    for (uint32_t k = 0; k < world->objects; k++) {
        session_object_name(session, world->met[k], name, sizeof name);
        found = found || strcmp(name, "share") == 0;
    }
    assert_true(found);
    assert_string_equal(session_thread_name(session, 0, name, sizeof name), "main");
    assert_string_equal(session_thread_name(session, 1, name, sizeof name), "add");
    session_close(session);
}

static void a_step_far_back_is_found_through_checkpoints(void **state)
{
    (void)state;
    const char *why;
    struct session *session = opened(long_run);
    run_to_the_end(session);
    uint32_t all = session_length(session);
    assert_true(all > 40000);
    uint32_t places[] = { all - 1, 16385, 16384, 16383, 32768, 10000, 1, 0, all };
    for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
        assert_true(session_goto(session, places[k], &why));
        assert_int_equal(session_world(session)->step, places[k]);
    }
    assert_int_equal(session_world(session)->thread[1].phase, THREAD_ENDED);
    assert_int_equal(session_lost(session), 0);
    session_close(session);
}

static void what_does_not_compile_is_a_state(void **state)
{
    (void)state;
    const struct build_message *messages;
    struct session *session = opened_on("/bin/false", "int main(void) { return nothing; }\n", NULL);
    while (session_state(session) == SESSION_BUILDS)
        poll_once(session);
    assert_int_equal(session_state(session), SESSION_FAILED);
    assert_true(session_messages(session, &messages) > 0);
    assert_non_null(strstr(session_error(session), "demo.c:1: "));
    session_close(session);
}

static void a_host_that_goes_without_a_word_is_a_sentence(void **state)
{
    (void)state;
    static const char *const hosts[] = { "/bin/false", "/nowhere/at/all" };
    for (size_t k = 0; k < sizeof hosts / sizeof *hosts; k++) {
        struct session *session = opened_on(hosts[k], race, NULL);
        while (session_state(session) == SESSION_BUILDS || session_state(session) == SESSION_PAUSED)
            poll_once(session);
        assert_int_equal(session_state(session), SESSION_FAILED);
        assert_true(session_error(session)[0] != '\0');
        session_close(session);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_demo_runs_to_its_end),
        cmocka_unit_test(the_cursor_shows_the_world_as_it_was),
        cmocka_unit_test(the_same_choices_give_the_same_run),
        cmocka_unit_test(a_step_in_the_past_drops_what_came_after),
        cmocka_unit_test(a_step_that_is_known_is_only_looked_at),
        cmocka_unit_test(a_known_run_is_shown_step_by_step),
        cmocka_unit_test(who_cannot_go_is_told_so),
        cmocka_unit_test(a_global_has_the_name_it_has_in_the_source),
        cmocka_unit_test(a_step_far_back_is_found_through_checkpoints),
        cmocka_unit_test(what_does_not_compile_is_a_state),
        cmocka_unit_test(a_host_that_goes_without_a_word_is_a_sentence),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
