/* demo_keys.c — what each key does in the demo room; see demo.h. */
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include "view/rooms/demo.h"
#include "view/say.h"

static const double speeds[] = { 1, 2, 4, 8, 15, 30, 60 };

enum { SPEEDS = sizeof speeds / sizeof *speeds, SEEDS = 10000, WHEEL = 3 };

/* ---- steering ---- */

static void complain(struct demo_room *demo, const char *why)
{
    room_say(&demo->room, LOOK_WARNING, "%s", why);
}

/* Beside a narrow source there is no story: whoever acts wants to see the program. */
static void look_at_program(struct demo_room *demo)
{
    if (demo->focus == PART_STORY)
        demo->focus = PART_SOURCE;
    demo_note_run(demo);
}

static void restart(struct demo_room *demo, uint64_t seed)
{
    const char *why = "";
    if (!session_restart(demo->session, seed, &why)) {
        complain(demo, why);
        return;
    }
    demo->cursor = 0;
    demo->races = 0;
    demo->state = SESSION_PAUSED;
}

static void run_or_pause(struct demo_room *demo)
{
    const char *why = "";
    bool good;
    switch (session_state(demo->session)) {
    case SESSION_BUILDS:
        demo->run_when_ready = true;
        room_say(&demo->room, LOOK_PLAIN, "It runs as soon as it is compiled.");
        return;
    case SESSION_RUNS:
        good = session_pause(demo->session, &why);
        break;
    case SESSION_ENDED:
        restart(demo, session_seed(demo->session));
        good = session_run(demo->session, &why);
        break;
    default:
        good = session_run(demo->session, &why);
    }
    if (!good)
        complain(demo, why);
}

/* Threads exist once somebody has created them; as long as main is alone, only main can. */
static void complain_of_nobody(struct demo_room *demo, uint16_t thread)
{
    const struct world *world = session_world(demo->session);
    if (world->threads == 1)
        room_say(&demo->room, LOOK_WARNING, "Thread %u does not exist yet: main (`0`) has to create it first.",
                 (unsigned)thread);
    else
        room_say(&demo->room, LOOK_WARNING, "There is no thread %u: so far main and %u other%s have been created.",
                 (unsigned)thread, world->threads - 1u, world->threads == 2 ? "" : "s");
}

/* Why that thread cannot go: the sentence of its lane, if it waits. */
static void complain_of(struct demo_room *demo, uint16_t thread, const char *why)
{
    char text[256], plain[256], number[16];
    struct tell tell = { demo->session, demo->ascii };
    if (thread >= session_world(demo->session)->threads)
        complain_of_nobody(demo, thread);
    else if (*tell_wait(&tell, thread, text, sizeof text))
        room_say(&demo->room, LOOK_WARNING, "%s cannot go now: it %s.",
                 thread == 0 ? "main" : tell_thread(&tell, thread, number, sizeof number),
                 say_plain(text, plain, sizeof plain));
    else
        complain(demo, why);
}

/* Live, only the host knows who stands at a gate. */
void demo_note_refusal(struct demo_room *demo)
{
    uint16_t thread;
    if (!session_was_refused(demo->session, &thread))
        return;
    if (session_state(demo->session) == SESSION_RUNS)
        complain(demo, "It runs by itself just now: space stops every thread at its next step.");
    else if (thread == NOBODY)
        complain(demo, "No thread can be let go now: all of them wait in a call, or compute.");
    else
        complain_of(demo, thread, "That thread has not come to its next step yet: it is in a call, or computes.");
}

/* Live, a step is over when its call is: until then a key that was heard looks like one that was lost. */
static void say_under_way(struct demo_room *demo)
{
    if (session_carrier(demo->session) == CARRIER_KERNEL && session_cursor(demo->session) == session_length(demo->session))
        room_say(&demo->room, LOOK_DIM, "Under way: live, a step takes as long as its call.");
}

static void step_thread(struct demo_room *demo, int thread, bool leap)
{
    const char *why = "";
    if (thread < 0)
        return;
    bool good = leap ? session_leap_thread(demo->session, (uint16_t)thread, &why)
                     : session_step_thread(demo->session, (uint16_t)thread, WAY_GO, &why);
    if (good)
        say_under_way(demo);
    else
        complain_of(demo, (uint16_t)thread, why);
}

static void travel(struct demo_room *demo, enum action action)
{
    const char *why = "";
    bool good;
    switch (action) {
    case ACTION_BACK:
        good = session_goto_stop(demo->session, true, &why);
        break;
    case ACTION_FORWARD:
        good = session_goto_stop(demo->session, false, &why);
        break;
    case ACTION_BACK_SWITCH:
        good = session_back_switch(demo->session, &why);
        break;
    case ACTION_FORWARD_SWITCH:
        good = session_forward_switch(demo->session, &why);
        break;
    case ACTION_FIRST:
        good = session_goto(demo->session, 0, &why);
        break;
    default:
        good = session_goto(demo->session, session_length(demo->session), &why);
    }
    if (!good)
        complain(demo, why);
}

static void change_speed(struct demo_room *demo, bool faster)
{
    double speed = session_speed(demo->session);
    int at = SPEEDS;
    for (int k = SPEEDS - 1; k >= 0 && speed > 0; k--)
        if (speeds[k] >= speed)
            at = k;
    at += faster ? 1 : -1;
    if (at >= SPEEDS && !demo->live)
        at = SPEEDS - 1;
    speed = at < 0 ? speeds[0] : at >= SPEEDS ? 0 : speeds[at];
    session_set_speed(demo->session, speed);
    if (speed > 0)
        room_say(&demo->room, LOOK_PLAIN, "%g step%s a second", speed, speed == 1 ? "" : "s");
    else
        room_say(&demo->room, LOOK_PLAIN, "As fast as it goes");
}

static void toggle_live(struct demo_room *demo)
{
    demo->live = !demo->live;
    if (!demo_open_session(demo)) {
        room_say(&demo->room, LOOK_FAILURE, "%s", demo->trouble.text);
        return;
    }
    demo->run_when_ready = demo->live;
    room_say(&demo->room, LOOK_PLAIN, demo->live ? "Live: real threads at full speed, scheduled by the operating system."
                                                 : "Back to stepping: from the beginning, you are the scheduler.");
}

static void new_seed(struct demo_room *demo)
{
    uint64_t seed;
    if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) != sizeof seed)
        seed = session_seed(demo->session) * 6364136223846793005u + 1442695040888963407u;
    seed = (seed >> 32) % SEEDS + 1;
    bool ran = session_state(demo->session) == SESSION_RUNS;
    restart(demo, seed);
    const char *why;
    if (ran)
        session_run(demo->session, &why);
    room_say(&demo->room, LOOK_PLAIN, "New seed %llu: the scheduler throws its dice anew.", (unsigned long long)seed);
}

static struct move copy_schedule(struct demo_room *demo)
{
    size_t length = session_schedule(demo->session, demo->schedule, sizeof demo->schedule);
    if (length == 0) {
        complain(demo, "Nobody has gone yet: there is no schedule to copy.");
        return move_stay();
    }
    if (length >= sizeof demo->schedule) {
        complain(demo, "This schedule is too long to copy; seed and program say the same.");
        return move_stay();
    }
    room_say(&demo->room, LOOK_GOOD, "Copied: %s", demo->schedule);
    return move_copy(demo->schedule);
}

static void stop(struct demo_room *demo)
{
    const char *why;
    if (demo->timings && timings_state(demo->timings) <= TIMINGS_RUN) {
        bool kept = timings_cut(demo->timings);
        if (!kept) {
            timings_stop(demo->timings);
            demo->timings = NULL;
        }
        room_say(&demo->room, LOOK_PLAIN, kept ? "Measuring stopped; what has been measured stays." : "Measuring stopped.");
    } else if (session_pause(demo->session, &why)) {
        room_say(&demo->room, LOOK_PLAIN, "Stopped.");
    }
}

static struct move go_to(struct demo_room *demo, struct room *room, const struct err *err)
{
    if (room)
        return move_open(room);
    room_say(&demo->room, LOOK_FAILURE, "%s", err->text);
    return move_stay();
}

static struct move ask_question(struct demo_room *demo)
{
    struct predict_plan plan = {
        .lesson = demo->plan.lesson, .predict = demo_question(demo), .progress = demo->plan.progress,
    };
    struct err err = { "" };
    return go_to(demo, predict_room_make(&plan, &err), &err);
}

static struct move begin_hunt(struct demo_room *demo)
{
    struct hunt_plan plan = {
        .lesson = demo->plan.lesson, .hunt = demo_hunt(demo), .progress = demo->plan.progress,
    };
    struct err err = { "" };
    return go_to(demo, hunt_room_make(&plan, &err), &err);
}

static struct move open_exercise(struct demo_room *demo)
{
    struct exercise_plan plan = {
        .lesson = demo->plan.lesson, .exercise = demo_exercise(demo), .progress = demo->plan.progress,
    };
    struct err err = { "" };
    return go_to(demo, exercise_room_make(&plan, &err), &err);
}

static void turn_page(struct demo_room *demo, int by)
{
    demo_turn_to(demo, (size_t)((long)demo->page + by));
    demo->focus = PART_STORY;
    demo->big = false;
}

static void enter(struct demo_room *demo)
{
    if (demo->lanes.selected == NOBODY) {
        turn_page(demo, 1);
        return;
    }
    look_at_program(demo);
    step_thread(demo, demo->lanes.selected, false);
}

/* What is open is stepped into. */
static void open_parts(struct demo_room *demo, bool opened)
{
    demo->opened = opened;
    demo_step_over(demo);
    room_say(&demo->room, LOOK_PLAIN, opened ? "The kit's objects are open: every step in its code is shown, too."
                                             : "The kit's objects are closed: steps in its code that do not wait are passed over.");
}

/* One step, wherever it leads. */
static void step_into(struct demo_room *demo, int thread)
{
    session_step_over(demo->session, false);
    step_thread(demo, thread, false);
    demo_step_over(demo);
}

/* ---- the commands ---- */

static struct move act(struct demo_room *demo, const struct command *command)
{
    const char *why = "";
    switch (command->action) {
    case ACTION_RUN:            look_at_program(demo); run_or_pause(demo); break;
    case ACTION_STEP:           look_at_program(demo); step_thread(demo, command->number, false); break;
    case ACTION_LEAP:           look_at_program(demo); step_thread(demo, command->number, true); break;
    case ACTION_OPEN:           enter(demo); break;
    case ACTION_NEXT:
        look_at_program(demo);
        if (session_next(demo->session, &why))
            say_under_way(demo);
        else
            complain(demo, why);
        break;
    case ACTION_BACK:
    case ACTION_FORWARD:
    case ACTION_BACK_SWITCH:
    case ACTION_FORWARD_SWITCH:
    case ACTION_FIRST:
    case ACTION_LAST:           look_at_program(demo); travel(demo, command->action); break;
    case ACTION_SLOWER:         change_speed(demo, false); break;
    case ACTION_FASTER:         change_speed(demo, true); break;
    case ACTION_RESTART:        look_at_program(demo); restart(demo, session_seed(demo->session)); break;
    case ACTION_SEED:           look_at_program(demo); new_seed(demo); break;
    case ACTION_LIVE:           look_at_program(demo); toggle_live(demo); break;
    case ACTION_COPY:           return copy_schedule(demo);
    case ACTION_PLAY:           return move_ask("Schedule, such as 1.3 2 1:");
    case ACTION_MEASURE:        demo->focus = PART_TIMING; demo_measure(demo); break;
    case ACTION_EXPLORE:
        return demo_explore(demo);
    case ACTION_CHART:          return demo_chart(demo);
    case ACTION_ANSWER:         return ask_question(demo);
    case ACTION_HUNT:           return begin_hunt(demo);
    case ACTION_EXERCISE:       return open_exercise(demo);
    case ACTION_FOCUS:          demo_focus_next(demo); break;
    case ACTION_OPEN_PARTS:     open_parts(demo, true); break;
    case ACTION_CLOSE_PARTS:    open_parts(demo, false); break;
    case ACTION_STEP_INTO:      look_at_program(demo); step_into(demo, command->number); break;
    case ACTION_STORY:          demo_toggle_story(demo); break;
    case ACTION_FOLD:           demo->big = !demo->big; break;
    case ACTION_PAGE_BACK:      turn_page(demo, -1); break;
    case ACTION_PAGE_ON:        turn_page(demo, 1); break;
    case ACTION_UP:             demo_scroll(demo, demo->focus, -1); break;
    case ACTION_DOWN:           demo_scroll(demo, demo->focus, 1); break;
    case ACTION_SCREEN_UP:      demo_scroll(demo, demo->focus, -demo_screenful(demo)); break;
    case ACTION_SCREEN_DOWN:    demo_scroll(demo, demo->focus, demo_screenful(demo)); break;
    case ACTION_CLICK:          demo_click(demo, command); break;
    case ACTION_WHEEL_UP:       demo_scroll(demo, demo_part_at(demo, command->row, command->column), -WHEEL); break;
    case ACTION_WHEEL_DOWN:     demo_scroll(demo, demo_part_at(demo, command->row, command->column), WHEEL); break;
    case ACTION_STOP:           stop(demo); break;
    default:                    break;
    }
    return move_stay();
}

struct move demo_act(struct room *room, const struct command *command)
{
    struct demo_room *demo = demo_of(room);
    struct move move = act(demo, command);
    if (demo->session && !demo_why_no_run(demo))
        demo_follow(demo);
    demo_note_leaving(demo);
    return move;
}

struct move demo_answer(struct room *room, const char *text)
{
    struct demo_room *demo = demo_of(room);
    struct err err = { "" };
    if (!demo->session)
        return move_stay();
    if (!session_follow(demo->session, text, &err)) {
        room_say(room, LOOK_WARNING, "%s", err.text);
        return move_stay();
    }
    demo->cursor = 0;
    demo->races = 0;
    look_at_program(demo);
    room_say(room, LOOK_PLAIN, "Following %s", text);
    return move_stay();
}

const char *demo_brief(const struct room *room, enum action action)
{
    const struct demo_room *demo = demo_of(room);
    bool running = demo->session && session_state(demo->session) == SESSION_RUNS;
    bool ended = demo->session && session_state(demo->session) == SESSION_ENDED;
    switch (action) {
    case ACTION_RUN:
        return running ? "pause" : ended ? "run again" : NULL;
    case ACTION_MEASURE:
        return demo_timings(demo) && timings_state(demo_timings(demo)) == TIMINGS_DONE
            ? demo_next_measure(demo) == demo->block ? "measure again" : "measure next" : NULL;
    case ACTION_LIVE:
        return demo->live ? "step again" : NULL;
    case ACTION_STORY:
        return demo->areas[PART_STORY].rows == 0 ? NULL : demo->areas[PART_SOURCE].rows == 0 ? "program" : "";
    case ACTION_FOLD:
        return demo->big ? "smaller" : NULL;
    default:
        return NULL;
    }
}
