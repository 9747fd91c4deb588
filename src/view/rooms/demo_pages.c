/* demo_pages.c — what the pages of a lesson bring to the demo room: program, measurement, question, hunt, exercise; and
 * how far the learner has come in them. See demo.h. */
#include <stdio.h>
#include <string.h>

#include "lesson/exercise.h"
#include "view/rooms/demo.h"

const struct page *demo_page(const struct demo_room *demo)
{
    const struct lesson *lesson = demo->plan.lesson;
    return lesson && demo->page < lesson->page_count ? &lesson->pages[demo->page] : NULL;
}

static const struct block *block_on(const struct page *page, enum block_kind kind)
{
    for (size_t k = 0; k < page->block_count; k++)
        if (page->blocks[k].kind == kind)
            return &page->blocks[k];
    return NULL;
}

/* A page may measure more than one thing: what comes after what has been measured, and after the last the first. */
const struct measure_block *demo_next_measure(const struct demo_room *demo)
{
    const struct page *page = demo_page(demo);
    const struct measure_block *first = NULL;
    bool seen = false;
    for (size_t k = 0; page && k < page->block_count; k++) {
        const struct measure_block *block = page->blocks[k].measure;
        if (block && seen)
            return block;
        if (block && !first)
            first = block;
        seen = seen || (block && block == demo->block);
    }
    return first ? first : demo->block;
}

/* A page without a block of this kind goes on with the one before; pages before the first look ahead to it. */
const struct block *demo_block_for(const struct lesson *lesson, size_t page, enum block_kind kind)
{
    for (size_t k = page + 1; k-- > 0; ) {
        const struct block *block = block_on(&lesson->pages[k], kind);
        if (block)
            return block;
    }
    for (size_t k = page + 1; k < lesson->page_count; k++) {
        const struct block *block = block_on(&lesson->pages[k], kind);
        if (block)
            return block;
    }
    return NULL;
}

bool demo_page_has(const struct page *page, const struct demo *wanted)
{
    for (size_t k = 0; k < page->block_count; k++)
        if (wanted && page->blocks[k].demo == wanted)
            return true;
    return false;
}

size_t demo_page_of(const struct lesson *lesson, const struct demo *wanted)
{
    for (size_t k = 0; k < lesson->page_count; k++)
        if (demo_page_has(&lesson->pages[k], wanted))
            return k;
    return 0;
}

const struct predict *demo_question(const struct demo_room *demo)
{
    const struct page *page = demo_page(demo);
    const struct block *block = page ? block_on(page, BLOCK_PREDICT) : NULL;
    return block ? block->predict : NULL;
}

const struct hunt *demo_hunt(const struct demo_room *demo)
{
    const struct page *page = demo_page(demo);
    const struct block *block = page ? block_on(page, BLOCK_HUNT) : NULL;
    return block ? block->hunt : NULL;
}

static bool is_done(const struct demo_room *demo, const struct exercise *exercise)
{
    char subject[200];
    return demo->plan.progress
        && progress_has(demo->plan.progress, "did", exercise_subject(demo->plan.lesson, exercise, subject, sizeof subject));
}

/* A page may have several: the first that has not been passed yet. */
const struct exercise *demo_exercise(const struct demo_room *demo)
{
    const struct page *page = demo_page(demo);
    const struct exercise *first = NULL;
    for (size_t k = 0; page && k < page->block_count; k++) {
        const struct exercise *exercise = page->blocks[k].exercise;
        if (exercise && !is_done(demo, exercise))
            return exercise;
        first = first ? first : exercise;
    }
    return first;
}

void demo_note_page(struct demo_room *demo)
{
    char subject[128];
    if (!demo->plan.progress || !demo->plan.lesson)
        return;
    snprintf(subject, sizeof subject, "%s %zu", demo->plan.lesson->id, demo->page + 1);
    progress_note(demo->plan.progress, "read", subject);
    progress_set_last(demo->plan.progress, subject);
}

void demo_note_run(struct demo_room *demo)
{
    char subject[128];
    if (!demo->plan.progress || !demo->plan.lesson || !demo->demo)
        return;
    snprintf(subject, sizeof subject, "%s/%s", demo->plan.lesson->id, demo->demo->name);
    progress_note(demo->plan.progress, "ran", subject);
}
