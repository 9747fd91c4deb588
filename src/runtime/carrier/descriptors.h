/* descriptors.h — which of this process's descriptors are objects that the lab knows: ends of pipes, sockets, descriptor sets, event
 * descriptors, message queues. A child begins with its parent's list, as it begins with its descriptors. Live only; any thread. */
#ifndef RUNTIME_CARRIER_DESCRIPTORS_H
#define RUNTIME_CARRIER_DESCRIPTORS_H

#include <stdbool.h>
#include <stdint.h>

#include "trace/step.h"

/* 0, OBJECT_NONE: it is none. */
uint32_t descriptors_object(int fd);
enum object_kind descriptors_kind(int fd);

void descriptors_open(int fd, uint32_t object, enum object_kind kind);
void descriptors_close(int fd);

/* Does any of them stand for that object? */
bool descriptors_have(uint32_t object);

/* The next known one from there on that is closed when this process becomes another program; −1: there is none. */
int descriptors_closed_by_exec(int from);

/* The host's own ones, live: the demo's begin with 3, as they do without the lab. What this one is from now on; where it cannot be
 * moved, it stays. */
int descriptors_out_of_the_way(int fd);

/* Does it still go to the lab, as 1 and 2 did at first? */
bool descriptors_print(int fd);

#endif
