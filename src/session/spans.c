/* spans.c — folds the records of a run into stretches; see spans.h. After each record it asks the rule book again about
 * every thread whose state that record can have changed: of an access to memory only the thread's own. */
#include "session/spans.h"

#include <stdlib.h>
#include <string.h>

struct line {
    struct thread_span *list;
    size_t count, room;
    uint32_t about;             /* the record of the gate at which the thread stands; 0 */
    uint32_t outer;             /* … of the call around that (act_encloses); 0 */
};

struct spans {
    bool live, full;
    bool held;                  /* live: the gates are closed, and every thread says so when it comes to one */
    uint32_t edition;
    uint32_t taken, steps;      /* records; of them steps */
    uint64_t now;               /* position after the last record */
    uint64_t origin;            /* live: time of the first step */
    unsigned sleepers;          /* threads that sleep: for them every step counts, because time passes with it */
    uint64_t waited[WORLD_OBJECTS], outside[ACTS];      /* for spans_sum: objects; and what has none, by the call */
    struct line lines[WORLD_THREADS];
    struct bars bars;
    struct summed {             /* a sum that was made, and of what: asked for at every drawing */
        struct span_sum sum;
        uint32_t edition;
        size_t count;
        uint64_t until;
    } summed[WORLD_THREADS];
    struct world world;
};

/* ---- one thread's line ---- */

static struct thread_span *last_of(struct line *line)
{
    return line->count ? &line->list[line->count - 1] : NULL;
}

static bool is_same(const struct thread_span *a, const struct thread_span *b)
{
    if (a->state != b->state || a->state == SPAN_RUNS || a->state == SPAN_RESTS)
        return a->state == b->state;
    return a->about == b->about && a->object == b->object && a->holder == b->holder;
}

static bool grow(struct line *line)
{
    if (line->count < line->room)
        return true;
    size_t room = line->room ? 2 * line->room : 64;
    struct thread_span *more = realloc(line->list, room * sizeof *more);
    if (!more)
        return false;
    line->list = more;
    line->room = room;
    return true;
}

/* From here on the thread is in that state; one it was in for no time at all is forgotten. */
static void put(struct spans *spans, uint16_t thread, struct thread_span span)
{
    struct line *line = &spans->lines[thread];
    struct thread_span *last = last_of(line);
    if (last && last->state == SPAN_SLEEPS)
        spans->sleepers--;
    if (last && last->from == span.from) {
        line->count--;
        last = last_of(line);
    }
    if (span.state == SPAN_SLEEPS)
        spans->sleepers++;
    if (last && is_same(last, &span))
        return;
    if (grow(line))
        line->list[line->count++] = span;
    else
        spans->full = true;
}

/* ---- the rules ---- */

/* Live, whoever comes to an open gate goes through it. One that was blocked there, or is held by the lab, is seen waiting
 * for its turn. */
static bool goes_through(struct spans *spans, uint16_t thread)
{
    struct line *line = &spans->lines[thread];
    const struct thread_span *last = last_of(line);
    bool waited = last && last->state != SPAN_RUNS && last->about == line->about;
    return spans->live && !spans->held && !waited;
}

static void settle_at_gate(struct spans *spans, uint16_t thread, struct thread_span *span)
{
    struct wait wait;
    span->about = spans->lines[thread].about;
    if (world_waits(&spans->world, thread, &wait)) {
        bool sleeps = spans->world.thread[thread].about.act == ACT_SLEEP;
        span->state = sleeps ? SPAN_SLEEPS : SPAN_BLOCKED;
        span->object = sleeps ? 0 : wait.object;
        span->holder = wait.thread;
        span->act = spans->world.thread[thread].about.act;
    } else if (goes_through(spans, thread)) {
        span->state = SPAN_RUNS;
        span->about = 0;
    }
}

/* What the thread is doing from now on, as the rule book sees it. */
static void settle(struct spans *spans, uint16_t thread)
{
    const struct world_thread *self = &spans->world.thread[thread];
    struct thread_span span = { .from = spans->now, .step = spans->steps, .holder = NOBODY, .state = SPAN_READY };
    switch (self->phase) {
    case THREAD_ABSENT:
        return;
    case THREAD_ENDED:
        span.state = SPAN_ENDED;
        break;
    case THREAD_RUNNING:            /* created, it is not running before its first step */
        span.state = thread != 0 && self->steps == 0 ? SPAN_READY : self->resting ? SPAN_RESTS : SPAN_RUNS;
        break;
    default:
        settle_at_gate(spans, thread, &span);
    }
    put(spans, thread, span);
}

static void settle_waiters(struct spans *spans)
{
    for (uint16_t t = 0; t < spans->world.threads; t++) {
        const struct world_thread *thread = &spans->world.thread[t];
        if (thread->phase == THREAD_AT_GATE && (act_traits(thread->about.act) & ACT_WAITS))
            settle(spans, t);
    }
}

/* With a process all of its threads end. */
static void settle_process(struct spans *spans, uint16_t process)
{
    for (uint16_t t = 0; t < spans->world.threads; t++)
        if (spans->world.thread[t].process == process)
            settle(spans, t);
}

/* ---- life ---- */

static void begin(struct spans *spans)
{
    for (size_t t = 0; t < WORLD_THREADS; t++)
        spans->lines[t].count = spans->lines[t].about = spans->lines[t].outer = 0;
    spans->taken = spans->steps = spans->sleepers = 0;
    spans->now = spans->origin = 0;
    spans->full = spans->held = false;
    bars_begin(&spans->bars);
    world_begin(&spans->world);
    settle(spans, 0);
}

struct spans *spans_open(bool live)
{
    struct spans *spans = calloc(1, sizeof *spans);
    if (!spans)
        return NULL;
    spans->live = live;
    begin(spans);
    return spans;
}

void spans_close(struct spans *spans)
{
    for (size_t t = 0; spans && t < WORLD_THREADS; t++)
        free(spans->lines[t].list);
    if (spans)
        bars_free(&spans->bars);
    free(spans);
}

/* ---- records ---- */

static void come_to_gate(struct spans *spans, const struct step *record)
{
    if (!(act_traits(record->act) & ACT_WAITS))
        spans->held = true;         /* a live thread announces this only when its gate is closed */
    world_follow(&spans->world, record);
    spans->lines[record->thread].about = spans->taken;
    if (act_encloses(record->act))
        spans->lines[record->thread].outer = spans->taken;
    settle(spans, record->thread);
}

/* On fibers a step fills the time between the one before it and itself. */
static void pass_gate(struct spans *spans, const struct step *record)
{
    struct thread_span runs = { .from = spans->now, .step = spans->steps, .holder = NOBODY, .state = SPAN_RUNS };
    bool changes_others = !(act_traits(record->act) & (ACT_READS | ACT_WRITES)) || spans->sleepers > 0;
    if (spans->world.thread[record->thread].phase != THREAD_AT_GATE)
        spans->held = false;
    if (!spans->live)
        put(spans, record->thread, runs);
    spans->steps++;
    if (!spans->live)
        spans->now = spans->steps;
    world_follow(&spans->world, record);
    bars_take(&spans->bars, record, spans->steps, spans->now, spans->live);
    if (act_encloses(record->act))
        spans->lines[record->thread].outer = 0;
    spans->lines[record->thread].about = spans->lines[record->thread].outer;
    settle(spans, record->thread);
    if ((record->act == ACT_CREATE || record->act == ACT_FORK) && record->other < spans->world.threads)
        settle(spans, (uint16_t)record->other);
    if (record->act == ACT_QUIT || record->act == ACT_DIE)
        settle_process(spans, spans->world.thread[record->thread].process);
    if (changes_others)
        settle_waiters(spans);
}

static void look_at_clock(struct spans *spans, const struct step *record)
{
    bool stamped = record->phase == PHASE_ABOUT || record->phase == PHASE_DONE || record->phase == PHASE_OUTCOME
                || record->phase == PHASE_REST;
    if (record->phase == PHASE_DONE && spans->steps == 0)
        spans->origin = record->time;
    if (stamped && spans->origin && record->time > spans->origin + spans->now)
        spans->now = record->time - spans->origin;
}

void spans_take(struct spans *spans, const struct step *record)
{
    spans->taken++;
    if (spans->live)
        look_at_clock(spans, record);
    bool known = step_valid(record) && record->thread < WORLD_THREADS;
    if (known && record->phase == PHASE_ABOUT)
        come_to_gate(spans, record);
    else if (known && record->phase == PHASE_DONE)
        pass_gate(spans, record);
    else if (known)
        world_follow(&spans->world, record);
    if (known && record->phase == PHASE_REST)
        settle(spans, record->thread);
}

bool spans_follow(struct spans *spans, const struct session *session, size_t most)
{
    struct session_records known = session_records(session);
    bool anew = known.edition != spans->edition || known.count < spans->taken;
    if (anew)
        begin(spans);
    spans->edition = known.edition;
    size_t before = spans->taken;
    while (spans->taken < known.count && spans->taken - before < most)
        spans_take(spans, &known.records[spans->taken]);
    return anew || spans->taken > before;
}

size_t spans_behind(const struct spans *spans, const struct session *session)
{
    struct session_records known = session_records(session);
    return known.edition == spans->edition && known.count >= spans->taken ? known.count - spans->taken : known.count;
}

/* ---- what has been found ---- */

bool spans_live(const struct spans *spans)
{
    return spans->live;
}

bool spans_full(const struct spans *spans)
{
    return spans->full || spans->bars.full;
}

const struct bars *spans_bars(const struct spans *spans)
{
    return &spans->bars;
}

uint16_t spans_threads(const struct spans *spans)
{
    return spans->world.threads;
}

uint64_t spans_end(const struct spans *spans)
{
    return spans->now;
}

size_t spans_of(const struct spans *spans, uint16_t thread, const struct thread_span **list)
{
    *list = spans->lines[thread].list;
    return spans->lines[thread].count;
}

size_t spans_at(const struct spans *spans, uint16_t thread, uint64_t position)
{
    const struct line *line = &spans->lines[thread];
    size_t low = 0, high = line->count;         /* all before `low` begin at or before the position */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (line->list[middle].from <= position)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? low - 1 : line->count;
}

uint64_t spans_until(const struct spans *spans, uint16_t thread, size_t which)
{
    const struct line *line = &spans->lines[thread];
    return which + 1 < line->count ? line->list[which + 1].from : spans->now;
}

uint64_t spans_when(const struct spans *spans, const struct session *session, uint32_t number)
{
    const struct step *step = session_step(session, number);
    if (!step)
        return 0;
    if (!spans->live)
        return number - 1;
    return step->time > spans->origin ? step->time - spans->origin : 0;
}

uint32_t spans_step(const struct spans *spans, const struct session *session, uint64_t position)
{
    uint32_t low = 0, high = session_length(session);       /* no step up to `low` is later */
    if (!spans->live)
        return position < high ? (uint32_t)position + 1 : high;
    while (low < high) {
        uint32_t middle = low + (high - low + 1) / 2;
        if (spans_when(spans, session, middle) <= position)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

static struct span_sum sum_up(struct spans *spans, uint16_t thread)
{
    struct span_sum sum = { .longest = 0 };
    const struct thread_span *list;
    size_t count = spans_of(spans, thread, &list);
    memset(spans->waited, 0, sizeof spans->waited);
    memset(spans->outside, 0, sizeof spans->outside);
    for (size_t k = 0; k < count; k++) {
        uint64_t length = spans_until(spans, thread, k) - list[k].from;
        sum.in[list[k].state] += length;
        if (list[k].state != SPAN_BLOCKED || list[k].object >= WORLD_OBJECTS)
            continue;
        bool alone = list[k].object == 0 && (act_traits(list[k].act) & ACT_OUTSIDE);
        uint64_t *waited = alone ? &spans->outside[list[k].act % ACTS] : &spans->waited[list[k].object];
        *waited += length;
        if (*waited > sum.longest) {
            sum.longest = *waited;
            sum.object = list[k].object;
            sum.act = list[k].act;
        }
    }
    return sum;
}

/* Of a thread that has ended nothing changes any more, whatever the others do. */
struct span_sum spans_sum(struct spans *spans, uint16_t thread)
{
    const struct thread_span *list;
    size_t count = spans_of(spans, thread, &list);
    bool is_over = count > 0 && list[count - 1].state == SPAN_ENDED;
    uint64_t until = count == 0 || is_over ? 0 : spans->now;
    struct summed *summed = &spans->summed[thread];
    if (summed->count != count || summed->until != until || summed->edition != spans->edition)
        *summed = (struct summed){ sum_up(spans, thread), spans->edition, count, until };
    return summed->sum;
}
