/* tell_span.c — one stretch of a thread's life as a sentence: what it did or waited for, how long, and what ended that. */
#include <stdio.h>

#include "session/sentence.h"
#include "session/spans.h"

/* A stretch that is looked at. */
struct view {
    const struct tell *tell;
    const struct spans *spans;
    const struct thread_span *span;
    const struct step *about;       /* with which it came to its gate; NULL: it stands at none */
    uint16_t thread;
    uint64_t until;
    bool open;                      /* nothing has ended it so far */
};

const char *tell_length(const struct spans *spans, uint64_t length, bool ascii, char *out, size_t room)
{
    static const struct { uint64_t ns; const char *name, *ascii; } units[] = {
        { 1000000000, "s", "s" }, { 1000000, "ms", "ms" }, { 1000, "µs", "us" }, { 1, "ns", "ns" },
    };
    if (!spans_live(spans)) {
        snprintf(out, room, "%llu step%s", (unsigned long long)length, length == 1 ? "" : "s");
        return out;
    }
    size_t k = 0;
    while (units[k].ns > 1 && length < units[k].ns)
        k++;
    double number = (double)length / (double)units[k].ns;
    snprintf(out, room, "%.*f %s", number >= 100 || units[k].ns == 1 ? 0 : number >= 10 ? 1 : 2, number,
             ascii ? units[k].ascii : units[k].name);
    return out;
}

static void add_length(struct sentence *sentence, const struct view *view)
{
    char text[40];
    sentence_add(sentence, "%s", tell_length(view->spans, view->until - view->span->from, view->tell->ascii, text, sizeof text));
}

/* On fibers: which steps of the run. */
static void add_steps(struct sentence *sentence, const struct view *view)
{
    unsigned long long first = view->span->from + 1, last = view->until;
    if (spans_live(view->spans) || first > last)
        return;
    if (first == last)
        sentence_add(sentence, " (step %llu)", first);
    else
        sentence_add(sentence, " (steps %llu to %llu)", first, last);
}

/* ---- the states ---- */

/* The thread's latest step at or before the position, not older than the stretch. */
static uint32_t own_step(const struct view *view, uint64_t position)
{
    const struct session *session = view->tell->session;
    uint32_t low = spans_step(view->spans, session, position);
    if (!spans_live(view->spans))
        return low;
    while (low > 0 && low >= view->span->step && session_step(session, low)->thread != view->thread)
        low--;
    return low >= view->span->step ? low : 0;
}

static void tell_running(struct sentence *sentence, const struct view *view, uint64_t position)
{
    char text[400];
    uint32_t number = own_step(view, position);
    const struct step *step = session_step(view->tell->session, number);
    sentence_actor(sentence, view->tell, view->thread);
    sentence_add(sentence, " runs for ");
    add_length(sentence, view);
    add_steps(sentence, view);
    sentence_add(sentence, ".");
    if (step && step->thread == view->thread)
        sentence_add(sentence, " %s %u: %s.", spans_live(view->spans) ? "Here after step" : "Step", (unsigned)number,
                     tell_step(view->tell, step, text, sizeof text));
}

/* Live, and whatever kept it there is over: from here on it is up to the operating system. */
static bool is_let_go(const struct view *view)
{
    const struct thread_span *list;
    spans_of(view->spans, view->thread, &list);
    size_t which = spans_at(view->spans, view->thread, view->span->from);
    bool waited = which > 0 && (list[which - 1].state == SPAN_BLOCKED || list[which - 1].state == SPAN_SLEEPS);
    return spans_live(view->spans) && (waited || !view->about);
}

static void add_intention(struct sentence *sentence, const struct view *view)
{
    if (!view->about)
        return;
    sentence_add(sentence, ", about to ");
    sentence_phrase(sentence, view->tell, view->about, act_phrase(view->about->act));
    sentence_line(sentence, view->tell, view->about->place);
}

static void tell_ready(struct sentence *sentence, const struct view *view)
{
    bool has_length = view->until > view->span->from;
    sentence_actor(sentence, view->tell, view->thread);
    if (is_let_go(view)) {
        sentence_add(sentence, view->about ? " need not wait any more" : " has been created");
        sentence_add(sentence, view->open ? ", and has not gone on for " : view->about ? ", and goes on after " : ", and begins after ");
        add_length(sentence, view);
    } else if (has_length) {
        sentence_add(sentence, spans_live(view->spans) ? " is ready for " : " is ready while others go, for ");
        add_length(sentence, view);
        add_steps(sentence, view);
    } else {
        sentence_add(sentence, " can go now");
    }
    add_intention(sentence, view);
    sentence_add(sentence, ".");
}

/* What it waits for, and who has it. */
static void add_reason(struct sentence *sentence, const struct view *view)
{
    enum object_kind kind = act_object(view->about->act);
    bool again = kind == OBJECT_CONDITION && view->span->object == view->about->other;
    if (kind == OBJECT_THREAD) {
        sentence_actor(sentence, view->tell, (uint16_t)view->about->other);
        sentence_add(sentence, " to end");
        return;
    }
    if (kind == OBJECT_SEMAPHORE)
        sentence_add(sentence, "a token in ");
    else if (kind == OBJECT_CONDITION && !again)
        sentence_add(sentence, "someone to signal ");
    else if (kind == OBJECT_BARRIER)
        sentence_add(sentence, "the others at ");
    sentence_object(sentence, view->tell, view->span->object);
    if (kind == OBJECT_SEMAPHORE || kind == OBJECT_BARRIER || (kind == OBJECT_CONDITION && !again))
        return;
    sentence_add(sentence, again ? " again, " : ", ");
    sentence_add(sentence, kind == OBJECT_ONCE ? "being run by " : "held by ");
    if (view->span->holder == view->thread)
        sentence_add(sentence, "itself");
    else if (view->span->holder == NOBODY)
        sentence_add(sentence, "others");
    else
        sentence_actor(sentence, view->tell, view->span->holder);
}

/* The step of another with which it was over. */
static void add_end(struct sentence *sentence, const struct view *view)
{
    char text[400];
    size_t which = spans_at(view->spans, view->thread, view->span->from);
    const struct thread_span *list;
    if (view->open) {
        sentence_add(sentence, session_state(view->tell->session) == SESSION_ENDED ? " Nothing ended that."
                                                                                   : " Nothing has ended that yet.");
        return;
    }
    spans_of(view->spans, view->thread, &list);
    uint32_t number = list[which + 1].step;
    const struct step *step = session_step(view->tell->session, number);
    if (step && step->thread != view->thread)
        sentence_add(sentence, " Then, step %u: %s.", (unsigned)number, tell_step(view->tell, step, text, sizeof text));
}

static void tell_blocked(struct sentence *sentence, const struct view *view)
{
    sentence_actor(sentence, view->tell, view->thread);
    sentence_add(sentence, " waits ");
    if (view->until > view->span->from) {
        add_length(sentence, view);
        add_steps(sentence, view);
        sentence_add(sentence, " ");
    }
    sentence_add(sentence, "for ");
    bool has_line = false;
    if (act_object(view->about->act) != OBJECT_THREAD && tell_is_live(view->about))
        has_line = tell_live_reason(sentence, view->tell, view->about);
    else
        add_reason(sentence, view);
    if (!has_line)
        sentence_line(sentence, view->tell, view->about->place);
    sentence_add(sentence, ".");
    add_end(sentence, view);
}

static void tell_sleeping(struct sentence *sentence, const struct view *view)
{
    sentence_actor(sentence, view->tell, view->thread);
    sentence_add(sentence, " sleeps for ");
    add_length(sentence, view);
    sentence_add(sentence, spans_live(view->spans) ? "" : " of others; only the clock wakes it");
    sentence_line(sentence, view->tell, view->about->place);
    sentence_add(sentence, ".");
}

static void tell_resting(struct sentence *sentence, const struct view *view)
{
    sentence_actor(sentence, view->tell, view->thread);
    sentence_add(sentence, " waits ");
    add_length(sentence, view);
    sentence_add(sentence, " for the world outside; what it does there is not shown.");
}

static void tell_ended(struct sentence *sentence, const struct view *view)
{
    sentence_actor(sentence, view->tell, view->thread);
    sentence_add(sentence, " has ended, with step %u.", (unsigned)view->span->step);
}

const char *tell_span(const struct tell *tell, const struct spans *spans, uint16_t thread, uint64_t position, char *out,
                      size_t room)
{
    struct sentence sentence = sentence_begin(out, room);
    const struct thread_span *list;
    size_t count = spans_of(spans, thread, &list), which = spans_at(spans, thread, position);
    if (which >= count) {
        sentence_actor(&sentence, tell, thread);
        sentence_add(&sentence, " has not been created yet.");
        return out;
    }
    const struct thread_span *span = &list[which];
    struct session_records known = session_records(tell->session);
    struct view view = {
        .tell = tell, .spans = spans, .span = span, .thread = thread, .until = spans_until(spans, thread, which),
        .about = span->about > 0 && span->about <= known.count ? &known.records[span->about - 1] : NULL,
        .open = which + 1 == count,
    };
    if (span->state == SPAN_RUNS)
        tell_running(&sentence, &view, position);
    else if (span->state == SPAN_RESTS)
        tell_resting(&sentence, &view);
    else if (span->state == SPAN_ENDED)
        tell_ended(&sentence, &view);
    else if (span->state == SPAN_BLOCKED && view.about)
        tell_blocked(&sentence, &view);
    else if (span->state == SPAN_SLEEPS && view.about)
        tell_sleeping(&sentence, &view);
    else
        tell_ready(&sentence, &view);
    return out;
}
