/* Two threads sort one array. */
/* expect: assertion 1 */
#include <stdlib.h>
#include "run.h"
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int numbers[3] = { 3, 1, 2 };
static int compare(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}
static void *sorts(void *unused)
{
#ifdef SOUND
    pthread_mutex_lock(&m);
#endif
    qsort(numbers, 3, sizeof *numbers, compare);
#ifdef SOUND
    pthread_mutex_unlock(&m);
#endif
    return unused;
}
int main(void)
{
    (void)m;
    run(sorts, sorts, NULL, NULL);
    assert(numbers[0] == 1 && numbers[2] == 3);
    return 0;
}
