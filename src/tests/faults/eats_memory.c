// expect: MEMORY line 6
#include <stdlib.h>
int main(void)
{
    for (;;)
        if (!malloc(1 << 20))
            return 1;
}
