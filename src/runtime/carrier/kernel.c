/* kernel.c — real threads: numbers them, records what they do, holds them at their gates when the run is stepped.
 *
 * Time stamps follow happens-before: what lets others go (an unlock, a post, a create) is stamped before it is done, what
 * waits for others after. So the lab, which merges the lanes by time, sees a lock given back before it is taken again. */
#include "runtime/carrier/kernel.h"

#include <errno.h>
#include <linux/futex.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "runtime/calls/ending.h"
#include "runtime/carrier/family.h"
#include "runtime/carrier/links.h"
#include "runtime/carrier/mappings.h"
#include "runtime/carrier/obey.h"
#include "runtime/carrier/processes.h"
#include "runtime/demo.h"
#include "runtime/faults.h"
#include "runtime/heap.h"
#include "runtime/machinery.h"
#include "runtime/objects.h"
#include "runtime/watching.h"

enum { THREADS = CHANNEL_GATES, SHARED_LANE = CHANNEL_LANES - 1, SECOND = 1000000000 };

static struct channel *channel;
static uint64_t begun;                              /* ns: when the run began */
static _Atomic pthread_t handles[THREADS];          /* of this process; what its parent had is left in it */
static pthread_key_t end_key;
static sem_t begin;                                 /* posted by the first COMMAND_BEGIN */

static uint64_t clock_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * SECOND + (uint64_t)time.tv_nsec - begun;
}

/* ---- records ---- */

/* What a process ends with must arrive, and the end of a call that encloses others, however full the lane is of what came before. */
static bool must_arrive(const struct step *step)
{
    bool ends = step->act == ACT_QUIT || step->act == ACT_DIE || act_encloses(step->act);
    return step->phase == PHASE_OUTCOME || (step->phase == PHASE_DONE && ends);
}

/* False: it is lost. */
static bool put(unsigned lane, const struct step *step)
{
    if (!must_arrive(step))
        return channel_offer(channel, lane, step);
    channel_put(channel, lane, step);
    return true;
}

static bool put_shared(const struct step *step)
{
    family_lock(&family->last_lane);
    bool kept = put(SHARED_LANE, step);
    family_unlock(&family->last_lane);
    return kept;
}

void kernel_answer(uint32_t number, int result)
{
    struct step mark = { .phase = PHASE_MARK, .value = number, .result = result, .time = clock_now() };
    put_shared(&mark);
}

/* A signal's handler may come in the middle of a record: what it has to tell does not go into the same lane. */
static void emit(struct runner *self, struct step *step)
{
    step_put_result(step, step->result, self->serial++);
    if (step->phase != PHASE_MEET)
        step->process = family_self;
    if (self->thread >= SHARED_LANE || self->telling) {
        self->missed |= !put_shared(step);
        return;
    }
    self->telling = true;
    atomic_signal_fence(memory_order_seq_cst);
    self->missed |= !put(self->thread, step);
    atomic_signal_fence(memory_order_seq_cst);
    self->telling = false;
}

void kernel_tell(uint16_t process, struct step *step)
{
    step->thread = family->member[process].thread;
    step->process = process;
    if (step->phase != PHASE_TEXT)
        step->time = clock_now();
    if (process != 0 && step->thread < SHARED_LANE)
        put(step->thread, step);
    else
        put_shared(step);
}

static void record(struct runner *self, const struct step *step)
{
    struct step copy = *step;
    if (!self) {
        copy.time = clock_now();
        put_shared(&copy);
        return;
    }
    if (copy.phase != PHASE_TEXT)
        copy.time = clock_now();
    if (copy.phase != PHASE_NAME && copy.phase != PHASE_MEET)      /* those say whose name or memory it is */
        copy.thread = self->thread;
    emit(self, &copy);
}

static void finish(enum outcome outcome, int32_t code, uintptr_t place, const char *text) __attribute__((noreturn));
static void finish(enum outcome outcome, int32_t code, uintptr_t place, const char *text)
{
    static atomic_flag over = ATOMIC_FLAG_INIT;
    if (atomic_flag_test_and_set(&over))
        for (;;)
            pause();                /* another thread has ended the program already */
    if (family_self != 0)
        processes_end_this(outcome, code, place, text);
    processes_hear();
    struct step step = {
        .phase = PHASE_OUTCOME, .act = (uint8_t)outcome, .result = code, .place = gate_place(place),
        .thread = runner_self->thread,
    };
    gate_text(&step, text ? text : "", text ? strlen(text) : 0);
    syscall(SYS_exit_group, 0);
    abort();
}

/* ---- the gate ---- */

static bool lets_others_go(enum act act)
{
    switch (act) {
    case ACT_UNLOCK: case ACT_RWUNLOCK: case ACT_SPIN_UNLOCK: case ACT_SEM_POST: case ACT_SIGNAL: case ACT_BROADCAST:
    case ACT_COND_WAIT: case ACT_COND_TIMEDWAIT: case ACT_CREATE: case ACT_BARRIER_WAIT: case ACT_ONCE_LEAVE: case ACT_END:
    case ACT_FORK: case ACT_QUIT: case ACT_KILL: case ACT_PIPE_WRITE: case ACT_PIPE_TRYWRITE: case ACT_PIPE_CLOSE:
    case ACT_SOCKET_LISTEN: case ACT_SOCKET_WRITE: case ACT_SOCKET_TRYWRITE: case ACT_SOCKET_SHUTDOWN: case ACT_SOCKET_CLOSE:
    case ACT_NOTICE_WRITE: case ACT_NOTICE_TRYWRITE: case ACT_QUEUE_SEND: case ACT_QUEUE_TRYSEND: case ACT_QUEUE_TIMEDSEND:
        return true;
    default:
        return false;
    }
}

static void futex(_Atomic uint32_t *word, int operation, uint32_t value)
{
    syscall(SYS_futex, word, operation, value, NULL, NULL, 0);
}

/* A thread that leaps is held again at its next synchronisation. */
void kernel_wake(_Atomic uint32_t *gate)
{
    futex(gate, FUTEX_WAKE, 1);
}

static bool is_held(struct runner *self, const struct step *step)
{
    enum act act = step->act;
    if (!atomic_load_explicit(&family->held, memory_order_relaxed))
        return false;
    bool closely = atomic_exchange(&family->closely[self->thread], false);
    if (!closely && atomic_load(&family->over) && act_is_small(act) && machinery_holds(step->place))
        return false;
    if (!atomic_load(&family->leaping[self->thread]))
        return true;
    if (act_traits(act) & ACT_SYNC)
        atomic_store(&family->leaping[self->thread], false);
    return act_traits(act) & ACT_SYNC;
}

/* Waits for a permit, or until the gates are open for good. */
static void hold(struct runner *self)
{
    _Atomic uint32_t *gate = channel_gate(channel, self->thread % CHANNEL_GATES);
    for (;;) {
        uint32_t permits = atomic_load(gate);
        if (!atomic_load(&family->held) || (permits > 0 && atomic_compare_exchange_strong(gate, &permits, permits - 1)))
            break;
        if (permits == 0)
            futex(gate, FUTEX_WAIT, 0);
    }
    atomic_store(&family->at_gate[self->thread], false);
}

/* What belongs to a gate, before it. What is in the structures can be told later, steps cannot. */
static __attribute__((noinline, cold)) void tell_more(struct runner *self, const struct step *step)
{
    if (self->watches && channel_spare(channel, self->thread))
        watching_tell(self);
    machinery_arrive(self, step->place);
}

/* Whoever reads that it stands at its gate may let it go at once: so it stands there before it says so. */
static void stand(struct runner *self, struct step *step)
{
    if (__builtin_expect(self->watches || machinery_ranges, 0))
        tell_more(self, step);
    bool stop = is_held(self, step);
    if (stop)
        atomic_store(&family->at_gate[self->thread], true);
    if (stop || (act_traits(step->act) & ACT_WAITS)) {
        step->phase = PHASE_ABOUT;
        step->time = clock_now();
        emit(self, step);
    }
    if (stop)
        hold(self);
    step->time = clock_now();
}

static bool enter(struct runner *self, struct step *step)
{
    gate_settle(self);
    stand(self, step);
    return true;
}

static void leave(struct runner *self, struct step *step)
{
    step->phase = PHASE_DONE;
    if (!lets_others_go(step->act))
        step->time = clock_now();
    emit(self, step);
}

/* Others' stacks and all of the heap: who can reach what is not followed here. A thread's own stack is its own; and so is what
 * machinery does in memory. What is in the structures that are watched is told by what has changed there. */
static bool shares(struct runner *self, uintptr_t address)
{
    if (self->hidden || machinery_keeps(self->at) || (self->watches && watching_around(address)))
        return false;
    if (demo_holds_data(address) || mappings_find(address))
        return true;
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    if (address == (uintptr_t)&stdout || address == (uintptr_t)&stderr || address == (uintptr_t)&stdin || address == (uintptr_t)&errno)
        return false;               /* nobody writes there; nobody else does */
    return address - here > ((uintptr_t)8 << 20) && !demo_holds(address);
}

static void accessed(struct runner *self, struct step *step, const struct granule *around, int order)
{
    (void)around;
    (void)order;
    step_put_head(step, self->thread, PHASE_DONE, step->act, WAY_GO, step->size);
    emit(self, step);
}

static void reach(struct runner *self, struct step *step, uintptr_t address)
{
    (void)address;
    stand(self, step);
}

const struct carrier carrier_kernel = {
    .live = true, .enter = enter, .leave = leave, .shares = shares, .access = reach, .accessed = accessed,
    .record = record, .now = clock_now, .finish = finish,
};

/* ---- threads ---- */

uint32_t kernel_number_of(pthread_t handle)
{
    for (unsigned t = atomic_load(&family->threads); t-- > 0; )
        if (t < THREADS && atomic_load(&handles[t]) == handle)
            return t;
    return UINT32_MAX;
}

static struct runner *new_runner(unsigned number)
{
    struct runner *runner = calloc(1, sizeof *runner);
    if (runner)
        runner_begin(runner, (uint16_t)number, 0, UINTPTR_MAX);
    return runner;
}

/* However a thread ends, this is called for it. */
static void at_thread_end(void *opaque)
{
    struct runner *self = opaque;
    gate_settle(self);
    watching_end(self);
    struct step step = gate_step(ACT_END, 0, 0);
    enter(self, &step);
    step.result = 0;
    leave(self, &step);
    runner_self = NULL;
    free(self);
}

static void begin_thread(struct runner *self)
{
    runner_self = self;
    faults_begin_thread();
    pthread_setspecific(end_key, self);
    atomic_store(&handles[self->thread], pthread_self());
}

static void *run_thread(void *opaque)
{
    struct runner *self = opaque;
    begin_thread(self);
    uintptr_t function = self->function_c11 ? (uintptr_t)self->function_c11 : (uintptr_t)self->function;
    struct step step = gate_step(ACT_START, 0, function + 1);
    enter(self, &step);
    step.result = 0;
    leave(self, &step);
    if (self->function_c11)
        return (void *)(intptr_t)self->function_c11(self->argument);
    return self->function(self->argument);
}

int kernel_create(pthread_t *handle, const pthread_attr_t *attributes, void *function, bool c11, void *argument,
                  struct step *step)
{
    if (!runner_self)
        return EAGAIN;
    enter(runner_self, step);
    unsigned number = atomic_fetch_add(&family->threads, 1);
    struct runner *child = number < THREADS ? new_runner(number) : NULL;
    if (!child)
        return EAGAIN;
    child->function = c11 ? NULL : (void *(*)(void *))function;
    child->function_c11 = c11 ? (int (*)(void *))function : NULL;
    child->argument = argument;
    step->other = number;
    step->result = 0;
    leave(runner_self, step);           /* before the thread's own first record */
    int result = pthread_create(handle, attributes, run_thread, child);
    if (result == 0)
        atomic_store(&handles[number], *handle);
    else
        free(child);
    return result;
}

void kernel_be_child(struct runner *self, uint16_t thread)
{
    self->thread = thread;
    self->serial = 0;
    self->writing = false;
    self->telling = false;
    watching_forked(self);
    runner_self = self;
    atomic_store(&handles[thread], pthread_self());
}

static void run_main(struct runner *self) __attribute__((noreturn));
static void run_main(struct runner *self)
{
    begin_thread(self);
    int code = demo.main(demo.words, demo.word, environ);
    gate_settle(runner_self);
    ending_exit(code, 0);
}

static void after_fork(void)
{
    runner_self = NULL;
}

void kernel_begin_program(void)
{
    carrier = &carrier_kernel;
    begun += clock_now();
    objects_begin();
    pthread_key_create(&end_key, at_thread_end);
    pthread_atfork(NULL, NULL, after_fork);
    atomic_store(&family->held, true);
    atomic_store(&family->threads, 1);
    sem_post(&begin);
}

/* The demo's main gets the process's first thread, as it would have without the lab. */
int kernel_serve(struct channel *road, int socket, struct err *err)
{
    channel = road;
    signal(SIGPIPE, SIG_DFL);           /* as any program has it that nobody has prepared */
    setpgid(0, 0);                      /* what is sent to the demo's group shall not reach its keeper */
    if (!family_share(err) || !objects_share(err) || !links_share(err) || !processes_begin(err))
        return EXIT_FAILURE;
    sem_init(&begin, 0, 0);
    struct runner *runner = new_runner(0);
    if (!runner || !obey_begin(channel, &socket)) {
        err_set(err, "no thread for the lab's commands");
        return EXIT_FAILURE;
    }
    while (sem_wait(&begin) != 0)
        ;
    run_main(runner);
}
