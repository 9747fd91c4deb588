/* Both make the box, the later one's is kept: the earlier one's is lost. */
/* expect: leak 1 */
#include "run.h"
#include <stdlib.h>
static _Atomic(int *) box;
static void *make(void *unused)
{
    if (!box) {
        int *mine = malloc(sizeof *mine);
        *mine = 1;
#ifdef SOUND
        int *nothing = NULL;
        if (!atomic_compare_exchange_strong(&box, &nothing, mine))
            free(mine);
#else
        box = mine;
#endif
    }
    return unused;
}
int main(void)
{
    run(make, make, NULL, NULL);
    free(box);
    return 0;
}
