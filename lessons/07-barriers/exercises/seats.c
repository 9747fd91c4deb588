// Exercise: all move one seat on at once, and somebody gets lost.
#include <pthread.h>
#include <stdio.h>

enum { PEOPLE = 3 };

struct seat {
    int person;
    struct seat *right;
};

static struct seat seats[PEOPLE];

/* Takes over whoever sits to the right. */
static void *move(void *argument)
{
    struct seat *seat = argument;
    int person = seat->right->person;
    seat->person = person;
    return NULL;
}

int main(void)
{
    pthread_t threads[PEOPLE];
    for (int i = 0; i < PEOPLE; i++) {
        seats[i].person = i + 1;
        seats[i].right = &seats[(i + 1) % PEOPLE];
    }
    for (int i = 0; i < PEOPLE; i++)
        pthread_create(&threads[i], NULL, move, &seats[i]);
    for (int i = 0; i < PEOPLE; i++)
        pthread_join(threads[i], NULL);
    printf("%d %d %d\n", seats[0].person, seats[1].person,
           seats[2].person);
    return 0;
}
