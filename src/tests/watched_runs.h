/* watched_runs.h — for tests of pictures: real runs of programs with the kit's event loop and coroutines, step by step. */
#ifndef TESTS_WATCHED_RUNS_H
#define TESTS_WATCHED_RUNS_H

#include "tests/real_session.h"

#include <stdio.h>
#include <string.h>

#include "session/structures.h"
#include "view/picture.h"
#include "view/source.h"

static char drawn[20000];

static struct session *opened_on(const char *program, enum session_carrier carrier)
{
    struct err err = { "" };
    const char *sources[] = { program, "lessons/kit/loop.c", "lessons/kit/task.c", "lessons/kit/task_await.c",
                              "lessons/kit/task_line.c", "lessons/kit/loop_sync.c", "lessons/kit/loop_queue.c",
                              "lessons/kit/generator.c", "lessons/kit/coroutine.c", "lessons/kit/queue.c", "lessons/kit/loop_io.c", NULL };
    const char *flags[] = { "-Ilessons/kit", NULL };
    if (!path_exists(host) || !path_exists(sources[1]))
        skip();                     /* not started at the top of the project */
    struct session *session = session_open(&(struct session_plan){ .sources = sources, .flags = flags, .seed = 7,
                                                                 .carrier = carrier }, &err);
    if (!session)
        fail_msg("%s", err.text);
    while (session_state(session) != SESSION_PAUSED)
        poll_once(session);
    while (session_world(session)->thread[0].phase != THREAD_AT_GATE)
        poll_once(session);
    return session;
}

static inline struct session *opened(const char *program)
{
    return opened_on(program, CARRIER_FIBER);
}

/* Main stands at a gate at which one stops, and not where it stood. */
static bool has_arrived(const struct session *session, uint32_t before)
{
    const struct world_thread *main = &session_world(session)->thread[0];
    return session_cursor(session) > before && main->phase == THREAD_AT_GATE && !session_hides(session, &main->about);
}

/* One step that is asked for, with all that belongs to it. False: the program has ended. */
static bool step(struct session *session)
{
    const char *why;
    uint32_t before = session_cursor(session);
    if (session_state(session) == SESSION_ENDED)
        return false;
    assert_true(session_next(session, &why));
    while (!has_arrived(session, before) && session_state(session) != SESSION_ENDED)
        poll_once(session);
    return true;
}

static const char *draw(const struct session *session, int rows, int columns, bool ascii)
{
    struct scene scene = { .tell = { session, ascii }, .world = session_world(session) };
    struct pane *pane = pane_make(rows, columns);
    pane->ascii = ascii;
    pictures_draw(&scene, pane);
    char *text = pane_text(pane);
    snprintf(drawn, sizeof drawn, "%s", text);
    free(text);
    pane_free(pane);
    if (getenv("SHOW"))
        fprintf(stderr, "step %u\n%s\n", (unsigned)session_cursor(session), drawn);
    return drawn;
}

/* How wide the column of names is depends on all of them. */
static const char *squeezed(const char *text, char *out)
{
    size_t used = 0;
    for (; *text; text++)
        if (*text != ' ' || used == 0 || out[used - 1] != ' ')
            out[used++] = *text;
    out[used] = '\0';
    return out;
}

static bool shows(const struct session *session, int columns, const char *text)
{
    static char picture[20000];
    char wanted[200];
    return strstr(squeezed(draw(session, 6, columns, false), picture), squeezed(text, wanted));
}

/* Steps on until the picture says that, as large as it is on a screen of so many columns. */
static void until_drawn(struct session *session, int columns, const char *text)
{
    while (!shows(session, columns, text))
        if (!step(session))
            fail_msg("it never showed \"%s\"", text);
}

#define SHOWS(session, columns, text) assert_true(shows(session, columns, text))

#endif
