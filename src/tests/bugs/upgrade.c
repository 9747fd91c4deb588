/* Two readers who both want to become the writer. */
/* expect: deadlock 0 */
#include "run.h"
static pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;
static void *upgrade(void *unused)
{
    pthread_rwlock_rdlock(&l);
#ifdef SOUND
    pthread_rwlock_unlock(&l);
#endif
    pthread_rwlock_wrlock(&l);
    pthread_rwlock_unlock(&l);
#ifndef SOUND
    pthread_rwlock_unlock(&l);
#endif
    return unused;
}
int main(void)
{
    run(upgrade, upgrade, NULL, NULL);
    return 0;
}
