/* Sockets, descriptor sets, event descriptors and message queues have pictures, and say with them what matters; and who waits there
 * says for what. */
#include "tests/fake_pictures.h"
#include "tests/fake_processes.h"

static void comes_to(uint16_t thread, enum act act, uint32_t object, uint64_t value)
{
    world_follow(&fake.world, &(struct step){ .phase = PHASE_ABOUT, .thread = thread, .act = (uint8_t)act, .object = object, .value = value });
}

static void begin(void)
{
    fake_begin();
    fake_create("serve", 3);
    happens(1, ACT_START, 0, 0, 0, 0);
    fake_meet(1, OBJECT_SOCKET, "socket 3", SOCKET_STREAM);
    fake_meet(2, OBJECT_SOCKET, "socket 4", SOCKET_STREAM);
    fake_meet(3, OBJECT_SOCKET, "socket 5", SOCKET_STREAM);
    happens(0, ACT_SOCKET_MAKE, 1, 3, 0, 0);
    happens(0, ACT_SOCKET_MAKE, 2, 4, 0, 0);
}

static const char *waiting(uint16_t thread)
{
    static char text[300];
    struct tell tell = { &fake, false };
    return tell_wait(&tell, thread, text, sizeof text);
}

static void a_socket_shows_who_knocks_and_what_is_on_its_way(void **state)
{
    (void)state;
    begin();
    SHOWS("socket 3  not connected");
    happens(0, ACT_SOCKET_LISTEN, 1, 3, 4711, 0);
    comes_to(1, ACT_SOCKET_ACCEPT, 1, 0);
    SHOWS("socket 3  listens at port 4711  waiting: ①");
    assert_string_equal(waiting(1), "waits for someone to connect to `socket 3`");
    happens(0, ACT_SOCKET_CONNECT, 2, 4, 1, 0);
    SHOWS("listens at port 4711  1 not accepted yet");
    happens(1, ACT_SOCKET_ACCEPT, 1, 3, 2, 5);
    SHOWS("socket 4  ⇄ socket 5  0 bytes to receive");
    comes_to(1, ACT_SOCKET_READ, 3, 9);
    assert_string_equal(waiting(1), "waits for bytes at `socket 5`, whose other end is `socket 4`");
    happens(0, ACT_SOCKET_WRITE, 2, 4, 9, 9);
    SHOWS("socket 5  ⇄ socket 4  9 bytes to receive");
    happens(0, ACT_SOCKET_CLOSE, 2, 4, 0, 0);
    SHOWS("socket 5  ⇄ the other end is closed  9 bytes to receive");
    SHOWS("socket 4  ✗ closed");
}

static void a_connection_to_the_outside_says_so(void **state)
{
    (void)state;
    begin();
    happens(0, ACT_SOCKET_CONNECT, 2, 4, 0, 0);
    SHOWS("socket 4  ⇄ outside");
    comes_to(0, ACT_SOCKET_READ, 2, 9);
    SHOWS("socket 4  ⇄ outside  waiting: main");
    assert_string_equal(waiting(0), "waits for bytes at `socket 4`");
}

static void a_set_shows_what_it_watches(void **state)
{
    (void)state;
    begin();
    fake_meet(4, OBJECT_WATCH, "epoll 6", 0);
    happens(0, ACT_WATCH_MAKE, 4, 6, 0, 0);
    SHOWS("epoll 6   watches nothing");
    struct step change = { .phase = PHASE_DONE, .act = ACT_WATCH_CHANGE, .object = 4, .other = 3, .value = 1, .size = 1 };
    world_follow(&fake.world, &change);
    change.other = 0;
    change.value = 0;
    world_follow(&fake.world, &change);
    comes_to(1, ACT_WATCH_WAIT, 4, 0);
    SHOWS("epoll 6   watches socket 3, descriptor 0  waiting: ①");
    assert_string_equal(waiting(1), "waits for anything in `epoll 6`: `socket 3`, descriptor 0");
}

static void an_event_descriptor_shows_its_count(void **state)
{
    (void)state;
    begin();
    fake_meet(4, OBJECT_NOTICE, "eventfd 6", NOTICE_COUNT);
    fake_meet(5, OBJECT_NOTICE, "timer 7", NOTICE_CLOCK);
    happens(0, ACT_NOTICE_MAKE, 4, 6, 2, 0);
    SHOWS("eventfd 6  count 2");
    SHOWS("timer 7    a clock");
    comes_to(0, ACT_NOTICE_READ, 5, 8);
    assert_string_equal(waiting(0), "waits for the time of `timer 7`");
}

static void a_queue_shows_its_messages_the_most_urgent_first(void **state)
{
    (void)state;
    begin();
    fake_meet(4, OBJECT_QUEUE, "/wishes", 0);
    happens(0, ACT_QUEUE_OPEN, 4, 0, 3 | (uint64_t)16 << 32, 6);
    comes_to(1, ACT_QUEUE_RECEIVE, 4, 0);
    SHOWS("/wishes   ○○○ empty  waiting: ①");
    assert_string_equal(waiting(1), "waits for a message in `/wishes`");
    happens(0, ACT_QUEUE_SEND, 4, 0, 1, 5);
    happens(0, ACT_QUEUE_SEND, 4, 0, 9, 6);
    SHOWS("/wishes   ●●○ 9:6 bytes  1:5 bytes");
    happens(0, ACT_QUEUE_REMOVE, 4, 0, 0, 0);
    SHOWS("1:5 bytes  its name is gone");
}

static void who_waits_for_the_outside_says_for_what(void **state)
{
    (void)state;
    begin();
    comes_to(0, ACT_DOWNLOAD, 0, 0);
    assert_string_equal(waiting(0), "waits for the network");
    comes_to(1, ACT_SELECT, 0, 3);
    assert_string_equal(waiting(1), "waits for any of 3 descriptors");
    happens(1, ACT_SELECT, 0, 0, 3, 1);
    comes_to(1, ACT_AWAIT_SIGNAL, 0, 0);
    assert_string_equal(waiting(1), "waits for a signal");
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(a_socket_shows_who_knocks_and_what_is_on_its_way),
        cmocka_unit_test(a_connection_to_the_outside_says_so),
        cmocka_unit_test(a_set_shows_what_it_watches),
        cmocka_unit_test(an_event_descriptor_shows_its_count),
        cmocka_unit_test(a_queue_shows_its_messages_the_most_urgent_first),
        cmocka_unit_test(who_waits_for_the_outside_says_for_what),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
