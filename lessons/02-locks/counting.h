/* counting.h — what the timed programs of this lesson share: one thread adds 1, the other takes 1 away, a million
 * times each; the right answer is 0. UP and DOWN are the two loops. */
#ifndef COUNTING_H
#define COUNTING_H

#include <pthread.h>
#include <stdio.h>

enum { TURNS = 1000000 };

static void *up(void *unused);
static void *down(void *unused);

static int count_both(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, up, NULL);
    pthread_create(&two, NULL, down, NULL);
    pthread_join(one, NULL);
    return pthread_join(two, NULL);
}

#endif
