/* boxes.h — what the timed programs of this lesson share: one thread
 * adds an item, the other takes one away, a million times each; the
 * right answer is 0. The program defines what adding is: change(). The
 * two begin together: otherwise the first could be through before the
 * second has been created. */
#ifndef BOXES_H
#define BOXES_H

#include <pthread.h>
#include <stdio.h>

enum { TURNS = 1000000 };

static pthread_mutex_t lock;
static volatile int items;              // volatile: each turn is real
static pthread_barrier_t both_here;

static void change(int by);

static void *change_often(void *by)
{
    pthread_barrier_wait(&both_here);
    for (int i = 0; i < TURNS; i++)
        change(*(const int *)by);
    return NULL;
}

static void count_both(int type)
{
    static int up = 1, down = -1;
    pthread_t one, two;
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, type);
    pthread_mutex_init(&lock, &attributes);
    pthread_barrier_init(&both_here, NULL, 2);
    pthread_create(&one, NULL, change_often, &up);
    pthread_create(&two, NULL, change_often, &down);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d\n", items);
}

#endif
