/* coroutine_bench.c — the kit's coroutines against their peers, in one run: a switch in bare assembly, Boost.Context's
 * (WITH_BOOST), the C library's swapcontext, a hand-over between two threads; and how many there can be. Prints
 * `what | ours over theirs, in time (our time) | bar`. Contenders take turns; what counts is the median of the ratios.
 * kit.sh builds and runs it. */
#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#include "coroutine.h"
#include "ratios.h"
#include "stackless.h"

enum { TURNS = 9, FAST = 2000000, SLOW = 20000, ALIVE = 100000, STACKLESS = 1000000, STACK = 65536 };

static char stack[STACK] __attribute__((aligned(64)));

static double now(void)
{
    return read_clock(CLOCK_MONOTONIC);
}

/* ---- the contenders: seconds for one switch, each there and back ---- */

static void *turn_back(void *value)
{
    for (;;)
        value = coroutine_yield(value);
    return NULL;
}

static double time_kit(void)
{
    struct coroutine coroutine;
    if (coroutine_init(&coroutine, turn_back, 0) != 0)
        abort();
    double begin = now();
    for (int k = 0; k < FAST; k++)
        coroutine_resume(&coroutine, NULL, NULL);
    double time = now() - begin;
    coroutine_destroy(&coroutine);
    return time / FAST / 2;
}

#if defined __x86_64__ || defined __aarch64__
#define WITH_BARE
void bare_switch(void **from, void *to);
#if defined __x86_64__
__asm__(
    ".text\n.globl bare_switch\nbare_switch:\n"
    "    push %rbp\n    push %rbx\n    push %r12\n    push %r13\n    push %r14\n    push %r15\n"
    "    mov  %rsp, (%rdi)\n    mov  %rsi, %rsp\n"
    "    pop  %r15\n    pop  %r14\n    pop  %r13\n    pop  %r12\n    pop  %rbx\n    pop  %rbp\n    pop  %rcx\n    jmp  *%rcx\n");
enum { SAVED = 8, LINK = 6 };
#else
__asm__(
    ".text\n.globl bare_switch\nbare_switch:\n"
    "    sub  sp, sp, #160\n"
    "    stp  x19, x20, [sp, #0]\n    stp  x21, x22, [sp, #16]\n    stp  x23, x24, [sp, #32]\n    stp  x25, x26, [sp, #48]\n"
    "    stp  x27, x28, [sp, #64]\n    stp  x29, x30, [sp, #80]\n    stp  d8,  d9,  [sp, #96]\n    stp  d10, d11, [sp, #112]\n"
    "    stp  d12, d13, [sp, #128]\n    stp  d14, d15, [sp, #144]\n"
    "    mov  x9, sp\n    str  x9, [x0]\n    mov  sp, x1\n"
    "    ldp  x19, x20, [sp, #0]\n    ldp  x21, x22, [sp, #16]\n    ldp  x23, x24, [sp, #32]\n    ldp  x25, x26, [sp, #48]\n"
    "    ldp  x27, x28, [sp, #64]\n    ldp  x29, x30, [sp, #80]\n    ldp  d8,  d9,  [sp, #96]\n    ldp  d10, d11, [sp, #112]\n"
    "    ldp  d12, d13, [sp, #128]\n    ldp  d14, d15, [sp, #144]\n    add  sp, sp, #160\n    br   x30\n");
enum { SAVED = 20, LINK = 11 };
#endif

static void *here, *there;

static void bare_turn_back(void)
{
    for (;;)
        bare_switch(&there, here);
}

static double time_bare(void)
{
    uintptr_t *word = (uintptr_t *)(stack + STACK) - SAVED;
    memset(word, 0, SAVED * sizeof *word);
    word[LINK] = (uintptr_t)bare_turn_back;
    there = word;
    double begin = now();
    for (int k = 0; k < FAST; k++)
        bare_switch(&here, there);
    return (now() - begin) / FAST / 2;
}
#endif

#ifdef WITH_BOOST
struct transfer { void *context, *data; };      /* boost/context/detail/fcontext.hpp */
struct transfer jump_fcontext(void *to, void *data);
void *make_fcontext(void *high, size_t size, void (*function)(struct transfer));

static void boost_turn_back(struct transfer from)
{
    for (;;)
        from = jump_fcontext(from.context, from.data);
}

static double time_boost(void)
{
    struct transfer to = { make_fcontext(stack + STACK, STACK, boost_turn_back), NULL };
    double begin = now();
    for (int k = 0; k < FAST; k++)
        to = jump_fcontext(to.context, NULL);
    return (now() - begin) / FAST / 2;
}
#endif

static ucontext_t main_context, other_context;

static void swap_back(void)
{
    for (;;)
        swapcontext(&other_context, &main_context);
}

static double time_swapcontext(void)
{
    getcontext(&other_context);
    other_context.uc_stack.ss_sp = stack;
    other_context.uc_stack.ss_size = STACK;
    makecontext(&other_context, swap_back, 0);
    double begin = now();
    for (int k = 0; k < FAST / 20; k++)
        swapcontext(&main_context, &other_context);
    return (now() - begin) / (FAST / 20) / 2;
}

static sem_t to_other, to_main;

static void *hand_back(void *unused)
{
    for (int k = 0; k < SLOW; k++) {
        sem_wait(&to_other);
        sem_post(&to_main);
    }
    return unused;
}

static double time_threads(void)
{
    pthread_t other;
    sem_init(&to_other, 0, 0);
    sem_init(&to_main, 0, 0);
    pthread_create(&other, NULL, hand_back, NULL);
    double begin = now();
    for (int k = 0; k < SLOW; k++) {
        sem_post(&to_other);
        sem_wait(&to_main);
    }
    double time = now() - begin;
    pthread_join(other, NULL);
    return time / SLOW / 2;
}

/* ---- in turns ---- */

static void compare(const char *what, double (*theirs)(void), const char *bar)
{
    double ratio[TURNS], ours[TURNS], other[TURNS];
    for (int k = 0; k < TURNS; k++) {
        ours[k] = time_kit();
        other[k] = theirs();
        ratio[k] = ours[k] / other[k];
    }
    double middle = median_of(ratio, TURNS);
    printf("coroutine: a switch over %s | %.*f (%.1f ns; %.1f) | %s\n", what, middle < 0.1 ? 4 : 2, middle, 1e9 * median_of(ours, TURNS),
           1e9 * median_of(other, TURNS), bar);
    fflush(stdout);
}

/* ---- how many ---- */

static double megabytes(void)
{
    char line[200];
    double kilobytes = 0;
    FILE *file = fopen("/proc/self/status", "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "VmHWM:", 6) == 0)
            kilobytes = atof(line + 6);
    if (file)
        fclose(file);
    return kilobytes / 1000;
}

static void many_coroutines(void)
{
    struct coroutine *all = malloc(ALIVE * sizeof *all);
    double begin = read_clock(CLOCK_PROCESS_CPUTIME_ID);
    for (int k = 0; all && k < ALIVE; k++)
        if (coroutine_init(&all[k], turn_back, 0) != 0 || coroutine_resume(&all[k], NULL, NULL) != 0)
            abort();
    printf("100,000 coroutines alive, each having yielded, CPU time | %.2f s | <= 1 s\n", read_clock(CLOCK_PROCESS_CPUTIME_ID) - begin);
    printf("100,000 coroutines alive, memory | %.0f MB | <= 500 MB\n", megabytes());
}

struct counter { struct stackless at; int k; };

static enum stackless_status count(struct counter *self)
{
    STACKLESS_BEGIN(&self->at);
    for (self->k = 0; ; self->k++)
        STACKLESS_YIELD(&self->at);
    STACKLESS_END(&self->at);
}

static void many_stackless(void)
{
    struct counter *all = calloc(STACKLESS, sizeof *all);
    double begin = now();
    for (int turn = 0; turn < 2; turn++)
        for (int k = 0; all && k < STACKLESS; k++)
            if (count(&all[k]) != STACKLESS_YIELDED || all[k].k != turn)
                abort();
    printf("1,000,000 stackless alive, each having yielded twice | %.3f s | \n", now() - begin);
    printf("1,000,000 stackless alive, memory | %.0f MB | <= 100 MB\n", megabytes());
}

/* In a process of its own, of which the memory is known. */
static void apart(void (*run)(void))
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        run();
        fflush(stdout);
        _exit(0);
    }
    waitpid(child, NULL, 0);
}

int main(void)
{
    apart(many_coroutines);
    apart(many_stackless);
#ifdef WITH_BARE
    compare("bare assembly's", time_bare, "<= 1.5");
#endif
#ifdef WITH_BOOST
    compare("Boost.Context's", time_boost, "<= 1.5");
#endif
    compare("swapcontext's", time_swapcontext, "<= 0.05");
    compare("a hand-over between threads", time_threads, "<= 0.01");
    return 0;
}
