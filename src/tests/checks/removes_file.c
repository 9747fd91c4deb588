/* removes_file.c — what another thread finds in the file system is nothing that can be explored, nor to be done a thousand times. */
#include <pthread.h>
#include <unistd.h>

static void *removes(void *path)
{
    unlink(path);
    return NULL;
}

int main(int argc, char **argv)
{
    pthread_t thread;
    pthread_create(&thread, NULL, removes, argc > 9 ? argv[9] : "/nowhere/at/all");
    pthread_join(thread, NULL);
    return 0;
}
