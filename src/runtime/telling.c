/* telling.c — what a program tells of its downloads and its progress, by the kit's threadlab.h, whose enum lab_phase is enum
 * transfer_phase: steps like others, so that they can be paced and gone through. Live the steps of several threads meet, as
 * they come. */
#include <stdio.h>
#include <string.h>

#include "runtime/gate.h"
#include "runtime/objects.h"

enum { NAME_ROOM = 41 };

static uint64_t hash(const char *text)
{
    uint64_t hash = 0xcbf29ce484222325ull;
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 0x100000001b3ull;
    return hash;
}

/* "example.org/a" of "http://example.org/a?b=c"; of this machine only the port: ":8080/a". */
static void short_name(const char *url, char name[NAME_ROOM])
{
    static const char here[] = "127.0.0.1";
    const char *scheme = strstr(url, "://"), *from = scheme ? scheme + 3 : url;
    if (strncmp(from, here, sizeof here - 1) == 0)
        from += sizeof here - 1;
    snprintf(name, NAME_ROOM, "%.*s", (int)strcspn(from, "?#"), from);
}

static uint32_t object_called(enum object_kind kind, const char *key, const char *name)
{
    bool is_new;
    uint32_t object = object_told(kind, hash(key), &is_new);
    struct step head = { .phase = PHASE_NAME, .thread = runner_self->thread, .object = object };
    if (is_new)
        gate_text(&head, name, strlen(name));
    return object;
}

static struct step transfer_step(enum act act, const char *url, uintptr_t place)
{
    char name[NAME_ROOM];
    short_name(url, name);
    return gate_step(act, object_called(OBJECT_TRANSFER, url, name), place);
}

static void pass(struct step *step, int64_t result)
{
    if (step->object != 0 && gate_enter(step))
        gate_leave(step, result);
}

static void begin_phase(const char *url, int phase, size_t bytes, uintptr_t place)
{
    struct step step = transfer_step((enum act)(ACT_TRANSFER_QUEUE + phase), url, place);
    step.value = bytes;
    pass(&step, 0);
}

/* Called by the demo itself, as are those below: the kit's threadlab.h declares them. */
void lab_transfer(const char *url, int phase, size_t bytes);
void lab_transfer(const char *url, int phase, size_t bytes)
{
    if (runner_self && url && phase >= TRANSFER_QUEUES && phase < TRANSFER_OVER)
        begin_phase(url, phase, bytes, PLACE);
}

void lab_transfer_over(const char *url, int status, size_t bytes, const long *ended);
void lab_transfer_over(const char *url, int status, size_t bytes, const long *ended)
{
    if (!runner_self || !url)
        return;
    uintptr_t place = PLACE;
    long all = ended[TRANSFER_PARTS - 1];
    if (bytes > 0)
        begin_phase(url, TRANSFER_RECEIVES, bytes, place);
    struct step step = transfer_step(ACT_TRANSFER_END, url, place);
    step.value = transfer_shares(ended);
    step.other = all > 0 && all < UINT32_MAX ? (uint32_t)all : 0;
    step.result = status;
    pass(&step, status);
}

void lab_progress(const char *what, size_t done, size_t all);
void lab_progress(const char *what, size_t done, size_t all)
{
    if (!runner_self || !what || all == 0 || all > UINT32_MAX)
        return;
    struct step step = gate_step(ACT_PROGRESS, object_called(OBJECT_PROGRESS, what, what), PLACE);
    step.value = done < all ? done : all;
    step.other = (uint32_t)all;
    pass(&step, 0);
}
