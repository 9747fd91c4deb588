/* Two threads wait for the same third. */
/* expect: misuse 0 */
#include "run.h"
static pthread_t third;
static void *nothing(void *unused)
{
    return unused;
}
static void *join(void *unused)
{
    pthread_join(third, NULL);
    return unused;
}
int main(void)
{
    pthread_create(&third, NULL, nothing, NULL);
#ifdef SOUND
    run(join, NULL, NULL, NULL);
#else
    run(join, join, NULL, NULL);
#endif
    return 0;
}
