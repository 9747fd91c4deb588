/* names.c — what the learner calls things: from the program's own naming, from debug information, or by what is known. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "session/inside.h"

void session_forget_names(struct session *session)
{
    memset(session->names, 0, sizeof session->names);
    memset(session->thread_names, 0, sizeof session->thread_names);
}

/* A synchronisation object has no size in the contract: any part of it will do, its inside is not shown. */
static unsigned size_of(const struct world_object *object)
{
    return object->size ? object->size : 4;
}

/* The blocks of one allocation are numbered in the order in which they were met; the first goes without. */
static unsigned number_of_block(const struct session *session, const struct world_object *object)
{
    const struct world *world = session->history.world;
    uint64_t seen[64];
    unsigned count = 0;
    for (uint32_t k = 0; k < world->objects && count < sizeof seen / sizeof *seen; k++) {
        const struct world_object *other = &world->object[world->met[k]];
        if (other->region != REGION_HEAP || other->place != object->place)
            continue;
        uint64_t block = heap_spot_block(other->address);
        if (block == heap_spot_block(object->address))
            return count + 1;
        bool known = false;
        for (unsigned j = 0; j < count && !known; j++)
            known = seen[j] == block;
        if (!known)
            seen[count++] = block;
    }
    return count + 1;
}

/* "node.next" becomes "node#2.next". */
static void insert_number(struct name *name, unsigned number)
{
    char text[NAME_ROOM];
    size_t head = strcspn(name->text, ".[");
    if (number < 2)
        return;
    int length = snprintf(text, sizeof text, "%.*s#%u%s", (int)head, name->text, number, name->text + head);
    if (length < 0 || (size_t)length >= sizeof text)
        return;
    name->type.whole_length += (unsigned)((size_t)length - strlen(name->text));
    memcpy(name->text, text, sizeof text);
}

static bool name_heap(struct session *session, const struct world_object *object, struct name *name)
{
    struct place place;
    uint64_t offset = heap_spot_offset(object->address), size = heap_spot_size(object->address);
    unsigned number = number_of_block(session, object);
    if (offset < HEAP_OFFSET_MOST && size < HEAP_SIZE_MOST
        && symbols_heap(session->symbols, object->place, size, offset, size_of(object), name->text, sizeof name->text,
                        &name->type)) {
        insert_number(name, number);
        return true;
    }
    if (!session_place(session, object->place, &place))
        return false;
    if (offset == 0)
        snprintf(name->text, sizeof name->text, "block of line %d", place.line);
    else
        snprintf(name->text, sizeof name->text, "block of line %d + %" PRIu64, place.line, offset);
    insert_number(name, number);
    return true;
}

bool session_find_name(struct session *session, const struct world_object *object, struct name *name)
{
    if (!session->symbols)
        return false;
    switch (object->region) {
    case REGION_GLOBAL:
        return symbols_global(session->symbols, object->address, size_of(object), name->text, sizeof name->text, &name->type);
    case REGION_STACK:
        return symbols_local(session->symbols, object->place, (int64_t)object->address, size_of(object), name->text,
                             sizeof name->text, &name->type);
    case REGION_HEAP:
        return name_heap(session, object, name);
    default:
        return false;
    }
}

/* What is met only later is asked for, too, by whoever looks at the run as a whole. */
static const struct world_object *object_of(const struct session *session, uint32_t id, struct world_object *later)
{
    const struct history *history = &session->history;
    const struct world_object *object = &history->world->object[id];
    for (size_t k = history->applied; object->kind == OBJECT_NONE && k < history->count; k++) {
        const struct step *meet = &history->records[k];
        if (meet->phase != PHASE_MEET || meet->object != id)
            continue;
        *later = (struct world_object){
            .kind = meet->act, .size = meet->size, .region = (uint8_t)meet->other, .address = meet->value,
            .place = meet->place, .order = history->world->objects, .process = meet->process,
        };
        for (size_t before = history->applied; before <= k; before++)
            later->order += history->records[before].phase == PHASE_MEET;
        return later;
    }
    return object;
}

/* Processes are called by their numbers. What lies in a child's own memory says so: the same name stands for another thing. */
static void name_process(const struct world_object *object, char *text, size_t room)
{
    if (object->size == 0)
        snprintf(text, room, "main");
    else
        snprintf(text, room, "child %u", object->size);
}

/* A pipe is its two descriptors, not the first of them. */
static void cut_index(char *text)
{
    size_t length = strlen(text);
    if (length > 3 && strcmp(text + length - 3, "[0]") == 0)
        text[length - 3] = '\0';
}

static void add_process(const struct world_object *object, char *text, size_t room)
{
    size_t length = strlen(text);
    bool apart = object->kind != OBJECT_OUTPUT && object->kind < OBJECT_PROCESS;
    if (apart && object->process != 0 && object->process != ALL_PROCESSES)
        snprintf(text + length, room - length, " of child %u", object->process);
}

static const struct name *name_of(const struct session *constant, uint32_t id)
{
    struct session *session = (struct session *)constant;      /* the names are a cache */
    struct name *name = &session->names[id];
    if (name->known)
        return name;
    struct world_object later;
    const struct world_object *object = object_of(session, id, &later);
    name->type = (struct value_type){ .kind = VALUE_SIGNED, .size = object->size };
    if (object->kind == OBJECT_PROCESS)
        name_process(object, name->text, sizeof name->text);
    else if (!session_find_name(session, object, name))
        snprintf(name->text, sizeof name->text, object->kind == OBJECT_OUTPUT ? "%s" : "%s %u", object_word(object->kind),
                 object->order);
    if (object->kind == OBJECT_PIPE)
        cut_index(name->text);
    add_process(object, name->text, sizeof name->text);
    name->known = object->kind != OBJECT_NONE;
    return name;
}

const char *session_object_name(const struct session *session, uint32_t object, char *out, size_t room)
{
    if (object == 0 || object >= WORLD_OBJECTS) {
        snprintf(out, room, "nothing");
        return out;
    }
    const struct name *name = name_of(session, object);
    snprintf(out, room, "%s", name->given[0] ? name->given : name->text);
    return out;
}

bool session_object_whole(const struct session *session, uint32_t object, char *whole, char *kind)
{
    if (object == 0 || object >= WORLD_OBJECTS)
        return false;
    const struct name *name = name_of(session, object);
    if (!name->type.whole[0] || name->type.whole_length >= strlen(name->text))
        return false;
    snprintf(whole, NAME_ROOM, "%.*s", (int)name->type.whole_length, name->text);
    snprintf(kind, sizeof name->type.whole, "%s", name->type.whole);
    return true;
}

const char *session_object_value(const struct session *session, uint32_t object, uint64_t value, char *out, size_t room)
{
    static const struct value_type plain = { .kind = VALUE_UNSIGNED, .size = 8 };
    struct world_object later;
    bool is_variable = object != 0 && object < WORLD_OBJECTS
                    && object_of(session, object, &later)->kind == OBJECT_VARIABLE;
    symbols_value(session->symbols, is_variable ? &name_of(session, object)->type : &plain, value, out, room);
    return out;
}

/* The name it gave itself, else what became of a fork, else its function's: the place at which it started. */
const char *session_thread_name(const struct session *session, uint16_t thread, char *out, size_t room)
{
    struct place place;
    snprintf(out, room, "%s", thread == 0 ? "main" : "thread");
    if (thread < FEW_THREADS && session->thread_names[thread][0]) {
        snprintf(out, room, "%s", session->thread_names[thread]);
        return out;
    }
    for (size_t k = 0; thread != 0 && k < session->history.count; k++) {
        const struct step *record = &session->history.records[k];
        if (record->act == ACT_FORK && record->phase == PHASE_DONE && record->other == thread) {
            snprintf(out, room, "child %u", (unsigned)record->value);
            break;
        }
        if (record->thread != thread || record->act != ACT_START
            || (record->phase != PHASE_ABOUT && record->phase != PHASE_DONE))
            continue;
        if (session_place(session, record->place, &place) && place.function[0])
            snprintf(out, room, "%s", place.function);
        break;
    }
    return out;
}

bool session_place(const struct session *session, uint64_t place, struct place *out)
{
    return session->symbols && symbols_place(session->symbols, place, out);
}

const char *session_source(const struct session *session)
{
    return session->sources[0];
}
