/* tale.c — see tale.h. A long turn is told by its beginning and its end. */
#include "session/tale.h"

#include <stdio.h>
#include <string.h>

enum { HEAD = 3, TAIL = 3, SENTENCE = 400 };

void tale_begin(struct tale *tale, struct session *session, bool ascii)
{
    *tale = (struct tale){ .session = session, .tell = { session, ascii } };
}

static void add(struct turn *turn, const char *text)
{
    size_t length = strlen(turn->text);
    snprintf(turn->text + length, sizeof turn->text - length, "%s", text);
}

/* Starting and ending are no deeds of their own when there are others to tell. */
static bool is_worth_telling(const struct turn *turn, const struct step *step)
{
    return (step->act != ACT_START && step->act != ACT_YIELD) || turn->first == turn->last;
}

/* The sentence without the name of its thread, which stands in front of the turn. */
static const char *without_thread(const char *sentence)
{
    const char *space = strchr(sentence, ' ');
    return space ? space + 1 : sentence;
}

static void add_step(struct tale *tale, struct turn *turn, uint32_t number, bool first)
{
    char sentence[SENTENCE];
    tell_step(&tale->tell, session_step(tale->session, number), sentence, sizeof sentence);
    add(turn, first ? " " : ", ");
    add(turn, without_thread(sentence));
}

static void add_steps(struct tale *tale, struct turn *turn)
{
    uint32_t worth = 0, told = 0;
    bool first = true;
    for (uint32_t k = turn->first; k <= turn->last; k++)
        worth += is_worth_telling(turn, session_step(tale->session, k));
    for (uint32_t k = turn->first; k <= turn->last; k++) {
        if (!is_worth_telling(turn, session_step(tale->session, k)))
            continue;
        bool left_out = worth > HEAD + TAIL + 1 && told >= HEAD && told < worth - TAIL;
        if (left_out && told == HEAD) {
            char text[64];
            snprintf(text, sizeof text, ", … %u more steps …", worth - HEAD - TAIL);
            add(turn, text);
        }
        told++;
        if (left_out)
            continue;
        add_step(tale, turn, k, first);
        first = false;
    }
}

static bool is_over(const struct world *world, uint16_t thread)
{
    return world->thread[thread].phase == THREAD_ENDED;
}

/* Why the turn is over. At the end of the story the outcome says it. */
static void add_reason(struct tale *tale, struct turn *turn, bool last)
{
    char sentence[SENTENCE];
    const char *why = "";
    if (last || !session_goto(tale->session, turn->last, &why))
        return;
    const struct world *world = session_world(tale->session);
    if (is_over(world, turn->thread))
        return;
    turn->stopped = (world_ways(world, turn->thread) & (1u << WAY_GO)) && world->thread[turn->thread].last_act != ACT_YIELD;
    if (turn->stopped) {
        add(turn, "; it is stopped here, ");
        add(turn, tell_about(&tale->tell, turn->thread, sentence, sizeof sentence));
    } else if (*tell_wait(&tale->tell, turn->thread, sentence, sizeof sentence)) {
        add(turn, "; it ");
        add(turn, sentence);
    }
}

bool tale_next(struct tale *tale, struct turn *turn)
{
    uint32_t length = session_length(tale->session);
    if (tale->step >= length)
        return false;
    const struct step *step = session_step(tale->session, tale->step + 1);
    *turn = (struct turn){ .thread = step->thread, .first = tale->step + 1 };
    for (turn->last = turn->first; turn->last < length; turn->last++)
        if (session_step(tale->session, turn->last + 1)->thread != turn->thread)
            break;
    tell_thread(&tale->tell, turn->thread, turn->text, sizeof turn->text);
    if (turn->thread == 0)
        snprintf(turn->text, sizeof turn->text, "main");
    add_steps(tale, turn);
    add_reason(tale, turn, turn->last == length);
    tale->step = turn->last;
    return true;
}

uint32_t tale_decisive(struct session *session, uint16_t *stopped)
{
    static struct turn turn;
    struct tale tale;
    uint32_t decisive = 0;
    tale_begin(&tale, session, true);
    while (tale_next(&tale, &turn))
        if (turn.stopped) {
            decisive = turn.last;
            *stopped = turn.thread;
        }
    return decisive;
}
