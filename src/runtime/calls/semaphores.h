/* semaphores.h — named semaphores begin anew with each run. */
#ifndef RUNTIME_CALLS_SEMAPHORES_H
#define RUNTIME_CALLS_SEMAPHORES_H

void semaphores_begin(void);

#endif
