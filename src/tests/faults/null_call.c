// expect: CRASHED line 6
#include <stddef.h>
int main(void)
{
    void (*volatile nothing)(void) = NULL;
    nothing();
    return 0;
}
