/* One thread unlocks what another has locked. */
/* expect: misuse 0 */
#include "run.h"
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static void *tidy(void *unused)
{
#ifdef SOUND
    pthread_mutex_lock(&m);
#endif
    pthread_mutex_unlock(&m);
    return unused;
}
int main(void)
{
    run(tidy, NULL, NULL, NULL);
    return 0;
}
