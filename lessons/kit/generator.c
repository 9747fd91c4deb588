/* generator.c — see generator.h. */
#include "generator.h"

#include <errno.h>
#include <stddef.h>

#include "threadlab.h"

/* What the coroutine is resumed with the first time is the generator;
 * later it is what was sent. */
static void *run(void *opaque)
{
    struct generator *self = opaque;
    self->result = self->function(self, self->argument);
    return NULL;
}

int generator_init(struct generator *generator,
                   void *(*function)(struct generator *, void *),
                   void *argument)
{
    generator->function = function;
    generator->argument = argument;
    generator->result = NULL;
    generator->begun = generator->closing = false;
    lab_watch(generator, sizeof *generator, "generator");
    int error = coroutine_init(&generator->coroutine, run, 0);
    if (error)
        lab_unwatch(generator, sizeof *generator);
    return error;
}

int generator_destroy(struct generator *generator)
{
    generator_close(generator);
    int error = coroutine_destroy(&generator->coroutine);
    if (!error)
        lab_unwatch(generator, sizeof *generator);
    return error;
}

/* ---- who asks ---- */

static int resume(struct generator *generator, void *sent, void **value)
{
    void *answer = NULL;
    int error = coroutine_resume(&generator->coroutine, sent, &answer);
    if (error)
        return error == ESRCH ? ENOENT : error;
    if (generator_is_over(generator))
        return ENOENT;
    if (value)
        *value = answer;
    return 0;
}

int generator_next(struct generator *generator, void **value)
{
    if (generator->begun)
        return resume(generator, NULL, value);
    generator->begun = true;
    return resume(generator, generator, value);
}

int generator_send(struct generator *generator, void *sent,
                   void **value)
{
    if (!generator->begun)
        return EINVAL;
    return resume(generator, sent, value);
}

int generator_close(struct generator *generator)
{
    if (!generator->begun)
        return coroutine_destroy(&generator->coroutine);
    if (generator_is_over(generator))
        return 0;
    if (coroutine_status(&generator->coroutine) != COROUTINE_SUSPENDED)
        return EBUSY;
    generator->closing = true;
    return resume(generator, NULL, NULL) == ENOENT ? 0 : EBUSY;
}

bool generator_is_over(const struct generator *generator)
{
    return coroutine_status(&generator->coroutine) == COROUTINE_DONE;
}

void *generator_result(const struct generator *generator)
{
    return generator->result;
}

/* ---- the function itself ---- */

int generator_yield(struct generator *self, void *value, void **sent)
{
    if (coroutine_current() != &self->coroutine)
        return EPERM;
    void *given = coroutine_yield(value);
    if (self->closing)
        return ECANCELED;
    if (sent)
        *sent = given;
    return 0;
}

int generator_yield_from(struct generator *self,
                         struct generator *other)
{
    void *value, *sent;
    int error = generator_next(other, &value);
    while (!error) {
        error = generator_yield(self, value, &sent);
        if (error == ECANCELED)
            generator_close(other);
        if (!error)
            error = resume(other, sent, &value);
    }
    return error == ENOENT ? 0 : error;
}
