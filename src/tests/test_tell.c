/* The sentences of the screen and of --plain, in claims. */
#include "tests/fake_session.h"

#include "session/sentence.h"
#include "session/tell.h"

static const struct tell tell = { &fake, false };
static const struct tell ascii = { &fake, true };
static char text[512];

static void threads_are_circled_numbers(void **state)
{
    (void)state;
    assert_string_equal(tell_thread(&tell, 0, text, sizeof text), "0");
    assert_string_equal(tell_thread(&tell, 1, text, sizeof text), "①");
    assert_string_equal(tell_thread(&tell, 20, text, sizeof text), "⑳");
    assert_string_equal(tell_thread(&tell, 21, text, sizeof text), "T21");
    assert_string_equal(tell_thread(&ascii, 1, text, sizeof text), "T1");
}

static void what_comes_next_is_said_before_it_happens(void **state)
{
    (void)state;
    fake_race();
    assert_string_equal(tell_about(&tell, 1, text, sizeof text), "about to write `share`");
    assert_string_equal(tell_about(&tell, 2, text, sizeof text), "about to read `share`");
    assert_string_equal(tell_about(&tell, 0, text, sizeof text), "about to join thread ① — would block");
}

static void a_waiting_thread_names_actor_thing_and_line(void **state)
{
    (void)state;
    fake_deadlock();
    assert_string_equal(tell_wait(&tell, 1, text, sizeof text), "waits for ② to unlock `b` (line 13)");
    assert_string_equal(tell_wait(&tell, 0, text, sizeof text), "waits for ① to end (line 32)");
    assert_string_equal(tell_wait(&ascii, 1, text, sizeof text), "waits for T2 to unlock `b` (line 13)");
    fake_race();
    assert_string_equal(tell_wait(&tell, 1, text, sizeof text), "");
}

/* What was waiting.h:82 looked like line 82 of the demo. */
static void a_line_of_another_file_is_named_with_its_file(void **state)
{
    (void)state;
    struct sentence sentence = sentence_begin(text, sizeof text);
    fake_race();
    sentence_line(&sentence, &tell, 13);
    assert_string_equal(text, " (line 13)");
    fake.other_file = "/kit/waiting.h";
    sentence = sentence_begin(text, sizeof text);
    sentence_line(&sentence, &tell, 82);
    assert_string_equal(text, " (waiting.h:82)");
    fake.other_file = NULL;
}

static void a_name_cannot_command_the_terminal(void **state)
{
    (void)state;
    struct sentence sentence = sentence_begin(text, sizeof text);
    sentence_add(&sentence, "opens `%s`: ", "/q\033]0;title\a");
    sentence_add(&sentence, "`%s`", "\xc2\x9b" "31m é ①");
    assert_string_equal(text, "opens `/q?]0;title?`: `??31m é ①`");
}

static void steps_are_told_in_the_third_person(void **state)
{
    (void)state;
    fake_race();
    assert_string_equal(tell_step(&tell, &fake.steps[0], text, sizeof text), "main creates thread ① (race.c:18)");
    assert_string_equal(tell_step(&tell, &fake.steps[2], text, sizeof text), "① reads `share`: 0 (race.c:11)");
    assert_string_equal(tell_step(&tell, &fake.steps[4], text, sizeof text), "② writes `share` = 1 (race.c:11)");
    fake_deadlock();
    assert_string_equal(tell_step(&tell, &fake.steps[2], text, sizeof text), "① locks `a` (race.c:12)");
}

static void a_refused_call_says_why(void **state)
{
    (void)state;
    fake_begin();
    fake_create("add", 1);
    fake_meet(1, OBJECT_MUTEX, "lock", MUTEX_ERRORCHECK);
    fake_do(0, ACT_LOCK, 1, 5, 0);
    assert_string_equal(tell_step(&tell, fake_do(1, ACT_TRYLOCK, 1, 6, 0), text, sizeof text),
                        "① tries to lock `lock`: it is taken (race.c:6)");
    assert_string_equal(tell_step(&tell, fake_do(1, ACT_UNLOCK, 1, 7, 0), text, sizeof text),
                        "① unlocks `lock`: refused, it does not hold it (race.c:7)");
}

static void a_lost_signal_is_called_lost(void **state)
{
    (void)state;
    fake_begin();
    fake_meet(1, OBJECT_CONDITION, "full", 0);
    assert_string_equal(tell_step(&tell, fake_do(0, ACT_SIGNAL, 1, 5, 0), text, sizeof text),
                        "main signals `full`: nobody waits, the signal is lost (race.c:5)");
}

static void a_print_says_what_it_printed(void **state)
{
    (void)state;
    fake_begin();
    fake_meet(1, OBJECT_OUTPUT, "output", 0);
    strcpy(fake.output, "one\ntwo 2\n");
    const struct step *print = fake_do(0, ACT_PRINT, 1, 9, 6);
    assert_string_equal(tell_step(&tell, print, text, sizeof text), "main prints: \"two 2\" (race.c:9)");
    struct step three = *print;
    three.result = 3;                   /* bytes, and no error number */
    assert_string_equal(tell_mark(&tell, &three, text, sizeof text), "print");
}

/* It was said to wake main, whoever was asleep, or nobody. */
static void whom_a_signal_wakes_on_real_threads_is_not_made_up(void **state)
{
    (void)state;
    fake_begin();
    fake.carrier = CARRIER_KERNEL;
    fake_meet(1, OBJECT_CONDITION, "full", 0);
    const struct step *signal = fake_do(0, ACT_SIGNAL, 1, 5, 0);
    assert_string_equal(tell_step(&tell, signal, text, sizeof text), "main signals `full` (race.c:5)");
    assert_string_equal(tell_mark(&tell, signal, text, sizeof text), "signal full");
    assert_string_equal(tell_step(&tell, fake_do(0, ACT_BROADCAST, 1, 6, 0), text, sizeof text),
                        "main broadcasts `full` (race.c:6)");
    fake.carrier = CARRIER_FIBER;
}

/* Their output comes by a way of its own: what came last may be another's. */
static void what_a_print_of_real_threads_printed_is_not_made_up(void **state)
{
    (void)state;
    fake_begin();
    fake.carrier = CARRIER_KERNEL;
    fake_meet(1, OBJECT_OUTPUT, "output", 0);
    strcpy(fake.output, "of another\n");
    assert_string_equal(tell_step(&tell, fake_do(0, ACT_PRINT, 1, 9, 6), text, sizeof text), "main prints (race.c:9)");
    fake.carrier = CARRIER_FIBER;
}

static void marks_are_short(void **state)
{
    (void)state;
    fake_race();
    assert_string_equal(tell_mark(&tell, &fake.steps[0], text, sizeof text), "create①");
    assert_string_equal(tell_mark(&tell, &fake.steps[2], text, sizeof text), "R share 0");
    assert_string_equal(tell_mark(&tell, &fake.steps[4], text, sizeof text), "W share 1");
    assert_string_equal(tell_mark(&tell, &fake.world.thread[1].about, text, sizeof text), "W share (read 0)");
    assert_string_equal(tell_mark(&tell, &fake.world.thread[2].about, text, sizeof text), "R share");
}

/* ② reads, ① reads and writes, ② writes. */
static void lose_an_update(void)
{
    fake_begin();
    fake_create("add", 1);
    fake_create("add", 2);
    fake_meet(1, OBJECT_VARIABLE, "share", 0);
    fake_do(2, ACT_READ, 1, 11, 0);
    fake_do(1, ACT_READ, 1, 11, 0);
    fake_do(1, ACT_WRITE, 1, 11, 5);
}

static void a_write_to_come_shows_what_its_thread_has_read_not_what_the_variable_is(void **state)
{
    (void)state;
    lose_an_update();
    fake_about(2, ACT_WRITE, 1, 11);
    assert_string_equal(tell_mark(&tell, &fake.world.thread[2].about, text, sizeof text), "W share (read 0)");
    fake_pass(2, 1);
    fake_about(2, ACT_WRITE, 1, 12);
    assert_string_equal(tell_mark(&tell, &fake.world.thread[2].about, text, sizeof text), "W share");
}

static void a_write_over_what_its_thread_never_saw_is_a_lost_update(void **state)
{
    (void)state;
    lose_an_update();
    assert_false(tell_lost_update(&tell, fake.count, text, sizeof text));
    fake_do(2, ACT_WRITE, 1, 11, 1);
    assert_true(tell_lost_update(&tell, fake.count, text, sizeof text));
    assert_string_equal(text, "Lost update: ② writes 1 over ①'s 5 in `share`: ② had read it before ① wrote.");
}

static void a_write_after_a_fresh_look_loses_nothing(void **state)
{
    (void)state;
    lose_an_update();
    fake_do(2, ACT_READ, 1, 11, 5);
    fake_do(2, ACT_WRITE, 1, 11, 6);
    assert_false(tell_lost_update(&tell, fake.count, text, sizeof text));
    fake_do(1, ACT_WRITE, 1, 12, 9);        /* it has not read since its own write: it builds upon nothing */
    assert_false(tell_lost_update(&tell, fake.count, text, sizeof text));
}

static void every_act_can_be_told_and_marked(void **state)
{
    (void)state;
    fake_begin();
    fake_create("add", 1);
    strcpy(fake.names[1], "thing");
    for (unsigned act = 1; act < ACTS; act++) {
        struct step step = fake_step(0, (enum act)act, 1, 3);
        step.phase = PHASE_DONE;
        step.result = 0;
        step.other = 1;
        assert_true(strlen(tell_step(&tell, &step, text, sizeof text)) > 10);
        assert_null(strchr(text, '%'));
        assert_null(strchr(text, '&'));
        assert_true(strlen(tell_mark(&tell, &step, text, sizeof text)) > 2);
    }
}

static void a_race_names_both_lines(void **state)
{
    (void)state;
    fake_race();
    assert_string_equal(tell_race(&tell, &fake.races[0], text, sizeof text),
                        "Data race on `share`: ① reads it (line 11), ② writes it (line 11), and nothing orders these two");
    assert_string_equal(tell_race_short(&tell, &fake.races[0], text, sizeof text), "① line 11 ∥ ② line 11");
}

static void a_deadlock_is_one_paragraph_with_its_cycle(void **state)
{
    (void)state;
    fake_deadlock();
    assert_string_equal(tell_outcome(&tell, text, sizeof text),
                        "Deadlock: ① holds `a` (line 12) and waits for `b` (line 13); "
                        "② holds `b` (line 21) and waits for `a` (line 22). No thread can move.");
}

static void a_lock_taken_twice_is_a_deadlock_with_oneself(void **state)
{
    (void)state;
    fake_begin();
    fake_meet(1, OBJECT_MUTEX, "lock", MUTEX_NORMAL);
    fake_do(0, ACT_LOCK, 1, 5, 0);
    fake_about(0, ACT_LOCK, 1, 6);
    fake.outcome = OUTCOME_DEADLOCK;
    assert_string_equal(tell_outcome(&tell, text, sizeof text),
                        "Deadlock: main waits for itself: it holds `lock` already (line 6). No thread can move.");
}

static void all_asleep_says_for_whom_each_waits(void **state)
{
    (void)state;
    fake_begin();
    fake_meet(1, OBJECT_SEMAPHORE, "tokens", 0);
    fake_about(0, ACT_SEM_WAIT, 1, 5);
    fake.outcome = OUTCOME_DEADLOCK;
    assert_string_equal(tell_outcome(&tell, text, sizeof text),
                        "Deadlock: main waits for a token in `tokens` (line 5). No thread can move.");
}

static void a_crash_says_in_which_thread_and_line(void **state)
{
    (void)state;
    fake_race();
    fake.outcome = OUTCOME_CRASHED;
    fake.sentence = "through a null pointer";
    assert_string_equal(tell_outcome(&tell, text, sizeof text),
                        "The program touched memory that is not there: through a null pointer — in ②, race.c line 11.");
}

static void misuse_says_who_did_what_and_where(void **state)
{
    (void)state;
    fake_race();
    fake.outcome = OUTCOME_MISUSE;
    fake.sentence = "unlocks a mutex that nobody holds";
    assert_string_equal(tell_outcome(&tell, text, sizeof text),
                        "Against the rules: ② unlocks a mutex that nobody holds (line 11).");
}

static void a_lock_whose_owner_is_gone_is_waited_for_in_vain(void **state)
{
    (void)state;
    fake_begin();
    fake_create("take", 1);
    fake_meet(1, OBJECT_MUTEX, "lock", 0);
    fake_do(1, ACT_LOCK, 1, 5, 0);
    fake_do(1, ACT_END, 0, 6, 0);
    fake_about(0, ACT_LOCK, 1, 9);
    assert_string_equal(tell_wait(&tell, 0, text, sizeof text), "waits for ① to unlock `lock`, but it has ended (line 9)");
}

static void a_small_buffer_never_ends_in_half_a_character(void **state)
{
    (void)state;
    fake_deadlock();
    for (size_t room = 1; room < 40; room++) {
        memset(text, 'x', sizeof text);
        tell_wait(&tell, 1, text, room);
        size_t length = strlen(text);
        assert_true(length < room);
        if (length > 0 && (text[length - 1] & 0x80))
            assert_true(length >= 3 && (unsigned char)text[length - 3] == 0xe2);
    }
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(threads_are_circled_numbers),
        cmocka_unit_test(what_comes_next_is_said_before_it_happens),
        cmocka_unit_test(a_waiting_thread_names_actor_thing_and_line),
        cmocka_unit_test(a_line_of_another_file_is_named_with_its_file),
        cmocka_unit_test(a_name_cannot_command_the_terminal),
        cmocka_unit_test(steps_are_told_in_the_third_person),
        cmocka_unit_test(a_refused_call_says_why),
        cmocka_unit_test(a_lost_signal_is_called_lost),
        cmocka_unit_test(a_print_says_what_it_printed),
        cmocka_unit_test(whom_a_signal_wakes_on_real_threads_is_not_made_up),
        cmocka_unit_test(what_a_print_of_real_threads_printed_is_not_made_up),
        cmocka_unit_test(marks_are_short),
        cmocka_unit_test(a_write_to_come_shows_what_its_thread_has_read_not_what_the_variable_is),
        cmocka_unit_test(a_write_over_what_its_thread_never_saw_is_a_lost_update),
        cmocka_unit_test(a_write_after_a_fresh_look_loses_nothing),
        cmocka_unit_test(every_act_can_be_told_and_marked),
        cmocka_unit_test(a_race_names_both_lines),
        cmocka_unit_test(a_deadlock_is_one_paragraph_with_its_cycle),
        cmocka_unit_test(a_lock_taken_twice_is_a_deadlock_with_oneself),
        cmocka_unit_test(all_asleep_says_for_whom_each_waits),
        cmocka_unit_test(a_crash_says_in_which_thread_and_line),
        cmocka_unit_test(misuse_says_who_did_what_and_where),
        cmocka_unit_test(a_lock_whose_owner_is_gone_is_waited_for_in_vain),
        cmocka_unit_test(a_small_buffer_never_ends_in_half_a_character),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
