// expect: ANY
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* Writes over all of the memory that it can find, its host and the channel among it. */
static unsigned long from[512], to[512];
int main(void)
{
    char line[512];
    int count = 0;
    FILE *maps = fopen("/proc/self/maps", "r");
    if (!maps)
        return 1;
    while (count < 512 && fgets(line, sizeof line, maps))
        if (sscanf(line, "%lx-%lx rw", &from[count], &to[count]) == 2 && !strstr(line, "[stack]") && strstr(line, "threadlab"))
            count++;
    for (int k = 0; k < count; k++)
        memset((void *)from[k], 0x5a, to[k] - from[k]);
    return 0;
}
