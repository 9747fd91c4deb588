// broken on purpose: a flag alone forgets whom it has woken
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int is_set, waiting;             // protected by lock

static void *runner(void *unused)
{
    pthread_mutex_lock(&lock);
    waiting = 1;
    pthread_cond_broadcast(&changed);
    while (!is_set)
        pthread_cond_wait(&changed, &lock);     // @wait
    pthread_mutex_unlock(&lock);
    return unused;
}

static void change(int value)
{
    pthread_mutex_lock(&lock);
    while (!waiting)
        pthread_cond_wait(&changed, &lock);
    is_set = value;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, runner, NULL);
    change(1);
    change(0);                          // @clear
    pthread_join(thread, NULL);
    puts("it has run");
    return 0;
}
