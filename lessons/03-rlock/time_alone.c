// One thread alone, a million turns; the argument says with what lock.
#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum { TURNS = 1000000 };

static pthread_mutex_t lock;
static volatile int items;              // volatile: each turn is real

static void change(void)
{
    pthread_mutex_lock(&lock);
    items += 1;
    pthread_mutex_unlock(&lock);
}

static void change_nested(void)
{
    pthread_mutex_lock(&lock);
    change();
    pthread_mutex_unlock(&lock);
}

int main(int count, char **arguments)
{
    const char *how = count > 1 ? arguments[1] : "plain";
    int nested = strcmp(how, "nested") == 0;
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    if (strcmp(how, "plain") != 0)
        pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&lock, &attributes);
    for (int i = 0; i < TURNS; i++) {
        if (nested)
            change_nested();
        else
            change();
    }
    printf("%d\n", items);
    return 0;
}
