/* Both owners free it: the count is not decremented in one step. */
/* expect: misuse 1 */
#include "run.h"
#include <stdlib.h>
static struct box { atomic_int owners; } *box;
static void *drop(void *unused)
{
    struct box *mine = box;
#ifdef SOUND
    if (atomic_fetch_sub(&mine->owners, 1) == 1)
        free(mine);
#else
    atomic_fetch_sub(&mine->owners, 1);
    if (atomic_load(&mine->owners) == 0)
        free(mine);
#endif
    return unused;
}
int main(void)
{
    box = malloc(sizeof *box);
    box->owners = 2;
    run(drop, drop, NULL, NULL);
    return 0;
}
