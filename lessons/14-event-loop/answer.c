// Three wait for the server; one of them for its answer, too.
#include <stdio.h>

#include "loop_sync.h"

/* An async result: a value, and the event that it is there. */
struct answer { struct loop_event made; int value; };

struct server { struct loop_event up; struct answer answer; };

static int look(void *server, void **value)
{
    struct server *self = server;
    (void)value;
    loop_event_wait(&self->up);                 // @wait
    printf("%s sees it at %ld s\n", task_name(task_current()),
           loop_time() / 1000);
    return 0;
}

static int ask(void *server, void **value)
{
    struct server *self = server;
    look(server, value);
    loop_event_wait(&self->answer.made);        // @answer
    printf("Answer: %d at %ld s\n", self->answer.value,
           loop_time() / 1000);
    return 0;
}

static int run(void *unused, void **value)
{
    (void)unused, (void)value;
    struct server server = { .answer = { .value = 0 } };
    struct task *asker;
    task_create(NULL, "ann", look, &server);
    task_create(NULL, "bob", look, &server);
    task_create(&asker, "cid", ask, &server);
    loop_sleep(1000);
    loop_event_set(&server.up);                 // @up
    loop_sleep(1000);
    server.answer.value = 42;
    loop_event_set(&server.answer.made);
    task_await(asker, NULL);
    task_release(asker);
    return 0;
}

int main(void)
{
    struct loop_options options = { .virtual_time = true };
    return loop_run_with(&options, run, NULL, NULL);
}
