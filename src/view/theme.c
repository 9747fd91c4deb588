/* theme.c — how each look looks; see theme.h.
 *
 * Hues keep apart for colour-blind eyes: what runs is blue, what waits orange, failure magenta; green never stands
 * against red. Nothing is plain white or black, so that light and dark backgrounds both carry it. */
#include "view/theme.h"

#include <stddef.h>
#include <string.h>

enum { OWN = -1 };
enum { RED = 1, GREEN, YELLOW, BLUE, MAGENTA, CYAN };

/* One row for each look: dark background, light background, high contrast (all of 256), of 8, attributes. */
static const struct row {
    short dark, light, contrast, eight;
    unsigned attributes;
} rows[LOOKS] = {
    [LOOK_PLAIN]        = { OWN, OWN, OWN, OWN, 0 },
    [LOOK_DIM]          = { 245, 242, OWN, OWN, THEME_DIM },
    [LOOK_TITLE]        = { 75, 25, 51, CYAN, THEME_BOLD },
    [LOOK_BORDER]       = { 240, 249, OWN, OWN, THEME_DIM },
    [LOOK_KEY]          = { 215, 130, 226, YELLOW, THEME_BOLD },
    [LOOK_CURSOR]       = { OWN, OWN, OWN, OWN, THEME_REVERSE },
    [LOOK_STRONG]       = { OWN, OWN, OWN, OWN, THEME_BOLD },
    [LOOK_EMPHASIS]     = { 187, 94, 229, OWN, THEME_ITALIC | THEME_UNDERLINE },
    [LOOK_CODE]         = { 152, 24, 123, CYAN, 0 },
    [LOOK_RUNNING]      = { 75, 26, 45, BLUE, THEME_BOLD },
    [LOOK_READY]        = { 110, 31, 117, CYAN, 0 },
    [LOOK_BLOCKED]      = { 208, 166, 214, YELLOW, THEME_UNDERLINE },
    [LOOK_SLEEPING]     = { 140, 97, 183, MAGENTA, THEME_DIM },
    [LOOK_ENDED]        = { 243, 245, OWN, OWN, THEME_DIM },
    [LOOK_CHANGED]      = { 228, 94, 226, YELLOW, THEME_BOLD | THEME_REVERSE },
    [LOOK_FAILURE]      = { 205, 162, 207, MAGENTA, THEME_BOLD | THEME_UNDERLINE },
    [LOOK_GOOD]         = { 79, 29, 51, GREEN, THEME_BOLD },
    [LOOK_WARNING]      = { 214, 130, 220, YELLOW, THEME_BOLD },
    [LOOK_KEYWORD]      = { 110, 25, 117, BLUE, THEME_BOLD },
    [LOOK_TYPE]         = { 115, 29, 123, CYAN, 0 },
    [LOOK_STRING]       = { 180, 94, 223, YELLOW, 0 },
    [LOOK_NUMBER]       = { 182, 91, 219, MAGENTA, 0 },
    [LOOK_COMMENT]      = { 245, 243, OWN, OWN, THEME_DIM | THEME_ITALIC },
    [LOOK_PREPROCESSOR] = { 139, 96, 183, MAGENTA, 0 },
    [LOOK_BAR]          = { 75, 26, 45, BLUE, 0 },
    [LOOK_BAR_OTHER]    = { 215, 130, 214, YELLOW, 0 },
    [LOOK_THREAD_0]     = { 250, 240, OWN, OWN, THEME_BOLD },
    [LOOK_THREAD_1]     = { 75, 26, 45, BLUE, THEME_BOLD },
    [LOOK_THREAD_2]     = { 215, 130, 214, YELLOW, THEME_BOLD },
    [LOOK_THREAD_3]     = { 177, 91, 213, MAGENTA, THEME_BOLD },
    [LOOK_THREAD_4]     = { 80, 30, 51, CYAN, THEME_BOLD },
    [LOOK_THREAD_5]     = { 185, 100, 228, GREEN, THEME_BOLD },
};

static const struct {
    const char *name;
    enum { DARK, LIGHT, CONTRAST, MONO } kind;
} themes[] = { { "default", DARK }, { "light", LIGHT }, { "contrast", CONTRAST }, { "mono", MONO } };

enum { THEMES = sizeof themes / sizeof themes[0] };

static void fill(struct theme *theme, size_t k)
{
    theme->name = themes[k].name;
    for (int look = 0; look < LOOKS; look++) {
        const struct row *row = &rows[look];
        short colour[] = { [DARK] = row->dark, [LIGHT] = row->light, [CONTRAST] = row->contrast, [MONO] = OWN };
        theme->of_256[look] = colour[themes[k].kind];
        theme->of_8[look] = themes[k].kind == MONO ? OWN : row->eight;
    }
}

const struct theme *theme_find(const char *name)
{
    static struct theme made[THEMES];
    for (size_t k = 0; k < THEMES; k++)
        if (strcmp(themes[k].name, name ? name : "default") == 0) {
            fill(&made[k], k);
            return &made[k];
        }
    return NULL;
}

const char *theme_names(void)
{
    return "default light contrast mono";
}

/* Where a look has one of 256 colours of its own, dim and underlined would only make it harder to read. */
struct paint theme_paint(const struct theme *theme, enum look look, int colours)
{
    struct paint paint = { .colour = OWN, .attributes = rows[look].attributes };
    if (colours >= 256)
        paint.colour = theme->of_256[look];
    else if (colours >= 8)
        paint.colour = theme->of_8[look];
    if (colours >= 256 && paint.colour != OWN)
        paint.attributes &= ~(unsigned)(THEME_DIM | THEME_UNDERLINE);
    return paint;
}
