// expect: CRASHED line 6
#include <stddef.h>
int *volatile nowhere = NULL;
int main(void)
{
    *nowhere = 1;
    return 0;
}
