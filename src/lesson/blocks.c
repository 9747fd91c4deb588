/* blocks.c — see blocks.h. */
#include "lesson/blocks.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"

bool source_line(struct source *source, const char **start, size_t *length)
{
    if (source->at >= source->end)
        return false;
    const char *newline = memchr(source->at, '\n', (size_t)(source->end - source->at));
    *start = source->at;
    *length = newline ? (size_t)(newline - source->at) : (size_t)(source->end - source->at);
    source->at = newline ? newline + 1 : source->end;
    if (*length > 0 && (*start)[*length - 1] == '\r')
        (*length)--;
    source->line++;
    return true;
}

void source_complain(struct source *source, int line, const char *format, ...)
{
    char text[300];
    va_list arguments;
    if (source->complaint)
        return;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    source->complaint = arena_format(source->arena, "lesson.md:%d: %s", line, text);
}

static char *trimmed(struct source *source, const char *start, size_t length)
{
    while (length > 0 && (*start == ' ' || *start == '\t')) {
        start++;
        length--;
    }
    while (length > 0 && (start[length - 1] == ' ' || start[length - 1] == '\t'))
        length--;
    return arena_text(source->arena, start, length);
}

bool source_pair(struct source *source, const char *start, size_t length, char **key, char **value)
{
    const char *colon = memchr(start, ':', length);
    if (!colon)
        return false;
    *key = trimmed(source, start, (size_t)(colon - start));
    *value = trimmed(source, colon + 1, length - (size_t)(colon + 1 - start));
    return *key && *value && **key;
}

static const char *const words[] = {
    [BLOCK_DEMO] = "demo", [BLOCK_MEASURE] = "measure", [BLOCK_PREDICT] = "predict", [BLOCK_HUNT] = "hunt",
    [BLOCK_EXERCISE] = "exercise",
};

enum block_kind block_kind_of(const char *word, size_t length)
{
    for (enum block_kind kind = BLOCK_DEMO; kind <= BLOCK_EXERCISE; kind++)
        if (strlen(words[kind]) == length && strncmp(words[kind], word, length) == 0)
            return kind;
    return BLOCK_TEXT;
}

/* ---- values ---- */

static bool is_yes(struct source *source, const char *value)
{
    if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
        source_complain(source, source->line, "\"%s\" is neither yes nor no", value);
    return strcmp(value, "yes") == 0;
}

static uint64_t number_of(struct source *source, const char *value)
{
    char *end;
    uint64_t number = strtoull(value, &end, 10);
    if (*value < '0' || *value > '9' || *end)
        source_complain(source, source->line, "\"%s\" is not a number", value);
    return number;
}

/* A file beside lesson.md, which must be there. */
static const char *file_of(struct source *source, const char *value)
{
    char *path = arena_format(source->arena, "%s/%s", source->folder, value);
    if (value[0] == '/' || strstr(value, ".."))
        source_complain(source, source->line, "\"%s\" is not a file of this lesson", value);
    else if (path && !path_exists(path))
        source_complain(source, source->line, "there is no file %s", value);
    return path;
}

static void add_text(struct source *source, struct list *list, const char *value)
{
    const char **item = list_add(source->arena, list, sizeof *item);
    if (item)
        *item = value;
}

/* A part of the kit: its header is found, and its source compiled along. */
static void add_part(struct source *source, struct list *flags, const char *part)
{
    const char *path = arena_format(source->arena, "%s/../kit/%s.c", source->folder, part);
    if (part[strspn(part, "abcdefghijklmnopqrstuvwxyz_")] || !*part || (path && !path_exists(path)))
        source_complain(source, source->line, "the kit has no part \"%s\"", part);
    add_text(source, flags, arena_format(source->arena, "-I%s/../kit", source->folder));
    add_text(source, flags, path);
}

/* What a program may need, from a fixed table: no flags stand in a lesson. */
static void add_need(struct source *source, struct list *flags, const char *need)
{
    if (strcmp(need, "kit") == 0)
        add_text(source, flags, arena_format(source->arena, "-I%s/../kit", source->folder));
    else if (strncmp(need, "kit/", 4) == 0)
        add_part(source, flags, need + 4);
    else if (strcmp(need, "math") == 0)
        add_text(source, flags, "-lm");
    else if (strcmp(need, "curl") == 0)
        add_text(source, flags, "-lcurl");
    else
        source_complain(source, source->line, "\"%s\" is not among the needs kit, kit/PART, math, curl", need);
}

static void add_needs(struct source *source, struct list *flags, char *value)
{
    char *rest;
    for (char *word = strtok_r(value, " ,", &rest); word; word = strtok_r(NULL, " ,", &rest))
        add_need(source, flags, word);
}

/* NULL-terminated; never NULL itself. */
static const char *const *texts_of(struct source *source, struct list *list)
{
    if (!list->items)
        list->items = arena_take(source->arena, sizeof(char *));
    return list->items;
}

static bool same(const char *key, const char *word)
{
    return strcmp(key, word) == 0;
}

static bool is_fence(const char *start, size_t length)
{
    return length >= 3 && strncmp(start, "```", 3) == 0;
}

/* The next pair of the block; false at its end. */
static bool next_pair(struct source *source, int begun, char **key, char **value)
{
    const char *start;
    size_t length;
    while (source_line(source, &start, &length)) {
        if (is_fence(start, length))
            return false;
        if (length == 0 || *start == '#')
            continue;
        if (source_pair(source, start, length, key, value))
            return true;
        source_complain(source, source->line, "this line is no `key: value`");
    }
    source_complain(source, begun, "this block is not closed");
    return false;
}

/* ---- demo ---- */

static bool demo_key(struct source *source, struct demo *demo, struct list *files, struct list *needs, const char *key,
                     char *value)
{
    if (same(key, "name"))
        demo->name = value;
    else if (same(key, "title"))
        demo->title = value;
    else if (same(key, "file"))
        add_text(source, files, file_of(source, value));
    else if (same(key, "needs"))
        add_needs(source, needs, value);
    else if (same(key, "anchor"))
        demo->anchor = value;
    else if (same(key, "expect"))
        demo->expect = value;
    else if (same(key, "broken"))
        demo->broken = is_yes(source, value);
    else if (same(key, "live"))
        demo->live = is_yes(source, value);
    else if (same(key, "urls"))
        demo->urls = is_yes(source, value);
    else if (same(key, "spurious"))
        demo->spurious = is_yes(source, value);
    else if (same(key, "seed"))
        demo->seed = number_of(source, value);
    else if (same(key, "watch"))
        demo->watch = value;
    else
        return false;
    return true;
}

/* What of the kit is compiled along can be stepped through like the demo's own files. */
static void split_needs(struct source *source, const struct list *needs, struct list *files, struct list *flags)
{
    const char *const *need = needs->items;
    for (size_t k = 0; k < needs->count; k++) {
        const char *end = strrchr(need[k], '.');
        add_text(source, end && strcmp(end, ".c") == 0 ? files : flags, need[k]);
    }
}

static const struct demo *read_demo(struct source *source)
{
    struct list files = { 0 }, needs = { 0 }, flags = { 0 };
    struct demo *demo = arena_take(source->arena, sizeof *demo);
    char *key, *value;
    int begun = source->line;
    if (!demo)
        return NULL;
    *demo = (struct demo){ .anchor = "", .expect = "", .watch = "" };
    while (next_pair(source, begun, &key, &value))
        if (!demo_key(source, demo, &files, &needs, key, value))
            source_complain(source, source->line, "a demo has no key \"%s\"", key);
    bool has_file = files.count > 0;
    split_needs(source, &needs, &files, &flags);
    demo->files = texts_of(source, &files);
    demo->flags = texts_of(source, &flags);
    if (!demo->name || !has_file)
        source_complain(source, begun, "a demo needs a name and a file");
    if (!demo->name)
        demo->name = "";
    if (!demo->title)
        demo->title = demo->name;
    return demo;
}

/* ---- measure ---- */

/* The next field between bars, trimmed; "" when there are no more. */
static char *field(struct source *source, char **rest)
{
    char *start = *rest;
    size_t length = strcspn(start, "|");
    *rest = start + length + (start[length] == '|');
    return trimmed(source, start, length);
}

static const char *const *words_of(struct source *source, char *value)
{
    struct list list = { 0 };
    char *rest;
    for (char *word = strtok_r(value, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        add_text(source, &list, word);
    return texts_of(source, &list);
}

/* name | file | arguments | the line it must print | seconds in the study notes */
static void add_variant(struct source *source, struct list *variants, char *value)
{
    struct list none = { 0 };
    struct variant *variant = list_add(source->arena, variants, sizeof *variant);
    if (!variant)
        return;
    variant->name = field(source, &value);
    char *file = field(source, &value);
    variant->file = file_of(source, file);
    variant->args = words_of(source, field(source, &value));
    variant->expect = field(source, &value);
    variant->quoted = atof(field(source, &value));
    variant->flags = texts_of(source, &none);
    if (!*variant->name || !*file)
        source_complain(source, source->line, "a variant needs a name and a file: name | file | arguments | expect | quoted");
}

static const struct measure_block *read_measure(struct source *source)
{
    struct list variants = { 0 }, flags = { 0 };
    struct measure_block *block = arena_take(source->arena, sizeof *block);
    char *key, *value;
    int begun = source->line;
    if (!block)
        return NULL;
    *block = (struct measure_block){ .title = "Timing", .conclude = "" };
    while (next_pair(source, begun, &key, &value)) {
        if (same(key, "title"))
            block->title = value;
        else if (same(key, "conclude"))
            block->conclude = value;
        else if (same(key, "rounds"))
            block->rounds = (unsigned)number_of(source, value);
        else if (same(key, "needs"))
            add_needs(source, &flags, value);
        else if (same(key, "variant"))
            add_variant(source, &variants, value);
        else
            source_complain(source, source->line, "a measurement has no key \"%s\"", key);
    }
    struct variant *all = variants.items;
    for (size_t k = 0; k < variants.count; k++)
        all[k].flags = texts_of(source, &flags);
    block->variants = all;
    block->variant_count = variants.count;
    if (variants.count == 0)
        source_complain(source, begun, "a measurement needs a variant");
    return block;
}

/* ---- predict ---- */

static const struct predict *read_predict(struct source *source)
{
    struct list choices = { 0 };
    struct predict *predict = arena_take(source->arena, sizeof *predict);
    char *key, *value;
    int begun = source->line;
    if (!predict)
        return NULL;
    *predict = (struct predict){ .question = "", .demo = "", .kind = "outputs", .because = "" };
    while (next_pair(source, begun, &key, &value)) {
        if (same(key, "question"))
            predict->question = value;
        else if (same(key, "demo"))
            predict->demo = value;
        else if (same(key, "choice"))
            add_text(source, &choices, value);
        else if (same(key, "kind"))
            predict->kind = value;
        else if (same(key, "because"))
            predict->because = value;
        else
            source_complain(source, source->line, "a prediction has no key \"%s\"", key);
    }
    predict->choices = texts_of(source, &choices);
    if (!*predict->question || !*predict->demo || choices.count < 2)
        source_complain(source, begun, "a prediction needs a question, a demo and at least two choices");
    return predict;
}

/* ---- hunt ---- */

static void read_goal(struct source *source, struct hunt *hunt, const char *value)
{
    static const struct { const char *word; enum goal_kind goal; } goals[] = {
        { "deadlock", GOAL_DEADLOCK }, { "assertion", GOAL_ASSERTION }, { "crash", GOAL_CRASH },
    };
    if (strncmp(value, "prints ", 7) == 0) {
        hunt->goal = GOAL_PRINTS;
        hunt->line = value + 7;
        return;
    }
    for (size_t k = 0; k < sizeof goals / sizeof *goals; k++)
        if (same(value, goals[k].word)) {
            hunt->goal = goals[k].goal;
            hunt->line = "";
            return;
        }
    source_complain(source, source->line, "\"%s\" is no goal: prints TEXT, deadlock, assertion or crash", value);
}

static const struct hunt *read_hunt(struct source *source)
{
    struct hunt *hunt = arena_take(source->arena, sizeof *hunt);
    char *key, *value;
    int begun = source->line;
    if (!hunt)
        return NULL;
    *hunt = (struct hunt){ .name = "", .title = "", .demo = "", .because = "" };
    while (next_pair(source, begun, &key, &value)) {
        if (same(key, "name"))
            hunt->name = value;
        else if (same(key, "title"))
            hunt->title = value;
        else if (same(key, "demo"))
            hunt->demo = value;
        else if (same(key, "goal"))
            read_goal(source, hunt, value);
        else if (same(key, "because"))
            hunt->because = value;
        else
            source_complain(source, source->line, "a hunt has no key \"%s\"", key);
    }
    if (!*hunt->name || !*hunt->title || !*hunt->demo || !hunt->line)
        source_complain(source, begun, "a hunt needs a name, a title, a demo and a goal");
    return hunt;
}

/* ---- exercise ---- */

/* Lists of an exercise while it is being read. */
struct lists { struct list flags, prints, hints, uses, keeps; };

/* Lines of a task follow each other as sentences of one text. */
static const char *longer(struct source *source, const char *text, const char *more)
{
    const char *joined = *text ? arena_format(source->arena, "%s %s", text, more) : more;
    return joined ? joined : text;
}

static bool exercise_key(struct source *source, struct exercise *exercise, struct lists *lists, const char *key, char *value)
{
    if (same(key, "name"))
        exercise->name = value;
    else if (same(key, "title"))
        exercise->title = value;
    else if (same(key, "task"))
        exercise->task = longer(source, exercise->task, value);
    else if (same(key, "file"))
        exercise->file = file_of(source, value);
    else if (same(key, "solution"))
        exercise->solution = file_of(source, value);
    else if (same(key, "needs"))
        add_needs(source, &lists->flags, value);
    else if (same(key, "prints"))
        add_text(source, &lists->prints, value);
    else if (same(key, "sound"))
        exercise->sound = is_yes(source, value);
    else if (same(key, "finishes"))
        exercise->finishes = is_yes(source, value);
    else if (same(key, "spurious"))
        exercise->spurious = is_yes(source, value);
    else if (same(key, "live"))
        exercise->live = is_yes(source, value);
    else if (same(key, "threads"))
        exercise->threads = (unsigned)number_of(source, value);
    else if (same(key, "uses"))
        add_text(source, &lists->uses, value);
    else if (same(key, "keeps"))
        add_text(source, &lists->keeps, value);
    else if (same(key, "bound"))
        exercise->bound = (int)number_of(source, value);
    else if (same(key, "hint"))
        add_text(source, &lists->hints, value);
    else
        return false;
    return true;
}

/* The name is a part of a path: letters, digits, hyphens and underscores. */
static void check_exercise(struct source *source, const struct exercise *exercise, int begun)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    if (!*exercise->name || !*exercise->title || !*exercise->task || !exercise->file || !exercise->solution)
        source_complain(source, begun, "an exercise needs a name, a title, a task, a file and a solution");
    if (exercise->name[strspn(exercise->name, letters)] || strlen(exercise->name) > 60)
        source_complain(source, begun, "\"%s\" cannot be the name of a file", exercise->name);
    if (exercise->live && (exercise->threads || exercise->uses[0] || exercise->spurious || exercise->bound >= 0))
        source_complain(source, begun, "an exercise that runs live is not searched: no threads, uses, spurious, bound");
}

static const struct exercise *read_exercise(struct source *source)
{
    struct lists lists = { 0 };
    struct exercise *exercise = arena_take(source->arena, sizeof *exercise);
    char *key, *value;
    int begun = source->line;
    if (!exercise)
        return NULL;
    *exercise = (struct exercise){ .name = "", .title = "", .task = "", .sound = true, .finishes = true, .bound = -1 };
    while (next_pair(source, begun, &key, &value))
        if (!exercise_key(source, exercise, &lists, key, value))
            source_complain(source, source->line, "an exercise has no key \"%s\"", key);
    if (lists.flags.count > 0)          /* the learner's copy lies elsewhere, and may use headers of the lesson */
        add_text(source, &lists.flags, arena_format(source->arena, "-I%s", source->folder));
    exercise->flags = texts_of(source, &lists.flags);
    exercise->prints = texts_of(source, &lists.prints);
    exercise->hints = texts_of(source, &lists.hints);
    exercise->uses = texts_of(source, &lists.uses);
    exercise->keeps = texts_of(source, &lists.keeps);
    check_exercise(source, exercise, begun);
    return exercise;
}

void block_read(struct source *source, struct block *block)
{
    switch (block->kind) {
    case BLOCK_DEMO:
        block->demo = read_demo(source);
        break;
    case BLOCK_MEASURE:
        block->measure = read_measure(source);
        break;
    case BLOCK_PREDICT:
        block->predict = read_predict(source);
        break;
    case BLOCK_HUNT:
        block->hunt = read_hunt(source);
        break;
    case BLOCK_EXERCISE:
        block->exercise = read_exercise(source);
        break;
    case BLOCK_TEXT:
        break;
    }
}
