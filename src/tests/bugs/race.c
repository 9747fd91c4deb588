/* A flag that is no atomic: the data is not published with it. */
/* expect: data race 0 */
#include "run.h"
static int data;
#ifdef SOUND
static atomic_int flag;
#else
static int flag;
#endif
static void *put(void *unused)
{
    data = 1;
    flag = 1;
    return unused;
}
static void *get(void *unused)
{
    if (flag)
        assert(data == 1);
    return unused;
}
int main(void)
{
    run(put, get, NULL, NULL);
    return 0;
}
