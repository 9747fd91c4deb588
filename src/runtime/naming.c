/* naming.c — see naming.h. */
#include "runtime/naming.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "runtime/gate.h"
#include "runtime/objects.h"

enum { NAMES = 64, NAME_ROOM = 41 };

static struct given { uintptr_t address; char name[NAME_ROOM]; } given[NAMES];
unsigned naming_count;
static pthread_mutex_t giving = PTHREAD_MUTEX_INITIALIZER;

void naming_begin(void)
{
    naming_count = 0;
}

static void tell(uint32_t object, const char *name)
{
    struct step head = { .phase = PHASE_NAME, .thread = runner_self->thread, .object = object };
    gate_text(&head, name, strlen(name));
}

void naming_tell(uint32_t object, uintptr_t address)
{
    for (unsigned k = 0; runner_self && k < naming_count; k++)
        if (given[k].address == address)
            tell(object, given[k].name);
}

static struct given *keep(uintptr_t address, const char *name)
{
    unsigned k = 0;
    while (k < naming_count && given[k].address != address)
        k++;
    if (k == NAMES)
        return NULL;
    given[k].address = address;
    snprintf(given[k].name, sizeof given[k].name, "%s", name);
    if (k == naming_count)
        __atomic_store_n(&naming_count, k + 1, __ATOMIC_RELEASE);
    return &given[k];
}

void naming_give(const void *address, const char *name)
{
    if (!runner_self || !name)
        return;
    pthread_mutex_lock(&giving);
    const struct given *one = keep((uintptr_t)address, name);
    pthread_mutex_unlock(&giving);
    const struct granule *around = one ? object_find((uintptr_t)address & ~(uintptr_t)7) : NULL;
    for (unsigned k = 0; around && k < around->parts; k++)
        if (around->part[k].offset == ((uintptr_t)address & 7))
            tell(around->part[k].object, one->name);
    uint32_t object = one ? object_sync_known((uintptr_t)address) : 0;
    if (object != 0)
        tell(object, one->name);
}

/* Called by the demo itself: the kit's threadlab.h declares it. */
void lab_name(const void *object, const char *name);
void lab_name(const void *object, const char *name)
{
    naming_give(object, name);
}
