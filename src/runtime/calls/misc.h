/* misc.h — random numbers begin anew with each run. */
#ifndef RUNTIME_CALLS_MISC_H
#define RUNTIME_CALLS_MISC_H

void misc_begin(void);

#endif
