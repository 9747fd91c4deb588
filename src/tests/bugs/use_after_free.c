/* Freed while another thread still looks at it. */
/* expect: misuse 0 */
#include "run.h"
#include <stdlib.h>
static _Atomic int *box;
static void *look(void *unused)
{
    atomic_load(box);
    return unused;
}
int main(void)
{
    pthread_t thread;
    box = calloc(1, sizeof *box);
    pthread_create(&thread, NULL, look, NULL);
#ifdef SOUND
    pthread_join(thread, NULL);
    free((void *)box);
#else
    free((void *)box);
    pthread_join(thread, NULL);
#endif
    return 0;
}
