/* One thread changes a text that another one formats. */
/* expect: data race 0 */
#include <stdio.h>
#include <stdlib.h>
#include "run.h"
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static char text[8] = "12";
static volatile long seen;
static void *uses(void *unused)
{
    char copy[16];
    pthread_mutex_lock(&m);
    snprintf(copy, sizeof copy, "%d %.*s", 1, 4, text);
    seen = strtol(copy, NULL, 10);
    pthread_mutex_unlock(&m);
    return unused;
}
static void *changes(void *unused)
{
#ifdef SOUND
    pthread_mutex_lock(&m);
#endif
    text[0] = '3';
#ifdef SOUND
    pthread_mutex_unlock(&m);
#endif
    return unused;
}
int main(void)
{
    run(uses, changes, NULL, NULL);
    return 0;
}
