/* test_kit_coroutine.c — the kit's coroutines: who goes on when, and on what stack. */
#include "tests/claims.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static bool no_cheap_guards, no_guards, no_memory;

static int madvise_or_fail(void *start, size_t length, int advice)
{
    if (no_cheap_guards && advice == 102) {
        errno = EINVAL;
        return -1;
    }
    return madvise(start, length, advice);
}

static int mprotect_or_fail(void *start, size_t length, int protection)
{
    return no_guards ? -1 : mprotect(start, length, protection);
}

static void *mmap_or_fail(void *start, size_t length, int protection, int flags, int fd, off_t offset)
{
    return no_memory ? MAP_FAILED : mmap(start, length, protection, flags, fd, offset);
}

#define madvise madvise_or_fail
#define mprotect mprotect_or_fail
#define mmap mmap_or_fail
#include "../../lessons/kit/coroutine.c"
#undef madvise
#undef mprotect
#undef mmap

/* ---- coroutines ---- */

static void *add_up(void *more)
{
    intptr_t sum = 0;
    while (more) {
        sum += (intptr_t)more;
        more = coroutine_yield((void *)sum);
    }
    return "over";
}

static void what_is_passed_arrives_on_both_sides(void **state)
{
    struct coroutine adder;
    void *answer;
    (void)state;
    assert_int_equal(coroutine_init(&adder, add_up, 0), 0);
    for (intptr_t k = 1, sum = 1; k < 100; sum += ++k) {
        assert_int_equal(coroutine_resume(&adder, (void *)k, &answer), 0);
        assert_int_equal((intptr_t)answer, sum);
    }
    assert_int_equal(coroutine_resume(&adder, (void *)1, NULL), 0);
    assert_int_equal(coroutine_resume(&adder, NULL, &answer), 0);
    assert_string_equal(answer, "over");
    assert_int_equal(coroutine_status(&adder), COROUTINE_DONE);
    assert_int_equal(coroutine_resume(&adder, NULL, &answer), ESRCH);
    assert_int_equal(coroutine_destroy(&adder), 0);
}

static struct coroutine outer, inner;

static void *look_from_inside(void *unused)
{
    assert_ptr_equal(coroutine_current(), &inner);
    assert_int_equal(coroutine_status(&inner), COROUTINE_RUNNING);
    assert_int_equal(coroutine_status(&outer), COROUTINE_WAITING);
    assert_int_equal(coroutine_resume(&inner, NULL, NULL), EBUSY);
    assert_int_equal(coroutine_resume(&outer, NULL, NULL), EBUSY);
    assert_int_equal(coroutine_transfer(&outer, NULL, NULL), EBUSY);
    assert_int_equal(coroutine_destroy(&inner), EBUSY);
    assert_int_equal(coroutine_destroy(&outer), EBUSY);
    assert_true(coroutine_stack_used(&inner) > 0);
    coroutine_yield(NULL);
    return unused;
}

static void *resume_the_inner(void *unused)
{
    assert_ptr_equal(coroutine_current(), &outer);
    assert_int_equal(coroutine_resume(&inner, NULL, NULL), 0);
    assert_int_equal(coroutine_status(&inner), COROUTINE_SUSPENDED);
    assert_ptr_equal(coroutine_current(), &outer);
    coroutine_yield(NULL);
    return unused;
}

static void each_has_its_state(void **state)
{
    (void)state;
    assert_null(coroutine_current());
    coroutine_init(&outer, resume_the_inner, 0);
    coroutine_init(&inner, look_from_inside, 0);
    assert_int_equal(coroutine_status(&outer), COROUTINE_SUSPENDED);
    assert_int_equal(coroutine_resume(&outer, NULL, NULL), 0);
    assert_null(coroutine_current());
    assert_int_equal(coroutine_status(&outer), COROUTINE_SUSPENDED);
    assert_int_equal(coroutine_destroy(&outer), 0);     /* suspended both, in the middle */
    assert_int_equal(coroutine_destroy(&inner), 0);
    assert_int_equal(coroutine_status(&inner), COROUTINE_DONE);
    assert_int_equal(coroutine_destroy(&inner), 0);     /* a second time is no error */
}

static void who_is_no_coroutine_cannot_stop(void **state)
{
    struct coroutine coroutine;
    (void)state;
    errno = 0;
    assert_null(coroutine_yield("nobody"));
    assert_int_equal(errno, EPERM);
    coroutine_init(&coroutine, add_up, 0);
    assert_int_equal(coroutine_transfer(&coroutine, NULL, NULL), EPERM);
    assert_int_equal(coroutine_destroy(&coroutine), 0); /* it never began */
}

static struct coroutine ping, pong;

static void *hit(void *ball)
{
    struct coroutine *other = coroutine_current() == &ping ? &pong : &ping;
    while ((intptr_t)ball < 100000)
        assert_int_equal(coroutine_transfer(other, (char *)ball + 1, &ball), 0);
    return ball;
}

static void a_transfer_hands_on_who_is_answered(void **state)
{
    void *ball;
    (void)state;
    coroutine_init(&ping, hit, 8192);
    coroutine_init(&pong, hit, 8192);
    assert_int_equal(coroutine_resume(&ping, NULL, &ball), 0);
    assert_int_equal((intptr_t)ball, 100000);
    assert_int_equal(coroutine_status(&ping), COROUTINE_DONE);
    assert_int_equal(coroutine_status(&pong), COROUTINE_SUSPENDED);
    assert_true(coroutine_stack_most(&pong) < 8192);
    assert_int_equal(coroutine_resume(&pong, ball, &ball), 0);
    assert_int_equal(coroutine_status(&pong), COROUTINE_DONE);
    coroutine_destroy(&ping);
    coroutine_destroy(&pong);
}

/* More values at once than there are registers, of both kinds. */
static void *keep_many(void *unused)
{
    volatile double seed = 1;
    double a = seed, b = a + 1, c = b + 1, d = c + 1, e = d + 1, f = e + 1, g = f + 1, h = g + 1, i = h + 1;
    long k = (long)seed, l = k + 1, m = l + 1, n = m + 1, o = n + 1, p = o + 1, q = p + 1, r = q + 1;
    _Alignas(16) char aligned[16];
    assert_int_equal((uintptr_t)memset(aligned, 1, sizeof aligned) % 16, 0);
    for (int turn = 0; turn < 3; turn++) {
        coroutine_yield(NULL);
        a++, b++, c++, d++, e++, f++, g++, h++, i++;
        k++, l++, m++, n++, o++, p++, q++, r++;
    }
    assert_true(a + b + c + d + e + f + g + h + i == 45 + 27);
    assert_int_equal(k + l + m + n + o + p + q + r, 36 + 24);
    return unused;
}

static void what_was_in_registers_is_there_again(void **state)
{
    struct coroutine both[2];
    (void)state;
    coroutine_init(&both[0], keep_many, 0);
    coroutine_init(&both[1], keep_many, 0);
    for (int turn = 0; turn < 4; turn++)
        for (int k = 0; k < 2; k++)
            assert_int_equal(coroutine_resume(&both[k], NULL, NULL), 0);
    coroutine_destroy(&both[0]);
    coroutine_destroy(&both[1]);
}

static void *resume_once_more(void *coroutine)
{
    void *sum;
    assert_null(coroutine_current());
    assert_int_equal(coroutine_resume(coroutine, (void *)10, &sum), 0);
    return sum;
}

static void another_thread_may_go_on_with_it(void **state)
{
    struct coroutine adder;
    pthread_t other;
    void *sum;
    (void)state;
    coroutine_init(&adder, add_up, 0);
    coroutine_resume(&adder, (void *)1, NULL);
    pthread_create(&other, NULL, resume_once_more, &adder);
    pthread_join(other, &sum);
    assert_int_equal((intptr_t)sum, 11);
    coroutine_resume(&adder, (void *)100, &sum);
    assert_int_equal((intptr_t)sum, 111);
    coroutine_destroy(&adder);
}

/* ---- stacks ---- */

static void *use(void *bytes)
{
    volatile char room[(size_t)bytes];
    for (size_t k = 0; k < (size_t)bytes; k++)
        room[k] = 1;
    return coroutine_yield(room[0] ? NULL : "gone");
}

static void a_stack_knows_how_far_it_was_used(void **state)
{
    struct coroutine coroutine;
    (void)state;
    coroutine_init(&coroutine, use, 0);
    assert_int_equal(coroutine_stack_size(&coroutine), COROUTINE_STACK);
    assert_in_range(coroutine_stack_most(&coroutine), 1, 2048);
    coroutine_resume(&coroutine, (void *)20000, NULL);
    assert_in_range(coroutine_stack_most(&coroutine), 20000, 30000);
    assert_in_range(coroutine_stack_used(&coroutine), 20000, 30000);
    coroutine_resume(&coroutine, NULL, NULL);
    assert_int_equal(coroutine_stack_used(&coroutine), 0);
    assert_in_range(coroutine_stack_most(&coroutine), 20000, 30000);
    coroutine_destroy(&coroutine);
}

static void a_stack_is_used_again_and_is_as_new(void **state)
{
    struct coroutine coroutine;
    (void)state;
    coroutine_init(&coroutine, use, 0);
    const char *stack = coroutine.stack;
    coroutine_resume(&coroutine, (void *)20000, NULL);
    coroutine_destroy(&coroutine);
    coroutine_init(&coroutine, use, 0);
    assert_ptr_equal(coroutine.stack, stack);
    assert_in_range(coroutine_stack_most(&coroutine), 1, 2048);
    assert_true(coroutine_is_guarded(&coroutine));
    coroutine_destroy(&coroutine);
}

static void sizes_are_rounded_up_and_bounded(void **state)
{
    struct coroutine coroutine;
    (void)state;
    assert_int_equal(coroutine_init(&coroutine, use, 1), 0);
    assert_int_equal(coroutine_stack_size(&coroutine), 2 * (size_t)sysconf(_SC_PAGESIZE));
    coroutine_destroy(&coroutine);
    assert_int_equal(coroutine_init(&coroutine, use, 100000), 0);
    assert_int_equal(coroutine_stack_size(&coroutine), 131072);
    coroutine_destroy(&coroutine);
    assert_int_equal(coroutine_init(&coroutine, use, (size_t)COROUTINE_MOST + 1), EINVAL);
    no_memory = true;
    assert_int_equal(coroutine_init(&coroutine, use, 1 << 24), ENOMEM);
    no_memory = false;
}

enum { MANY = 3000 };

static void more_stacks_than_are_kept(void **state)
{
    static struct coroutine many[MANY];
    void *sum;
    (void)state;
    for (intptr_t k = 0; k < MANY; k++)
        assert_int_equal(coroutine_init(&many[k], add_up, 1), 0);
    for (intptr_t turn = 0; turn < 2; turn++)
        for (intptr_t k = 0; k < MANY; k++) {
            assert_int_equal(coroutine_resume(&many[k], (void *)(k + 1), &sum), 0);
            assert_int_equal((intptr_t)sum, (turn + 1) * (k + 1));
        }
    for (int k = 0; k < MANY; k++)
        assert_int_equal(coroutine_destroy(&many[k]), 0);
    assert_in_range(stacks.count[stack_class(1)], 1, STACK_KEPT);
}

static int sink_to(int depth);
static int (*volatile sink_deeper)(int) = sink_to;

static int sink_to(int depth)
{
    volatile char room[100];
    room[0] = (char)depth;
    return depth ? sink_deeper(depth - 1) + room[0] : 0;
}

static void *sink_for_ever(void *unused)
{
    sink_deeper(1 << 30);
    return unused;
}

/* Uses a page more than there is, and stops. */
static void *sink_a_little(void *unused)
{
    volatile char *low = coroutine_current()->stack;
    for (int k = 1; k < 200; k++)
        low[-k] = 1;
    return coroutine_yield(unused);
}

/* The signal by which the process ends that does it. */
static int ended_by(void *(*function)(void *))
{
    int status = 0;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit none = { 0, 0 };
        struct coroutine coroutine;
        setrlimit(RLIMIT_CORE, &none);
        signal(SIGSEGV, SIG_DFL);
        signal(SIGABRT, SIG_DFL);
        close(STDERR_FILENO);
        if (coroutine_init(&coroutine, function, 1 << 15) == 0)
            coroutine_resume(&coroutine, NULL, NULL);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void an_overflow_hits_the_guard(void **state)
{
    (void)state;
    assert_int_equal(ended_by(sink_for_ever), SIGSEGV);
    no_cheap_guards = true;
    assert_int_equal(ended_by(sink_for_ever), SIGSEGV);
    assert_int_equal(ended_by(sink_a_little), SIGSEGV);
    no_cheap_guards = false;
}

static void without_a_guard_an_overflow_is_found_at_the_next_stop(void **state)
{
    struct coroutine coroutine;
    (void)state;
    no_cheap_guards = no_guards = true;
    assert_int_equal(coroutine_init(&coroutine, add_up, 1 << 18), 0);
    assert_false(coroutine_is_guarded(&coroutine));
    assert_int_equal(coroutine_resume(&coroutine, (void *)1, NULL), 0);
    assert_int_equal(coroutine_resume(&coroutine, (void *)1, NULL), 0);
    assert_int_equal(coroutine_destroy(&coroutine), 0);
    assert_int_equal(coroutine_init(&coroutine, add_up, 1 << 18), 0);   /* kept, and still known to have none */
    assert_false(coroutine_is_guarded(&coroutine));
    assert_int_equal(coroutine_destroy(&coroutine), 0);
    assert_int_equal(ended_by(sink_a_little), SIGABRT);
    no_cheap_guards = no_guards = false;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_passed_arrives_on_both_sides),
        cmocka_unit_test(each_has_its_state),
        cmocka_unit_test(who_is_no_coroutine_cannot_stop),
        cmocka_unit_test(a_transfer_hands_on_who_is_answered),
        cmocka_unit_test(what_was_in_registers_is_there_again),
        cmocka_unit_test(another_thread_may_go_on_with_it),
        cmocka_unit_test(a_stack_knows_how_far_it_was_used),
        cmocka_unit_test(a_stack_is_used_again_and_is_as_new),
        cmocka_unit_test(sizes_are_rounded_up_and_bounded),
        cmocka_unit_test(more_stacks_than_are_kept),
        cmocka_unit_test(an_overflow_hits_the_guard),
        cmocka_unit_test(without_a_guard_an_overflow_is_found_at_the_next_stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
