/* All threads get the address of the loop's variable. */
/* expect: data race 0 */
#include "run.h"
static atomic_int seen[2];
static void *mark(void *argument)
{
    seen[*(int *)argument & 1] = 1;
    return NULL;
}
int main(void)
{
    pthread_t thread[2];
#ifdef SOUND
    int number[2] = { 0, 1 };
    for (int k = 0; k < 2; k++)
        pthread_create(&thread[k], NULL, mark, &number[k]);
#else
    int k;
    for (k = 0; k < 2; k++)
        pthread_create(&thread[k], NULL, mark, &k);
#endif
    for (int j = 0; j < 2; j++)
        pthread_join(thread[j], NULL);
    return 0;
}
