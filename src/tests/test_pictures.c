/* Every kind of object has a picture, and says with it what matters. */
#include "tests/fake_pictures.h"

static void every_kind_has_a_picture(void **state)
{
    (void)state;
    assert_null(picture_of(OBJECT_NONE));
    for (unsigned kind = OBJECT_NONE + 1; kind < OBJECT_KINDS; kind++) {
        assert_non_null(picture_of((enum object_kind)kind));
        assert_non_null(picture_of((enum object_kind)kind)->draw);
    }
    assert_null(picture_of(OBJECT_KINDS));
}

static void nothing_shared_is_said_so(void **state)
{
    (void)state;
    fake_begin();
    SHOWS("nothing shared");
}

static void a_variable_shows_its_value_and_its_race(void **state)
{
    (void)state;
    fake_race();
    SHOWS("› share   1 ◂ written by ②  ⚠ race: ① line 11 ∥ ② line 11");
    assert_non_null(strstr(draw_all(2, 78, true), "> share   1 < written by T2  ! race: T1 line 11 || T2 line 11"));
}

static void what_nobody_has_touched_yet_is_unknown(void **state)
{
    (void)state;
    fake_begin();
    fake_meet(1, OBJECT_VARIABLE, "share", 0);
    SHOWS("  share   ?");
}

static void a_change_is_marked_for_one_step_only(void **state)
{
    (void)state;
    fake_begin();
    fake_meet(1, OBJECT_VARIABLE, "share", 0);
    fake_meet(2, OBJECT_VARIABLE, "item", 0);
    fake_do(0, ACT_WRITE, 1, 3, 7);
    SHOWS("› share   7");
    fake_do(0, ACT_WRITE, 2, 4, 8);
    SHOWS("  share   7");
    SHOWS("› item    8");
}

static void a_mutex_shows_owner_depth_and_queue(void **state)
{
    (void)state;
    fake_begin();
    fake_create("add", 1);
    fake_create("add", 2);
    fake_meet(1, OBJECT_MUTEX, "lock", MUTEX_RECURSIVE);
    SHOWS("◇ free (recursive)");
    fake_do(1, ACT_LOCK, 1, 5, 0);
    fake_do(1, ACT_LOCK, 1, 5, 0);
    fake_about(2, ACT_LOCK, 1, 5);
    fake_about(0, ACT_LOCK, 1, 9);
    SHOWS("◆ held by ① depth 2 (recursive)  waiting: ");
    fake_do(1, ACT_UNLOCK, 1, 6, 0);
    SHOWS("depth 1");
}

static void a_lock_says_what_it_protects_where_the_run_shows_it(void **state)
{
    (void)state;
    fake_begin();
    fake_create("add", 1);
    fake_create("add", 2);
    fake_meet(1, OBJECT_MUTEX, "lock", 0);
    fake_meet(2, OBJECT_VARIABLE, "share", 0);
    for (uint16_t t = 1; t <= 2; t++) {
        fake_do(t, ACT_LOCK, 1, 5, 0);
        fake_do(t, ACT_READ, 2, 6, t - 1u);
        fake_do(t, ACT_WRITE, 2, 6, t);
        fake_do(t, ACT_UNLOCK, 1, 7, 0);
    }
    fake_do(0, ACT_READ, 2, 9, 2);      /* main, when all is over */
    SHOWS("◇ free  protects share");
    fake_do(1, ACT_READ, 2, 8, 2);      /* once without is enough */
    LACKS("protects");
}

static void a_spin_lock_says_who_burns_cpu(void **state)
{
    (void)state;
    fake_begin();
    fake_create("add", 1);
    fake_meet(1, OBJECT_SPIN, "spin", 0);
    fake_do(0, ACT_SPIN_LOCK, 1, 5, 0);
    fake_about(1, ACT_SPIN_LOCK, 1, 5);
    SHOWS("◆ held by main (spin lock)  spinning: ①");
}

static void an_rwlock_shows_readers_or_the_writer(void **state)
{
    (void)state;
    fake_begin();
    fake_create("reader", 1);
    fake_meet(1, OBJECT_RWLOCK, "table", 0);
    fake_do(0, ACT_RDLOCK, 1, 5, 0);
    fake_do(1, ACT_RDLOCK, 1, 5, 0);
    SHOWS("◈ read by main ①");
    fake_do(0, ACT_RWUNLOCK, 1, 6, 0);
    fake_about(0, ACT_WRLOCK, 1, 7);
    SHOWS("◈ read by ① (readers–writer)  waiting: main");
    fake_do(1, ACT_RWUNLOCK, 1, 6, 0);
    fake_pass(0, 0);
    SHOWS("◆ written by main");
}

static void a_condition_shows_sleepers_woken_and_lost_signals(void **state)
{
    (void)state;
    fake_begin();
    fake_create("eat", 1);
    fake_meet(1, OBJECT_CONDITION, "ready", 0);
    fake_meet(2, OBJECT_MUTEX, "lock", 0);
    fake_do(0, ACT_SIGNAL, 1, 5, 0);
    SHOWS("○ nobody asleep  1 signal found nobody");
    fake_do(1, ACT_LOCK, 2, 8, 0);
    struct step wait = fake_step(1, ACT_COND_WAIT, 1, 9), wake = fake_step(1, ACT_COND_WAKE, 1, 9);
    wait.other = wake.other = 2;
    wake.value = UINT64_MAX;
    fake_about_step(wait);
    fake_pass(1, 0);
    fake_about_step(wake);
    SHOWS("☾ asleep: ①");
    fake_do(0, ACT_SIGNAL, 1, 6, 0);
    SHOWS("woken: ①");
    LACKS("asleep: ①");
}

static void a_barrier_counts_arrivals(void **state)
{
    (void)state;
    fake_begin();
    fake_create("row", 1);
    fake_meet(1, OBJECT_BARRIER, "phase", 0);
    fake_do(0, ACT_BARRIER_INIT, 1, 2, 2);
    SHOWS("○○ 0 of 2 arrived");
    fake_do(0, ACT_BARRIER_WAIT, 1, 5, 0);
    fake_about(0, ACT_BARRIER_LEAVE, 1, 5);
    SHOWS("●○ 1 of 2 arrived  waiting: main");
    fake_do(1, ACT_BARRIER_WAIT, 1, 5, 0);
    SHOWS("○○ 0 of 2 arrived  opened 1×");
}

static void a_semaphore_shows_tokens_as_things_with_a_queue(void **state)
{
    (void)state;
    fake_begin();
    fake_create("take", 1);
    fake_meet(1, OBJECT_SEMAPHORE, "tokens", 0);
    fake_do(0, ACT_SEM_INIT, 1, 2, 2);
    SHOWS("●● 2 tokens");
    fake_do(0, ACT_SEM_WAIT, 1, 5, 0);
    SHOWS("● 1 token");
    fake_do(0, ACT_SEM_WAIT, 1, 5, 0);
    fake_about(1, ACT_SEM_WAIT, 1, 5);
    SHOWS("○ no token  waiting: ①");
}

static void once_says_whether_it_has_run(void **state)
{
    (void)state;
    fake_begin();
    fake_create("init", 1);
    fake_meet(1, OBJECT_ONCE, "started", 0);
    SHOWS("◇ has not run");
    fake_do(0, ACT_ONCE_ENTER, 1, 5, 0);
    fake_about(1, ACT_ONCE_ENTER, 1, 5);
    SHOWS("▶ runs in main  waiting: ①");
    fake_do(0, ACT_ONCE_LEAVE, 1, 6, 0);
    SHOWS("◆ has run");
}

static void output_shows_the_last_lines(void **state)
{
    (void)state;
    fake_begin();
    fake_meet(1, OBJECT_OUTPUT, "output", 0);
    SHOWS("nothing printed yet");
    strcpy(fake.output, "one\ntwo\nthree\nfour\n");
    SHOWS("two");
    SHOWS("four");
    LACKS("one");
    strcpy(fake.output, "\r| thinking\r/ thinking");      /* a line drawn over itself */
    SHOWS("  output  / thinking");
    strcpy(fake.output, "no newline");
    SHOWS("no newline");
}

static void what_matters_keeps_its_place_when_there_is_not_room_for_all(void **state)
{
    (void)state;
    fake_begin();
    for (uint32_t id = 1; id <= 20; id++) {
        char name[16];
        snprintf(name, sizeof name, "item[%u]", (unsigned)id);
        fake_meet(id, OBJECT_VARIABLE, name, 0);
        fake_do(0, ACT_WRITE, id, 3, id);
    }
    fake_do(0, ACT_WRITE, 7, 3, 70);
    fake_about(0, ACT_READ, 3, 4);
    SHOWS("› item[7]");
    SHOWS("item[3]");
    assert_non_null(strstr(draw_all(4, 78, false), "more"));
}

static void what_has_no_name_goes_first_when_there_is_not_room_for_all(void **state)
{
    (void)state;
    fake_begin();
    fake_meet(1, OBJECT_VARIABLE, "share", 0);
    fake_meet(2, OBJECT_VARIABLE, "variable 2", 0);
    fake_do(0, ACT_WRITE, 1, 3, 7);
    fake_do(0, ACT_WRITE, 2, 4, 8);
    draw_all(1, 78, false);
    assert_non_null(strstr(drawn, "share"));
    assert_null(strstr(drawn, "variable 2"));
    draw_all(2, 78, false);
    assert_non_null(strstr(drawn, "variable 2"));
}

static void wide_panes_get_columns(void **state)
{
    (void)state;
    fake_begin();
    for (uint32_t id = 1; id <= 8; id++)
        fake_meet(id, OBJECT_VARIABLE, "item", 0);
    const char *text = draw_all(4, 120, false);
    assert_null(strstr(text, "more"));
    assert_non_null(strstr(strstr(text, "item"), "item"));
}

static void any_size_is_survived(void **state)
{
    (void)state;
    fake_race();
    fake_meet(2, OBJECT_OUTPUT, "output", 0);
    strcpy(fake.output, "a\nb\nc\n");
    for (int rows = 1; rows < 6; rows++)
        for (int columns = 1; columns < 130; columns += 3)
            draw_all(rows, columns, columns % 2);
}

/* ---- composed of others ---- */

/* A queue with room for three: one is in it, ② waits for another, ① is inside. */
static void fake_queue(void)
{
    fake_begin();
    fake.whole_kind = "queue";
    fake_create("put", 1);
    fake_create("get", 2);
    fake_meet(1, OBJECT_MUTEX, "jobs.lock", MUTEX_NORMAL);
    fake_meet(2, OBJECT_CONDITION, "jobs.not_empty", 0);
    fake_meet(3, OBJECT_VARIABLE, "jobs.count", 0);
    fake_meet(4, OBJECT_VARIABLE, "jobs.maxsize", 0);
    fake_meet(5, OBJECT_VARIABLE, "share", 0);
    fake_do(2, ACT_LOCK, 1, 10, 0);
    struct step wait = fake_step(2, ACT_COND_WAIT, 2, 11), wake = fake_step(2, ACT_COND_WAKE, 2, 11);
    wait.other = wake.other = 1;
    wake.value = UINT64_MAX;
    fake_about_step(wait);
    fake_pass(2, 0);
    fake_about_step(wake);
    fake_do(1, ACT_LOCK, 1, 12, 0);
    fake_do(1, ACT_READ, 4, 12, 3);
    fake_do(1, ACT_WRITE, 3, 13, 1);
}

static const char *draw_opened(bool opened)
{
    struct scene scene = scene_now(false);
    struct pane *pane = pane_make(6, 90);
    scene.opened = opened;
    pictures_draw(&scene, pane);
    char *text = pane_text(pane);
    snprintf(drawn, sizeof drawn, "%s", text);
    free(text);
    pane_free(pane);
    return drawn;
}

static void a_queue_is_one_object_until_it_is_opened(void **state)
{
    (void)state;
    fake_queue();
    assert_non_null(strstr(draw_opened(false), "› jobs    ●○○ 1 of 3  get waits: ②  ◆ ① inside"));
    assert_null(strstr(drawn, "jobs.lock"));
    assert_non_null(strstr(drawn, "share"));
    assert_non_null(strstr(draw_opened(true), "jobs.lock"));
    assert_non_null(strstr(drawn, "jobs.not_empty  ☾ asleep: ②"));
    assert_non_null(strstr(draw_all(4, 78, true), "> jobs    *.. 1 of 3  get waits: T2  # T1 inside"));
}

static void a_structure_of_an_unknown_kind_shows_its_members(void **state)
{
    (void)state;
    fake_queue();
    fake.whole_kind = "account";
    assert_non_null(strstr(draw_opened(false), "jobs.lock"));
}

static void a_kind_is_known_by_its_mutex_too(void **state)
{
    (void)state;
    fake_begin();
    fake.whole_kind = "queue";
    fake_create("put", 1);
    fake_meet(3, OBJECT_VARIABLE, "jobs.count", 0);
    fake_do(1, ACT_WRITE, 3, 13, 1);
    assert_non_null(strstr(draw_opened(false), "jobs.count"));
}

/* One part of a structure of that kind, with its mutex, and the value that thread 1 has read there. */
static void fake_whole(const char *kind, const char *lock, const char *part, uint64_t value)
{
    fake_begin();
    fake.whole_kind = kind;
    fake_create("work", 1);
    fake_meet(1, OBJECT_MUTEX, lock, MUTEX_NORMAL);
    fake_meet(2, OBJECT_VARIABLE, part, 0);
    fake_do(1, ACT_LOCK, 1, 12, 0);
    fake_do(1, ACT_READ, 2, 13, value);
}

static void every_kind_of_the_kit_has_a_picture(void **state)
{
    (void)state;
    fake_whole("event", "e.lock", "e.is_set", 1);
    SHOWS("e       ⚑ set  ◆ ① inside");
    fake_whole("latch", "l.lock", "l.count", 2);
    SHOWS("l       2 to go  ◆ ① inside");
    fake_whole("latch", "l.lock", "l.count", 0);
    SHOWS("l       open  ◆ ① inside");
    fake_whole("barrier", "b.lock", "b.arrived", 2);
    SHOWS("b       2 there  ◆ ① inside");
    fake_whole("future", "f.lock", "f.state", 1);
    SHOWS("f       pending › running › done  ◆ ① inside");
    fake_whole("pool", "p.lock", "p.alive", 4);
    SHOWS("p       4 workers  ◆ ① inside");
    fake_whole("thread", "t.lock", "t.alive", 0);
    SHOWS("t       ended  ◆ ① inside");
    fake_whole("completed", "c.lock", "c.arrived", 3);
    SHOWS("c       3 there  ◆ ① inside");
}

static void a_coroutine_shows_its_state_and_what_was_passed(void **state)
{
    (void)state;
    fake_begin();
    fake.whole_kind = "coroutine";
    fake_create("work", 1);
    fake_meet(1, OBJECT_VARIABLE, "even.status", 0);
    fake_do(1, ACT_WRITE, 1, 12, 1);
    SHOWS("even    suspended running waiting done");
    fake_meet(2, OBJECT_VARIABLE, "even.passed", 0);
    fake_do(1, ACT_WRITE, 2, 13, 7);
    SHOWS("even    suspended running waiting done  passed 7");
    struct step stops = { .phase = PHASE_STACK, .thread = 1, .object = 1, .place = 9, .value = 128 };
    assert_true(world_apply(&fake.world, &stops));
    SHOWS("even    suspended running waiting done  passed 7");         /* it runs yet */
    fake_do(1, ACT_WRITE, 1, 12, 0);
    assert_non_null(strstr(draw_all(11, 118, false), "line 9  128 bytes of stack  passed 7"));
    stops.object = WORLD_OBJECTS;
    assert_false(world_apply(&fake.world, &stops));
}

static void what_is_not_known_yet_is_left_out(void **state)
{
    (void)state;
    fake_begin();
    fake.whole_kind = "event";
    fake_create("wait", 1);
    fake_meet(1, OBJECT_MUTEX, "ready.lock", MUTEX_NORMAL);
    fake_meet(2, OBJECT_VARIABLE, "ready.is_set", 0);
    fake_do(1, ACT_LOCK, 1, 12, 0);
    assert_null(strstr(draw_opened(false), "set"));
    fake_do(1, ACT_READ, 2, 12, 0);
    assert_non_null(strstr(draw_opened(false), "ready   ⚐ not set  ◆ ① inside"));
}

int main(void)
{
    const struct CMUnitTest claims[] = {
        cmocka_unit_test(every_kind_has_a_picture),
        cmocka_unit_test(nothing_shared_is_said_so),
        cmocka_unit_test(a_variable_shows_its_value_and_its_race),
        cmocka_unit_test(what_nobody_has_touched_yet_is_unknown),
        cmocka_unit_test(a_change_is_marked_for_one_step_only),
        cmocka_unit_test(a_mutex_shows_owner_depth_and_queue),
        cmocka_unit_test(a_lock_says_what_it_protects_where_the_run_shows_it),
        cmocka_unit_test(a_spin_lock_says_who_burns_cpu),
        cmocka_unit_test(an_rwlock_shows_readers_or_the_writer),
        cmocka_unit_test(a_condition_shows_sleepers_woken_and_lost_signals),
        cmocka_unit_test(a_barrier_counts_arrivals),
        cmocka_unit_test(a_semaphore_shows_tokens_as_things_with_a_queue),
        cmocka_unit_test(once_says_whether_it_has_run),
        cmocka_unit_test(output_shows_the_last_lines),
        cmocka_unit_test(a_queue_is_one_object_until_it_is_opened),
        cmocka_unit_test(a_structure_of_an_unknown_kind_shows_its_members),
        cmocka_unit_test(a_kind_is_known_by_its_mutex_too),
        cmocka_unit_test(every_kind_of_the_kit_has_a_picture),
        cmocka_unit_test(a_coroutine_shows_its_state_and_what_was_passed), cmocka_unit_test(what_is_not_known_yet_is_left_out),
        cmocka_unit_test(what_matters_keeps_its_place_when_there_is_not_room_for_all),
        cmocka_unit_test(what_has_no_name_goes_first_when_there_is_not_room_for_all),
        cmocka_unit_test(wide_panes_get_columns),
        cmocka_unit_test(any_size_is_survived),
    };
    return cmocka_run_group_tests(claims, NULL, NULL);
}
