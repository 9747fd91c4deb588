/* Check, then act: both see enough money, both take it. */
/* expect: assertion 1 */
#include "run.h"
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int balance = 100;
static void *withdraw(void *unused)
{
    pthread_mutex_lock(&m);
    int enough = balance >= 100;
#ifndef SOUND
    pthread_mutex_unlock(&m);
    pthread_mutex_lock(&m);
#endif
    if (enough)
        balance -= 100;
    assert(balance >= 0);
    pthread_mutex_unlock(&m);
    return unused;
}
int main(void)
{
    run(withdraw, withdraw, NULL, NULL);
    return 0;
}
