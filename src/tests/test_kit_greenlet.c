/* test_kit_greenlet.c — the kit's greenlets, whose loop is begun by the first call: main waits among them. In virtual time. */
#include "kit_loop.h"

#include "../../lessons/kit/greenlet.c"
#define enter enter_pool
#define leave leave_green_pool
#define spawn spawn_in_pool
#define one_is_over one_is_out
#include "../../lessons/kit/green_pool.c"
#undef enter
#undef leave
#undef spawn
#undef one_is_over

static void begin_virtually(void)
{
    log_text[0] = '\0';
    assert_int_equal(green_begin(&(struct loop_options){ .virtual_time = true }), 0);
}

static int count_to_three(void *argument, void **value)
{
    const struct nap *nap = argument;
    for (long k = 1; k <= THREE; k++) {
        int error = green_sleep(nap->ms);
        note("%s%ld%s ", nap->name, k, error ? "!" : "");
        if (error)
            return error;
    }
    *value = (void *)nap->name;
    return nap->error;
}

static struct nap tick = { "tick", 10, 0 }, tack = { "tack", 25, 0 }, spoilt = { "spoilt", 5, EDOM };

/* ---- main is one of them ---- */

static void main_sleeps_while_the_others_go_on(void **state)
{
    (void)state;
    begin_virtually();
    struct task *one = green_spawn("one", count_to_three, &tick);
    assert_string_equal(log_text, "");
    green_sleep(15);
    note("main ");
    assert_int_equal(green_join(one, -1), 0);
    assert_string_equal(log_text, "tick1 main tick2 tick3 ");
    assert_int_equal(loop_time(), 30);
    green_release(&one, 1);
    green_end();
}

static void the_first_spawn_begins_the_loop_and_a_thread_has_one(void **state)
{
    (void)state;
    assert_null(loop_current());
    struct task *one = green_spawn("one", return_value, "1");
    assert_non_null(loop_current());
    assert_int_equal(green_begin(&(struct loop_options){ 0 }), EBUSY);
    assert_int_equal(loop_run(return_value, NULL, NULL), EBUSY);
    void *value = NULL;
    assert_int_equal(green_get(one, &value), 0);
    assert_string_equal(value, "1");
    green_release(&one, 1);
    green_end();
    assert_null(loop_current());
}

static void main_has_a_name_and_its_own_stack(void **state)
{
    (void)state;
    begin_virtually();
    assert_string_equal(task_name(task_current()), "main");
    assert_null(coroutine_current());
    assert_int_equal(green_sleep(0), 0);
    assert_null(coroutine_current());
    green_end();
    assert_null(task_current());
}

static int join_in_the_loop(void *argument, void **value)
{
    struct task *both[] = { green_spawn("a", count_to_three, &tick), green_spawn("b", count_to_three, &tack) };
    (void)argument;
    (void)value;
    assert_int_equal(green_joinall(both, 2, -1), 0);
    assert_int_equal(loop_time(), 75);
    green_release(both, 2);
    green_end();                                /* not the one who began it: nothing */
    assert_non_null(loop_current());
    return 0;
}

static void they_work_in_a_loop_that_runs_already(void **state)
{
    (void)state;
    assert_int_equal(run_virtually(join_in_the_loop, NULL), 0);
    assert_null(loop_current());
}

static void try_to_wait(void *argument)
{
    *(int *)argument = green_sleep(5);
}

static void a_call_of_the_loop_cannot_wait(void **state)
{
    int error = 0;
    struct loop_call call = { .run = try_to_wait, .argument = &error };
    (void)state;
    begin_virtually();
    loop_call_soon(&call);
    green_sleep(1);
    assert_int_equal(error, EPERM);
    green_end();
}

/* ---- how they end ---- */

static void joinall_waits_for_all_but_not_for_ever(void **state)
{
    (void)state;
    begin_virtually();
    struct task *both[] = { green_spawn("a", count_to_three, &tick), green_spawn("b", count_to_three, &tack) };
    assert_int_equal(green_joinall(both, 2, 40), ETIMEDOUT);
    assert_int_equal(loop_time(), 40);
    assert_string_equal(log_text, "tick1 tick2 tack1 tick3 ");
    assert_int_equal(green_joinall(both, 2, 40), 0);
    assert_int_equal(green_joinall(both, 0, -1), 0);
    green_release(both, 2);
    green_end();
}

static void get_gives_value_and_error(void **state)
{
    void *value = NULL;
    (void)state;
    begin_virtually();
    struct task *good = green_spawn("good", count_to_three, &tick), *bad = green_spawn("bad", count_to_three, &spoilt);
    assert_int_equal(green_join(bad, -1), 0);
    assert_int_equal(green_get(bad, NULL), EDOM);
    assert_int_equal(green_get(good, &value), 0);
    assert_string_equal(value, "tick");
    green_release(&good, 1);
    green_release(&bad, 1);
    green_end();
}

static void who_is_killed_is_told_where_he_waits(void **state)
{
    (void)state;
    begin_virtually();
    struct task *both[] = { green_spawn("a", count_to_three, &tick), green_spawn("b", count_to_three, &tack) };
    green_sleep(15);
    assert_int_equal(green_kill(both[0]), 0);
    assert_int_equal(loop_time(), 15);
    assert_int_equal(green_get(both[0], NULL), ECANCELED);
    assert_int_equal(green_killall(both, 2), 0);
    assert_string_equal(log_text, "tick1 tick2! tack1! ");
    green_release(both, 2);
    green_end();
}

static void the_end_kills_those_that_are_left(void **state)
{
    (void)state;
    begin_virtually();
    struct task *left = green_spawn("left", wait_for_ever, NULL);
    green_sleep(1);
    green_end();
    assert_string_equal(log_text, "told ");
    assert_int_equal(task_result(left, NULL), ECANCELED);
    green_release(&left, 1);
}

static void main_is_told_when_it_would_wait_for_ever(void **state)
{
    struct loop_event never = { 0 };
    (void)state;
    begin_virtually();
    struct task *other = green_spawn("other", wait_for_ever, NULL);
    assert_int_equal(green_event_wait(&never, -1), EDEADLK);
    assert_int_equal(green_join(other, -1), 0);
    assert_string_equal(log_text, "told ");
    assert_int_equal(green_sleep(10), 0);       /* and life goes on */
    green_release(&other, 1);
    green_end();
}

static void without_memory_that_is_said(void **state)
{
    (void)state;
    begin_virtually();
    allocations = 1;
    struct task *none = green_spawn("none", wait_for_ever, NULL);
    assert_null(none);
    assert_int_equal(errno, ENOMEM);
    assert_int_equal(green_join(none, -1), ENOMEM);
    assert_int_equal(green_get(none, NULL), ENOMEM);
    green_release(&none, 1);
    green_end();
    allocations = 1;
    assert_int_equal(green_begin(NULL), ENOMEM);
    assert_null(loop_current());
}

/* ---- limits, events, results ---- */

static void a_timeout_limits_all_that_lies_in_it(void **state)
{
    struct task_timeout limit;
    (void)state;
    begin_virtually();
    assert_int_equal(green_timeout_begin(&limit, 20), 0);
    int error = green_sleep(15);
    assert_int_equal(error, 0);
    error = green_sleep(15);
    assert_int_equal(green_timeout_end(&limit, error), ETIMEDOUT);
    assert_int_equal(loop_time(), 20);
    assert_int_equal(green_sleep(15), 0);
    green_end();
}

static void an_event_is_waited_for_with_a_limit(void **state)
{
    struct loop_event event = { 0 };
    (void)state;
    begin_virtually();
    assert_int_equal(green_event_wait(&event, 30), ETIMEDOUT);
    assert_int_equal(loop_time(), 30);
    loop_event_set(&event);
    assert_int_equal(green_event_wait(&event, 30), 0);
    assert_int_equal(loop_time(), 30);
    green_end();
}

static int get_result(void *argument, void **value)
{
    int error = green_result_get(argument, value, -1);
    note("%s:%d ", error ? "" : (char *)*value, error);
    return error;
}

static void all_who_wait_get_the_result_and_it_is_set_once(void **state)
{
    struct green_result result = { 0 };
    (void)state;
    begin_virtually();
    struct task *both[] = { green_spawn("a", get_result, &result), green_spawn("b", get_result, &result) };
    green_sleep(5);
    green_result_set(&result, "42");
    green_result_fail(&result, EDOM);
    assert_int_equal(green_joinall(both, 2, -1), 0);
    assert_string_equal(log_text, "42:0 42:0 ");
    green_release(both, 2);
    green_end();
}

static void a_result_may_be_an_error_or_not_come_in_time(void **state)
{
    struct green_result result = { 0 };
    (void)state;
    begin_virtually();
    assert_int_equal(green_result_get(&result, NULL, 10), ETIMEDOUT);
    green_result_fail(&result, EDOM);
    assert_int_equal(green_result_get(&result, NULL, 10), EDOM);
    green_end();
}

/* ---- pools ---- */

static int busy, most_busy;

/* The longer the name, the longer the nap. */
static int toil(void *argument, void **value)
{
    busy++;
    most_busy = busy > most_busy ? busy : most_busy;
    int error = green_sleep(10 * (long)strlen(argument));
    busy--;
    note("%s%s ", (char *)argument, error ? "!" : "");
    *value = argument;
    return error ? error : *(char *)argument == 'b' ? EDOM : 0;
}

static void *const words[] = { "aaaa", "cc", "d" };

static void begin_pool(struct green_pool *pool, size_t size)
{
    begin_virtually();
    busy = most_busy = 0;
    green_pool_init(pool, size);
}

static void a_spawn_waits_for_room_in_the_pool(void **state)
{
    struct green_pool pool;
    (void)state;
    begin_pool(&pool, 2);
    for (int k = 0; k < THREE; k++)
        assert_int_equal(green_pool_spawn(&pool, "worker", toil, words[k]), 0);
    assert_int_equal(loop_time(), 20);
    assert_int_equal(green_pool_join(&pool), 0);
    assert_string_equal(log_text, "cc d aaaa ");
    assert_int_equal(most_busy, 2);
    assert_int_equal(green_pool_join(&pool), 0);
    green_end();
}

static void map_keeps_the_order(void **state)
{
    struct green_pool pool;
    void *values[THREE];
    (void)state;
    begin_pool(&pool, 2);
    assert_int_equal(green_pool_map(&pool, toil, words, values, THREE), 0);
    assert_string_equal(log_text, "cc d aaaa ");
    assert_memory_equal(values, words, sizeof values);
    assert_int_equal(loop_time(), 40);
    assert_int_equal(most_busy, 2);
    green_end();
}

static void map_tells_the_first_error_when_all_are_over(void **state)
{
    static void *const some[] = { "aaaa", "b", "cc" };
    struct green_pool pool;
    (void)state;
    begin_pool(&pool, 3);
    assert_int_equal(green_pool_map(&pool, toil, some, NULL, THREE), EDOM);
    assert_string_equal(log_text, "b cc aaaa ");
    green_end();
}

static int map_in_pool(void *argument, void **value)
{
    (void)value;
    return green_pool_map(argument, toil, words, NULL, THREE);
}

static void who_is_killed_in_a_map_kills_those_of_it(void **state)
{
    struct green_pool pool;
    (void)state;
    begin_pool(&pool, 2);
    struct task *mapping = green_spawn("mapping", map_in_pool, &pool);
    green_sleep(5);                             /* it waits for room */
    assert_int_equal(green_kill(mapping), 0);
    assert_string_equal(log_text, "aaaa! cc! ");
    assert_int_equal(task_result(mapping, NULL), ECANCELED);
    assert_int_equal(pool.places.count, 2);
    green_release(&mapping, 1);
    green_end();
}

static void kill_empties_a_pool(void **state)
{
    struct green_pool pool;
    (void)state;
    begin_pool(&pool, 3);
    green_pool_spawn(&pool, "worker", toil, words[0]);
    green_pool_spawn(&pool, "worker", toil, words[1]);
    green_sleep(1);
    assert_int_equal(green_pool_kill(&pool), 0);
    assert_string_equal(log_text, "cc! aaaa! ");
    assert_int_equal(loop_time(), 1);
    assert_int_equal(pool.places.count, 3);
    green_end();
}

static void an_unordered_map_gives_the_fastest_first(void **state)
{
    struct green_pool pool;
    struct green_unordered map;
    void *value;
    int result, given = 0;
    (void)state;
    begin_pool(&pool, 2);
    green_unordered_init(&map, &pool, toil, words, THREE);
    assert_int_equal(pool.places.count, 2);     /* nobody has asked yet */
    for (; green_unordered_next(&map, &value, &result) == 0; given++) {
        assert_int_equal(result, 0);
        note("[%s] ", (char *)value);
    }
    assert_int_equal(given, THREE);
    assert_string_equal(log_text, "cc [cc] d [d] aaaa [aaaa] ");
    assert_int_equal(most_busy, 2);
    green_unordered_destroy(&map);
    green_end();
}

static void an_unordered_map_tells_each_error(void **state)
{
    static void *const some[] = { "aaaa", "b" };
    struct green_pool pool;
    struct green_unordered map;
    int result = 0;
    (void)state;
    begin_pool(&pool, 2);
    green_unordered_init(&map, &pool, toil, some, 2);
    assert_int_equal(green_unordered_next(&map, NULL, &result), 0);
    assert_int_equal(result, EDOM);
    assert_int_equal(green_unordered_next(&map, NULL, &result), 0);
    assert_int_equal(result, 0);
    assert_int_equal(green_unordered_next(&map, NULL, &result), ENOENT);
    green_unordered_destroy(&map);
    green_end();
}

static void an_unordered_map_may_be_left_in_the_middle(void **state)
{
    struct green_pool pool;
    struct green_unordered map;
    void *value = NULL;
    (void)state;
    begin_pool(&pool, 3);
    green_unordered_init(&map, &pool, toil, words, THREE);
    assert_int_equal(green_unordered_next(&map, &value, NULL), 0);
    assert_string_equal(value, "d");
    green_unordered_destroy(&map);
    assert_string_equal(log_text, "d cc! aaaa! ");
    assert_int_equal(pool.places.count, 3);
    green_end();
}

static void without_memory_a_place_in_the_pool_is_given_back(void **state)
{
    struct green_pool pool;
    (void)state;
    begin_pool(&pool, 1);
    allocations = 1;
    assert_int_equal(green_pool_spawn(&pool, "none", toil, words[0]), ENOMEM);
    assert_int_equal(pool.places.count, 1);
    green_end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(main_sleeps_while_the_others_go_on),
        cmocka_unit_test(the_first_spawn_begins_the_loop_and_a_thread_has_one),
        cmocka_unit_test(main_has_a_name_and_its_own_stack),
        cmocka_unit_test(they_work_in_a_loop_that_runs_already),
        cmocka_unit_test(a_call_of_the_loop_cannot_wait),
        cmocka_unit_test(joinall_waits_for_all_but_not_for_ever),
        cmocka_unit_test(get_gives_value_and_error),
        cmocka_unit_test(who_is_killed_is_told_where_he_waits),
        cmocka_unit_test(the_end_kills_those_that_are_left),
        cmocka_unit_test(main_is_told_when_it_would_wait_for_ever),
        cmocka_unit_test(without_memory_that_is_said),
        cmocka_unit_test(a_timeout_limits_all_that_lies_in_it),
        cmocka_unit_test(an_event_is_waited_for_with_a_limit),
        cmocka_unit_test(all_who_wait_get_the_result_and_it_is_set_once),
        cmocka_unit_test(a_result_may_be_an_error_or_not_come_in_time),
        cmocka_unit_test(a_spawn_waits_for_room_in_the_pool),
        cmocka_unit_test(map_keeps_the_order),
        cmocka_unit_test(map_tells_the_first_error_when_all_are_over),
        cmocka_unit_test(who_is_killed_in_a_map_kills_those_of_it),
        cmocka_unit_test(kill_empties_a_pool),
        cmocka_unit_test(an_unordered_map_gives_the_fastest_first),
        cmocka_unit_test(an_unordered_map_tells_each_error),
        cmocka_unit_test(an_unordered_map_may_be_left_in_the_middle),
        cmocka_unit_test(without_memory_a_place_in_the_pool_is_given_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
