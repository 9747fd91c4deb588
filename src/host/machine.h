/* machine.h — joins exploration to the fiber carrier: the loaded demo as a machine. One per process. */
#ifndef HOST_MACHINE_H
#define HOST_MACHINE_H

#include "explore/machine.h"

/* `interrupted` says when a search shall end early; NULL: never. */
struct machine machine_of_demo(bool (*interrupted)(void *data), void *data);

#endif
