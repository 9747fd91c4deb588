// broken on purpose: two workers help themselves from one list
#include <pthread.h>
#include <stdio.h>

static const int job[2] = { 3, 4 };
static int taken;               /* how many jobs have been taken */

static void *work(void *result)
{
    int mine = taken;
    taken = mine + 1;                   // @take
    *(int *)result = job[mine];
    return NULL;
}

int main(void)
{
    pthread_t one, two;
    int first, second;
    pthread_create(&one, NULL, work, &first);
    pthread_create(&two, NULL, work, &second);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("%d\n", first + second);
    return 0;
}
