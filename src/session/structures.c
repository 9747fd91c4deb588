/* structures.c — see structures.h. */
#include "session/structures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session/inside.h"

enum { WORD = 8 };

/* ---- which there are ---- */

/* As before that record. */
static const struct kept *kept_at(const struct session *session, uint32_t number, size_t record)
{
    const struct memory *memory = &session->memory;
    const struct kept *kept = number > 0 && number <= memory->count ? memory->kept[number - 1] : NULL;
    return kept && kept->begun < record && (kept->ended == 0 || kept->ended >= record) ? kept : NULL;
}

static const struct kept *kept_of(const struct session *session, uint32_t number)
{
    return kept_at(session, number, session->history.applied);
}

static uint32_t next_at(const struct session *session, uint32_t after, size_t record)
{
    for (uint32_t number = after + 1; number <= session->memory.count; number++)
        if (kept_at(session, number, record))
            return number;
    return 0;
}

uint32_t structures_next(const struct session *session, uint32_t after)
{
    return next_at(session, after, session->history.applied);
}

const char *structures_kind(const struct session *session, uint32_t number)
{
    const struct kept *kept = kept_of(session, number);
    return kept ? kept->kind : "";
}

/* What is on the heap is called after the pointer it was allocated through; the second of them is "#2". */
static unsigned number_of_block(const struct session *session, const struct kept *kept)
{
    const struct memory *memory = &session->memory;
    unsigned number = 1;
    for (size_t k = 0; k < memory->count && memory->kept[k] != kept; k++)
        number += memory->kept[k] && memory->kept[k]->watch.other == REGION_HEAP && memory->kept[k]->watch.place == kept->watch.place;
    return number;
}

static void find_name(const struct session *session, struct kept *kept)
{
    struct name name = { .known = false };
    struct world_object object = {
        .kind = OBJECT_VARIABLE, .size = (uint8_t)(kept->watch.result < UINT8_MAX ? kept->watch.result : UINT8_MAX),
        .region = (uint8_t)kept->watch.other, .address = kept->watch.value, .place = kept->watch.place,
    };
    bool known = session_find_name((struct session *)session, &object, &name);
    unsigned number = object.region == REGION_HEAP ? number_of_block(session, kept) : 1;
    snprintf(kept->name, sizeof kept->name, number > 1 ? "%.40s#%u" : "%.40s", known ? name.text : kept->kind, number);
}

const char *structures_name(const struct session *session, uint32_t number, char *out, size_t room)
{
    const struct kept *kept = kept_of(session, number);
    out[0] = '\0';
    if (kept && !kept->name[0])
        find_name(session, (struct kept *)kept);        /* the name is a cache */
    if (kept)
        snprintf(out, room, "%s", kept->name);
    return out;
}

const char *structures_title(const struct session *session, uint32_t number, char *out, size_t room)
{
    bool named = strcmp(structures_kind(session, number), "task") == 0 && structures_text(session, number, "name", out, room);
    return named ? out : structures_name(session, number, out, room);
}

/* How far from the structure's beginning the object lies; anywhere, if that is in other memory. */
static uint64_t distance(const struct kept *kept, const struct world_object *object)
{
    const struct step *watch = &kept->watch;
    if (object->region != watch->other || object->place != watch->place)
        return UINT64_MAX;
    if (object->region == REGION_HEAP)
        return (object->address & HEAP_SPOT_ADDRESS) - (watch->value & HEAP_SPOT_ADDRESS);
    return object->address - watch->value;
}

bool structures_hold(const struct session *session, uint32_t object)
{
    const struct world_object *part = &session->history.world->object[object];
    bool on_stack_or_heap = part->region == REGION_STACK || part->region == REGION_HEAP;
    if (session->memory.count == 0)
        return false;
    if (part->region == REGION_TLS || (on_stack_or_heap && structures_is_kit(session, part->place)))
        return true;
    for (size_t k = 0; k < session->memory.count; k++) {
        const struct kept *kept = session->memory.kept[k];
        if (kept && kept->begun < session->history.applied && distance(kept, part) < (uint64_t)kept->watch.result)
            return true;
    }
    return false;
}

/* What is not among the records, such as what a thread is about to do, is of now. */
static size_t record_of(const struct session *session, const struct step *step)
{
    const struct history *history = &session->history;
    bool kept = step >= history->records && step < history->records + history->count;
    return kept ? (size_t)(step - history->records) : history->applied;
}

/* The first record that belongs to the last step. */
static size_t latest_from(const struct session *session)
{
    const struct history *history = &session->history;
    return history->cursor > 0 ? history->steps[history->cursor - 1] : 0;
}

bool structures_changed(const struct session *session, uint32_t number)
{
    const struct kept *kept = kept_of(session, number);
    const struct moment *moment = kept ? past_before(&kept->touched, session->history.applied) : NULL;
    return moment && session->history.cursor > 0 && moment->record >= latest_from(session);
}

uint64_t structures_since(const struct session *session, uint32_t number)
{
    const struct kept *kept = kept_of(session, number);
    return kept ? kept->watch.time : 0;
}

/* ---- what is in them ---- */

static const struct moment *word_at(const struct kept *kept, unsigned offset, size_t record)
{
    return offset / WORD < MEMORY_WORDS ? past_before(&kept->word[offset / WORD], record) : NULL;
}

/* Words that have never been told are 0. */
static uint64_t value_at(const struct kept *kept, unsigned offset, size_t record)
{
    const struct moment *moment = word_at(kept, offset, record);
    return moment ? moment->value : 0;
}

static bool find_member(const struct session *session, const struct kept *kept, const char *member, unsigned *offset,
                        unsigned *size)
{
    return session->symbols && symbols_member(session->symbols, kept->kind, member, offset, size)
        && *offset + *size <= (unsigned)kept->watch.result;
}

static bool read_member(const struct session *session, const struct kept *kept, const char *member, size_t record,
                        uint64_t *value)
{
    unsigned offset, size;
    *value = 0;
    if (!kept || !find_member(session, kept, member, &offset, &size) || size > WORD || offset % WORD + size > WORD)
        return false;
    *value = value_at(kept, offset, record) >> (8 * (offset % WORD));
    if (size < WORD)
        *value &= ((uint64_t)1 << (8 * size)) - 1;
    return true;
}

bool structures_value(const struct session *session, uint32_t number, const char *member, uint64_t *value)
{
    return read_member(session, kept_of(session, number), member, session->history.applied, value);
}

uint64_t structures_address(const struct session *session, uint32_t number, const char *member)
{
    const struct kept *kept = kept_of(session, number);
    unsigned offset, size;
    return kept && find_member(session, kept, member, &offset, &size) ? kept->address + offset : 0;
}

uint32_t structures_at(const struct session *session, uint64_t address, uint64_t *offset)
{
    for (uint32_t number = structures_next(session, 0); number != 0; number = structures_next(session, number)) {
        const struct kept *kept = kept_of(session, number);
        *offset = address - kept->address;
        if (address != 0 && *offset < (uint64_t)kept->watch.result)
            return number;
    }
    return 0;
}

static bool copy_text(const struct kept *kept, unsigned offset, size_t record, char *out, size_t room)
{
    size_t used = 0;
    for (; used + 1 < room && offset < (unsigned)kept->watch.result; offset++) {
        char letter = (char)(value_at(kept, offset, record) >> (8 * (offset % WORD)));
        if (letter == '\0')
            break;
        out[used++] = letter;
    }
    out[used] = '\0';
    return used > 0;
}

bool structures_text(const struct session *session, uint32_t number, const char *member, char *out, size_t room)
{
    const struct kept *kept = kept_of(session, number);
    unsigned offset, size;
    uint64_t inner;
    out[0] = '\0';
    if (!kept || !find_member(session, kept, member, &offset, &size))
        return false;
    if (size != WORD)
        return copy_text(kept, offset, session->history.applied, out, room);
    const struct moment *pointer = word_at(kept, offset, session->history.applied);
    if (!pointer || pointer->value == 0)
        return false;
    uint32_t other = structures_at(session, pointer->value, &inner);
    if (other != 0)
        return copy_text(kept_of(session, other), (unsigned)inner, session->history.applied, out, room);
    return pointer->place != 0 && symbols_text(session->symbols, pointer->place, out, room);
}

bool structures_place(const struct session *session, uint32_t number, const char *member, struct place *out)
{
    const struct kept *kept = kept_of(session, number);
    unsigned offset, size;
    if (!kept || !find_member(session, kept, member, &offset, &size) || size != WORD)
        return false;
    const struct moment *pointer = word_at(kept, offset, session->history.applied);
    return pointer && pointer->place != 0 && session_place(session, pointer->place + 1, out);
}

/* ---- where stacks were left ---- */

static bool fill_left(const struct moment *moment, struct left *left)
{
    if (moment)
        *left = (struct left){ moment->place, moment->value };
    return moment != NULL;
}

bool structures_left(const struct session *session, uint32_t number, struct left *left)
{
    const struct kept *kept = kept_of(session, number);
    return kept && fill_left(past_before(&kept->left, session->history.applied), left);
}

bool structures_thread_left(const struct session *session, uint16_t thread, struct left *left)
{
    return thread < MEMORY_THREADS && fill_left(past_before(&session->memory.own[thread], session->history.applied), left);
}

uint64_t structures_stack_of(const struct session *session, uint16_t thread)
{
    const struct moment *moment = thread < MEMORY_THREADS
        ? past_before(&session->memory.on[thread], session->history.applied) : NULL;
    return moment ? moment->value : 0;
}

static const struct kept *owner_at(const struct session *session, uint64_t stack, size_t record, uint32_t *number)
{
    uint64_t own;
    for (*number = next_at(session, 0, record); stack && *number; *number = next_at(session, *number, record)) {
        const struct kept *kept = kept_at(session, *number, record);
        bool is_bare = strcmp(kept->kind, "coroutine") == 0;
        if (read_member(session, kept, is_bare ? "stack" : "coroutine.stack", record, &own) && own == stack)
            return kept;
    }
    *number = 0;
    return NULL;
}

uint32_t structures_of_stack(const struct session *session, uint64_t stack)
{
    uint32_t number;
    owner_at(session, stack, session->history.applied, &number);
    return number;
}

/* Some task's `hub` is it. */
static bool is_hub_at(const struct session *session, uint64_t address, size_t record)
{
    uint64_t hub;
    for (uint32_t number = next_at(session, 0, record); number; number = next_at(session, number, record)) {
        const struct kept *kept = kept_at(session, number, record);
        if (strcmp(kept->kind, "task") == 0 && read_member(session, kept, "hub", record, &hub) && hub == address)
            return true;
    }
    return false;
}

bool structures_is_hub(const struct session *session, uint32_t number)
{
    const struct kept *kept = kept_of(session, number);
    return kept && strcmp(kept->kind, "coroutine") == 0 && is_hub_at(session, kept->address, session->history.applied);
}

static bool had_loop(const struct session *session, size_t record)
{
    for (uint32_t number = next_at(session, 0, record); number; number = next_at(session, number, record))
        if (strcmp(kept_at(session, number, record)->kind, "loop") == 0)
            return true;
    return false;
}

static bool had_hub(const struct session *session, size_t record)
{
    uint64_t hub;
    for (uint32_t number = next_at(session, 0, record); number; number = next_at(session, number, record))
        if (read_member(session, kept_at(session, number, record), "hub", record, &hub) && hub != 0)
            return true;
    return false;
}

enum switched structures_switched(const struct session *session, const struct step *step, char *name, size_t room)
{
    size_t record = record_of(session, step);
    uint32_t number;
    unsigned offset, size;
    name[0] = '\0';
    if (step->value == 0)
        return had_loop(session, record) && !had_hub(session, record) ? SWITCHED_LOOP : SWITCHED_OWN;
    const struct kept *to = owner_at(session, step->value, record, &number);
    if (!to)
        return SWITCHED_UNKNOWN;
    if (strcmp(to->kind, "coroutine") == 0 && is_hub_at(session, to->address, record))
        return SWITCHED_LOOP;
    if (strcmp(to->kind, "task") == 0 && find_member(session, to, "name", &offset, &size)
        && copy_text(to, offset, record, name, room))
        return SWITCHED_TASK;
    if (!to->name[0])
        find_name(session, (struct kept *)to);
    snprintf(name, room, "%s", to->name);
    return SWITCHED_COROUTINE;
}

bool structures_loop_switches(const struct session *session, const struct step *step)
{
    size_t record = record_of(session, step);
    uint32_t number;
    const struct moment *on = step->thread < MEMORY_THREADS ? past_before(&session->memory.on[step->thread], record) : NULL;
    const struct kept *from = on ? owner_at(session, on->value, record, &number) : NULL;
    return from && strcmp(from->kind, "coroutine") == 0 && is_hub_at(session, from->address, record);
}

/* ---- whose code ---- */

/* "…/kit/loop.c": the length of what stands before the last slash; 0: it is in no folder of that name. */
static bool is_in_kit(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash || slash - path < 3 || strncmp(slash - 3, "kit", 3) != 0)
        return false;
    return slash - path == 3 || slash[-4] == '/';
}

static bool lies_in_kit(const char *source)
{
    char *real = realpath(source, NULL);
    bool lies = is_in_kit(real ? real : source);
    free(real);
    return lies;
}

/* The file of a structure that has a lock of its own, as queue.c is of `struct queue`: that is used by several threads, and its
 * picture (view/composed.c) drawn from what they do in its memory. */
static bool is_locked(const void *data, const char *file)
{
    char tag[40];
    unsigned offset, size;
    const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file;
    snprintf(tag, sizeof tag, "%.*s", (int)strcspn(name, "."), name);
    return is_in_kit(file) && symbols_member(((const struct session *)data)->symbols, tag, "lock", &offset, &size);
}

static bool is_private(const void *data, const char *file)
{
    return is_in_kit(file) && !is_locked(data, file);
}

static size_t add_ranges(struct session *session, size_t used, bool (*wanted)(const void *, const char *), const char *mark)
{
    enum { RANGES = 64 };
    struct code_range ranges[RANGES];
    size_t count = symbols_code_of(session->symbols, wanted, session, ranges, RANGES);
    for (size_t k = 0; k < count && used + 40 < sizeof session->machinery; k++)
        used += (size_t)snprintf(session->machinery + used, sizeof session->machinery - used, "%llx-%llx%s ",
                                 (unsigned long long)ranges[k].low, (unsigned long long)ranges[k].high, mark);
    return used;
}

void session_find_machinery(struct session *session)
{
    session->machinery[0] = '\0';
    if (!session->symbols || !session->sources[0] || lies_in_kit(session->sources[0]))
        return;
    size_t used = add_ranges(session, 0, is_private, "");
    add_ranges(session, used, is_locked, "+");
}

bool structures_is_kit(const struct session *session, uint64_t place)
{
    struct place where;
    return *session->machinery && session_place(session, place, &where) && is_in_kit(where.file);
}

uint64_t structures_own_place(const struct session *session, const struct step *step)
{
    if (step->thread >= MEMORY_THREADS || !structures_is_kit(session, step->place))
        return step->place;
    const struct moment *moment = past_before(&session->memory.called[step->thread], record_of(session, step));
    return moment && moment->place ? moment->place : step->place;
}
