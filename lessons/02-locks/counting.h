/* counting.h — what the timed programs of this lesson share: one thread adds 1, the other takes 1 away, a million
 * times each; the right answer is 0. The program defines the two loops, up() and down(). They begin together: otherwise
 * the first could be through before the second has been created. */
#ifndef COUNTING_H
#define COUNTING_H

#include <pthread.h>
#include <stdio.h>

enum { TURNS = 1000000 };

static void *up(void *unused);
static void *down(void *unused);

static pthread_barrier_t both_here;

static void *adding(void *unused)
{
    pthread_barrier_wait(&both_here);
    return up(unused);
}

static void *taking(void *unused)
{
    pthread_barrier_wait(&both_here);
    return down(unused);
}

static int count_both(void)
{
    pthread_t one, two;
    pthread_barrier_init(&both_here, NULL, 2);
    pthread_create(&one, NULL, adding, NULL);
    pthread_create(&two, NULL, taking, NULL);
    pthread_join(one, NULL);
    return pthread_join(two, NULL);
}

#endif
