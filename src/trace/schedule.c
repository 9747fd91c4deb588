/* schedule.c — reading and writing who went when; see schedule.h. */
#include "trace/schedule.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "trace/step.h"

enum { LONGEST_RUN = 1000000, MOST_THREADS = 0xfffe };

bool schedule_add(struct schedule *schedule, struct choice choice)
{
    if (schedule->count == schedule->room) {
        size_t room = schedule->room ? 2 * schedule->room : 64;
        struct choice *more = realloc(schedule->choices, room * sizeof *more);
        if (!more)
            return false;
        schedule->choices = more;
        schedule->room = room;
    }
    schedule->choices[schedule->count++] = choice;
    return true;
}

void schedule_cut(struct schedule *schedule, size_t count)
{
    if (count < schedule->count)
        schedule->count = count;
}

void schedule_free(struct schedule *schedule)
{
    free(schedule->choices);
    *schedule = (struct schedule){ 0 };
}

/* One decimal number of at most `most`; moves *at behind it. */
static bool read_number(const char **at, unsigned long most, unsigned long *number)
{
    if (!isdigit((unsigned char)**at))
        return false;
    *number = 0;
    while (isdigit((unsigned char)**at)) {
        *number = *number * 10 + (unsigned long)(*(*at)++ - '0');
        if (*number > most)
            return false;
    }
    return true;
}

static bool read_way(const char **at, uint8_t *way)
{
    unsigned long which;
    *way = WAY_GO;
    switch (**at) {
    case 't':
        *way = WAY_TIMEOUT;
        (*at)++;
        return true;
    case 's':
        *way = WAY_SPURIOUS;
        (*at)++;
        return true;
    case 'w':
        (*at)++;
        if (!read_number(at, WAYS - WAY_WAKE - 1, &which))
            return false;
        *way = (uint8_t)(WAY_WAKE + which);
        return true;
    default:
        return true;
    }
}

static bool read_word(struct schedule *schedule, const char **at)
{
    unsigned long thread, times = 1;
    struct choice choice;
    if (!read_number(at, MOST_THREADS, &thread) || !read_way(at, &choice.way))
        return false;
    if (**at == '.') {
        (*at)++;
        if (!read_number(at, LONGEST_RUN, &times) || times == 0)
            return false;
    }
    if (**at != '\0' && !isspace((unsigned char)**at))
        return false;
    choice.thread = (uint16_t)thread;
    while (times-- > 0)
        if (!schedule_add(schedule, choice))
            return false;
    return true;
}

bool schedule_read(struct schedule *schedule, const char *text, struct err *err)
{
    const char *at = text;
    for (;;) {
        while (isspace((unsigned char)*at))
            at++;
        if (*at == '\0')
            return true;
        const char *word = at;
        if (!read_word(schedule, &at))
            return err_set(err, "the schedule is wrong at column %zu: \"%.*s\" is not a thread like 2, 1.3 or 2t",
                           (size_t)(word - text) + 1, (int)strcspn(word, " \t\n"), word);
    }
}

/* The word for `times` equal choices. */
static int write_word(char *out, size_t room, struct choice choice, size_t times)
{
    char way[8] = "", count[24] = "";
    if (choice.way == WAY_TIMEOUT)
        strcpy(way, "t");
    else if (choice.way == WAY_SPURIOUS)
        strcpy(way, "s");
    else if (choice.way >= WAY_WAKE)
        snprintf(way, sizeof way, "w%d", choice.way - WAY_WAKE);
    if (times > 1)
        snprintf(count, sizeof count, ".%zu", times);
    return snprintf(out, room, "%u%s%s", choice.thread, way, count);
}

size_t schedule_write(const struct schedule *schedule, char *out, size_t room)
{
    size_t length = 0;
    if (room > 0)
        out[0] = '\0';
    for (size_t k = 0, next; k < schedule->count; k = next) {
        char word[48];
        struct choice choice = schedule->choices[k];
        for (next = k + 1; next < schedule->count && schedule->choices[next].thread == choice.thread
                           && schedule->choices[next].way == choice.way; next++)
            ;
        write_word(word, sizeof word, choice, next - k);
        size_t left = length < room ? room - length : 0;
        length += (size_t)snprintf(left ? out + length : NULL, left, "%s%s", k ? " " : "", word);
    }
    return length;
}
