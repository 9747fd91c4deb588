/* calls.h — what the files of this folder share: the form of a wrapped call, and the calls that have two names (POSIX
 * and C11). The list of all wrapped calls stands in trace/calls.h. */
#ifndef RUNTIME_CALLS_CALLS_H
#define RUNTIME_CALLS_CALLS_H

#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* Defines __wrap_NAME, which the demo calls where it says NAME. */
#define WRAPPED(type, name, ...) \
    type __wrap_##name(__VA_ARGS__); \
    type __wrap_##name(__VA_ARGS__)

int thread_create(pthread_t *handle, const pthread_attr_t *attributes, void *function, bool c11, void *argument,
                  uintptr_t place);
int thread_join(pthread_t handle, void **value, uintptr_t place);
int thread_detach(pthread_t handle, uintptr_t place);
pthread_t thread_self(void);
int thread_yield(uintptr_t place);

int mutex_init(pthread_mutex_t *mutex, int type, const pthread_mutexattr_t *attributes, uintptr_t place);
int mutex_destroy(pthread_mutex_t *mutex, uintptr_t place);
int mutex_lock(pthread_mutex_t *mutex, uintptr_t place);
int mutex_trylock(pthread_mutex_t *mutex, uintptr_t place);
int mutex_timedlock(pthread_mutex_t *mutex, clockid_t clock, const struct timespec *until, uintptr_t place);
int mutex_unlock(pthread_mutex_t *mutex, uintptr_t place);
uint32_t mutex_object(const pthread_mutex_t *mutex);

int condition_init(pthread_cond_t *condition, const pthread_condattr_t *attributes, uintptr_t place);
int condition_destroy(pthread_cond_t *condition, uintptr_t place);
/* `until` NULL: for as long as it takes. */
int condition_wait(pthread_cond_t *condition, pthread_mutex_t *mutex, clockid_t clock, const struct timespec *until,
                   uintptr_t place);
int condition_signal(pthread_cond_t *condition, uintptr_t place);
int condition_broadcast(pthread_cond_t *condition, uintptr_t place);

int once_run(pthread_once_t *once, void (*function)(void), uintptr_t place);
int key_create(pthread_key_t *key, void (*destructor)(void *));
int key_delete(pthread_key_t key);
void *key_get(pthread_key_t key);
int key_set(pthread_key_t key, const void *value);

/* Sleeps; `until` on that clock when `absolute`. Returns 0 or an errno value. */
int time_sleep(clockid_t clock, bool absolute, const struct timespec *time, struct timespec *left, uintptr_t place);
/* Virtual time at which `until` on that clock is reached: the deadline of a timed gate. */
uint64_t time_deadline(clockid_t clock, const struct timespec *until);

/* The demo prints these bytes. */
void print_bytes(const char *bytes, size_t length, uintptr_t place);

#endif
