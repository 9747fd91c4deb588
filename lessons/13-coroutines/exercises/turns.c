// Exercise: two coroutines count, one only after the other.
#include <stdio.h>
#include <string.h>

#include "coroutine.h"

static struct coroutine apples, pears;
static char said[32];

static void *count(void *name)
{
    for (int k = 0; k < 3; k++)
        strcat(said, name);
    return NULL;
}

int main(void)
{
    coroutine_init(&apples, count, 0);
    coroutine_init(&pears, count, 0);
    coroutine_resume(&apples, "a", NULL);
    coroutine_resume(&pears, "p", NULL);
    puts(said);
    coroutine_destroy(&apples);
    coroutine_destroy(&pears);
    return 0;
}
