// output: abc-def 3 xxxx 40 10
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static char *shared;
static void *fill(void *unused)
{
    strcat(shared, "-def");
    return unused;
}
int main(void)
{
    pthread_t thread;
    char *text = calloc(1, 4);
    strcpy(text, "abc");
    shared = realloc(text, 64);
    pthread_create(&thread, NULL, fill, NULL);
    pthread_join(thread, NULL);
    char *copy = strdup("abc");
    size_t length = strlen(copy);
    char small[5];
    memset(small, 0x78, 4);
    small[4] = 0;
    int *many = malloc(10 * sizeof *many);
    int *more = aligned_alloc(64, 64);
    for (int i = 0; i < 10; i++)
        many[i] = i + 1;
    memcpy(more, many, 10 * sizeof *many);
    int last = more[9];
    free(more);
    free(many);
    free(copy);
    printf("%s %zu %s %d %d\n", shared, length, small, (int)(10 * sizeof(int)), last);
    free(shared);
    return 0;
}
