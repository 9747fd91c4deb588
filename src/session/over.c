/* over.c — stepping over the kit: what follows a step that was asked for, as long as the thread that has gone stands in the
 * kit's code before something that lets it on. The run is the same as step by step; only the stops are fewer. Live, the host does
 * not stop anybody there (COMMAND_OVER). */
#include "session/inside.h"
#include "session/structures.h"

enum { MOST = 2000 };       /* steps: who goes round in the kit is seen doing it */

bool session_hides(const struct session *session, const struct step *step)
{
    return session->over && act_is_small((enum act)step->act) && structures_is_kit(session, step->place);
}

/* Nobody waits for the answer: it has the number of no command that was asked. */
static void tell_host(struct session *session)
{
    static struct command command;
    command = (struct command){ .kind = COMMAND_OVER, .argument = session->over };
    channel_send(session->channel, &command, &session->err);
}

void session_step_over(struct session *session, bool over)
{
    bool changed = session->over != over;
    session->over = over;
    if (changed && session->carrier == CARRIER_KERNEL && session->begun)
        tell_host(session);
}

bool session_is_over(const struct session *session)
{
    return session->over;
}

/* Live, who passes a gate without stopping does not say that it comes there. */
static bool is_between_live(const struct session *session)
{
    const struct step *next = session_step(session, session->history.cursor + 1);
    return next && session_hides(session, next);
}

bool session_is_between(const struct session *session)
{
    if (session->carrier == CARRIER_KERNEL)
        return is_between_live(session);
    const struct world *world = session->history.world;
    uint16_t thread = world->current;
    if (thread == NOBODY || thread >= world->threads || world->thread[thread].phase != THREAD_AT_GATE)
        return false;
    return (world_ways(world, thread) & (1u << WAY_GO)) && session_hides(session, &world->thread[thread].about);
}

void session_leap_on(struct session *session, enum command_kind kind, uint16_t thread)
{
    if (!session->over || session->carrier == CARRIER_KERNEL)
        return;
    session->leap = kind;
    session->leap_thread = thread;
    session->leap_left = MOST;
}

/* The next one of the leap, made or asked for; false: there is none. */
static bool go_further(struct session *session)
{
    unsigned left = session->leap_left;
    enum command_kind kind = session->leap;
    session->leap = COMMAND_NONE;               /* else the step would wait for the leap to end */
    bool gone = kind == COMMAND_STEP ? session_step_thread(session, session->leap_thread, WAY_GO, NULL)
                                     : session_next(session, NULL);
    session->leap = gone ? kind : COMMAND_NONE;
    session->leap_left = left - 1;
    return gone;
}

bool session_go_between(struct session *session)
{
    bool any = false;
    while (session->leap != COMMAND_NONE && session_is_idle(session)) {
        any = true;
        if (session->leap_left == 0 || !session_is_between(session) || !go_further(session))
            session->leap = COMMAND_NONE;
    }
    return any;
}

/* Along what is known, by at least one step, to where one would have stopped. */
bool session_goto_stop(struct session *session, bool back, const char **why)
{
    uint32_t cursor = session->history.cursor;
    do {
        if (!session_goto(session, back ? cursor - 1 : cursor + 1, why))
            return false;
        cursor = session->history.cursor;
    } while (cursor > 0 && cursor < session->history.step_count && session_is_between(session));
    return true;
}
