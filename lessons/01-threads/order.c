// Two threads print. Nobody has said who comes first.
#include <pthread.h>
#include <stdio.h>

static void *say(void *word)
{
    puts(word);                         // @say
    return NULL;
}

int main(void)
{
    pthread_t one, two;
    pthread_create(&one, NULL, say, "tick");
    pthread_create(&two, NULL, say, "tock");
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    return 0;
}
