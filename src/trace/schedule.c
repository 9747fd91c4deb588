/* schedule.c — reading and writing who went when; see schedule.h. */
#include "trace/schedule.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "trace/step.h"

enum {
    LONGEST = 1000000, MOST_THREADS = 0xfffe,       /* choices; the largest number of a thread */
    PERIOD_MOST = 32, REPEATS_LEAST = 4, WORDS_LEAST = 16,      /* of words: what is worth brackets */
};

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

static bool add_times(struct schedule *schedule, struct choice choice, unsigned long times)
{
    if (schedule->count + times > LONGEST)
        return false;
    while (times-- > 0)
        if (!schedule_add(schedule, choice))
            return false;
    return true;
}

static bool read_word(struct schedule *schedule, const char **at)
{
    unsigned long thread, times = 1;
    struct choice choice;
    if (!read_number(at, MOST_THREADS, &thread) || !read_way(at, &choice.way))
        return false;
    if (**at == '.') {
        (*at)++;
        if (!read_number(at, LONGEST, &times) || times == 0)
            return false;
    }
    if (**at != '\0' && **at != ']' && !isspace((unsigned char)**at))
        return false;
    choice.thread = (uint16_t)thread;
    return add_times(schedule, choice, times);
}

/* "]*40": what has been added since `from` so many times in all. */
static bool read_repeat(struct schedule *schedule, const char **at, size_t from)
{
    unsigned long times;
    size_t length = schedule->count - from;
    (*at)++;
    if (*(*at)++ != '*' || !read_number(at, LONGEST, &times) || times == 0)
        return false;
    if (**at != '\0' && !isspace((unsigned char)**at))
        return false;
    if (length * times > LONGEST)
        return false;
    for (unsigned long k = 1; k < times; k++)
        for (size_t c = 0; c < length; c++)
            if (!add_times(schedule, schedule->choices[from + c], 1))
                return false;
    return true;
}

static void skip_blanks(const char **at)
{
    while (isspace((unsigned char)**at))
        (*at)++;
}

/* The next word, bracket or repetition; `open`: where in the schedule the bracket that is open began, SIZE_MAX: none is. */
static bool read_next(struct schedule *schedule, const char **at, size_t *open)
{
    if (**at == '[' && *open == SIZE_MAX) {
        *open = schedule->count;
        (*at)++;
        return true;
    }
    if (**at == ']' && *open != SIZE_MAX) {
        bool good = read_repeat(schedule, at, *open);
        *open = SIZE_MAX;
        return good;
    }
    return read_word(schedule, at);
}

bool schedule_read(struct schedule *schedule, const char *text, struct err *err)
{
    const char *at = text;
    size_t open = SIZE_MAX;
    for (skip_blanks(&at); *at; skip_blanks(&at)) {
        const char *word = at;
        if (!read_next(schedule, &at, &open))
            return err_set(err, "the schedule is wrong at column %zu: \"%.*s\" is not a thread like 2, 1.3 or 2t",
                           (size_t)(word - text) + 1, (int)strcspn(word, " \t\n"), word);
    }
    return open == SIZE_MAX || err_set(err, "the schedule is wrong at its end: a bracket is not closed by ]*N");
}

/* ---- writing ---- */

/* Equal choices in a row. */
struct word { struct choice choice; size_t times; };

static bool is_same(const struct word *a, const struct word *b)
{
    return a->choice.thread == b->choice.thread && a->choice.way == b->choice.way && a->times == b->times;
}

static int write_word(char *out, size_t room, const struct word *word)
{
    char way[8] = "", count[24] = "";
    if (word->choice.way == WAY_TIMEOUT)
        strcpy(way, "t");
    else if (word->choice.way == WAY_SPURIOUS)
        strcpy(way, "s");
    else if (word->choice.way >= WAY_WAKE)
        snprintf(way, sizeof way, "w%d", word->choice.way - WAY_WAKE);
    if (word->times > 1)
        snprintf(count, sizeof count, ".%zu", word->times);
    return snprintf(out, room, "%u%s%s", word->choice.thread, way, count);
}

/* As many words as there are choices, at most; NULL: no memory. Caller frees. */
static struct word *words_of(const struct schedule *schedule, size_t *count)
{
    struct word *words = malloc((schedule->count + 1) * sizeof *words);
    *count = 0;
    for (size_t k = 0; words && k < schedule->count; k++) {
        struct word word = { schedule->choices[k], 1 };
        struct word *last = *count ? &words[*count - 1] : NULL;
        if (last && last->choice.thread == word.choice.thread && last->choice.way == word.choice.way)
            last->times++;
        else
            words[(*count)++] = word;
    }
    return words;
}

/* How often the `period` words from `words` on stand there in a row. */
static size_t repeats_of(const struct word *words, size_t count, size_t period)
{
    size_t repeats = 1;
    for (size_t k = period; k < count && is_same(&words[k], &words[k - period]); k++)
        repeats = k / period + (k % period == period - 1);
    return repeats;
}

/* The shortest period with enough repetitions from here on; 0: none. */
static size_t period_of(const struct word *words, size_t count, size_t *repeats)
{
    for (size_t period = 2; period <= PERIOD_MOST && period * REPEATS_LEAST <= count; period++) {
        *repeats = repeats_of(words, count, period);
        if (*repeats >= REPEATS_LEAST && *repeats * period >= WORDS_LEAST)
            return period;
    }
    return 0;
}

struct text { char *out; size_t room, length; };

static void put(struct text *text, const char *part)
{
    size_t left = text->length < text->room ? text->room - text->length : 0;
    text->length += (size_t)snprintf(left ? text->out + text->length : NULL, left, "%s", part);
}

static void put_words(struct text *text, const struct word *words, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        char word[64];
        write_word(word, sizeof word, &words[k]);
        put(text, k ? " " : "");
        put(text, word);
    }
}

size_t schedule_write(const struct schedule *schedule, char *out, size_t room)
{
    struct text text = { out, room, 0 };
    size_t count, repeats;
    struct word *words = words_of(schedule, &count);
    if (room > 0)
        out[0] = '\0';
    for (size_t k = 0; words && k < count; ) {
        size_t period = period_of(words + k, count - k, &repeats);
        char times[32];
        put(&text, k ? " " : "");
        if (period == 0) {
            put_words(&text, &words[k++], 1);
            continue;
        }
        put(&text, "[");
        put_words(&text, &words[k], period);
        snprintf(times, sizeof times, "]*%zu", repeats);
        put(&text, times);
        k += period * repeats;
    }
    free(words);
    return text.length;
}
