/* What the program returns depends on who is quicker. */
/* expect: exit code 0 */
#include "run.h"
static atomic_int winner;
static void *race_for(void *self)
{
    int nobody = 0;
    atomic_compare_exchange_strong(&winner, &nobody, (int)(size_t)self + 1);
    return NULL;
}
int main(void)
{
    run(race_for, race_for, NULL, NULL);
#ifdef SOUND
    return winner == 0;
#else
    return winner - 1;
#endif
}
