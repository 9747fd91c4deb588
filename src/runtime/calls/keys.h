/* keys.h — thread-specific data begins anew with each run. */
#ifndef RUNTIME_CALLS_KEYS_H
#define RUNTIME_CALLS_KEYS_H

void keys_begin(void);

#endif
