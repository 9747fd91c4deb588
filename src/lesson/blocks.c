/* blocks.c — see blocks.h. */
#include "lesson/blocks.h"

#include <stdlib.h>
#include <string.h>

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

static bool same(const char *key, const char *word)
{
    return strcmp(key, word) == 0;
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
        source_add(source, files, source_file(source, value));
    else if (same(key, "needs"))
        source_needs(source, needs, value);
    else if (same(key, "anchor"))
        demo->anchor = value;
    else if (same(key, "expect"))
        demo->expect = value;
    else if (same(key, "broken"))
        demo->broken = source_yes(source, value);
    else if (same(key, "live"))
        demo->live = source_yes(source, value);
    else if (same(key, "urls"))
        demo->urls = source_yes(source, value);
    else if (same(key, "spurious"))
        demo->spurious = source_yes(source, value);
    else if (same(key, "seed"))
        demo->seed = source_number(source, value);
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
        source_add(source, end && strcmp(end, ".c") == 0 ? files : flags, need[k]);
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
    while (source_next_pair(source, begun, &key, &value))
        if (!demo_key(source, demo, &files, &needs, key, value))
            source_complain(source, source->line, "a demo has no key \"%s\"", key);
    bool has_file = files.count > 0;
    split_needs(source, &needs, &files, &flags);
    demo->files = source_texts(source, &files);
    demo->flags = source_texts(source, &flags);
    if (!demo->name || !has_file)
        source_complain(source, begun, "a demo needs a name and a file");
    if (!demo->name)
        demo->name = "";
    if (!demo->title)
        demo->title = demo->name;
    return demo;
}

/* ---- measure ---- */

/* The next field between bars, source_trimmed; "" when there are no more. */
static char *field(struct source *source, char **rest)
{
    char *start = *rest;
    size_t length = strcspn(start, "|");
    *rest = start + length + (start[length] == '|');
    return source_trimmed(source, start, length);
}

static const char *const *words_of(struct source *source, char *value)
{
    struct list list = { 0 };
    char *rest;
    for (char *word = strtok_r(value, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        source_add(source, &list, word);
    return source_texts(source, &list);
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
    variant->file = source_file(source, file);
    variant->args = words_of(source, field(source, &value));
    variant->expect = field(source, &value);
    variant->quoted = atof(field(source, &value));
    variant->flags = source_texts(source, &none);
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
    while (source_next_pair(source, begun, &key, &value)) {
        if (same(key, "title"))
            block->title = value;
        else if (same(key, "conclude"))
            block->conclude = value;
        else if (same(key, "rounds"))
            block->rounds = (unsigned)source_number(source, value);
        else if (same(key, "needs"))
            source_needs(source, &flags, value);
        else if (same(key, "variant"))
            add_variant(source, &variants, value);
        else
            source_complain(source, source->line, "a measurement has no key \"%s\"", key);
    }
    struct variant *all = variants.items;
    for (size_t k = 0; k < variants.count; k++)
        all[k].flags = source_texts(source, &flags);
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
    while (source_next_pair(source, begun, &key, &value)) {
        if (same(key, "question"))
            predict->question = value;
        else if (same(key, "demo"))
            predict->demo = value;
        else if (same(key, "choice"))
            source_add(source, &choices, value);
        else if (same(key, "kind"))
            predict->kind = value;
        else if (same(key, "because"))
            predict->because = value;
        else
            source_complain(source, source->line, "a prediction has no key \"%s\"", key);
    }
    predict->choices = source_texts(source, &choices);
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
    while (source_next_pair(source, begun, &key, &value)) {
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
        exercise->file = source_file(source, value);
    else if (same(key, "solution"))
        exercise->solution = source_file(source, value);
    else if (same(key, "needs"))
        source_needs(source, &lists->flags, value);
    else if (same(key, "prints"))
        source_add(source, &lists->prints, value);
    else if (same(key, "sound"))
        exercise->sound = source_yes(source, value);
    else if (same(key, "finishes"))
        exercise->finishes = source_yes(source, value);
    else if (same(key, "spurious"))
        exercise->spurious = source_yes(source, value);
    else if (same(key, "live"))
        exercise->live = source_yes(source, value);
    else if (same(key, "threads"))
        exercise->threads = (unsigned)source_number(source, value);
    else if (same(key, "uses"))
        source_add(source, &lists->uses, value);
    else if (same(key, "keeps"))
        source_add(source, &lists->keeps, value);
    else if (same(key, "bound"))
        exercise->bound = (int)source_number(source, value);
    else if (same(key, "hint"))
        source_add(source, &lists->hints, value);
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
    while (source_next_pair(source, begun, &key, &value))
        if (!exercise_key(source, exercise, &lists, key, value))
            source_complain(source, source->line, "an exercise has no key \"%s\"", key);
    if (lists.flags.count > 0)          /* the learner's copy lies elsewhere, and may use headers of the lesson */
        source_add(source, &lists.flags, arena_format(source->arena, "-I%s", source->folder));
    exercise->flags = source_texts(source, &lists.flags);
    exercise->prints = source_texts(source, &lists.prints);
    exercise->hints = source_texts(source, &lists.hints);
    exercise->uses = source_texts(source, &lists.uses);
    exercise->keeps = source_texts(source, &lists.keeps);
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
