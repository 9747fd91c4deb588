// Two threads: each gets a number, and gives back its square.
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>

static void *square(void *argument)
{
    intptr_t number = (intptr_t)argument;
    return (void *)(number * number);   // @result
}

int main(void)
{
    pthread_t one, two;
    void *first, *second;
    pthread_create(&one, NULL, square, (void *)3);
    pthread_create(&two, NULL, square, (void *)4);
    pthread_join(one, &first);          // waits until it has ended
    pthread_join(two, &second);
    printf("%d\n", (int)((intptr_t)first + (intptr_t)second));
    return 0;
}
