/* Claims about the lives of threads: what is folded from the records of a run, on fibers and live. */
#include "tests/fake_session.h"

#include "session/spans.h"

static struct spans *spans;

static int let_go(void **state)
{
    (void)state;
    spans_close(spans);
    spans = NULL;
    return 0;
}

static void fold(void)
{
    spans = spans_open(fake.carrier == CARRIER_KERNEL);
    assert_non_null(spans);
    spans_follow(spans, &fake, SIZE_MAX);
}

/* "ready 0 runs 2 blocked 3 runs 5": every stretch with where it begins. */
static const char *life(uint16_t thread)
{
    static const char *const words[] = { "ready", "runs", "blocked", "sleeps", "rests", "ended" };
    static char text[400];
    const struct thread_span *list;
    size_t count = spans_of(spans, thread, &list), used = 0;
    text[0] = '\0';
    for (size_t k = 0; k < count; k++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s %llu", k ? " " : "", words[list[k].state],
                                 (unsigned long long)list[k].from);
    return text;
}

static const char *told(uint16_t thread, uint64_t position)
{
    static char text[800];
    struct tell tell = { &fake, false };
    return tell_span(&tell, spans, thread, position, text, sizeof text);
}

/* ---- on fibers: a stretch is made of steps ---- */

static void a_step_fills_the_time_between_its_neighbours(void **state)
{
    (void)state;
    fake_race();
    fold();
    assert_string_equal(life(0), "runs 0 blocked 2");
    assert_string_equal(life(1), "ready 1 runs 2 ready 3");
    assert_string_equal(life(2), "ready 2 runs 3 ready 5");
    assert_int_equal(spans_end(spans), 5);
}

static void a_lock_that_is_taken_blocks_until_it_is_given_back(void **state)
{
    (void)state;
    fake_begin();
    fake_create("add", 1);
    fake_meet(1, OBJECT_MUTEX, "lock", 0);
    fake_about(1, ACT_LOCK, 1, 14);
    fake_do(0, ACT_LOCK, 1, 3, 0);
    fake_do(0, ACT_YIELD, 0, 4, 0);
    fake_do(0, ACT_UNLOCK, 1, 5, 0);
    fake_pass(1, 0);
    fold();
    assert_string_equal(life(1), "ready 1 blocked 2 runs 4");
}

static void no_stretch_is_empty(void **state)
{
    (void)state;
    fake_begin();
    fake_create("add", 1);
    fake_meet(1, OBJECT_MUTEX, "lock", 0);
    fake_about(1, ACT_LOCK, 1, 14);
    fake_do(0, ACT_LOCK, 1, 3, 0);
    fake_do(0, ACT_UNLOCK, 1, 5, 0);
    fake_pass(1, 0);
    fold();
    for (uint16_t t = 0; t < 2; t++) {
        const struct thread_span *list;
        size_t count = spans_of(spans, t, &list);
        for (size_t k = 0; k + 1 < count; k++) {
            assert_true(list[k].from < list[k + 1].from);
            assert_int_equal(spans_until(spans, t, k), list[k + 1].from);
        }
    }
}

static void who_holds_it_is_part_of_the_stretch(void **state)
{
    (void)state;
    fake_deadlock();
    fold();
    const struct thread_span *list;
    size_t count = spans_of(spans, 1, &list);
    assert_int_equal(list[count - 1].state, SPAN_BLOCKED);
    assert_int_equal(list[count - 1].object, 2);
    assert_int_equal(list[count - 1].holder, 2);
    count = spans_of(spans, 0, &list);
    assert_int_equal(list[count - 1].object, 0);
    assert_int_equal(list[count - 1].holder, 1);
}

static void a_sleeper_sleeps_until_its_time_has_come(void **state)
{
    (void)state;
    fake_begin();
    fake_create("nap", 1);
    struct step sleep = fake_step(1, ACT_SLEEP, 0, 8);
    sleep.value = 5000;
    fake_about_step(sleep);
    fake_do(0, ACT_YIELD, 0, 4, 0);
    struct step late = fake_step(0, ACT_YIELD, 0, 5);
    late.time = 6000;
    fake_about_step(late);
    fake_pass(0, 0);
    fold();
    assert_string_equal(life(1), "sleeps 1 ready 3");
}

static void the_end_of_a_thread_ends_who_waits_for_it(void **state)
{
    (void)state;
    fake_begin();
    fake_create("add", 1);
    fake_join(1, 20);
    fake_do(1, ACT_START, 0, 8, 0);
    fake_do(1, ACT_END, 0, 9, 0);
    fake_pass(0, 0);
    fold();
    assert_string_equal(life(0), "runs 0 blocked 1 runs 3");
    assert_string_equal(life(1), "runs 1 ended 3");
}

/* ---- live: a stretch is made of nanoseconds ---- */

static void at(uint64_t time, uint16_t thread, enum phase phase, enum act act, uint32_t object)
{
    struct step step = fake_step(thread, act, object, 7);
    step.time = time;
    step.phase = (uint8_t)phase;
    step.result = 0;
    fake_record(step);
    world_follow(&fake.world, &step);
    if (phase == PHASE_DONE) {
        fake.steps[fake.count++] = step;
        fake.cursor = fake.length = fake.count;
    }
}

static void live_fight(void)
{
    fake_begin();
    fake.carrier = CARRIER_KERNEL;
    fake_meet(1, OBJECT_MUTEX, "lock", 0);
    struct step create = fake_step(0, ACT_CREATE, 0, 3);
    create.phase = PHASE_DONE;
    create.other = 1;
    create.result = 0;
    create.time = 1000;
    fake_record(create);
    world_follow(&fake.world, &create);
    fake.steps[fake.count++] = create;
    fake.length = fake.count;
    at(1500, 0, PHASE_ABOUT, ACT_LOCK, 1);
    at(1600, 0, PHASE_DONE, ACT_LOCK, 1);
    at(2000, 1, PHASE_DONE, ACT_START, 0);
    at(3000, 1, PHASE_ABOUT, ACT_LOCK, 1);
    at(9000, 0, PHASE_DONE, ACT_UNLOCK, 1);
    at(9500, 1, PHASE_DONE, ACT_LOCK, 1);
    at(9900, 1, PHASE_DONE, ACT_UNLOCK, 1);
}

static void live_time_begins_with_the_first_step(void **state)
{
    (void)state;
    live_fight();
    fold();
    assert_int_equal(spans_end(spans), 8900);
    assert_int_equal(spans_when(spans, &fake, 1), 0);
    assert_int_equal(spans_when(spans, &fake, 4), 8000);
    assert_int_equal(spans_step(spans, &fake, 8000), 4);
    assert_int_equal(spans_step(spans, &fake, 7999), 3);
}

static void live_waiting_in_what_is_not_shown_is_no_running(void **state)
{
    (void)state;
    live_fight();
    fake_record((struct step){ .phase = PHASE_REST, .thread = 1, .value = 1, .time = 10100 });
    fake_record((struct step){ .phase = PHASE_REST, .thread = 1, .value = 0, .time = 10900 });
    at(11000, 0, PHASE_DONE, ACT_PRINT, 0);
    fold();
    struct span_sum sum = spans_sum(spans, 1);
    assert_int_equal(sum.in[SPAN_RESTS], 800);
    assert_non_null(strstr(told(1, 9500), "waits 800 ns for the world outside; what it does there is not shown."));
    assert_null(strstr(told(0, 9500), "waits"));
}

static void live_waiting_has_its_real_length(void **state)
{
    (void)state;
    live_fight();
    fold();
    assert_string_equal(life(0), "runs 0");
    assert_string_equal(life(1), "ready 0 runs 1000 blocked 2000 ready 8000 runs 8500");
    struct span_sum sum = spans_sum(spans, 1);
    assert_int_equal(sum.in[SPAN_BLOCKED], 6000);
    assert_int_equal(sum.in[SPAN_READY], 1500);
    assert_int_equal(sum.object, 1);
    assert_int_equal(sum.longest, 6000);
}

static void a_download_waits_for_the_network_and_so_it_does_after_calling_back(void **state)
{
    (void)state;
    fake_begin();
    fake.carrier = CARRIER_KERNEL;
    at(1000, 0, PHASE_DONE, ACT_YIELD, 0);
    at(2000, 0, PHASE_ABOUT, ACT_DOWNLOAD, 0);
    at(5000, 0, PHASE_DONE, ACT_YIELD, 0);
    at(9000, 0, PHASE_DONE, ACT_DOWNLOAD, 0);
    fold();
    assert_string_equal(life(0), "runs 0 blocked 1000 runs 8000");
    struct span_sum sum = spans_sum(spans, 0);
    assert_int_equal(sum.longest, 7000);
    assert_int_equal(sum.act, ACT_DOWNLOAD);
    assert_string_equal(told(0, 3000), "main waits 7.00 µs for the network (line 7).");
}

static void a_gate_that_the_lab_holds_shut_is_not_running(void **state)
{
    (void)state;
    fake_begin();
    fake.carrier = CARRIER_KERNEL;
    at(10, 0, PHASE_ABOUT, ACT_YIELD, 0);
    at(50, 0, PHASE_DONE, ACT_YIELD, 0);
    at(150, 0, PHASE_ABOUT, ACT_YIELD, 0);
    at(950, 0, PHASE_DONE, ACT_YIELD, 0);
    fold();
    assert_string_equal(life(0), "runs 0 ready 100 runs 900");
}

/* ---- keeping up ---- */

static void taken_in_piece_by_piece_it_is_the_same(void **state)
{
    (void)state;
    live_fight();
    fold();
    char whole[400];
    snprintf(whole, sizeof whole, "%s", life(1));
    spans_close(spans);
    spans = spans_open(true);
    while (spans_behind(spans, &fake) > 0)
        assert_true(spans_follow(spans, &fake, 1));
    assert_false(spans_follow(spans, &fake, 1));
    assert_string_equal(life(1), whole);
}

static void a_run_that_begins_anew_is_read_anew(void **state)
{
    (void)state;
    fake_race();
    fold();
    fake_deadlock();
    assert_true(spans_behind(spans, &fake) > 0);
    assert_true(spans_follow(spans, &fake, SIZE_MAX));
    assert_int_equal(spans_end(spans), 4);
    assert_string_equal(life(1), "ready 1 runs 2 ready 3 blocked 4");
}

static void the_stretch_at_a_position_is_found(void **state)
{
    (void)state;
    fake_race();
    fold();
    assert_int_equal(spans_at(spans, 1, 0), 3);         /* none: it was not there yet */
    assert_int_equal(spans_at(spans, 1, 1), 0);
    assert_int_equal(spans_at(spans, 1, 2), 1);
    assert_int_equal(spans_at(spans, 1, 3), 2);
    assert_int_equal(spans_at(spans, 1, 400), 2);
}

static void a_long_run_is_quick_and_small(void **state)
{
    (void)state;
    enum { STEPS = 100000 };
    spans = spans_open(false);
    struct step step = { .act = ACT_YIELD, .result = STEP_UNDECIDED };
    for (uint32_t k = 0; k < STEPS; k++) {
        step.phase = PHASE_ABOUT;
        spans_take(spans, &step);
        step.phase = PHASE_DONE;
        spans_take(spans, &step);
    }
    const struct thread_span *list;
    assert_int_equal(spans_of(spans, 0, &list), 1);      /* what goes on without a break is one stretch */
    assert_int_equal(spans_end(spans), STEPS);
}

static void nonsense_is_survived(void **state)
{
    (void)state;
    spans = spans_open(true);
    for (unsigned k = 0; k < 20000; k++) {
        struct step step;
        uint32_t dice = k * 2654435761u;
        memset(&step, 0, sizeof step);
        step.thread = (uint16_t)(dice >> 8);
        step.phase = (uint8_t)(dice >> 4);
        step.act = (uint8_t)(dice >> 12);
        step.object = dice % 5000;
        step.other = dice >> 16;
        step.time = dice;
        step.way = (uint8_t)(dice >> 20);
        spans_take(spans, &step);
    }
    for (uint16_t t = 0; t < spans_threads(spans); t++)
        spans_sum(spans, t);
}

/* ---- sentences ---- */

static void waiting_is_told_with_holder_line_and_end(void **state)
{
    (void)state;
    live_fight();
    fold();
    assert_string_equal(told(1, 4000), "① waits 6.00 µs for `lock`, held by main (line 7). Then, step 4: main unlocks `lock` "
                                       "(race.c:7).");
    assert_string_equal(told(1, 8200), "① need not wait any more, and goes on after 500 ns, about to lock `lock` (line 7).");
    assert_string_equal(told(1, 200), "① has been created, and begins after 1.00 µs.");
    assert_non_null(strstr(told(0, 4000), "main runs for 8.90 µs. Here after step 2: main locks `lock`"));
}

static void on_fibers_steps_are_counted(void **state)
{
    (void)state;
    fake_race();
    fold();
    assert_string_equal(told(1, 0), "① has not been created yet.");
    assert_string_equal(told(0, 3), "main waits 3 steps (steps 3 to 5) for ① to end (line 20). Nothing has ended that yet.");
    assert_string_equal(told(1, 2), "① runs for 1 step (step 3). Step 3: ① reads `share`: 0 (race.c:11).");
    assert_string_equal(told(1, 4), "① is ready while others go, for 2 steps (steps 4 to 5), about to write `share` (line 11).");
    assert_string_equal(told(2, 5), "② can go now, about to read `share` (line 11).");
}

static void a_deadlock_is_not_going_to_end(void **state)
{
    (void)state;
    fake_deadlock();
    fold();
    assert_string_equal(told(1, 4), "① waits for `b`, held by ② (line 13). Nothing ended that.");
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test_teardown(a_step_fills_the_time_between_its_neighbours, let_go),
        cmocka_unit_test_teardown(a_lock_that_is_taken_blocks_until_it_is_given_back, let_go),
        cmocka_unit_test_teardown(no_stretch_is_empty, let_go),
        cmocka_unit_test_teardown(who_holds_it_is_part_of_the_stretch, let_go),
        cmocka_unit_test_teardown(a_sleeper_sleeps_until_its_time_has_come, let_go),
        cmocka_unit_test_teardown(the_end_of_a_thread_ends_who_waits_for_it, let_go),
        cmocka_unit_test_teardown(live_time_begins_with_the_first_step, let_go),
        cmocka_unit_test_teardown(live_waiting_in_what_is_not_shown_is_no_running, let_go),
        cmocka_unit_test_teardown(live_waiting_has_its_real_length, let_go),
        cmocka_unit_test_teardown(a_download_waits_for_the_network_and_so_it_does_after_calling_back, let_go),
        cmocka_unit_test_teardown(a_gate_that_the_lab_holds_shut_is_not_running, let_go),
        cmocka_unit_test_teardown(taken_in_piece_by_piece_it_is_the_same, let_go),
        cmocka_unit_test_teardown(a_run_that_begins_anew_is_read_anew, let_go),
        cmocka_unit_test_teardown(the_stretch_at_a_position_is_found, let_go),
        cmocka_unit_test_teardown(a_long_run_is_quick_and_small, let_go),
        cmocka_unit_test_teardown(nonsense_is_survived, let_go),
        cmocka_unit_test_teardown(waiting_is_told_with_holder_line_and_end, let_go),
        cmocka_unit_test_teardown(on_fibers_steps_are_counted, let_go),
        cmocka_unit_test_teardown(a_deadlock_is_not_going_to_end, let_go),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
