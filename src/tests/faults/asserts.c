// expect: ASSERT line 6
#include <assert.h>
int main(void)
{
    int two = 2;
    assert(two == 3);
    return two;
}
