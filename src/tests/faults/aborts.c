// expect: ABORTED line 5
#include <stdlib.h>
int main(void)
{
    abort();
}
