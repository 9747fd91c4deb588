/* sentence.c — building sentences; see sentence.h. */
#include "session/sentence.h"
#include "session/structures.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct sentence sentence_begin(char *out, size_t room)
{
    if (room > 0)
        out[0] = '\0';
    return (struct sentence){ out, room, 0 };
}

/* A character must not be cut in its middle: drop its beginning too. */
static size_t whole_characters(const char *text, size_t length)
{
    size_t at = length;
    while (at > 0 && ((unsigned char)text[at - 1] & 0xc0) == 0x80)
        at--;
    if (at == 0 || !((unsigned char)text[at - 1] & 0x80))
        return length;
    unsigned char head = (unsigned char)text[at - 1];
    size_t wanted = head >= 0xf0 ? 4 : head >= 0xe0 ? 3 : 2;
    return at - 1 + wanted <= length ? length : at - 1;
}

/* Names are the program's: what would command a terminal is no text. Also as UTF-8 has it, U+0080 to U+009F. */
static void make_harmless(char *text)
{
    for (unsigned char *at = (unsigned char *)text; *at; at++) {
        bool long_one = at[0] == 0xc2 && at[1] >= 0x80 && at[1] < 0xa0;
        if (*at < ' ' || *at == 127 || long_one)
            *at = '?';
        if (long_one)
            *++at = '?';
    }
}

void sentence_add(struct sentence *sentence, const char *format, ...)
{
    if (sentence->used + 1 >= sentence->room)
        return;
    va_list arguments;
    va_start(arguments, format);
    size_t left = sentence->room - sentence->used;
    int length = vsnprintf(sentence->out + sentence->used, left, format, arguments);
    va_end(arguments);
    if (length < 0)
        return;
    make_harmless(sentence->out + sentence->used);
    if ((size_t)length < left) {
        sentence->used += (size_t)length;
        return;
    }
    size_t kept = whole_characters(sentence->out, sentence->room - 1);
    sentence->out[kept] = '\0';
    sentence->used = sentence->room - 1;        /* full: nothing more is added */
}

void sentence_object(struct sentence *sentence, const struct tell *tell, uint32_t object)
{
    char name[96];
    sentence_add(sentence, "`%s`", session_object_name(tell->session, object, name, sizeof name));
}

void sentence_actor(struct sentence *sentence, const struct tell *tell, uint16_t thread)
{
    char name[16];
    if (thread == 0)
        sentence_add(sentence, "main");
    else
        sentence_add(sentence, "%s", tell_thread(tell, thread, name, sizeof name));
}

static const char *name_in(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* In the program's first file the number will do; any other file must be named. */
void sentence_line(struct sentence *sentence, const struct tell *tell, uint64_t place)
{
    struct place where;
    if (place == 0 || !session_place(tell->session, place, &where) || where.line <= 0)
        return;
    if (strcmp(name_in(where.file), name_in(session_source(tell->session))) == 0)
        sentence_add(sentence, " (line %d)", where.line);
    else
        sentence_add(sentence, " (%s:%d)", name_in(where.file), where.line);
}

void sentence_value(struct sentence *sentence, const struct tell *tell, const struct step *step)
{
    char value[64];
    if (step_is_unseen(step))
        sentence_add(sentence, "something");
    else
        sentence_add(sentence, "%s", session_object_value(tell->session, step->object, step->value, value, sizeof value));
}

/* The second object of an act is a mutex or, of acts on threads, a thread. */
static void add_other(struct sentence *sentence, const struct tell *tell, const struct step *step)
{
    bool about_to_be_born = step->act == ACT_CREATE && step->phase == PHASE_ABOUT;
    if (act_object(step->act) != OBJECT_THREAD)
        sentence_object(sentence, tell, step->other);
    else if (about_to_be_born)
        sentence_actor(sentence, tell, session_world(tell->session)->threads);
    else
        sentence_actor(sentence, tell, (uint16_t)step->other);
}

void sentence_switch(struct sentence *sentence, const struct tell *tell, const struct step *step)
{
    static const char *const to[] = {
        [SWITCHED_UNKNOWN] = "to another stack", [SWITCHED_OWN] = "back to its own stack", [SWITCHED_LOOP] = "back to the loop",
        [SWITCHED_TASK] = "to task ", [SWITCHED_COROUTINE] = "to ",
    };
    char name[64];
    enum switched switched = structures_switched(tell->session, step, name, sizeof name);
    sentence_add(sentence, *name ? "%s`%s`" : "%s", to[switched], name);
}

void sentence_phrase(struct sentence *sentence, const struct tell *tell, const struct step *step, const char *phrase)
{
    if (step->act == ACT_SWITCH) {
        sentence_add(sentence, "%.*s ", (int)strcspn(phrase, " "), phrase);
        sentence_switch(sentence, tell, step);
        return;
    }
    for (const char *at = phrase; *at; at++) {
        if (*at == '%')
            sentence_object(sentence, tell, step->object);
        else if (*at == '&')
            add_other(sentence, tell, step);
        else
            sentence_add(sentence, "%c", *at);
    }
}
