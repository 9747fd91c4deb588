/* demo_wanted.c — which keys the page being read asks for: those it names, and those its blocks live from; they stand in
 * the key line before others. See demo.h. */
#include <string.h>

#include "view/rooms/demo.h"

/* The key as a page writes it: `m`, `space`, `1`. */
static bool is_key(const struct key_row *row, const char *text)
{
    if (row->action == ACTION_STEP)
        return text[0] >= '0' && text[0] <= '9' && !text[1];
    return strcmp(row->keys, text) == 0;
}

static bool names_key(const struct block *block, const struct key_row *row)
{
    for (size_t l = 0; l < block->line_count; l++)
        for (size_t s = 0; s < block->lines[l].span_count; s++) {
            const struct span *span = &block->lines[l].spans[s];
            if (span->look == SPAN_CODE && is_key(row, span->text))
                return true;
        }
    return false;
}

static bool page_names(const struct page *page, const struct key_row *row)
{
    for (size_t k = 0; page && row && k < page->block_count; k++)
        if (page->blocks[k].kind == BLOCK_TEXT && names_key(&page->blocks[k], row))
            return true;
    return false;
}

static bool page_measures(const struct page *page)
{
    for (size_t k = 0; page && k < page->block_count; k++)
        if (page->blocks[k].kind == BLOCK_MEASURE)
            return true;
    return false;
}

bool demo_wanted(const struct room *room, enum action action)
{
    const struct demo_room *demo = demo_of(room);
    const struct page *page = demo_page(demo);
    bool ended = demo->session && session_state(demo->session) == SESSION_ENDED;
    switch (action) {
    case ACTION_STORY:
        return demo->areas[PART_STORY].rows == 0 || (demo->areas[PART_SOURCE].rows == 0 && demo->cursor > 0);
    case ACTION_PAGE_ON:
        return demo->focus == PART_STORY;
    case ACTION_ANSWER:
    case ACTION_HUNT:
    case ACTION_EXERCISE:
        return true;                                /* they work only on a page that has one */
    case ACTION_MEASURE:
        return page_measures(page) || page_names(page, keys_row(action, KEYS_DEMO));
    case ACTION_SEED:
        return (ended && demo->demo && demo->demo->broken) || page_names(page, keys_row(action, KEYS_DEMO));
    default:
        return page_names(page, keys_row(action, KEYS_DEMO | KEYS_STORY));
    }
}
