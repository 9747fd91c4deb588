/* fiber.c — one kernel thread, many stacks: announces, chooses, switches, performs; see fiber.h. */
#include "runtime/carrier/fiber.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/calls/ending.h"
#include "runtime/carrier/spinning.h"
#include "runtime/carrier/state.h"
#include "runtime/carrier/switch.h"
#include "runtime/carrier/turns.h"
#include "runtime/demo.h"
#include "runtime/faults.h"
#include "runtime/heap.h"
#include "runtime/leaks.h"
#include "runtime/machinery.h"
#include "runtime/naming.h"
#include "runtime/objects.h"
#include "runtime/output.h"
#include "runtime/race/race.h"
#include "runtime/runtime.h"
#include "runtime/sharing.h"
#include "runtime/stacks.h"
#include "runtime/watching.h"
#include "world/memory.h"

enum { STEP_TIME = 1000, CLOCK_TIME = 100 * 1000 };      /* ns */

static struct world world;
static const struct chooser *chooser;
static const struct sink *sink;
static struct run_end *end;
static uint32_t step_limit;
static void *host_stack;                /* where runtime_run waits */
static struct turns turns;

/* ---- records ---- */

static inline void emit(struct runner *of, struct step *step)
{
    step_put_result(step, step->result, of->serial++);
    if (sink && world.step >= sink->from)
        sink->put(sink->data, step);
}

static void record(struct runner *self, const struct step *step)
{
    struct step copy;
    step_copy(&copy, step);
    if (copy.phase != PHASE_TEXT)       /* a text's letters lie over its time */
        copy.time = turns.now;
    world_apply(&world, &copy);
    emit(self, &copy);
}

static void leave_run(void) __attribute__((noreturn));
static void leave_run(void)
{
    void *abandoned;
    runner_self = NULL;
    switch_stack(&abandoned, host_stack);
    abort();
}

static void finish(enum outcome outcome, int32_t code, uintptr_t place, const char *text) __attribute__((noreturn));
static void finish(enum outcome outcome, int32_t code, uintptr_t place, const char *text)
{
    struct runner *self = runner_self;
    gate_settle(self);
    if (sink && world.step >= sink->from)
        watching_tell(self);
    struct step step = {
        .phase = PHASE_OUTCOME, .act = (uint8_t)outcome, .result = code, .place = gate_place(place),
        .thread = self->thread,
    };
    gate_text(&step, text ? text : "", text ? strlen(text) : 0);
    if (outcome == OUTCOME_EXITED) {
        uintptr_t lost = 0;
        end->leaked = leaks_find(&lost);
        end->leak_place = gate_place(lost);
    }
    end->outcome = outcome;
    end->code = code;
    end->thread = self->thread;
    end->place = step.place;
    end->text[0] = '\0';
    if (text)
        snprintf(end->text, sizeof end->text, "%s", text);
    leave_run();
}

/* ---- who may go ---- */

/* Whoever still spins looks at what nobody will change any more. */
static void spin_for_ever(void)
{
    uint16_t thread = (uint16_t)__builtin_ctzll(spinning);
    runner_self = &runners[thread];
    finish(OUTCOME_LIVELOCK, 0, demo.base + world.thread[thread].about.place, "goes round in a loop for ever: nobody changes what it looks at");
}

static void nobody_can_go(void)
{
    if (spinning)
        spin_for_ever();
    for (uint16_t t = 0; t < world.threads; t++)
        if (world.thread[t].phase != THREAD_ENDED)
            finish(OUTCOME_DEADLOCK, 0, 0, NULL);
    finish(OUTCOME_EXITED, 0, 0, NULL);
}

static bool is_allowed(struct choice choice)
{
    if (choice.way == WAY_GO && choice.thread < FIBERS && (turns.willing & turns_bit(choice.thread)))
        return true;
    return choice.thread < world.threads && choice.way < WAYS
        && (world_ways(&world, choice.thread) & (1u << choice.way));
}

/* Time-outs that are chosen before their time move the clock there. */
static void move_clock(struct choice choice)
{
    const struct step *about = &world.thread[choice.thread].about;
    if (choice.way != WAY_TIMEOUT)
        return;
    if (about->value > turns.now)
        turns.now = about->value;
    turns.stale = true;
}

/* A choice that has been made before at this point: only what it needs is looked at. */
static __attribute__((noinline)) uint16_t follow(struct choice choice)
{
    const struct world_thread *thread = &world.thread[choice.thread];
    bool possible = choice.thread < world.threads && thread->phase == THREAD_AT_GATE
                 && (!(act_traits(thread->about.act) & ACT_WAITS) || (world_ways(&world, choice.thread) & (1u << choice.way)));
    if (!possible) {                    /* the program does not do the same under the same choices */
        end->outcome = OUTCOME_RUNNING;
        leave_run();
    }
    runners[choice.thread].way = choice.way;
    turns.now += STEP_TIME;
    move_clock(choice);
    return choice.thread;
}

static uint16_t choose(void)
{
    if (__builtin_expect(world.step < chooser->known, 0))
        return follow(chooser->choices[world.step]);
    if (turns.stale || turns.timed)
        turns_renew(&turns, &world);
    if (!(turns.ready | turns.timed))
        nobody_can_go();
    if (step_limit && world.step >= step_limit)
        finish(OUTCOME_LIVELOCK, 0, 0, NULL);
    struct options options = {
        .world = &world, .ready = turns.ready, .willing = turns.willing, .timed = turns.timed, .current = world.current,
    };
    struct choice choice = chooser->choose(chooser->data, &options);
    if (choice.thread == NOBODY || !is_allowed(choice)) {
        end->outcome = OUTCOME_RUNNING;
        leave_run();
    }
    runners[choice.thread].way = choice.way;
    turns.now += STEP_TIME;
    move_clock(choice);
    return choice.thread;
}

/* ---- the gate ---- */

/* What belongs to a gate, before it: what is in the structures that are watched, and from where machinery was called. */
static __attribute__((noinline, cold)) void tell_more(struct runner *self, const struct step *step)
{
    if (!sink || world.step < sink->from)
        return;
    watching_tell(self);
    machinery_arrive(self, step->place);
}

static inline void come_to_gate(struct runner *self, const struct step *step)
{
    if (__builtin_expect(watching | machinery_ranges, 0))
        tell_more(self, step);
}

static void announce(struct runner *self, struct step *step)
{
    come_to_gate(self, step);
    step->time = turns.now;
    step_put_head(step, self->thread, PHASE_ABOUT, step->act, WAY_GO, step->size);
    if (!world_announce(&world, step))  /* more objects than the lab follows */
        finish(OUTCOME_LIMIT, 0, self->at, act_phrase(step->act));
    emit(self, step);
    if (act_traits(step->act) & ACT_POLLS)
        spinning_arrive(self, step->place, step->object);
    turns_arrive(&turns, &world, self->thread, step->act);
}

static void announce_access(struct runner *self, struct step *step)
{
    come_to_gate(self, step);
    step->time = turns.now;
    step_put_head(step, self->thread, PHASE_ABOUT, step->act, WAY_GO, step->size);
    world_arrive(&world, step);
    emit(self, step);
    bool in_circles = act_traits(step->act) & ACT_READS && spinning_arrive(self, step->place, step->object);
    turns_arrive_access(&turns, self->thread, in_circles);
}

/* Until this thread is chosen. Inline, as is all between here and the demo: after a switch the processor mispredicts
 * every return up to the demo's code, for it remembers those of the other stack. */
static inline __attribute__((always_inline)) void hold(struct runner *self)
{
    uint16_t next = choose();
    if (next == self->thread)
        return;
    runner_self = &runners[next];
    switch_stack(&self->stack_pointer, runners[next].stack_pointer);
}

/* Its own time is then what it waited for; also when the clock of all was there before it. */
static void wait_for_clock(const struct runner *self)
{
    uint64_t *time = race_time(self->thread);
    if (world.thread[self->thread].about.value > *time)
        *time = world.thread[self->thread].about.value;
}

static void perform(struct runner *self, struct step *step)
{
    step->time = turns.now;
    step_put_head(step, self->thread, PHASE_DONE, step->act, self->way, step->size);
    world_perform(&world, step);
    race_sync(step, __ATOMIC_SEQ_CST);
    if (self->way == WAY_TIMEOUT || step->act == ACT_SLEEP)
        wait_for_clock(self);
    emit(self, step);
    if (!(act_traits(step->act) & ACT_POLLS))
        spinning_effect(step->thread);
    if (__builtin_expect(spinning_looked, 0))
        turns_classify_these(&turns, &world, spinning_account(step));
    turns.stale = turns.stale || turns_may_change(step->act);
    if (step->act == ACT_END)
        turns_retire(&turns, self->thread);
    if (world.misuse)
        finish(OUTCOME_MISUSE, 0, step->place ? demo.base + step->place : 0, world.misuse);
}

static void tell_race(struct runner *self, const struct step *step, uint32_t object, const struct race *race)
{
    struct step found = {
        .phase = PHASE_RACE, .act = step->act, .thread = self->thread, .place = step->place, .object = object,
        .other = race->other, .value = race->place, .result = race->act,
    };
    end->races++;
    record(self, &found);
}

static void check_free(struct runner *self, const struct step *step)
{
    struct race race;
    uint32_t object;
    if (race_free(step, step->value, step->other, &object, &race))
        tell_race(self, step, object, &race);
}

static bool enter(struct runner *self, struct step *step)
{
    gate_settle(self);
    announce(self, step);
    hold(self);
    perform(self, step);
    if (step->act == ACT_FREE)
        check_free(self, step);
    return false;
}

static void leave(struct runner *self, struct step *step)
{
    (void)self;
    (void)step;         /* all was decided when it was let through */
}

static __attribute__((flatten)) void reach(struct runner *self, struct step *step, uintptr_t address)
{
    announce_access(self, step);
    hold(self);
    if (__builtin_expect(heap_holds(address) || stacks_hold(address), 0))
        sharing_check(self, address);
}

static inline void note_write(const struct step *step, const struct granule *around)
{
    if (step->act == ACT_ATOMIC_UPDATE && runners[step->thread].kept) {
        spinning_look(step->thread, step->object);      /* a lock tried again and again by writing "locked" to it */
        return;
    }
    spinning_effect(step->thread);
    if (__builtin_expect(spinning_looked, 0))
        turns_classify_these(&turns, &world, spinning_account_write(step, around));
}

static void accessed(struct runner *self, struct step *step, const struct granule *around, int order)
{
    struct race race;
    step->time = turns.now;
    step_put_head(step, self->thread, PHASE_DONE, step->act, WAY_GO, step->size);
    world_access(&world, step);
    emit(self, step);
    if (step->act == ACT_ATOMIC_UPDATE && step->result != 0)
        step->act = ACT_ATOMIC_LOAD;            /* a compare-and-exchange that failed has only read */
    if (race_access(step, around, &race))
        tell_race(self, step, step->object, &race);
    unsigned traits = act_traits(step->act);
    if (traits & ACT_WRITES)
        note_write(step, around);
    else
        spinning_look(step->thread, step->object);
    if ((traits & ACT_WRITES) && step->size == sizeof(uintptr_t))
        sharing_publish(step->value);
    if (__builtin_expect(self->range.high != 0, 0)) {
        sharing_publish_range((const void *)self->range.low, self->range.high - self->range.low);
        self->range = (struct stretch){ 0, 0 };
    }
    if (traits & ACT_ATOMIC)
        race_sync(step, order);
}

static void fence(struct runner *self, int order)
{
    race_fence(self->thread, order);
}

/* A thread has a time of its own, which grows when it looks, when it waits for the clock, and with what it learns from
 * others: so it does not depend on what others do meanwhile, and independent steps stay so. */
static uint64_t fiber_now(void)
{
    spinning_effect(runner_self->thread);
    state_unseen++;
    turns.now += CLOCK_TIME;
    return *race_time(runner_self->thread) += CLOCK_TIME;
}

static void effect(struct runner *self)
{
    spinning_effect(self->thread);
}

const struct carrier carrier_fiber = {
    .live = false, .enter = enter, .leave = leave, .shares = sharing_is_shared, .access = reach, .accessed = accessed,
    .fence = fence, .record = record, .now = fiber_now, .effect = effect, .finish = finish,
};

/* ---- threads ---- */

bool fiber_exists(uint16_t thread)
{
    return thread < world.threads;
}

bool fiber_has_ended(uint16_t thread)
{
    return world.thread[thread].phase == THREAD_ENDED && &runners[thread] != runner_self;
}

bool fiber_is_cancelled(const struct runner *self)
{
    return world.thread[self->thread].cancelled && !self->cancel_disabled;
}

const struct world *fiber_world(void)
{
    return &world;
}

uint32_t fiber_progress(void)
{
    return world.step;
}

static void start_thread(struct runner *self, void (*function)(void))
{
    uintptr_t low = fiber_stack_low(self->thread);
    runner_begin(self, self->thread, low, FIBER_STACK);
    demo_tls_reset(self->thread);
    fiber_stack_forget(self->thread);
    self->stack_pointer = switch_prepare((void *)(low + FIBER_STACK), function);
}

static void run_main(void)
{
    static char name[] = "demo";
    char *arguments[] = { name, NULL };
    ending_exit(demo.main(1, arguments, environ), 0);
}

static void run_thread(void)
{
    struct runner *self = runner_self;
    struct step start = world.thread[self->thread].about;
    perform(self, &start);
    if (self->function_c11)
        self->result = (uintptr_t)self->function_c11(self->argument);
    else
        self->result = (uintptr_t)self->function(self->argument);
    ending_thread(self);
}

void fiber_create(uint16_t child, uintptr_t place)
{
    struct runner *runner = &runners[child];
    void *(*function)(void *) = runner->function;
    int (*function_c11)(void *) = runner->function_c11;
    void *argument = runner->argument;
    runner->thread = child;
    start_thread(runner, run_thread);
    runner->function = function;
    runner->function_c11 = function_c11;
    runner->argument = argument;
    struct step start = gate_step(ACT_START, 0, place);
    announce(runner, &(struct step){ .act = start.act, .place = start.place, .result = start.result });
}

void fiber_end(struct runner *self)
{
    struct step step = gate_step(ACT_END, 0, 0);
    step.value = self->result;
    enter(self, &step);
    uint16_t next = choose();
    void *abandoned;
    runner_self = &runners[next];
    switch_stack(&abandoned, runners[next].stack_pointer);
    abort();
}

/* ---- runs ---- */

bool runtime_load(const char *path, struct err *err)
{
    return fiber_stacks_reserve(err) && demo_load(path, err) && faults_install(err);
}

static void begin_run(void)
{
    turns = (struct turns){ .stale = true };
    demo_reset();
    heap_begin();
    objects_begin();
    naming_begin();
    output_begin();
    race_begin();
    spinning_begin();
    stacks_begin();
    watching_begin();
    machinery_begin();
    ending_begin();
    world_begin(&world);
    runners[0].thread = 0;
    start_thread(&runners[0], run_main);
}

void runtime_run(const struct chooser *by, const struct sink *to, uint32_t limit, struct run_end *how)
{
    carrier = &carrier_fiber;
    chooser = by;
    sink = to;
    step_limit = limit;
    end = how;
    *how = (struct run_end){ .outcome = OUTCOME_RUNNING };
    begin_run();
    runner_self = &runners[0];
    switch_stack(&host_stack, runners[0].stack_pointer);
    how->steps = world.step;
}

const char *runtime_output(size_t *length)
{
    return output_text(length);
}
