/* demo_tell.c — what the session tells, as the source's place and the message line; see demo.h. */
#include <stdio.h>
#include <string.h>

#include "view/rooms/demo.h"
#include "view/say.h"

struct scene demo_scene(const struct demo_room *demo, bool ascii)
{
    return (struct scene){ .tell = { demo->session, ascii }, .world = session_world(demo->session),
                           .opened = demo->opened, .prospects = demo->prospects, .spans = demo->spans };
}

/* Where to look: at whoever moved, where it stands now; when it stands nowhere any more, at the step it took last. */
static bool line_to_watch(const struct demo_room *demo, const struct scene *scene, size_t source, int *line)
{
    uint16_t watched = demo->lanes.selected != NOBODY ? demo->lanes.selected : scene->world->current;
    if (watched == NOBODY)
        watched = 0;
    return source_line_of(demo->sources[source], scene, watched, line)
        || source_line_done(demo->sources[source], scene, line);
}

void demo_follow_source(struct demo_room *demo, const struct scene *scene, int rows)
{
    int line;
    for (size_t k = 0; k < demo->source_count; k++) {
        if (!line_to_watch(demo, scene, k, &line))
            continue;
        demo->source_rows = rows;
        demo->source = k;
        demo->source_top = source_follow_all(demo->sources[k], scene, demo->source_top, rows, line);
        return;
    }
}

/* In the pane as it was drawn last; should it get another size, drawing does this again. */
static void follow_source(struct demo_room *demo, const struct scene *scene)
{
    enum { ROWS_UNKNOWN = 8 };
    int rows = demo->areas[PART_SOURCE].rows;
    demo_follow_source(demo, scene, rows > 2 ? rows : ROWS_UNKNOWN);
}

/* The step to speak of: the last that was not passed over, since `before` if there is one; and how many were passed over. */
static const struct step *step_to_say(const struct demo_room *demo, uint32_t before, unsigned *passed)
{
    enum { SEARCHED = 2000 };
    *passed = 0;
    for (uint32_t n = demo->cursor, k = 0; n > before && k < SEARCHED; n--, k++) {
        const struct step *step = session_step(demo->session, n);
        if (step && !session_hides(demo->session, step))
            return step;
        (*passed)++;
    }
    return session_step(demo->session, demo->cursor);
}

static void say_step(struct demo_room *demo, const struct scene *scene, uint32_t before)
{
    char text[400], plain[400];
    unsigned passed;
    bool back = demo->cursor < before;
    const struct step *step = step_to_say(demo, back ? 0 : before, &passed);
    if (!step) {
        room_say(&demo->room, LOOK_PLAIN, "At the beginning: nothing has happened yet.");
        return;
    }
    if (!back && passed > 0 && passed == demo->cursor - before) {
        room_say(&demo->room, LOOK_PLAIN, "%u step%s in the kit's code: `+` shows every one.", passed, passed == 1 ? "" : "s");
        return;
    }
    tell_step(&scene->tell, step, text, sizeof text);
    say_plain(text, plain, sizeof plain);
    if (scene->world->misuse && !back)
        room_say(&demo->room, LOOK_FAILURE, "%s — it %s!", plain, scene->world->misuse);
    else
        room_say(&demo->room, LOOK_PLAIN, passed && !back ? "%s%s, and %u step%s in the kit" : "%s%s", back ? "Back to where " : "",
                 plain, passed, passed == 1 ? "" : "s");
}

/* A race that has just been found; what is worse has been said already. */
static void say_race(struct demo_room *demo, const struct scene *scene)
{
    char text[400], plain[400];
    const struct session_race *races;
    size_t count = session_races(demo->session, &races);
    if (count <= demo->races || demo->room.message_look != LOOK_PLAIN)
        return;
    tell_race(&scene->tell, &races[count - 1], text, sizeof text);
    room_say(&demo->room, LOOK_WARNING, "%s%s", scene->tell.ascii ? "! " : "⚠ ", say_plain(text, plain, sizeof plain));
}

/* Of the steps since `before`: a leap may have taken several. Of a long way only the last step is spoken of. */
static void say_lost_update(struct demo_room *demo, const struct scene *scene, uint32_t before)
{
    enum { LEAP = 64 };
    char text[400], plain[400];
    uint32_t first = demo->cursor - before <= LEAP ? before + 1 : demo->cursor;
    for (uint32_t n = demo->cursor; n >= first; n--)
        if (tell_lost_update(&scene->tell, n, text, sizeof text)) {
            room_say(&demo->room, LOOK_WARNING, "%s%s", scene->tell.ascii ? "! " : "⚠ ",
                     say_plain(text, plain, sizeof plain));
            return;
        }
}

void demo_follow(struct demo_room *demo)
{
    struct scene scene = demo_scene(demo, demo->ascii);
    uint32_t cursor = session_cursor(demo->session), before = demo->cursor;
    bool back = cursor < before;
    const struct session_race *races;
    if (cursor == demo->cursor)
        return;
    demo->cursor = cursor;
    follow_source(demo, &scene);
    say_step(demo, &scene, before);
    if (!back) {
        say_lost_update(demo, &scene, before);
        say_race(demo, &scene);
    }
    demo->races = session_races(demo->session, &races);
}

static void find_wrong_line(struct demo_room *demo)
{
    const struct build_message *messages;
    size_t count = session_messages(demo->session, &messages);
    for (size_t k = 0; k < count; k++) {
        const char *slash = strrchr(messages[k].file, '/');
        const char *file = slash ? slash + 1 : messages[k].file;
        for (size_t s = 0; messages[k].error && s < demo->source_count; s++) {
            if (strcmp(file, source_name(demo->sources[s])) != 0)
                continue;
            demo->source = s;
            demo->wrong_line = messages[k].line;
            demo->source_top = source_follow(demo->sources[s], demo->source_top, 8, messages[k].line);
            return;
        }
    }
}

void demo_notice_state(struct demo_room *demo)
{
    enum session_state state = session_state(demo->session);
    const char *why;
    if (state == demo->state)
        return;
    bool was_building = demo->state == SESSION_BUILDS;
    demo->state = state;
    if (state == SESSION_FAILED) {
        find_wrong_line(demo);
        room_say(&demo->room, LOOK_FAILURE, "%s", session_error(demo->session));
    } else if (state == SESSION_PAUSED && was_building) {
        struct scene scene = demo_scene(demo, demo->ascii);
        follow_source(demo, &scene);
        if (demo->demo->watch && *demo->demo->watch && !*demo->room.message)
            room_say(&demo->room, LOOK_PLAIN, "Watch: %s", demo->demo->watch);
    }
    if (state == SESSION_PAUSED && demo->run_when_ready) {
        demo->run_when_ready = false;
        if (!session_run(demo->session, &why))
            room_say(&demo->room, LOOK_WARNING, "%s", why);
    }
    demo->state = session_state(demo->session);
}

/* What the program printed last, for the judgement. */
static const char *last_line(const struct demo_room *demo, char *out, size_t room)
{
    size_t length, from;
    const char *output = session_output(demo->session, &length);
    while (length > 0 && output[length - 1] == '\n')
        length--;
    for (from = length; from > 0 && output[from - 1] != '\n' && output[from - 1] != '\r'; from--)
        ;
    snprintf(out, room, "%.*s", (int)(length - from), output + from);
    return out;
}

bool demo_has_failed(const struct demo_room *demo, char *sentence, size_t room)
{
    char printed[160];
    struct scene scene = demo_scene(demo, demo->ascii);
    enum outcome outcome = session_outcome(demo->session, NULL);
    const char *expect = demo->demo->expect;
    const struct session_race *races;
    tell_outcome(&scene.tell, sentence, room);
    size_t used = strlen(sentence);
    if (outcome != OUTCOME_EXITED)
        return true;
    bool judged = expect && *expect;
    bool right = !judged || strcmp(last_line(demo, printed, sizeof printed), expect) == 0;
    if (!right && *printed)
        snprintf(sentence + used, room - used, " But it printed \"%s\"; it should have printed \"%s\".", printed, expect);
    else if (!right)
        snprintf(sentence + used, room - used, " But it printed nothing; it should have printed \"%s\".", expect);
    else if (judged && session_races(demo->session, &races) > 0)
        snprintf(sentence + used, room - used, " It printed \"%s\", as it should, but by luck: it has a data race.", expect);
    else if (judged && demo->demo->broken)
        snprintf(sentence + used, room - used,
                 " It printed \"%s\", as it should: this time the bug did not show. `%c` tries again.", expect,
                 demo->live ? 'r' : 'n');
    else if (judged)
        snprintf(sentence + used, room - used, " It printed \"%s\", as it should.", expect);
    return !right || session_world(demo->session)->exit_code != 0;
}
