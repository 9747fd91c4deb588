// Prints one long line, whose end must not be lost.
#include <stdio.h>
#include <string.h>

int main(void)
{
    static char line[SIZE + 1];
    memset(line, 'a', SIZE);
    puts(line);
    puts("end");
    return 0;
}
