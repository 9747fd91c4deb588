// output: thread 5, jumped 3, bye
#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
static jmp_buf back;
static void deep(int n)
{
    if (n == 0)
        longjmp(back, 3);
    deep(n - 1);
}
static void bye(void)
{
    puts("bye");
}
static void leave(void)
{
    pthread_exit((void *)5);
}
static void *work(void *unused)
{
    leave();
    return unused;
}
int main(void)
{
    pthread_t thread;
    void *result;
    atexit(bye);
    pthread_create(&thread, NULL, work, NULL);
    pthread_join(thread, &result);
    int jumped = setjmp(back);
    if (jumped == 0)
        deep(5);
    printf("thread %d, jumped %d, ", (int)(long)result, jumped);
    exit(0);
}
