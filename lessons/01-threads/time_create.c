// Creates N threads that do nothing, and joins them, a hundred times.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST = 100, ROUNDS = 100 };

static void *nothing(void *unused)
{
    return unused;
}

int main(int count, char **arguments)
{
    int threads = count > 1 ? atoi(arguments[1]) : 1;
    pthread_t thread[MOST];
    if (threads < 1 || threads > MOST)
        return 1;
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < threads; i++)
            if (pthread_create(&thread[i], NULL, nothing, NULL) != 0)
                return 1;
        for (int i = 0; i < threads; i++)
            pthread_join(thread[i], NULL);
    }
    puts("all joined");
    return 0;
}
