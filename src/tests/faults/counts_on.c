// expect: UNFINISHED
#include <stdatomic.h>
static atomic_int flag;
static atomic_uint tries;
int main(void)
{
    while (!atomic_load(&flag))
        atomic_fetch_add(&tries, 1);
    return 0;
}
