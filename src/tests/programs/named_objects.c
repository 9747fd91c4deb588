// A program may say what its objects are called. output: 3 4
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#ifdef THREADLAB_TRACED
void lab_name(const void *object, const char *name);
#else
static void lab_name(const void *object, const char *name) { (void)object; (void)name; }
#endif

static pthread_mutex_t locks[2] = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER };
static int *counter;

static void *add(void *unused)
{
    pthread_mutex_lock(&locks[0]);
    counter[0]++;
    pthread_mutex_unlock(&locks[0]);
    pthread_mutex_lock(&locks[1]);
    counter[1]++;
    pthread_mutex_unlock(&locks[1]);
    return unused;
}

int main(void)
{
    pthread_t thread;
    counter = malloc(2 * sizeof *counter);
    counter[0] = 1;
    counter[1] = 2;
    lab_name(&locks[0], "left lock");
    lab_name(&counter[1], "right count");
    pthread_create(&thread, NULL, add, NULL);
    add(NULL);
    lab_name(&locks[1], "right lock");
    pthread_join(thread, NULL);
    pthread_mutex_lock(&locks[1]);
    printf("%d %d\n", counter[0], counter[1]);
    pthread_mutex_unlock(&locks[1]);
    free(counter);
    return 0;
}
