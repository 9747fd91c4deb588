/* fake_pictures.h — the objects of a faked session, as they are drawn; SHOW=1 prints them. */
#ifndef TESTS_FAKE_PICTURES_H
#define TESTS_FAKE_PICTURES_H

#include "tests/fake_session.h"

#include "view/picture.h"
#include "view/say.h"

static char drawn[4000];

static inline struct scene scene_now(bool ascii)
{
    return (struct scene){ .tell = { &fake, ascii }, .world = &fake.world };
}

static inline const char *draw_all(int rows, int columns, bool ascii)
{
    struct scene scene = scene_now(ascii);
    struct pane *pane = pane_make(rows, columns);
    pane->ascii = ascii;
    pictures_draw(&scene, pane);
    char *text = pane_text(pane);
    snprintf(drawn, sizeof drawn, "%s", text);
    if (getenv("SHOW"))
        fputs(drawn, stderr);
    free(text);
    pane_free(pane);
    return drawn;
}

/* As the objects are on a screen of 80x24, and on one of 120x40. */
#define SHOWS(text)                                              \
    do {                                                         \
        assert_non_null(strstr(draw_all(4, 78, false), text));   \
        assert_non_null(strstr(draw_all(11, 118, false), text)); \
    } while (0)
#define LACKS(text)                                              \
    do {                                                         \
        assert_null(strstr(draw_all(4, 78, false), text));       \
        assert_null(strstr(draw_all(11, 118, false), text));     \
    } while (0)

#endif
