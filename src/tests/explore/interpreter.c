/* interpreter.c — a program whose threads do what a table says: the fuzzer of exploration writes the table. The table is
 * constant data, so that reading it is no step. */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { THREADS = 4, OPS = 8, THINGS = 2 };

struct program { unsigned char threads, ops[THREADS][OPS][2]; };
extern const struct program program;
const struct program program __attribute__((visibility("default"), section(".rodata.program"))) = { 2, { { { 1, 0 } } } };

static int plain[THINGS];
static atomic_int shared[THINGS];
static pthread_mutex_t mutex[THINGS] = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER };
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_spinlock_t spin;
static pthread_barrier_t barrier;
static sem_t semaphore;

struct state { long sum; int held[THINGS], reads, writes; };

static void run_once(void)
{
    atomic_fetch_add(&shared[0], 7);
}

static void see(struct state *state, int value)
{
    state->sum = state->sum * 11 + value + 1;
}

static const struct timespec *soon(void)
{
    static const struct timespec past = { 0, 0 };
    return &past;
}

static void wait_on_condition(struct state *state, int timed)
{
    pthread_mutex_lock(&mutex[0]);
    see(state, timed ? pthread_cond_timedwait(&condition, &mutex[0], soon()) : pthread_cond_wait(&condition, &mutex[0]));
    pthread_mutex_unlock(&mutex[0]);
}

static void signal_condition(int how)
{
    pthread_mutex_lock(&mutex[0]);
    if (how)
        pthread_cond_broadcast(&condition);
    else
        pthread_cond_signal(&condition);
    pthread_mutex_unlock(&mutex[0]);
}

static void compare_and_swap(struct state *state, int k)
{
    int expected = 0;
    see(state, atomic_compare_exchange_strong(&shared[k], &expected, 3));
}

static void try_lock(struct state *state, int k)
{
    int result = pthread_mutex_trylock(&mutex[k]);
    state->held[k] += result == 0;
    see(state, result);
}

static void timed_lock(struct state *state, int k)
{
    int result = pthread_mutex_timedlock(&mutex[k], soon());
    state->held[k] += result == 0;
    see(state, result);
}

static void unlock(struct state *state, int k)
{
    if (state->held[k] > 0) {
        state->held[k]--;
        pthread_mutex_unlock(&mutex[k]);
    }
}

static void lock(struct state *state, int k)
{
    pthread_mutex_lock(&mutex[k]);
    state->held[k]++;
}

static void read_or_write_lock(struct state *state, int write)
{
    if (write)
        pthread_rwlock_wrlock(&rwlock);
    else
        pthread_rwlock_rdlock(&rwlock);
    see(state, atomic_load(&shared[1]));
    if (write)
        atomic_store(&shared[1], 5);
    pthread_rwlock_unlock(&rwlock);
}

static void try_rwlock(struct state *state, int write)
{
    int result = write ? pthread_rwlock_trywrlock(&rwlock) : pthread_rwlock_tryrdlock(&rwlock);
    see(state, result);
    if (result == 0)
        pthread_rwlock_unlock(&rwlock);
}

static void act(struct state *state, int what, int k)
{
    switch (what) {
    case 1: see(state, plain[k]); break;
    case 2: plain[k] = plain[k] + 1; break;
    case 3: see(state, atomic_load(&shared[k])); break;
    case 4: atomic_store(&shared[k], (int)(state->sum % 5) + 1); break;
    case 5: see(state, atomic_fetch_add(&shared[k], 1)); break;
    case 6: compare_and_swap(state, k); break;
    case 7: lock(state, k); break;
    case 8: unlock(state, k); break;
    case 9: try_lock(state, k); break;
    case 10: timed_lock(state, k); break;
    case 11: sem_post(&semaphore); break;
    case 12: sem_wait(&semaphore); break;
    case 13: see(state, sem_trywait(&semaphore)); break;
    case 14: see(state, sem_timedwait(&semaphore, soon())); break;
    case 15: wait_on_condition(state, 0); break;
    case 16: wait_on_condition(state, 1); break;
    case 17: signal_condition(k); break;
    case 18: see(state, pthread_barrier_wait(&barrier)); break;
    case 19: read_or_write_lock(state, k); break;
    case 20: try_rwlock(state, k); break;
    case 21: pthread_once(&once, run_once); break;
    case 22: pthread_spin_lock(&spin); see(state, plain[0]++); pthread_spin_unlock(&spin); break;
    case 23: pthread_cond_signal(&condition); break;
    case 24: usleep(1); break;
    case 25: ((unsigned char *)&plain[1])[k] = 9; break;
    case 26: printf("%ld;", state->sum); break;
    case 27: _exit((int)(state->sum % 7)); break;
    default: break;
    }
}

static void *work(void *argument)
{
    long self = (long)argument;
    struct state state = { 0, { 0, 0 }, 0, 0 };
    for (int k = 0; k < OPS && program.ops[self][k][0]; k++)
        act(&state, program.ops[self][k][0], program.ops[self][k][1] % THINGS);
    for (int k = 0; k < THINGS; k++)
        while (state.held[k] > 0)
            unlock(&state, k);
    return (void *)state.sum;
}

int main(void)
{
    pthread_t thread[THREADS];
    void *sum[THREADS];
    pthread_spin_init(&spin, 0);
    pthread_barrier_init(&barrier, NULL, 2);
    sem_init(&semaphore, 0, 0);
    for (long k = 0; k < program.threads; k++)
        pthread_create(&thread[k], NULL, work, (void *)k);
    for (int k = 0; k < program.threads; k++)
        pthread_join(thread[k], &sum[k]);
    for (int k = 0; k < program.threads; k++)
        printf("%ld ", (long)sum[k]);
    printf("| %d %d %d %d\n", plain[0], plain[1], atomic_load(&shared[0]), atomic_load(&shared[1]));
    return 0;
}
