/* Claims about a live session of several processes: which of them goes next can be chosen, each is seen for what it is, and
 * nothing of it outlives the session. */
#include "tests/real_session.h"

#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "session/tell.h"

static const char *const two_children =
    "#include <stdlib.h>\n"
    "#include <sys/wait.h>\n"
    "#include <unistd.h>\n"
    "static int mine;\n"
    "static void child(int value)\n"
    "{\n"
    "    mine = value;\n"
    "    exit(value);\n"
    "}\n"
    "int main(void)\n"
    "{\n"
    "    for (int k = 1; k <= 2; k++)\n"
    "        if (fork() == 0)\n"
    "            child(k);\n"
    "    while (wait(NULL) > 0)\n"
    "        ;\n"
    "    return mine;\n"
    "}\n";

static const char *const endless =
    "#include <sys/mman.h>\n"
    "#include <fcntl.h>\n"
    "#include <mqueue.h>\n"
    "#include <unistd.h>\n"
    "int main(void)\n"
    "{\n"
    "    shm_open(\"/left\", O_CREAT | O_RDWR, 0600);\n"
    "    mq_open(\"/left\", O_CREAT | O_RDWR, 0600, NULL);\n"
    "    if (fork() == 0) {\n"
    "        setsid();\n"
    "        for (;;)\n"
    "            pause();\n"
    "    }\n"
    "    for (;;)\n"
    "        pause();\n"
    "}\n";

static const char *const listens =
    "#include <pthread.h>\n"
    "#include <sys/socket.h>\n"
    "#include <unistd.h>\n"
    "static int ends[2];\n"
    "static void *hear(void *end)\n"
    "{\n"
    "    char byte;\n"
    "    recv(*(int *)end, &byte, 1, 0);\n"
    "    return NULL;\n"
    "}\n"
    "int main(void)\n"
    "{\n"
    "    pthread_t other;\n"
    "    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);\n"
    "    int one = ends[1];\n"
    "    pthread_create(&other, NULL, hear, &one);\n"
    "    send(ends[0], \"!\", 1, 0);\n"
    "    pthread_join(other, NULL);\n"
    "    return 0;\n"
    "}\n";

static struct session *opened(const char *text)
{
    char path[PATH_ROOM];
    struct err err = { "" };
    if (!path_exists(host))
        skip();
    assert_true(path_join(path, sizeof path, folder, "demo.c"));
    assert_true(path_write(path, text, strlen(text), &err));
    const char *sources[] = { path, NULL };
    struct session *session = session_open(&(struct session_plan){ .sources = sources, .seed = 7, .carrier = CARRIER_KERNEL }, &err);
    if (!session)
        fail_msg("%s", err.text);
    return session;
}

static bool at_gate(const struct session *session, uint16_t thread)
{
    const struct world *world = session_world(session);
    return thread < world->threads && world->thread[thread].phase == THREAD_AT_GATE;
}

/* Lets one thread through one gate, once it stands there; until it stands at another, or has ended. */
static void step(struct session *session, uint16_t thread)
{
    const char *why;
    while (!at_gate(session, thread))
        poll_once(session);
    uint32_t steps = session_world(session)->thread[thread].steps;
    assert_true(session_step_thread(session, thread, WAY_GO, &why));
    while (session_world(session)->thread[thread].steps == steps)
        poll_once(session);
}

static bool has_ended(const struct session *session, uint16_t thread)
{
    return session_world(session)->thread[thread].phase == THREAD_ENDED;
}

static void two_forks(struct session *session)
{
    const char *why;
    while (session_state(session) != SESSION_PAUSED)
        poll_once(session);
    (void)why;
    step(session, 0);
    step(session, 0);
    assert_int_equal(session_world(session)->threads, 3);
}

static void the_learner_chooses_which_process_goes_next(void **state)
{
    (void)state;
    struct session *session = opened(two_children);
    two_forks(session);
    while (!has_ended(session, 2))
        step(session, 2);
    assert_int_equal(session_world(session)->thread[1].steps, 0);       /* the other child has done nothing yet */
    while (!has_ended(session, 1))
        step(session, 1);
    session_close(session);
}

static void who_has_ended_stays_a_zombie_until_the_parent_goes(void **state)
{
    (void)state;
    struct session *session = opened(two_children);
    two_forks(session);
    while (!has_ended(session, 1))
        step(session, 1);
    const struct world *world = session_world(session);
    const struct world_object *child = &world->object[world->process[1]];
    assert_int_equal(child->depth, LIFE_ZOMBIE);
    step(session, 0);
    assert_int_equal(child->depth, LIFE_GONE);
    assert_int_equal(child->type, 1 << 8);
    session_close(session);
}

static void a_child_has_a_name_a_number_and_a_memory_of_its_own(void **state)
{
    (void)state;
    char name[64];
    unsigned found = 0;
    struct session *session = opened(two_children);
    two_forks(session);
    while (!has_ended(session, 1))
        step(session, 1);
    assert_string_equal(session_thread_name(session, 1, name, sizeof name), "child 1");
    assert_string_equal(session_thread_name(session, 2, name, sizeof name), "child 2");
    const struct world *world = session_world(session);
    assert_true(kill((pid_t)world->object[world->process[1]].value, 0) == 0);       /* that is its pid, and a zombie has one */
    for (uint32_t k = 0; k < world->objects; k++) {
        session_object_name(session, world->met[k], name, sizeof name);
        found += strcmp(name, "mine of child 1") == 0 && world->object[world->met[k]].value == 1;
    }
    assert_int_equal(found, 1);
    session_close(session);
}

static bool is_about_to(const struct session *session, uint16_t thread, enum act act)
{
    return at_gate(session, thread) && session_world(session)->thread[thread].about.act == act;
}

static void go_on(struct session *session, uint16_t thread)
{
    if (at_gate(session, thread))
        step(session, thread);
    else
        poll_once(session);
}

/* In the call, nothing but the other end lets it go; and the other thread can be let go meanwhile. */
static void who_is_in_a_call_is_refused_and_the_others_can_go(void **state)
{
    (void)state;
    const char *why;
    uint16_t refused;
    struct session *session = opened(listens);
    const struct world *world = session_world(session);
    while (session_state(session) != SESSION_PAUSED)
        poll_once(session);
    while (world->threads < 2)
        step(session, 0);
    while (!is_about_to(session, 1, ACT_PIPE_READ))
        go_on(session, 1);
    uint32_t steps = world->thread[1].steps;
    do {                                        /* into the call, in which it is some time after that */
        assert_true(session_step_thread(session, 1, WAY_GO, &why));
        poll_once(session);                     /* each command is answered */
    } while (!session_was_refused(session, &refused));
    assert_int_equal(refused, 1);
    assert_int_equal(world->thread[1].steps, steps);
    while (!is_about_to(session, 0, ACT_JOIN))
        go_on(session, 0);
    while (world->thread[1].steps == steps)
        poll_once(session);                     /* it has been let go: by the bytes that main sent */
    session_close(session);
}

static bool someone_can_go(const struct session *session)
{
    const struct world *world = session_world(session);
    for (uint16_t t = 0; t < world->threads; t++)
        if (at_gate(session, t) && world_ways(world, t) & 1u << WAY_GO)
            return true;
    return false;
}

/* Main waits for its children most of the time: it is not let go into the call, whoever can go is. */
static void who_is_chosen_by_the_lab_can_go(void **state)
{
    (void)state;
    const char *why;
    struct session *session = opened(two_children);
    while (session_state(session) != SESSION_ENDED) {
        uint32_t steps = session_length(session);
        bool asked = session_state(session) == SESSION_PAUSED && someone_can_go(session);
        if (asked)
            assert_true(session_next(session, &why));
        do
            poll_once(session);
        while (asked && session_length(session) == steps && session_state(session) != SESSION_ENDED);
    }
    session_close(session);
}

static bool is_there(pid_t keeper)
{
    char path[64];
    snprintf(path, sizeof path, "/dev/shm/threadlab-%d-left", (int)keeper);
    return access(path, F_OK) == 0;
}

static bool queue_is_there(pid_t keeper)
{
    char name[64];
    snprintf(name, sizeof name, "/threadlab-%d-left", (int)keeper);
    mqd_t queue = mq_open(name, O_RDONLY);
    return queue != (mqd_t)-1 && mq_close(queue) == 0;
}

static void nothing_outlives_the_session(void **state)
{
    (void)state;
    const char *why = "";
    struct session *session = opened(endless);
    while (session_state(session) != SESSION_PAUSED)
        poll_once(session);
    assert_true(session_run(session, &why));
    const struct world *world = session_world(session);
    while (world->process[1] == 0 || world->object[world->process[1]].value == 0)
        poll_once(session);
    pid_t first = (pid_t)world->object[world->process[0]].value, child = (pid_t)world->object[world->process[1]].value;
    pid_t keeper = getpgid(first) == first ? (pid_t)getsid(first) : 0;     /* it leads their session */
    assert_true(is_there(keeper) && queue_is_there(keeper));
    session_close(session);
    assert_false(is_there(keeper) || queue_is_there(keeper));
    assert_true(kill(first, 0) != 0 && errno == ESRCH);
    assert_true(kill(child, 0) != 0 && errno == ESRCH);
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(the_learner_chooses_which_process_goes_next),
        cmocka_unit_test(who_has_ended_stays_a_zombie_until_the_parent_goes),
        cmocka_unit_test(a_child_has_a_name_a_number_and_a_memory_of_its_own),
        cmocka_unit_test(who_is_in_a_call_is_refused_and_the_others_can_go),
        cmocka_unit_test(who_is_chosen_by_the_lab_can_go),
        cmocka_unit_test(nothing_outlives_the_session),
    };
    return cmocka_run_group_tests(claims, make_folder, remove_folder);
}
