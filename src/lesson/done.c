/* done.c — see done.h. */
#include "lesson/done.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/exercise.h"

bool done_page(const struct progress *progress, const struct lesson *lesson, size_t page)
{
    char subject[160];
    snprintf(subject, sizeof subject, "%s %zu", lesson->id, page + 1);
    return progress && progress_has(progress, "read", subject);
}

bool done_demo(const struct progress *progress, const struct lesson *lesson, const struct demo *demo)
{
    char subject[160];
    snprintf(subject, sizeof subject, "%s/%s", lesson->id, demo->name);
    return progress && progress_has(progress, "ran", subject);
}

static bool has_done(const struct progress *progress, const char *verb, const char *subject)
{
    return progress && progress_has(progress, verb, subject);
}

bool done_task(const struct progress *progress, const struct lesson *lesson, const struct block *block, struct done_task *task)
{
    char subject[200];
    if (block->predict) {
        snprintf(subject, sizeof subject, "%s/%s", lesson->id, block->predict->demo);
        *task = (struct done_task){ "question", block->predict->question, has_done(progress, "predicted", subject) };
    } else if (block->hunt) {
        hunt_subject(lesson, block->hunt, subject, sizeof subject);
        *task = (struct done_task){ "hunt", block->hunt->title, has_done(progress, "did", subject) };
    } else if (block->exercise) {
        exercise_subject(lesson, block->exercise, subject, sizeof subject);
        *task = (struct done_task){ "exercise", block->exercise->title, has_done(progress, "did", subject) };
    } else {
        return false;
    }
    return true;
}

size_t done_tasks(const struct progress *progress, const struct lesson *lesson, size_t *of)
{
    size_t count = 0;
    struct done_task task;
    *of = 0;
    for (size_t p = 0; p < lesson->page_count; p++)
        for (size_t b = 0; b < lesson->pages[p].block_count; b++)
            if (done_task(progress, lesson, &lesson->pages[p].blocks[b], &task)) {
                ++*of;
                count += task.done;
            }
    return count;
}

/* Pages read, programs run, and tasks done, of how many. */
size_t done_all(const struct progress *progress, const struct lesson *lesson, size_t *of)
{
    size_t count = done_tasks(progress, lesson, of);
    for (size_t k = 0; k < lesson->page_count; k++)
        count += done_page(progress, lesson, k);
    for (size_t k = 0; k < lesson->demo_count; k++)
        count += done_demo(progress, lesson, lesson->demos[k]);
    *of += lesson->page_count + lesson->demo_count;
    return count;
}

/* Where the learner left off, if it was in this lesson. */
bool done_left_off(const struct progress *progress, const struct lesson *lesson, size_t *page)
{
    const char *last = progress ? progress_last(progress) : "";
    size_t length = strlen(lesson->id);
    if (strncmp(last, lesson->id, length) != 0 || (last[length] != ' ' && last[length] != 0))
        return false;
    unsigned long number = strtoul(last + length, NULL, 10);
    *page = number > 0 && number <= lesson->page_count ? number - 1 : 0;
    return true;
}

/* The page a lesson opens at: where it was left, else the first one not yet read. */
size_t done_opening_page(const struct progress *progress, const struct lesson *lesson)
{
    size_t page;
    if (done_left_off(progress, lesson, &page))
        return page;
    for (page = 0; page < lesson->page_count; page++)
        if (!done_page(progress, lesson, page))
            return page;
    return 0;
}
