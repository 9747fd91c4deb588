/* coroutine_stack.h — where the stacks of coroutines come from: part of
 * coroutine.c.
 *
 *     ┌───────┬────────────────────────────────────────┐
 *     │ guard │ stack ◀── grows down from its high end │
 *     └───────┴────────────────────────────────────────┘
 *
 * Mapping costs calls to the system, and a page fault when the stack is
 * first used. So many are mapped at once; and those given back are
 * kept, and handed out again: emptied, for the mark of how far a stack
 * was used is what lies lowest and is not 0. */
#ifndef COROUTINE_STACK_H
#define COROUTINE_STACK_H

#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "coroutine.h"
#include "coroutine_tools.h"

QUIET static size_t stack_page(void)
{
    static size_t page;
    size_t known = __atomic_load_n(&page, __ATOMIC_RELAXED);
    if (known == 0) {
        known = (size_t)sysconf(_SC_PAGESIZE);
        __atomic_store_n(&page, known, __ATOMIC_RELAXED);
    }
    return known;
}

/* The power of two that has room for `size`, and for a page or two. */
QUIET static unsigned stack_class(size_t size)
{
    unsigned class = 0;
    while (((size_t)1 << class) < size
           || ((size_t)1 << class) < 2 * stack_page())
        class++;
    return class;
}

#ifdef THREADLAB_TRACED     /* the lab has stacks that it knows */

QUIET static int stack_create(struct coroutine *coroutine, size_t size)
{
    coroutine->size = (size_t)1 << stack_class(size);
    coroutine->stack = lab_stack_create(coroutine->size);
    coroutine->guarded = true;
    return coroutine->stack ? 0 : ENOMEM;
}

QUIET static void stack_destroy(struct coroutine *coroutine)
{
    lab_stack_destroy(coroutine->stack);
}

#else

#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102
#endif

/* Guards by mprotect; sizes, as powers of two; stacks kept of each;
 * bytes that are mapped at once, or one stack that is larger. */
enum { STACK_GUARDS = 16384, STACK_SIZES = 31, STACK_KEPT = 16384,
       STACK_SHEET = 4 << 20 };

/* Lies at the high end of one that is kept. */
struct kept_stack {
    struct kept_stack *next;
    bool guarded;
};

static struct {
    pthread_mutex_t lock;
    /* hold `lock` for these: */
    struct kept_stack *kept[STACK_SIZES];
    unsigned count[STACK_SIZES];
    char *sheet[STACK_SIZES];       /* mapped, and not yet used: */
    unsigned left[STACK_SIZES];     /* so many stacks */
    unsigned guards;                /* by mprotect, that there are */
} stacks = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* ---- made and unmade ---- */

static bool stack_may_protect(void)
{
    pthread_mutex_lock(&stacks.lock);
    bool may = stacks.guards < STACK_GUARDS;
    stacks.guards += may;
    pthread_mutex_unlock(&stacks.lock);
    return may;
}

/* Newer systems have guards that cost no mapping of their own. */
static bool stack_guard(char *page)
{
    if (madvise(page, stack_page(), MADV_GUARD_INSTALL) == 0)
        return true;
    return stack_may_protect()
        && mprotect(page, stack_page(), PROT_NONE) == 0;
}

/* Maps many of them, side by side. No large pages: for the first stack
 * of a thousand tasks, all would be there. Hold the lock. */
static bool stack_map_sheet(unsigned class)
{
    size_t each = stack_page() + ((size_t)1 << class);
    unsigned count = each < STACK_SHEET ? STACK_SHEET / (unsigned)each
                                        : 1;
    char *sheet = mmap(NULL, count * each, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
                       | MAP_STACK, -1, 0);
    if (sheet == MAP_FAILED)
        return false;
    madvise(sheet, count * each, MADV_NOHUGEPAGE);
    stacks.sheet[class] = sheet;
    stacks.left[class] = count;
    return true;
}

static char *stack_map(unsigned class, bool *guarded)
{
    char *start = NULL;
    pthread_mutex_lock(&stacks.lock);
    if (stacks.left[class] > 0 || stack_map_sheet(class)) {
        start = stacks.sheet[class];
        stacks.sheet[class] += stack_page() + ((size_t)1 << class);
        stacks.left[class]--;
    }
    pthread_mutex_unlock(&stacks.lock);
    if (!start)
        return NULL;
    *guarded = stack_guard(start);
    return start + stack_page();
}

static void stack_unmap(char *low, size_t size, bool guarded)
{
    munmap(low - stack_page(), stack_page() + size);
    pthread_mutex_lock(&stacks.lock);
    if (guarded && stacks.guards > 0)
        stacks.guards--;
    pthread_mutex_unlock(&stacks.lock);
}

/* ---- kept and handed out again ---- */

static char *stack_take_kept(unsigned class, bool *guarded)
{
    pthread_mutex_lock(&stacks.lock);
    struct kept_stack *kept = stacks.kept[class];
    if (kept) {
        stacks.kept[class] = kept->next;
        stacks.count[class]--;
    }
    pthread_mutex_unlock(&stacks.lock);
    if (!kept)
        return NULL;
    *guarded = kept->guarded;
    memset(kept, 0, sizeof *kept);
    return (char *)(kept + 1) - ((size_t)1 << class);
}

/* False: there are enough. */
static bool stack_may_keep(unsigned class)
{
    pthread_mutex_lock(&stacks.lock);
    bool may = stacks.count[class] < STACK_KEPT;
    stacks.count[class] += may;
    pthread_mutex_unlock(&stacks.lock);
    return may;
}

static void stack_keep(char *low, unsigned class, bool guarded)
{
    struct kept_stack *label =
        (struct kept_stack *)(low + ((size_t)1 << class)) - 1;
    label->guarded = guarded;
    pthread_mutex_lock(&stacks.lock);
    label->next = stacks.kept[class];
    stacks.kept[class] = label;
    pthread_mutex_unlock(&stacks.lock);
}

/* All 0 again: the highest page by hand, as it will be used first; the
 * system takes the others back. */
static void stack_empty(char *low, size_t size)
{
    size_t page = stack_page();
    madvise(low, size - page, MADV_DONTNEED);
    memset(low + size - page, 0, page);
}

static int stack_create(struct coroutine *coroutine, size_t size)
{
    unsigned class = stack_class(size);
    coroutine->size = (size_t)1 << class;
    coroutine->stack = stack_take_kept(class, &coroutine->guarded);
    if (!coroutine->stack)
        coroutine->stack = stack_map(class, &coroutine->guarded);
    return coroutine->stack ? 0 : ENOMEM;
}

static void stack_destroy(struct coroutine *coroutine)
{
    unsigned class = stack_class(coroutine->size);
    if (!stack_may_keep(class)) {
        stack_unmap(coroutine->stack, coroutine->size,
                    coroutine->guarded);
        return;
    }
    stack_empty(coroutine->stack, coroutine->size);
    stack_keep(coroutine->stack, class, coroutine->guarded);
}

#endif

/* Bytes from `low` up to the first word that is not 0. A stack is read
 * as words, whatever lies where. */
QUIET static size_t stack_zeros(const char *low, const char *high)
{
    const uintptr_t *word = (const uintptr_t *)low;
    TOOLS_VALGRIND_DO(VALGRIND_DISABLE_ERROR_REPORTING);
    while ((const char *)word < high && *word == 0)
        word++;
    TOOLS_VALGRIND_DO(VALGRIND_ENABLE_ERROR_REPORTING);
    TOOLS_VALGRIND_DO(VALGRIND_MAKE_MEM_DEFINED(&word, sizeof word));
    return (size_t)((const char *)word - low);
}

/* The page below one without a guard must not have been touched. */
__attribute__((noinline, cold))
static void stack_check(const struct coroutine *coroutine, size_t bytes)
{
    const char *low = coroutine->stack;
    if (stack_zeros(low - bytes, low) == bytes)
        return;
    fputs("a coroutine has overflowed its stack\n", stderr);
    abort();
}

#endif
