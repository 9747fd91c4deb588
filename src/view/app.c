/* app.c — the lab on a terminal; see app.h.
 *
 * The loop draws when something has changed, then sleeps in poll() until a key, a room's descriptor or the nearest timer
 * wakes it. With nothing moving there is no timer. While a demo floods the lab, all it says is taken in, but a frame is
 * drawn at most every FRAME_MS; keys are taken at once. */
#include "view/app.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <time.h>

#include "base/editor.h"
#include "view/frame.h"
#include "view/rooms/rooms.h"
#include "view/terminal.h"

enum { ROOMS_MOST = 8, ROOM_FDS = 8, FRAME_MS = 16, SECOND_STOP_MS = 1000 };

struct app {
    struct terminal *terminal;
    struct pane *screen;
    struct room *rooms[ROOMS_MOST];
    int depth;
    struct key_reader reader;
    struct prompt prompt;
    struct measured *measured;      /* figures outlive the rooms that show them */
    bool changed, quit;
    int64_t drawn, stopped;         /* ms: the last frame; the last ^C */
    int ended;
};

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static struct room *top(const struct app *app)
{
    return app->rooms[app->depth - 1];
}

static void show_top(struct app *app)
{
    app->changed = true;
    if (top(app)->ops->shown)
        top(app)->ops->shown(top(app));
}

static void push(struct app *app, struct room *room)
{
    if (app->depth == ROOMS_MOST) {
        room_say(top(app), LOOK_WARNING, "Too many screens lie on top of each other; `q` takes one away.");
        room_destroy(room);
        return;
    }
    app->rooms[app->depth++] = room;
    show_top(app);
}

static void pop(struct app *app)
{
    room_destroy(app->rooms[--app->depth]);
    if (app->depth > 0)
        show_top(app);
    else
        app->quit = true;
}

/* The lab keeps still while the learner edits: the screen is not its own. */
static void edit(struct app *app, const char *path)
{
    struct err err = { "" };
    terminal_suspend(app->terminal);
    bool good = editor_run(path, &err);
    terminal_resume(app->terminal);
    show_top(app);
    if (!good)
        room_say(top(app), LOOK_WARNING, "%s", err.text);
}

static void follow_move(struct app *app, struct move move)
{
    switch (move.kind) {
    case MOVE_STAY:
        break;
    case MOVE_OPEN:
        push(app, move.room);
        break;
    case MOVE_REPLACE:
        room_destroy(top(app));
        app->rooms[app->depth - 1] = move.room;
        show_top(app);
        break;
    case MOVE_BACK:
        pop(app);
        break;
    case MOVE_QUIT:
        app->quit = true;
        break;
    case MOVE_ASK:
        prompt_ask(&app->prompt, move.question);
        break;
    case MOVE_EDIT:
        edit(app, move.text);
        break;
    case MOVE_COPY:
        terminal_copy(app->terminal, move.text);
        break;
    }
}

static void open_help(struct app *app)
{
    struct err err;
    struct room *help = help_room_make(top(app), &err);
    if (help)
        push(app, help);
    else
        room_say(top(app), LOOK_FAILURE, "%s", err.text);
}

/* ^C stops what runs; with nothing running, or twice within a second, it ends the lab. */
static void stop(struct app *app, const struct command *command)
{
    int64_t now = now_ms();
    bool again = app->stopped && now - app->stopped < SECOND_STOP_MS;
    app->stopped = now;
    if (again || !top(app)->ops->why || frame_why(top(app), command))
        app->ended = SIGINT;
    else
        follow_move(app, top(app)->ops->act(top(app), command));
}

static void obey(struct app *app, const struct command *command)
{
    struct room *room = top(app);
    switch (command->action) {
    case ACTION_HELP:
        if (help_room_is(room))
            pop(app);
        else
            open_help(app);
        return;
    case ACTION_LEAVE:
        pop(app);
        return;
    case ACTION_REDRAW:
        terminal_redraw(app->terminal);
        return;
    case ACTION_STOP:
        stop(app, command);
        return;
    default:
        break;
    }
    const char *why = frame_why(room, command);
    if (why)
        room_say(room, LOOK_WARNING, "%s", why);
    else
        follow_move(app, room->ops->act(room, command));
}

/* A click in the key line is the key; elsewhere it belongs to the room, in the room's own rows and columns. */
static bool place_mouse(struct app *app, struct command *command, int row, int column)
{
    struct pane body = frame_body(app->screen);
    command->row = row - 1;
    command->column = column;
    if (command->action == ACTION_CLICK && row == app->screen->rows - 1) {
        command->action = frame_key_at(app->screen, top(app), app->depth == 1, column);
        return command->action != ACTION_NONE && command->action != ACTION_STEP && command->action != ACTION_LEAP &&
               command->action != ACTION_CHOOSE && command->action != ACTION_STEP_INTO;
    }
    return command->row >= 0 && command->row < body.rows;
}

static void type(struct app *app, int press)
{
    struct room *room = top(app);
    if (prompt_press(&app->prompt, press) == PROMPT_DONE && room->ops->answer)
        follow_move(app, room->ops->answer(room, app->prompt.text));
}

static void take_press(struct app *app, int press, int row, int column)
{
    struct room *room = top(app);
    struct command command;
    app->changed = true;
    if (app->prompt.question) {
        type(app, press);
        return;
    }
    bool waiting = app->reader.leap || app->reader.into;
    bool known = keys_read(&app->reader, press, room->ops->keys, &command);
    room->message[0] = 0;
    if (app->reader.leap && !waiting)
        room_say(room, LOOK_PLAIN, "Which thread shall go on to its next synchronisation? Type its digit.");
    else if (app->reader.into && !waiting)
        room_say(room, LOOK_PLAIN, "Which thread shall take one step, in the kit's code, too? Type its digit.");
    else if (press == PRESS_ESCAPE && app->depth == 1)
        room_say(room, LOOK_PLAIN, "This is the first screen; `q` leaves the lab.");
    else if (!known)
        room_say(room, LOOK_WARNING, "%s", keys_stranger(press, (char[96]){ 0 }, 96));
    else if (press < PRESS_CLICK || place_mouse(app, &command, row, column))
        obey(app, &command);
}

static bool fit_screen(struct app *app)
{
    int rows, columns;
    terminal_size(app->terminal, &rows, &columns);
    if (app->screen && app->screen->rows == rows && app->screen->columns == columns)
        return true;
    struct pane *screen = pane_make(rows > 0 ? rows : 1, columns > 0 ? columns : 1);
    if (!screen)
        return false;
    screen->ascii = terminal_ascii(app->terminal);
    pane_free(app->screen);
    app->screen = screen;
    return true;
}

static void draw(struct app *app)
{
    if (!fit_screen(app))
        return;
    int cursor = frame_draw(app->screen, top(app), &app->prompt, app->depth == 1);
    terminal_cursor(app->terminal, cursor < 0 ? -1 : app->screen->rows - 2, cursor < 0 ? 0 : cursor);
    terminal_show(app->terminal, app->screen);
    app->changed = false;
    app->drawn = now_ms();
}

/* Sleeps until there is something to do, or a frame is due. */
static void sleep_on(struct app *app, int frame_in)
{
    struct pollfd fds[TERMINAL_FDS + ROOMS_MOST * ROOM_FDS];
    int count = terminal_fds(app->terminal, fds);
    int wait = frame_in;
    for (int k = 0; k < app->depth; k++) {
        const struct room *room = app->rooms[k];
        if (room->ops->fds)
            count += room->ops->fds(room, fds + count, ROOM_FDS);
        if (room->ops->wait_ms)
            wait = room_sooner(wait, room->ops->wait_ms(room));
    }
    poll(fds, (nfds_t)count, wait);
}

static void take_presses(struct app *app)
{
    int row = 0, column = 0, press;
    while (!app->quit && !app->ended && (press = terminal_read(app->terminal, &row, &column)) != PRESS_NONE) {
        if (press == PRESS_RESIZE)
            app->changed = true;
        else
            take_press(app, press, row, column);
        if (app->changed && app->depth > 0)
            fit_screen(app);
    }
    if (terminal_ended(app->terminal))
        app->ended = terminal_ended(app->terminal);
}

static void tick(struct app *app)
{
    for (int k = 0; k < app->depth; k++)
        if (app->rooms[k]->ops->tick && app->rooms[k]->ops->tick(app->rooms[k]) && k == app->depth - 1)
            app->changed = true;
}

static void loop(struct app *app)
{
    while (!app->quit && !app->ended) {
        int64_t since = now_ms() - app->drawn;
        int frame_in = app->changed && since < FRAME_MS ? (int)(FRAME_MS - since) : -1;
        if (app->changed && frame_in < 0)
            draw(app);
        sleep_on(app, frame_in);
        take_presses(app);
        if (!app->quit && !app->ended)
            tick(app);
    }
}

/* The rooms the lab begins with, the last one on top. */
static bool furnish(struct app *app, const struct app_options *options, struct err *err)
{
    bool own_program = options->demo && !options->lesson;
    if (!own_program) {
        struct catalogue_plan plan = { .catalogue = options->catalogue, .progress = options->progress, .measured = app->measured };
        struct room *room = catalogue_room_make(&plan, err);
        if (!room)
            return false;
        push(app, room);
    }
    if (options->lesson || own_program) {
        struct demo_plan plan = {
            .lesson = options->lesson, .demo = options->demo, .progress = options->progress,
            .measured = app->measured, .seed = options->seed, .schedule = options->schedule, .live = options->live,
        };
        struct room *room = demo_room_make(&plan, err);
        if (!room)
            return false;
        push(app, room);
    } else if (options->progress && !*progress_last(options->progress)) {
        struct room *room = tour_room_make(err);
        if (!room)
            return false;
        push(app, room);
    }
    return true;
}

static struct terminal *open_terminal(const struct app_options *options, struct err *err)
{
    const struct theme *theme = theme_find(options->theme);
    if (!theme) {
        err_set(err, "no theme is called %s; there are: %s", options->theme, theme_names());
        return NULL;
    }
    struct terminal_plan plan = {
        .theme = theme, .ascii = options->ascii, .mouse = options->mouse, .term = options->term,
        .colours = options->colour == COLOUR_NEVER ? 0 : options->colour == COLOUR_ALWAYS ? 1 : -1,
    };
    return terminal_open(&plan, err);
}

int app_run(const struct app_options *options, struct err *err)
{
    struct app app = { .changed = true, .drawn = now_ms() - FRAME_MS };
    app.terminal = open_terminal(options, err);
    if (!app.terminal)
        return -1;
    app.measured = measured_open();
    bool good = furnish(&app, options, err) && fit_screen(&app);
    if (good)
        loop(&app);
    while (app.depth > 0)
        room_destroy(app.rooms[--app.depth]);
    measured_close(app.measured);
    terminal_close(app.terminal);
    pane_free(app.screen);
    return good ? app.ended : -1;
}
