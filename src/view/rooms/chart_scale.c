/* chart_scale.c — positions and columns; see chart_scale.h. */
#include "view/rooms/chart_scale.h"

#include <stdio.h>

enum { STEP_LEVELS = 27, CLOSE_STEPS = 3, LIVE_LEVELS = 52, CLOSEST_NS = 10 };

static const struct { uint64_t ns; const char *name, *ascii; } units[] = {
    { 1000000000, "s", "s" }, { 1000000, "ms", "ms" }, { 1000, "µs", "us" }, { 1, "ns", "ns" },
};

static uint64_t power_of_ten(int exponent)
{
    uint64_t power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* 1, 2, 5, 10, 20 … */
static uint64_t round_number(int which)
{
    static const uint64_t digits[] = { 1, 2, 5 };
    return digits[which % 3] * power_of_ten(which / 3);
}

struct scale scale_at(bool live, int level)
{
    int last = (live ? LIVE_LEVELS : STEP_LEVELS) - 1;
    struct scale scale = { .live = live, .level = level < 0 ? 0 : level > last ? last : level, .units = 1, .columns = 1 };
    if (live)
        scale.units = CLOSEST_NS * round_number(scale.level);
    else if (scale.level < CLOSE_STEPS)
        scale.columns = (uint64_t)1 << (CLOSE_STEPS - scale.level);
    else
        scale.units = (uint64_t)1 << (scale.level - CLOSE_STEPS);
    return scale;
}

/* The level at which as much or more has room. */
static int level_of(const struct scale *scale)
{
    int most = scale->live ? LIVE_LEVELS : STEP_LEVELS, level = 0;
    for (; level < most - 1; level++) {
        struct scale there = scale_at(scale->live, level);
        if (there.units * scale->columns >= scale->units * there.columns)
            break;
    }
    return level;
}

/* To two figures, upwards. */
static uint64_t two_figures(uint64_t number)
{
    uint64_t power = 1;
    while (number / power >= 100)
        power *= 10;
    return (number + power - 1) / power * power;
}

static struct scale between(bool live, uint64_t units_wanted, uint64_t columns_wanted)
{
    struct scale scale = { .live = live, .units = units_wanted, .columns = columns_wanted };
    scale.level = level_of(&scale);
    return scale;
}

struct scale scale_whole(bool live, uint64_t end, int columns)
{
    uint64_t room = columns > 0 ? (uint64_t)columns : 1, most = scale_at(live, 0).columns;
    if (end == 0)
        return scale_at(live, 0);
    uint64_t each = end / room + (end % room > 0);
    if (live)
        return between(true, two_figures(each > CLOSEST_NS ? each : CLOSEST_NS), 1);
    return each > 1 ? between(false, each, 1) : between(false, 1, room / end < most ? room / end : most);
}

struct scale scale_wider(const struct scale *scale)
{
    if (scale->columns > 1)
        return between(scale->live, 1, scale->columns - 1);
    if (scale->units > UINT64_MAX / 4)
        return *scale;
    return between(scale->live, scale->live ? two_figures(scale->units + 1) : scale->units + 1, 1);
}

uint64_t scale_span(const struct scale *scale, int columns)
{
    uint64_t span = (uint64_t)columns * scale->units / scale->columns;
    return span > 0 ? span : 1;
}

uint64_t scale_align(const struct scale *scale, uint64_t position)
{
    return position / scale->units * scale->units;
}

int64_t scale_column(const struct scale *scale, uint64_t left, uint64_t position)
{
    if (position < left)
        return -(int64_t)((left - position) * scale->columns / scale->units) - 1;
    return (int64_t)((position - left) * scale->columns / scale->units);
}

uint64_t scale_position(const struct scale *scale, uint64_t left, int column)
{
    return left + (uint64_t)(column < 0 ? 0 : column) * scale->units / scale->columns;
}

uint64_t scale_tick(const struct scale *scale, int columns)
{
    int which = 0;
    while (which < LIVE_LEVELS && scale_column(scale, 0, round_number(which)) < columns)
        which++;
    return round_number(which);
}

const char *scale_words(const struct scale *scale, bool ascii, char *out, size_t room)
{
    size_t k = 0;
    if (scale->live) {
        while (scale->units < units[k].ns)
            k++;
        snprintf(out, room, "a column is %.6g %s", (double)scale->units / (double)units[k].ns,
                 ascii ? units[k].ascii : units[k].name);
    } else if (scale->columns > 1) {
        snprintf(out, room, "a step is %llu columns", (unsigned long long)scale->columns);
    } else {
        snprintf(out, room, "a column is %llu step%s", (unsigned long long)scale->units, scale->units == 1 ? "" : "s");
    }
    return out;
}

uint64_t scale_unit(const struct scale *scale, uint64_t tick, bool ascii, const char **name)
{
    size_t k = 0;
    *name = "step";
    if (!scale->live)
        return 1;
    while (tick < units[k].ns)
        k++;
    *name = ascii ? units[k].ascii : units[k].name;
    return units[k].ns;
}
