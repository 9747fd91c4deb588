// First all look, then all move: a barrier lies between.
#include <pthread.h>
#include <stdio.h>

enum { PEOPLE = 3 };

struct seat {
    int person;
    struct seat *right;
};

static struct seat seats[PEOPLE];
static pthread_barrier_t all_have_looked;

/* Takes over whoever sits to the right. */
static void *move(void *argument)
{
    struct seat *seat = argument;
    int person = seat->right->person;
    pthread_barrier_wait(&all_have_looked);
    seat->person = person;
    return NULL;
}

int main(void)
{
    pthread_t threads[PEOPLE];
    pthread_barrier_init(&all_have_looked, NULL, PEOPLE);
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
