// output: 2 readers, 3
#include <pthread.h>
#include <stdio.h>
static pthread_rwlock_t lock;
static int value, seen;
static pthread_mutex_t count = PTHREAD_MUTEX_INITIALIZER;
static void *reader(void *unused)
{
    pthread_rwlock_rdlock(&lock);
    int now = value;
    pthread_rwlock_unlock(&lock);
    pthread_mutex_lock(&count);
    seen += now >= 0 && now <= 3;
    pthread_mutex_unlock(&count);
    return unused;
}
static void *writer(void *unused)
{
    for (int i = 0; i < 3; i++) {
        pthread_rwlock_wrlock(&lock);
        value++;
        pthread_rwlock_unlock(&lock);
    }
    return unused;
}
int main(void)
{
    pthread_t thread[3];
    pthread_rwlock_init(&lock, NULL);
    pthread_create(&thread[0], NULL, reader, NULL);
    pthread_create(&thread[1], NULL, writer, NULL);
    pthread_create(&thread[2], NULL, reader, NULL);
    for (int i = 0; i < 3; i++)
        pthread_join(thread[i], NULL);
    if (pthread_rwlock_tryrdlock(&lock) == 0 && pthread_rwlock_trywrlock(&lock) != 0)
        pthread_rwlock_unlock(&lock);
    pthread_rwlock_destroy(&lock);
    printf("%d readers, %d\n", seen, value);
    return 0;
}
