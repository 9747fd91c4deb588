/* demo_look.c — focus, scrolling and the mouse of the demo room; nothing here moves the program but a click on the time
 * line. See demo.h. */
#include "view/rooms/demo.h"
#include "view/story.h"

static bool has_part(const struct demo_room *demo, enum demo_part part)
{
    switch (part) {
    case PART_STORY:
        return demo->plan.lesson != NULL;
    case PART_TIMING:
        return demo->block != NULL;
    case PART_OUTCOME:
        return false;
    default:
        return demo->demo != NULL;
    }
}

void demo_focus_next(struct demo_room *demo)
{
    for (int k = 0; k < PARTS; k++) {
        demo->focus = (enum demo_part)((demo->focus + 1) % PARTS);
        if (has_part(demo, demo->focus))
            return;
    }
}

void demo_toggle_story(struct demo_room *demo)
{
    demo->big = false;
    demo->focus = demo->focus == PART_STORY && demo->demo ? PART_SOURCE : PART_STORY;
}

static void select_lane(struct demo_room *demo, int by)
{
    int threads = demo_why_no_run(demo) ? 0 : session_world(demo->session)->threads;
    if (threads == 0)
        return;
    int at = demo->lanes.selected == NOBODY ? (by > 0 ? 0 : threads - 1) : demo->lanes.selected + by;
    demo->lanes.selected = (uint16_t)(at < 0 ? NOBODY : at >= threads ? threads - 1 : at);      /* above the first: none */
}

static void scroll_source(struct demo_room *demo, int by)
{
    if (demo->source_count == 0)
        return;
    int rows = demo->areas[PART_SOURCE].rows, last = source_lines(demo->sources[demo->source]) - rows + 1;
    demo->source_top += by;
    if (demo->source_top > last)
        demo->source_top = last;
    if (demo->source_top < 1)
        demo->source_top = 1;
}

static void scroll_story(struct demo_room *demo, int by)
{
    const struct area *area = &demo->areas[PART_STORY];
    const struct page *page = demo_page(demo);
    int last = page && area->columns > 0 ? story_rows(page, area->columns) - area->rows : 0;
    demo->story_top += by;
    if (demo->story_top > last)
        demo->story_top = last;
    if (demo->story_top < 0)
        demo->story_top = 0;
}

void demo_scroll(struct demo_room *demo, enum demo_part part, int by)
{
    if (part == PART_LANES)
        select_lane(demo, by);
    else if (part == PART_STORY)
        scroll_story(demo, by);
    else
        scroll_source(demo, by);
}

int demo_screenful(const struct demo_room *demo)
{
    enum demo_part part = demo->focus == PART_STORY ? PART_STORY : PART_SOURCE;
    return demo->areas[part].rows > 2 ? demo->areas[part].rows - 1 : 1;
}

enum demo_part demo_part_at(const struct demo_room *demo, int row, int column)
{
    for (int part = 0; part < PARTS; part++) {
        const struct area *area = &demo->areas[part];
        bool among_rows = row >= area->row && row < area->row + area->rows;
        if (among_rows && column >= area->column && column < area->column + area->columns)
            return (enum demo_part)part;
    }
    return PARTS;
}

/* On the time line: travel there. On a lane: choose that thread. Anywhere: the focus. */
void demo_click(struct demo_room *demo, const struct command *command)
{
    enum demo_part part = demo_part_at(demo, command->row, command->column);
    uint32_t step;
    const char *why = "";
    if (part == PARTS)
        return;
    if (has_part(demo, part))
        demo->focus = part;
    if (part != PART_LANES || demo_why_no_run(demo))
        return;
    const struct area *area = &demo->areas[PART_LANES];
    struct pane pane = { .rows = area->rows, .columns = area->columns };
    struct scene scene = demo_scene(demo, demo->ascii);
    if (lanes_step_at(&scene, &pane, command->row - area->row, command->column - area->column, &step)) {
        if (!session_goto(demo->session, step, &why))
            room_say(&demo->room, LOOK_WARNING, "%s", why);
        return;
    }
    demo->lanes.selected = lanes_thread_at(&scene, &demo->lanes, &pane, command->row - area->row);
}
