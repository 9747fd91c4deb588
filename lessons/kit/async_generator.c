/* async_generator.c — see async_generator.h. Two tasks take turns: who
 * asks waits until there is a value, and who yields until there is
 * somebody who asks. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "async_generator.h"

#include <errno.h>

void async_generator_init(struct async_generator *generator,
                          const char *name,
                          int (*function)(struct async_generator *,
                                          void *),
                          void *argument)
{
    *generator = (struct async_generator){ .function = function,
                                           .argument = argument,
                                           .name = name };
}

static void wake_asker(struct async_generator *generator)
{
    struct task *asker = generator->asker;
    if (!asker)
        return;
    generator->asker = NULL;
    asker->awaited = NULL;
    task_wake(asker, 0);
}

/* ---- its task ---- */

static int live(void *argument, void **value)
{
    struct async_generator *self = argument;
    (void)value;
    return self->function(self, self->argument);
}

static void is_over(struct task *task, void *generator)
{
    (void)task;
    wake_asker(generator);
}

static int start(struct async_generator *generator)
{
    int error = task_create(&generator->task, generator->name, live,
                            generator);
    if (error)
        return error;
    generator->over.call = is_over;
    generator->over.argument = generator;
    task_add_callback(generator->task, &generator->over);
    return 0;
}

/* ---- who asks ---- */

/* Until it has yielded, or is over. Who is cancelled cancels it. */
static void wait_for_value(struct async_generator *generator)
{
    struct task *self = task_current(), *task = generator->task;
    if (self->told)
        task_cancel(task);
    self->told = false;
    self->awaited = task;
    generator->asker = self;
    while (generator->asker)
        task_park(generator->name);
}

/* What it has returned is told once. */
static int end_of(struct async_generator *generator)
{
    int error = task_result(generator->task, NULL);
    if (generator->told || !error)
        error = ENOENT;
    generator->told = true;
    return error;
}

/* 0: it can be asked. */
static int obstacle(struct async_generator *generator)
{
    const struct task *self = task_current();
    if (generator->task && task_is_over(generator->task))
        return end_of(generator);
    if (!generator->task && generator->closing)
        return ENOENT;
    if (!self)
        return EPERM;
    return generator->asker || self == generator->task ? EBUSY : 0;
}

static int ask(struct async_generator *generator, void *sent,
               void **value)
{
    int error = obstacle(generator);
    if (!error && !generator->task)
        error = start(generator);
    if (error)
        return error;
    generator->has_value = false;
    generator->sent = sent;
    task_wake(generator->task, 0);
    wait_for_value(generator);
    if (!generator->has_value)
        return end_of(generator);
    if (value)
        *value = generator->value;
    return 0;
}

int async_generator_next(struct async_generator *generator,
                         void **value)
{
    return ask(generator, NULL, value);
}

int async_generator_send(struct async_generator *generator, void *sent,
                         void **value)
{
    return generator->task ? ask(generator, sent, value) : EINVAL;
}

int async_generator_close(struct async_generator *generator)
{
    if (!generator->task)
        generator->closing = true;
    int error = obstacle(generator);
    if (!error) {
        generator->closing = true;
        error = ask(generator, NULL, NULL);
        if (!error)
            error = EBUSY;
    }
    return error == ENOENT || error == ECANCELED ? 0 : error;
}

int async_generator_destroy(struct async_generator *generator)
{
    int error = async_generator_close(generator);
    if (generator->task && task_is_over(generator->task)) {
        task_release(generator->task);
        generator->task = NULL;
    }
    return error;
}

/* ---- the function itself ---- */

int async_generator_yield(struct async_generator *self, void *value,
                          void **sent)
{
    if (!self->task || task_current() != self->task)
        return EPERM;
    self->value = value;
    self->has_value = true;
    wake_asker(self);
    int error = task_park("a request");
    if (error || self->closing)
        return ECANCELED;
    if (sent)
        *sent = self->sent;
    return 0;
}
