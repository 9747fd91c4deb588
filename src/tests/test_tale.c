/* Claims about a run told as a story: one sentence for each turn, what was read and written in it, and why it ended. */
#include "tests/fake_session.h"

#include "session/tale.h"

static struct tale tale;
static struct turn turn;

static const char *next(void)
{
    assert_true(tale_next(&tale, &turn));
    return turn.text;
}

static void a_turn_tells_values_and_lines_and_where_it_was_stopped(void **state)
{
    (void)state;
    fake_race();
    fake.length = fake.count;
    tale_begin(&tale, &fake, false);
    next();
    assert_string_equal(next(), "① reads `share`: 0 (race.c:11); it is stopped here, about to write `share`");
    assert_true(turn.stopped);
    assert_int_equal(turn.thread, 1);
}

static void who_has_to_wait_was_not_stopped(void **state)
{
    (void)state;
    fake_deadlock();
    tale_begin(&tale, &fake, true);
    next();
    assert_string_equal(next(), "T1 locks `a` (race.c:12); it waits for T2 to unlock `b` (line 13)");
    assert_false(turn.stopped);
}

static void turns_follow_each_other_to_the_last_step(void **state)
{
    (void)state;
    uint32_t told = 0;
    fake_race();
    fake.length = fake.count;
    for (tale_begin(&tale, &fake, true); tale_next(&tale, &turn); told = turn.last)
        assert_int_equal(turn.first, told + 1);
    assert_int_equal(told, fake.count);
    assert_false(tale_next(&tale, &turn));
}

static void the_last_turn_leaves_its_reason_to_the_outcome(void **state)
{
    (void)state;
    fake_race();
    fake.length = fake.count;
    tale_begin(&tale, &fake, true);
    next();
    next();
    assert_string_equal(next(), "T2 reads `share`: 0 (race.c:11), writes `share` = 1 (race.c:11)");
    assert_false(turn.stopped);
}

static void of_a_long_turn_the_beginning_and_the_end_are_told(void **state)
{
    (void)state;
    fake_begin();
    fake_meet(1, OBJECT_VARIABLE, "share", 0);
    for (int line = 1; line <= 20; line++)
        fake_do(0, ACT_READ, 1, line, 0);
    fake.length = fake.count;
    tale_begin(&tale, &fake, true);
    next();
    assert_non_null(strstr(turn.text, "(race.c:3), … 14 more steps …, reads `share`: 0 (race.c:18)"));
    assert_null(strstr(turn.text, "race.c:4)"));
    assert_non_null(strstr(turn.text, "race.c:20)"));
}

static void the_decisive_step_is_the_last_at_which_someone_was_stopped(void **state)
{
    (void)state;
    uint16_t who = 0;
    fake_race();
    fake.length = fake.count;
    assert_int_equal(tale_decisive(&fake, &who), 3);
    assert_int_equal(who, 1);
}

static void where_nobody_was_stopped_nothing_is_decisive(void **state)
{
    (void)state;
    uint16_t who = 0;
    fake_deadlock();
    assert_int_equal(tale_decisive(&fake, &who), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_turn_tells_values_and_lines_and_where_it_was_stopped),
        cmocka_unit_test(who_has_to_wait_was_not_stopped),
        cmocka_unit_test(turns_follow_each_other_to_the_last_step),
        cmocka_unit_test(the_last_turn_leaves_its_reason_to_the_outcome),
        cmocka_unit_test(of_a_long_turn_the_beginning_and_the_end_are_told),
        cmocka_unit_test(the_decisive_step_is_the_last_at_which_someone_was_stopped),
        cmocka_unit_test(where_nobody_was_stopped_nothing_is_decisive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
