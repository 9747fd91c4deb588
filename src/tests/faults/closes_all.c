// expect: ONLYLIVE
#include <unistd.h>
int main(void)
{
    for (int fd = 0; fd < 256; fd++)
        close(fd);
    return 0;
}
