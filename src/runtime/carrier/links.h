/* links.h — addresses of sockets, and which object has them, so that both ends of a connection are known when both are the
 * program's own. Common to all processes of a live run. What is forgotten, for there is room for so many only, is an end that
 * nobody knows: then what comes from there comes from outside.
 *
 * Order:   links_share before the demo begins.
 * Threads: any thread of any process. */
#ifndef RUNTIME_CARRIER_LINKS_H
#define RUNTIME_CARRIER_LINKS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

#include "base/err.h"

bool links_share(struct err *err);

/* Where something listens: of that very address, or of any. 0: nobody known does. */
void links_listen(const struct sockaddr *address, socklen_t length, uint32_t object);
uint32_t links_listener(const struct sockaddr *address, socklen_t length);

/* This descriptor is one end of a connection, or is about to be: notes it. Returns the object of the other end; 0: not known.
 * `to`: where it connects to, as long as the system does not say so itself; NULL. */
uint32_t links_connect(int fd, uint32_t object, const struct sockaddr *to, socklen_t length);

/* The descriptor is no longer what it was. */
void links_forget(int fd);

/* The port of an address; 0: it has none. */
unsigned links_port(const struct sockaddr *address);

#endif
