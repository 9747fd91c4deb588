/* descriptors.h — which of this process's descriptors are ends of pipes that the lab knows. A child begins with its parent's list,
 * as it begins with its descriptors. Live only; any thread. */
#ifndef RUNTIME_CARRIER_DESCRIPTORS_H
#define RUNTIME_CARRIER_DESCRIPTORS_H

#include <stdbool.h>
#include <stdint.h>

#include "trace/step.h"

/* 0: it is none. */
uint32_t descriptors_pipe(int fd);

void descriptors_open(int fd, uint32_t pipe);
void descriptors_close(int fd);

/* Does it still go to the lab, as 1 and 2 did at first? */
bool descriptors_print(int fd);

#endif
