/* lanes_waits.c — see lanes_waits.h. */
#include "view/lanes_waits.h"

static bool waits(const struct thread_span *span)
{
    return span->state == SPAN_BLOCKED || span->state == SPAN_SLEEPS;
}

/* The first stretch that begins after step `step` or later. */
static size_t first_from(const struct thread_span *list, size_t count, uint32_t step)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list[middle].step < step)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What it waits for may get another holder meanwhile: that is still one wait. */
bool lanes_next_wait(const struct spans *spans, uint16_t thread, uint32_t before, uint32_t number, size_t *at,
                     struct stretch *stretch)
{
    const struct thread_span *list;
    size_t count = spans ? spans_of(spans, thread, &list) : 0;
    size_t k = *at > 0 ? *at : count > 0 ? first_from(list, count, before) : 0;
    while (k < count && !waits(&list[k]))
        k++;
    if (k >= count || list[k].step >= number)
        return false;
    stretch->from = list[k].step;
    while (k < count && waits(&list[k]))
        k++;
    stretch->to = k < count && list[k].step < number ? list[k].step : number - 1;
    *at = k;
    return true;
}

uint32_t lanes_waits_since(const struct spans *spans, uint16_t thread, uint32_t cursor)
{
    const struct thread_span *list;
    size_t count = spans ? spans_of(spans, thread, &list) : 0;
    size_t k = count > 0 ? first_from(list, count, cursor + 1) : 0;
    if (k == 0 || !waits(&list[k - 1]))
        return cursor;
    while (k > 1 && waits(&list[k - 2]))
        k--;
    return list[k - 1].step;
}
