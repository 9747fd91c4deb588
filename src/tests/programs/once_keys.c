// output: once 1, destroyed 2
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_key_t key;
static int runs, destroyed;
static void destroy(void *value)
{
    pthread_mutex_lock(&lock);
    destroyed += *(int *)value;
    pthread_mutex_unlock(&lock);
    free(value);
}
static void begin(void)
{
    runs++;
    pthread_key_create(&key, destroy);
}
static void *work(void *unused)
{
    pthread_once(&once, begin);
    int *one = malloc(sizeof *one);
    *one = 1;
    pthread_setspecific(key, one);
    return *(int *)pthread_getspecific(key) == 1 ? unused : &runs;
}
int main(void)
{
    pthread_t a, b;
    pthread_create(&a, NULL, work, NULL);
    pthread_create(&b, NULL, work, NULL);
    pthread_join(a, NULL);
    pthread_join(b, NULL);
    printf("once %d, destroyed %d\n", runs, destroyed);
    return 0;
}
