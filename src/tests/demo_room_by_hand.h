/* demo_room_by_hand.h — a demo room of a lesson with three pages, on a session made by hand; what it draws, as text. SHOW=1
 * prints it. */
#ifndef TESTS_DEMO_ROOM_BY_HAND_H
#define TESTS_DEMO_ROOM_BY_HAND_H

#include "tests/fake_session.h"

#include <fcntl.h>
#include <unistd.h>

#include "view/frame.h"
#include "view/rooms/demo.h"

static char path[] = "/tmp/threadlab-room-XXXXXX.c";
static const char *files[] = { path, NULL };
static const char *none[] = { NULL };
static struct room *room;

static const char program[] =
    "#include <pthread.h>\n#include <stdio.h>\n\nstatic int share;\nstatic int turns = 2;\n\n"
    "/* Adds, as one does. */\nstatic void *add(void *arg)\n{\n    for (int i = 0; i < turns; i++)\n        share += 1;\n"
    "    return arg;\n}\n\nint main(void)\n{\n    pthread_t a, b;\n    pthread_create(&a, NULL, add, NULL);\n"
    "    pthread_create(&b, NULL, add, NULL);\n    pthread_join(a, NULL);\n    pthread_join(b, NULL);\n"
    "    printf(\"share = %d\\n\", share);\n}\n";

static struct demo race = { .name = "race", .title = "two threads, one counter", .files = files, .flags = none, .anchor = "",
                            .expect = "share = 4", .broken = true, .seed = 41, .watch = "when is share read?" };
static struct demo other = { .name = "other", .title = "with a lock", .files = files, .flags = none, .anchor = "", .expect = "",
                             .watch = "" };
static struct variant variants[] = { { .name = "no lock", .file = path, .flags = none, .args = none, .expect = "4" } };
static struct measure_block measure = { .title = "what a lock costs", .conclude = "Locks cost.", .variants = variants,
                                        .variant_count = 1 };
static struct predict question = { .question = "Which?" };
static struct span words[] = { { SPAN_PLAIN, "Two threads add to one counter. Each reads it, adds, writes it back. What if both read first?" } };
static struct text_line line = { .kind = TEXT_PARAGRAPH, .mark = "", .spans = words, .span_count = 1 };
static struct block first_page[] = { { .kind = BLOCK_TEXT, .lines = &line, .line_count = 1 }, { .kind = BLOCK_DEMO, .demo = &race },
                                     { .kind = BLOCK_PREDICT, .predict = &question } };
static struct block second_page[] = { { .kind = BLOCK_TEXT, .lines = &line, .line_count = 1 } };
static struct block third_page[] = { { .kind = BLOCK_DEMO, .demo = &other }, { .kind = BLOCK_MEASURE, .measure = &measure } };
static struct page pages[] = { { "A race", first_page, 3 }, { "Why", second_page, 1 }, { "A lock", third_page, 2 } };
static struct lesson lesson = { .id = "02-locks", .number = "02", .name = "locks", .pages = pages, .page_count = 3 };

static inline int make_program(void **state)
{
    (void)state;
    int fd = mkstemps(path, 2);
    bool good = fd >= 0 && write(fd, program, sizeof program - 1) == (ssize_t)sizeof program - 1;
    close(fd);
    return good ? 0 : -1;
}

static inline int remove_program(void **state)
{
    (void)state;
    return unlink(path);
}

static inline int leave(void **state)
{
    (void)state;
    room_destroy(room);
    room = NULL;
    return 0;
}

/* Opens the lesson; what the session shows is put there afterwards. */
static inline struct demo_room *open_lesson(size_t page)
{
    struct err err;
    struct demo_plan plan = { .lesson = &lesson, .page = page };
    fake_begin();
    room = demo_room_make(&plan, &err);
    assert_non_null(room);
    return demo_of(room);
}

static inline void see_race(void)
{
    fake_race();
    fake.source = path;
    struct command next = { .action = ACTION_NEXT };
    room->ops->act(room, &next);
}

static inline char *drawn(int rows, int columns, bool ascii)
{
    struct pane *pane = pane_make(rows, columns);
    pane->ascii = ascii;
    room->ops->draw(room, pane);
    room->ops->draw(room, pane);        /* once more: a second drawing shows the same */
    char *text = pane_text(pane);
    pane_free(pane);
    if (getenv("SHOW"))
        fputs(text, stderr);
    return text;
}

static inline void press(enum action action, int number)
{
    struct command command = { .action = action, .number = number };
    const char *why = room->ops->why(room, &command);
    if (why)
        room_say(room, LOOK_WARNING, "%s", why);
    else
        room->ops->act(room, &command);
}

static inline void shows(int rows, int columns, bool ascii, const char *what)
{
    char *text = drawn(rows, columns, ascii);
    if (!strstr(text, what)) {
        fprintf(stderr, "no \"%s\" in\n%s", what, text);
        fail();
    }
    free(text);
}

static inline void lacks(int rows, int columns, const char *what)
{
    char *text = drawn(rows, columns, false);
    if (strstr(text, what)) {
        fprintf(stderr, "\"%s\" in\n%s", what, text);
        fail();
    }
    free(text);
}

/* The whole screen, with what the frame puts around the room. */
static inline void frame_shows(int rows, int columns, const char *what, bool shown)
{
    struct pane *pane = pane_make(rows, columns);
    frame_draw(pane, room, NULL, false);
    char *text = pane_text(pane);
    if (!strstr(text, what) == shown) {
        fprintf(stderr, "%s \"%s\" in\n%s", shown ? "no" : "a", what, text);
        fail();
    }
    free(text);
    pane_free(pane);
}

#endif
