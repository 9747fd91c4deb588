/* faults.c — signal handlers that say what happened and where, and end the run; see faults.h. */
#include "runtime/faults.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <ucontext.h>

#include "runtime/carrier/fiber.h"
#include "runtime/demo.h"
#include "runtime/gate.h"
#include "runtime/stacks.h"

enum { ALTERNATE = 64 << 10, SEARCHED = 512, NEAR = 64 << 10, PATIENCE = 3 };     /* bytes; words; bytes; seconds */

static uintptr_t machine_pc(const ucontext_t *context)
{
#if defined __x86_64__
    return (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
#else
    return (uintptr_t)context->uc_mcontext.pc;
#endif
}

static uintptr_t machine_sp(const ucontext_t *context)
{
#if defined __x86_64__
    return (uintptr_t)context->uc_mcontext.gregs[REG_RSP];
#else
    return (uintptr_t)context->uc_mcontext.sp;
#endif
}

static bool in_guard(uintptr_t address)
{
    return fiber_guard_holds(address) || stacks_guard_holds(address);
}

/* The instruction when it is the demo's own (+1: places are return addresses); else the latest call-back; else, after a
 * jump to nowhere, the first word on the stack that is an address of the demo's code. */
static uintptr_t place_of(const ucontext_t *context)
{
    uintptr_t pc = machine_pc(context);
    if (demo_holds(pc))
        return pc + 1;
    const uintptr_t *word = (const uintptr_t *)(machine_sp(context) & ~(uintptr_t)7);
    for (int k = 0; k < SEARCHED && !in_guard((uintptr_t)word); k++, word++)
        if (demo_holds(*word) && !demo_holds_data(*word))
            return *word;
    return runner_self->at;
}

static bool is_overflow(const siginfo_t *info, const ucontext_t *context)
{
    uintptr_t address = (uintptr_t)info->si_addr, sp = machine_sp(context);
    if (info->si_signo != SIGSEGV && info->si_signo != SIGBUS)
        return false;
    return in_guard(address) || (!demo_holds(address) && address > sp - NEAR && address < sp + 4096 && info->si_code == SEGV_ACCERR);
}

static const char *text_of(const siginfo_t *info)
{
    static _Thread_local char text[80];
    uintptr_t address = (uintptr_t)info->si_addr;
    switch (info->si_signo) {
    case SIGFPE:
        return "a division by zero, or one whose result is out of range";
    case SIGILL:
        return "an instruction that this machine does not have";
    case SIGABRT:
        return "";
    default:
        if (address < 4096)
            return "through a null pointer";
        snprintf(text, sizeof text, "at an address where nothing is (%#lx)", (unsigned long)address);
        return text;
    }
}

static void on_fault(int number, siginfo_t *info, void *opaque)
{
    ucontext_t *context = opaque;
    if (!runner_self) {
        signal(number, SIG_DFL);        /* our own: die of it when the handler returns */
        return;
    }
    uintptr_t place = place_of(context);
    if (is_overflow(info, context))
        carrier->finish(OUTCOME_OVERFLOW, number, place, NULL);
    carrier->finish(number == SIGABRT ? OUTCOME_ABORTED : OUTCOME_CRASHED, number, place, text_of(info));
}

/* Each second of CPU time: has a gate been passed since the last? */
static void on_tick(int number, siginfo_t *info, void *opaque)
{
    static uint32_t seen;
    static unsigned silent;
    (void)number;
    (void)info;
    if (!runner_self || fiber_progress() != seen) {
        seen = fiber_progress();
        silent = 0;
        return;
    }
    if (++silent < PATIENCE)
        return;
    silent = 0;
    carrier->finish(OUTCOME_STUCK, 0, place_of(opaque), NULL);
}

bool faults_begin_thread(void)
{
    stack_t stack = { .ss_size = ALTERNATE };
    stack.ss_sp = mmap(NULL, ALTERNATE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return stack.ss_sp != MAP_FAILED && sigaltstack(&stack, NULL) == 0;
}

/* SA_NODEFER: the run is left from inside the handler, which must not leave the signal blocked. */
static bool take(int number, void (*handler)(int, siginfo_t *, void *), struct err *err)
{
    struct sigaction action = { .sa_sigaction = handler, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER | SA_RESTART };
    sigemptyset(&action.sa_mask);
    return sigaction(number, &action, NULL) == 0 || err_set_errno(err, "cannot take signal %d", number);
}

bool faults_install(struct err *err)
{
    static const int fatal[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP };
    if (!faults_begin_thread())
        return err_set_errno(err, "no alternate signal stack");
    for (size_t k = 0; k < sizeof fatal / sizeof *fatal; k++)
        if (!take(fatal[k], on_fault, err))
            return false;
    return true;
}

bool faults_watch_for_loops(struct err *err)
{
    struct itimerval second = { .it_interval = { .tv_sec = 1 }, .it_value = { .tv_sec = 1 } };
    if (!take(SIGVTALRM, on_tick, err))
        return false;
    return setitimer(ITIMER_VIRTUAL, &second, NULL) == 0 || err_set_errno(err, "no timer");
}
