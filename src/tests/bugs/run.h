/* run.h — starts up to four threads and waits for them: what the bug programs have in common. */
#ifndef RUN_H
#define RUN_H

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

typedef void *work(void *);

static inline void run(work *a, work *b, work *c, work *d)
{
    work *all[] = { a, b, c, d };
    pthread_t thread[4];
    for (size_t k = 0; k < 4; k++)
        if (all[k])
            pthread_create(&thread[k], NULL, all[k], (void *)k);
    for (size_t k = 0; k < 4; k++)
        if (all[k])
            pthread_join(thread[k], NULL);
}

#endif
