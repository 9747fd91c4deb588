// Three threads print A, B and C in turn.
#include <pthread.h>
#include <stdio.h>

enum { ROUNDS = 1 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t passed = PTHREAD_COND_INITIALIZER;
static char turn = 'A';                 // protected by lock

static void *say(void *letter)
{
    char mine = *(const char *)letter;
    for (int i = 0; i < ROUNDS; i++) {
        pthread_mutex_lock(&lock);
        while (turn != mine)
            pthread_cond_wait(&passed, &lock);  // @turn
        putchar(mine);
        turn = mine == 'C' ? 'A' : (char)(mine + 1);
        pthread_cond_broadcast(&passed);
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}

int main(void)
{
    pthread_t thread[3];
    char letters[] = "ABC";
    for (int i = 0; i < 3; i++)
        pthread_create(&thread[i], NULL, say, &letters[i]);
    for (int i = 0; i < 3; i++)
        pthread_join(thread[i], NULL);
    puts("");
    return 0;
}
