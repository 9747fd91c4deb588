/* What sockets, descriptor sets, event descriptors and message queues do, who waits at them and whom only the outside can let go, in
 * claims. */
#include "tests/claims.h"

#include <errno.h>
#include <sys/socket.h>

#include "world/world.h"

enum { FIRST = 1, CHILD, LISTENER, CLIENT, SERVER, SET, COUNT, CLOCK, QUEUE, LOCK };

static struct world world;

static void meet(uint32_t object, enum object_kind kind, int32_t type)
{
    struct step step = { .phase = PHASE_MEET, .object = object, .act = (uint8_t)kind, .process = kind == OBJECT_PROCESS ? 0 : ALL_PROCESSES,
                         .size = (uint8_t)(object == CHILD), .result = type, .other = REGION_OTHER };
    assert_true(world_apply(&world, &step));
}

static void about_size(uint16_t thread, enum act act, uint32_t object, uint32_t other, uint64_t value, unsigned size)
{
    world_follow(&world, &(struct step){ .phase = PHASE_ABOUT, .thread = thread, .act = (uint8_t)act, .object = object, .other = other,
                                         .value = value, .size = (uint8_t)size });
}

static void about(uint16_t thread, enum act act, uint32_t object, uint32_t other, uint64_t value)
{
    about_size(thread, act, object, other, value, 0);
}

static void done(uint16_t thread, enum act act, uint32_t object, uint32_t other, uint64_t value, int32_t result)
{
    world_follow(&world, &(struct step){ .phase = PHASE_DONE, .thread = thread, .act = (uint8_t)act, .object = object, .other = other,
                                         .value = value, .result = result });
}

static bool waits(uint16_t thread)
{
    struct wait wait;
    return world_waits(&world, thread, &wait);
}

static void begin(void)
{
    world_begin(&world);
    meet(FIRST, OBJECT_PROCESS, 0);
    done(0, ACT_CREATE, 0, 1, 0, 0);
    done(1, ACT_START, 0, 0, 0, 0);
}

static void a_listener(void)
{
    begin();
    for (uint32_t socket = LISTENER; socket <= SERVER; socket++)
        meet(socket, OBJECT_SOCKET, SOCKET_STREAM);
    done(0, ACT_SOCKET_MAKE, LISTENER, 3, 0, 0);
    done(0, ACT_SOCKET_LISTEN, LISTENER, 3, 4711, 0);
    done(1, ACT_SOCKET_MAKE, CLIENT, 4, 0, 0);
}

/* Descriptor 4 of thread 1 and descriptor 5 of main are the two ends. */
static void a_connection(void)
{
    a_listener();
    done(1, ACT_SOCKET_CONNECT, CLIENT, 4, LISTENER, 0);
    done(0, ACT_SOCKET_ACCEPT, LISTENER, SERVER, CLIENT, 5);
}

/* ---- connections ---- */

static void who_accepts_waits_for_someone_to_connect(void **state)
{
    (void)state;
    a_listener();
    assert_int_equal(world.object[LISTENER].generation, 4711);
    about(0, ACT_SOCKET_ACCEPT, LISTENER, 3, 0);
    assert_true(waits(0));
    done(1, ACT_SOCKET_CONNECT, CLIENT, 4, LISTENER, 0);
    assert_false(waits(0));
    assert_int_equal(world.object[LISTENER].value, 1);
    done(0, ACT_SOCKET_ACCEPT, LISTENER, SERVER, CLIENT, 5);
    assert_int_equal(world.object[LISTENER].value, 0);
    assert_int_equal(world.object[SERVER].limit, CLIENT);
    assert_int_equal(world.object[CLIENT].limit, SERVER);
}

/* Of the two records either may come first. */
static void who_is_accepted_before_it_is_told_is_not_counted(void **state)
{
    (void)state;
    a_listener();
    done(0, ACT_SOCKET_ACCEPT, LISTENER, SERVER, 0, 5);
    done(1, ACT_SOCKET_CONNECT, CLIENT, 4, LISTENER | (uint64_t)SERVER << 32, 0);
    assert_int_equal(world.object[LISTENER].value, 0);
    assert_int_equal(world.object[SERVER].limit, CLIENT);
}

static void bytes_sent_are_there_to_be_received(void **state)
{
    (void)state;
    a_connection();
    about(0, ACT_SOCKET_READ, SERVER, 5, 100);
    assert_true(waits(0));
    done(1, ACT_SOCKET_WRITE, CLIENT, 4, 6, 6);
    assert_false(waits(0));
    assert_int_equal(world.object[SERVER].value, 6);
    done(0, ACT_SOCKET_READ, SERVER, 5, 100, 4);
    assert_int_equal(world.object[SERVER].value, 2);
    assert_int_equal(world.object[CLIENT].value, 0);
}

static void a_closed_end_ends_the_waiting_at_the_other(void **state)
{
    (void)state;
    a_connection();
    done(1, ACT_SOCKET_WRITE, CLIENT, 4, 6, 6);
    done(1, ACT_SOCKET_CLOSE, CLIENT, 4, 0, 0);
    assert_int_equal(world.object[CLIENT].depth, SOCKET_CLOSED);
    done(0, ACT_SOCKET_READ, SERVER, 5, 100, 6);
    assert_int_equal(world.object[SERVER].value, 0);
    about(0, ACT_SOCKET_READ, SERVER, 5, 100);
    assert_false(waits(0));
}

static void who_shuts_down_can_still_be_answered(void **state)
{
    (void)state;
    a_connection();
    done(1, ACT_SOCKET_SHUTDOWN, CLIENT, 4, SHUT_WR, 0);
    about(0, ACT_SOCKET_READ, SERVER, 5, 100);
    assert_false(waits(0));
    done(0, ACT_SOCKET_READ, SERVER, 5, 100, 0);
    done(0, ACT_SOCKET_WRITE, SERVER, 5, 3, 3);
    assert_int_equal(world.object[CLIENT].value, 3);
}

static void a_copy_keeps_a_connection_open(void **state)
{
    (void)state;
    a_connection();
    done(1, ACT_SOCKET_DUP, CLIENT, 4, 0, 9);
    done(1, ACT_SOCKET_CLOSE, CLIENT, 4, 0, 0);
    about(0, ACT_SOCKET_READ, SERVER, 5, 100);
    assert_true(waits(0));
    done(1, ACT_SOCKET_CLOSE, CLIENT, 9, 0, 0);
    assert_false(waits(0));
}

static void a_child_has_its_parents_sockets_and_closes_them_with_its_end(void **state)
{
    (void)state;
    a_connection();
    meet(CHILD, OBJECT_PROCESS, 0);
    done(1, ACT_FORK, CHILD, 2, 1, 0);
    done(1, ACT_SOCKET_CLOSE, CLIENT, 4, 0, 0);
    about(0, ACT_SOCKET_READ, SERVER, 5, 100);
    assert_true(waits(0));
    done(2, ACT_QUIT, CHILD, 0, 0, 0);
    assert_false(waits(0));
}

static void a_number_that_serves_again_is_another_connection(void **state)
{
    (void)state;
    a_connection();
    done(1, ACT_SOCKET_WRITE, CLIENT, 4, 6, 6);
    done(0, ACT_SOCKET_CLOSE, SERVER, 5, 0, 0);
    done(0, ACT_SOCKET_MAKE, SERVER, 5, 0, 0);
    assert_int_equal(world.object[SERVER].value, 0);
    assert_int_equal(world.object[SERVER].depth, SOCKET_NEW);
    assert_int_equal(world.object[CLIENT].limit, 0);
}

/* ---- what is a deadlock, and what is not ---- */

static void two_ends_that_wait_for_each_other_are_stuck(void **state)
{
    (void)state;
    a_connection();
    about(0, ACT_SOCKET_READ, SERVER, 5, 1);
    about(1, ACT_SOCKET_READ, CLIENT, 4, 1);
    assert_true(world_stalled(&world));
}

static void whom_the_system_would_let_go_is_not_stuck(void **state)
{
    (void)state;
    a_connection();
    about_size(0, ACT_SOCKET_READ, SERVER, 5, 1, WAIT_OVER);
    about(1, ACT_SOCKET_READ, CLIENT, 4, 1);
    assert_false(waits(0));
    assert_false(world_stalled(&world));
}

static void a_time_limit_ends_the_waiting_of_a_socket(void **state)
{
    (void)state;
    a_connection();
    about_size(0, ACT_SOCKET_READ, SERVER, 5, 1, WAIT_LIMITED);
    about(1, ACT_SOCKET_READ, CLIENT, 4, 1);
    assert_true(waits(0));
    assert_false(world_stalled(&world));
}

static void the_outside_may_always_still_answer(void **state)
{
    (void)state;
    static const enum act outside[] = { ACT_SELECT, ACT_DOWNLOAD, ACT_AWAIT_NETWORK, ACT_AWAIT_SIGNAL };
    a_listener();
    about(1, ACT_SOCKET_READ, CLIENT, 4, 1);
    for (size_t k = 0; k < sizeof outside / sizeof *outside; k++) {
        about(0, outside[k], 0, 0, 0);
        assert_true(waits(0));
        assert_false(world_stalled(&world));
        done(0, outside[k], 0, 0, 0, 0);
        assert_false(waits(0));
    }
    about(0, ACT_SOCKET_ACCEPT, LISTENER, 3, 0);
    assert_false(world_stalled(&world));
}

static void an_alarm_is_known_until_it_has_gone_off(void **state)
{
    (void)state;
    begin();
    assert_int_equal(world_alarm(&world), 0);
    done(0, ACT_ALARM, 0, 0, 500, 0);
    assert_int_equal(world_alarm(&world), 500);
    done(0, ACT_ALARM, 0, 0, 0, 0);
    assert_int_equal(world_alarm(&world), 0);
    world_follow(&world, &(struct step){ .phase = PHASE_DONE, .act = ACT_ALARM, .value = 900, .size = 1 });
    world_follow(&world, &(struct step){ .phase = PHASE_DONE, .act = ACT_ALARM, .value = 700, .size = 1 });
    assert_int_equal(world_alarm(&world), 900);
    world_begin(&world);
    assert_int_equal(world_alarm(&world), 0);
}

/* ---- sets, counts and clocks ---- */

static void a_set_lets_go_when_one_of_its_own_is_ready(void **state)
{
    (void)state;
    begin();
    meet(SET, OBJECT_WATCH, 0);
    meet(COUNT, OBJECT_NOTICE, NOTICE_COUNT);
    done(0, ACT_WATCH_MAKE, SET, 3, 0, 0);
    done(0, ACT_NOTICE_MAKE, COUNT, 4, 0, 0);
    world_follow(&world, &(struct step){ .phase = PHASE_DONE, .act = ACT_WATCH_CHANGE, .object = SET, .other = 4, .value = COUNT, .size = 1 });
    assert_int_equal(world.watches, 1);
    about(0, ACT_WATCH_WAIT, SET, 3, 0);
    assert_true(waits(0));
    done(1, ACT_NOTICE_WRITE, COUNT, 4, 2, 8);
    assert_false(waits(0));
    done(0, ACT_WATCH_WAIT, SET, 3, 0, 1);
    done(1, ACT_NOTICE_CLOSE, COUNT, 4, 0, 0);
    assert_int_equal(world.watches, 0);
    about(0, ACT_WATCH_WAIT, SET, 3, 0);
    assert_true(waits(0));
}

static void a_count_is_taken_by_who_reads_it(void **state)
{
    (void)state;
    begin();
    meet(COUNT, OBJECT_NOTICE, NOTICE_COUNT);
    done(0, ACT_NOTICE_MAKE, COUNT, 4, 3, 0);
    about(0, ACT_NOTICE_READ, COUNT, 4, 8);
    assert_false(waits(0));
    done(0, ACT_NOTICE_READ, COUNT, 4, 3, 8);
    assert_int_equal(world.object[COUNT].value, 0);
    about(0, ACT_NOTICE_READ, COUNT, 4, 8);
    about(1, ACT_NOTICE_READ, COUNT, 4, 8);
    assert_true(world_stalled(&world));
}

static void a_clock_comes_by_itself(void **state)
{
    (void)state;
    begin();
    meet(CLOCK, OBJECT_NOTICE, NOTICE_CLOCK);
    done(0, ACT_NOTICE_MAKE, CLOCK, 4, 0, 0);
    about(0, ACT_NOTICE_READ, CLOCK, 4, 8);
    about(1, ACT_NOTICE_READ, CLOCK, 4, 8);
    assert_true(waits(0));
    assert_false(world_stalled(&world));
}

/* ---- message queues ---- */

static void a_queue(void)
{
    begin();
    meet(QUEUE, OBJECT_QUEUE, 0);
    done(0, ACT_QUEUE_OPEN, QUEUE, 0, 2 | (uint64_t)16 << 32, 3);
}

static void a_full_queue_makes_senders_wait_an_empty_one_receivers(void **state)
{
    (void)state;
    a_queue();
    about(0, ACT_QUEUE_RECEIVE, QUEUE, 0, 0);
    assert_true(waits(0));
    done(1, ACT_QUEUE_SEND, QUEUE, 0, 1, 5);
    assert_false(waits(0));
    done(1, ACT_QUEUE_SEND, QUEUE, 0, 9, 6);
    about(1, ACT_QUEUE_SEND, QUEUE, 0, 4);
    assert_true(waits(1));
    done(0, ACT_QUEUE_RECEIVE, QUEUE, 0, 9, 6);
    assert_false(waits(1));
    assert_int_equal(world.messages, 1);
    assert_int_equal(world.message[0].priority, 1);
}

static void a_queue_that_nobody_sends_to_is_a_deadlock_unless_a_time_is_set(void **state)
{
    (void)state;
    a_queue();
    about(0, ACT_QUEUE_RECEIVE, QUEUE, 0, 0);
    about(1, ACT_QUEUE_RECEIVE, QUEUE, 0, 0);
    assert_true(world_stalled(&world));
    done(1, ACT_QUEUE_RECEIVE, QUEUE, 0, 0, -EINTR);
    about(1, ACT_QUEUE_TIMEDRECEIVE, QUEUE, 0, 0);
    assert_true(waits(1));
    assert_false(world_stalled(&world));
    assert_int_equal(world.object[QUEUE].value, 0);
}

static void a_message_received_before_it_is_told_to_be_sent_leaves_nothing_behind(void **state)
{
    (void)state;
    a_queue();
    done(0, ACT_QUEUE_RECEIVE, QUEUE, 0, 7, 5);
    about(0, ACT_QUEUE_RECEIVE, QUEUE, 0, 0);
    assert_true(waits(0));
    done(1, ACT_QUEUE_SEND, QUEUE, 0, 7, 5);
    assert_int_equal(world.object[QUEUE].value, 0);
    assert_int_equal(world.messages, 0);
    assert_true(waits(0));
}

static void by_types_one_waits_for_the_type_that_one_wants(void **state)
{
    (void)state;
    begin();
    meet(QUEUE, OBJECT_QUEUE, QUEUE_BY_TYPE);
    done(0, ACT_QUEUE_OPEN, QUEUE, 0, 0, 3);
    done(1, ACT_QUEUE_SEND, QUEUE, 0, 1, 5);
    about(0, ACT_QUEUE_RECEIVE, QUEUE, 0, 2);
    assert_true(waits(0));
    done(1, ACT_QUEUE_SEND, QUEUE, 0, 2, 5);
    assert_false(waits(0));
    done(0, ACT_QUEUE_RECEIVE, QUEUE, 0, 2, 5);
    about(0, ACT_QUEUE_RECEIVE, QUEUE, 0, (uint64_t)-3);        /* of any type up to 3 */
    assert_false(waits(0));
    done(0, ACT_QUEUE_RECEIVE, QUEUE, 0, 1, 5);
    about(0, ACT_QUEUE_RECEIVE, QUEUE, 0, 0);
    assert_true(waits(0));
    done(1, ACT_QUEUE_REMOVE, QUEUE, 0, 0, 0);
    assert_false(waits(0));
}

/* ---- steps in the middle of a call ---- */

static void who_is_called_back_in_a_download_goes_on_waiting_afterwards(void **state)
{
    (void)state;
    begin();
    meet(LOCK, OBJECT_MUTEX, 0);
    done(1, ACT_LOCK, LOCK, 0, 0, 0);
    about(0, ACT_DOWNLOAD, 0, 0, 0);
    done(0, ACT_YIELD, 0, 0, 0, 0);
    assert_true(waits(0));
    about(0, ACT_LOCK, LOCK, 0, 0);
    assert_int_equal(world.thread[0].about.act, ACT_LOCK);
    done(1, ACT_UNLOCK, LOCK, 0, 0, 0);
    assert_false(waits(0));
    done(0, ACT_LOCK, LOCK, 0, 0, 0);
    assert_int_equal(world.object[LOCK].owner, 0);
    assert_true(waits(0));
    assert_int_equal(world.thread[0].about.act, ACT_DOWNLOAD);
    done(0, ACT_DOWNLOAD, 0, 0, 0, 0);
    assert_int_equal(world.thread[0].phase, THREAD_RUNNING);
}

static void nonsense_is_survived(void **state)
{
    (void)state;
    uint64_t dice = 4711;
    a_connection();
    meet(SET, OBJECT_WATCH, 0);
    meet(COUNT, OBJECT_NOTICE, NOTICE_COUNT);
    meet(QUEUE, OBJECT_QUEUE, 0);
    for (int round = 0; round < 200000; round++) {
        uint64_t word[2];
        for (int k = 0; k < 2; k++)
            word[k] = dice = dice * 6364136223846793005ull + 1442695040888963407ull;
        struct step step = {
            .phase = word[0] >> 60 & 1 ? PHASE_DONE : PHASE_ABOUT, .act = (uint8_t)(ACT_SOCKET_MAKE + (word[0] >> 40) % (ACTS - ACT_SOCKET_MAKE)),
            .object = (uint32_t)(word[0] >> 32 & 15), .other = (uint32_t)(word[1] >> 40), .value = word[1] >> (word[0] & 63),
            .result = (int32_t)(word[1] >> 33) - (1 << 29), .thread = (uint16_t)(word[0] >> 50 & 1), .size = (uint8_t)(word[0] >> 20),
        };
        world_follow(&world, &step);
        world_stalled(&world);
    }
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(who_accepts_waits_for_someone_to_connect),
        cmocka_unit_test(who_is_accepted_before_it_is_told_is_not_counted),
        cmocka_unit_test(bytes_sent_are_there_to_be_received),
        cmocka_unit_test(a_closed_end_ends_the_waiting_at_the_other),
        cmocka_unit_test(who_shuts_down_can_still_be_answered),
        cmocka_unit_test(a_copy_keeps_a_connection_open),
        cmocka_unit_test(a_child_has_its_parents_sockets_and_closes_them_with_its_end),
        cmocka_unit_test(a_number_that_serves_again_is_another_connection),
        cmocka_unit_test(two_ends_that_wait_for_each_other_are_stuck),
        cmocka_unit_test(whom_the_system_would_let_go_is_not_stuck),
        cmocka_unit_test(a_time_limit_ends_the_waiting_of_a_socket),
        cmocka_unit_test(the_outside_may_always_still_answer),
        cmocka_unit_test(an_alarm_is_known_until_it_has_gone_off),
        cmocka_unit_test(a_set_lets_go_when_one_of_its_own_is_ready),
        cmocka_unit_test(a_count_is_taken_by_who_reads_it),
        cmocka_unit_test(a_clock_comes_by_itself),
        cmocka_unit_test(a_full_queue_makes_senders_wait_an_empty_one_receivers),
        cmocka_unit_test(a_queue_that_nobody_sends_to_is_a_deadlock_unless_a_time_is_set),
        cmocka_unit_test(a_message_received_before_it_is_told_to_be_sent_leaves_nothing_behind),
        cmocka_unit_test(by_types_one_waits_for_the_type_that_one_wants),
        cmocka_unit_test(who_is_called_back_in_a_download_goes_on_waiting_afterwards),
        cmocka_unit_test(nonsense_is_survived),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
