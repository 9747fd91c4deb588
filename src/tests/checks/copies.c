// Copies of structures: what is written is what was read, or is not told.
#include <assert.h>
#include <pthread.h>
#include <string.h>

struct point { short x, y; };
struct pair { int a, b; };
struct four { long a, b, c, d; };

static struct point here, there;
static struct pair one, other;
static struct four left = { 5, 6, 7, 8 }, right, third;

static void *copy(void *unused)
{
    there = here;
    other = one;
    right = left;
    memcpy(&third, &left, sizeof left);
    return unused;
}

int main(void)
{
    pthread_t thread;
    here = (struct point){ 1, 2 };
    one = (struct pair){ 3, 4 };
    pthread_create(&thread, NULL, copy, NULL);
    pthread_join(thread, NULL);
    assert(there.x + other.a + right.a + third.a == 14);
    return 0;
}
