/* Three philosophers, each takes the left fork first. */
/* expect: deadlock 1 */
#include "run.h"
static pthread_mutex_t fork_of[3] = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER };
static void *eat(void *self)
{
    size_t left = (size_t)self, right = (left + 1) % 3;
#ifdef SOUND
    if (left > right) {
        size_t other = left;
        left = right;
        right = other;
    }
#endif
    pthread_mutex_lock(&fork_of[left]);
    pthread_mutex_lock(&fork_of[right]);
    pthread_mutex_unlock(&fork_of[right]);
    pthread_mutex_unlock(&fork_of[left]);
    return NULL;
}
int main(void)
{
    run(eat, eat, eat, NULL);
    return 0;
}
