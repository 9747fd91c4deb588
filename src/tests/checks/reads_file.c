/* Reads a file: only a live run can do that. */
#include <fcntl.h>
#include <unistd.h>

int main(void)
{
    char byte;
    int file = open("/etc/hostname", O_RDONLY);
    return file < 0 || read(file, &byte, 1) < 0;
}
