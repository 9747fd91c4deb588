/* demo_chart.c — `c` in the demo room: the run as a whole, and back to a step of it. */
#include "view/rooms/chart.h"
#include "view/rooms/demo.h"

static void go_to_step(void *data, uint32_t step)
{
    struct demo_room *demo = data;
    const char *why = "";
    if (session_state(demo->session) == SESSION_RUNS && !demo->live)
        session_pause(demo->session, &why);     /* else it would go on from there at once */
    if (!session_goto(demo->session, step, &why)) {
        room_say(&demo->room, LOOK_WARNING, "%s", why);
        return;
    }
    demo_follow(demo);
    if (demo->focus == PART_STORY)
        demo->focus = PART_SOURCE;              /* on a small screen the story would hide the run */
}

struct move demo_chart(struct demo_room *demo)
{
    struct err err = { "" };
    struct chart_plan plan = {
        .session = demo->session, .name = demo->demo->name, .chosen = go_to_step, .data = demo,
    };
    struct room *room = chart_room_make(&plan, &err);
    if (room)
        return move_open(room);
    room_say(&demo->room, LOOK_FAILURE, "%s", err.text);
    return move_stay();
}
