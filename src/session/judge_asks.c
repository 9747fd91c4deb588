/* judge_asks.c — see judge_inside.h. */
#include "session/judge_inside.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lesson/keeps.h"

void judge_ask(struct judgement *out, bool holds_so_far, bool known, const char *format, ...)
{
    struct demand *demand = &out->demands[out->count < DEMANDS ? out->count++ : DEMANDS - 1];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(demand->text, sizeof demand->text, format, arguments);
    va_end(arguments);
    demand->state = !holds_so_far ? DEMAND_FAILS : known ? DEMAND_HOLDS : DEMAND_UNKNOWN;
}

void judge_ask_keeps(const struct exercise *exercise, const char *program, struct judgement *out)
{
    for (size_t k = 0; exercise->keeps[k]; k++)
        judge_ask(out, !program || keeps(program, exercise->keeps[k]), program, "This stays as it is: `%.160s`", exercise->keeps[k]);
}

bool judge_prints_any(const struct exercise *exercise, const char *output)
{
    for (size_t k = 0; exercise->prints[k]; k++)
        if (judge_prints(output, exercise->prints[k]))
            return true;
    return !exercise->prints[0];
}

const char *judge_list_prints(const struct exercise *exercise, char *out, size_t room)
{
    size_t used = 0;
    out[0] = '\0';
    for (size_t k = 0; exercise->prints[k] && used < room; k++)
        used += (size_t)snprintf(out + used, room - used, "%s\"%s\"", k ? " or " : "", exercise->prints[k]);
    return out;
}

const char *judge_flat(const char *output, char *out, size_t room)
{
    size_t length = 0;
    for (; *output && length + 1 < room; output++)
        if (*output != '\n' || output[1])
            out[length++] = *output == '\n' ? ' ' : *output;
    out[length] = '\0';
    return out;
}

void judge_tell_undone(struct judgement *out)
{
    for (size_t k = 0; k < out->count; k++)
        if (out->demands[k].state == DEMAND_FAILS) {
            snprintf(out->sentence, sizeof out->sentence, "Not passed: nothing goes wrong any more, but not as the task asks. %s",
                     out->demands[k].text);
            return;
        }
}
